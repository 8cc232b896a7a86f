package escpos

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/sim"
)

// sent is how much of a failed job had gone out.
func sent(err error) int {
	var e *devices.Error
	if errors.As(err, &e) {
		return e.Sent
	}
	return -1
}

// whole are the barcodes on complete tickets, in order of printing. Only profiles
// with native barcodes have any.
func (b *bench) whole() []string {
	var codes []string
	for _, ticket := range b.printer.Tickets() {
		if ticket.Complete {
			codes = append(codes, ticket.Barcodes...)
		}
	}
	return codes
}

// recovers prints until it works, as the terminal does, and checks that the next
// ticket is whole and alone on its paper.
func (b *bench) recovers(t *testing.T, code string) {
	t.Helper()
	b.until(t, devices.FaultNone)
	if err := b.print(t, ticket("A 999", code)); err != nil {
		t.Fatalf("after the fault was removed: %v", err)
	}
	tickets := b.printer.Tickets()
	last := tickets[len(tickets)-1]
	if b.driver.Profile().NativeBarcode && (len(last.Barcodes) != 1 || last.Barcodes[0] != code) {
		t.Errorf("the ticket after the fault has the barcodes %q, want only %q", last.Barcodes, code)
	}
	if numbers := strings.Count(strings.Join(last.Text, "\n"), "A 999"); numbers != 1 {
		t.Errorf("the ticket after the fault reads %q", last.Text)
	}
}

func TestAStandingFaultRefusesTheJobBeforeAByteIsSent(t *testing.T) {
	for fault, want := range map[sim.Fault]devices.Fault{
		sim.PaperOut: devices.FaultPaperOut, sim.CoverOpen: devices.FaultCoverOpen, sim.Overheated: devices.FaultOverheated,
	} {
		for profile := range models {
			t.Run(profile+" "+fault.String(), func(t *testing.T) {
				t.Parallel()
				b := newBench(t, profile, sim.Options{}, Options{PollEvery: 50 * time.Millisecond})
				_ = b.printer.Set(fault, true)
				b.until(t, want)
				start := time.Now()
				err := b.print(t, ticket("A 001", "K7"))
				if devices.FaultOf(err) != want || sent(err) != 0 {
					t.Errorf("Print = %v (sent %d), want %v before a byte", err, sent(err), want)
				}
				if took := time.Since(start); took > time.Second {
					t.Errorf("the refusal took %v", took)
				}
				if want.Sentence(); !strings.Contains(err.Error(), want.Sentence()) || !strings.Contains(err.Error(), b.printer.Path()) {
					t.Errorf("the error reads %q", err)
				}
				_ = b.printer.Set(fault, false)
				b.recovers(t, "K8")
			})
		}
	}
}

func TestAFaultInMidTicketEndsTheJobAndTheRestNeverComesOut(t *testing.T) {
	for fault, want := range map[sim.Fault]devices.Fault{
		sim.PaperOut: devices.FaultPaperOut, sim.CoverOpen: devices.FaultCoverOpen,
		sim.Overheated: devices.FaultOverheated, sim.Unplugged: devices.FaultDisconnected,
	} {
		for profile := range models {
			t.Run(profile+" "+fault.String(), func(t *testing.T) {
				t.Parallel()
				b := newBench(t, profile, sim.Options{Baud: 9600}, Options{PollEvery: 100 * time.Millisecond})
				time.AfterFunc(100*time.Millisecond, func() { _ = b.printer.Set(fault, true) })
				start := time.Now()
				err := b.print(t, ticket("A 001", "FAILED1"))
				took := time.Since(start)
				if devices.FaultOf(err) != want || sent(err) <= 0 {
					t.Fatalf("Print = %v (sent %d), want %v in the middle", err, sent(err), want)
				}
				if took > 3*time.Second {
					t.Errorf("the fault was noticed after %v", took)
				}
				_ = b.printer.Set(fault, false)
				b.recovers(t, "GOOD2")
				for _, code := range b.whole() {
					if code == "FAILED1" {
						t.Error("the failed ticket came out whole")
					}
				}
			})
		}
	}
}

func TestACutterJamIsNamedAndRecoveredFrom(t *testing.T) {
	t.Parallel()
	b := newBench(t, "tm-t20iii", sim.Options{Baud: 9600}, Options{PollEvery: 50 * time.Millisecond})
	time.AfterFunc(100*time.Millisecond, func() { _ = b.printer.Set(sim.CutterJam, true) })
	err := b.print(t, ticket("A 001", "JAMMED"))
	if devices.FaultOf(err) != devices.FaultCutterJam || sent(err) == 0 {
		t.Fatalf("Print = %v, want a cutter jam in the middle", err)
	}
	b.until(t, devices.FaultCutterJam)
	_ = b.printer.Set(sim.CutterJam, false)
	// Somebody presses for the next ticket at once, before the printer was looked at.
	if err := b.print(t, ticket("A 002", "NEXT")); err != nil {
		t.Fatalf("after the jam was removed: %v", err)
	}
	tickets := b.printer.Tickets()
	if last := tickets[len(tickets)-1]; len(last.Barcodes) != 1 || last.Barcodes[0] != "NEXT" {
		t.Errorf("the next ticket has the barcodes %q: the jammed one hangs on it", last.Barcodes)
	}
}

func TestAnIdlePrinterComesOutOfACutterJamByItself(t *testing.T) {
	t.Parallel()
	b := newBench(t, "tm-t20iii", sim.Options{}, Options{PollEvery: 50 * time.Millisecond})
	b.printer.FailCutOnce()
	if err := b.print(t, ticket("A 001", "JAMMED")); devices.FaultOf(err) != devices.FaultCutterJam {
		t.Fatalf("Print = %v, want a cutter jam", err)
	}
	b.recovers(t, "NEXT")
}

func TestAMutePrinterIsNoProof(t *testing.T) {
	for profile := range models {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, profile, sim.Options{}, Options{AnswerTimeout: 100 * time.Millisecond, PollEvery: 300 * time.Millisecond})
			_ = b.printer.Set(sim.Mute, true)
			err := b.print(t, ticket("A 001", "MUTE"))
			if devices.FaultOf(err) != devices.FaultNoAnswer {
				t.Fatalf("Print = %v, want no answer", err)
			}
			b.until(t, devices.FaultNoAnswer)
			start := time.Now()
			if err := b.print(t, ticket("A 002", "MUTE2")); devices.FaultOf(err) != devices.FaultNoAnswer || sent(err) != 0 {
				t.Errorf("the second Print = %v, want no answer before a byte", err)
			}
			if took := time.Since(start); took > time.Second {
				t.Errorf("the refusal took %v", took)
			}
			_ = b.printer.Set(sim.Mute, false)
			b.recovers(t, "HEARD")
		})
	}
}

func TestAStalledLineEndsTheJobAndComesBack(t *testing.T) {
	t.Parallel()
	b := newBench(t, "tm-t20iii", sim.Options{}, Options{AnswerTimeout: 200 * time.Millisecond, PollEvery: 200 * time.Millisecond})
	_ = b.printer.Set(sim.Stall, true)
	start := time.Now()
	err := b.print(t, ticket("A 001", "STALLED"))
	if fault := devices.FaultOf(err); fault != devices.FaultNoAnswer && fault != devices.FaultStalled {
		t.Fatalf("Print = %v, want no answer or stalled", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("a stalled job took %v", took)
	}
	b.until(t, devices.FaultNoAnswer)
	_ = b.printer.Set(sim.Stall, false)
	b.recovers(t, "MOVING")
}

func TestALineThatFillsUpIsAbandonedAndOpenedAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t, "custom-kpm", sim.Options{}, Options{
		Baud: 230400, AnswerTimeout: 100 * time.Millisecond, PollEvery: 200 * time.Millisecond,
	})
	_ = b.printer.Set(sim.Stall, true)
	err := b.print(t, bigTicket(60)) // more than the kernel holds
	if fault := devices.FaultOf(err); fault != devices.FaultStalled && fault != devices.FaultNoAnswer {
		t.Fatalf("Print = %v, want stalled", err)
	}
	_ = b.printer.Set(sim.Stall, false)
	b.recovers(t, "AGAIN")
}

// bigTicket has some 600 bytes of raster a line.
func bigTicket(lines int) Document {
	var doc Document
	for range lines {
		doc = append(doc, Text{Content: "ŋŧđ ođđa vuorru ŋŋŋŋ ŧŧŧŧ đđđđ ŋŋŋŋ", Style: Style{Height: 1}})
	}
	return append(doc, Barcode{Data: "BIG"}, Cut{})
}

func TestABigJobNeverOverrunsThePrinter(t *testing.T) {
	for _, baud := range []int{38400, 115200} {
		t.Run(fmt.Sprint(baud), func(t *testing.T) {
			t.Parallel()
			b := newBench(t, "custom-kpm", sim.Options{Baud: baud, Speed: 2}, Options{})
			if err := b.print(t, bigTicket(20)); err != nil {
				t.Fatal(err)
			}
			counts := b.printer.Counts()
			if counts.Dropped != 0 {
				t.Errorf("%d bytes of %d were dropped, %d XOFFs", counts.Dropped, counts.Received, counts.XOFFs)
			}
			t.Logf("%d bytes, %d XOFFs", counts.Received, counts.XOFFs)
		})
	}
}

func TestGarbageOnTheLineProvesNothingAndStopsNothing(t *testing.T) {
	for profile := range models {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, profile, sim.Options{Baud: 38400, Seed: 7}, Options{AnswerTimeout: 200 * time.Millisecond})
			_ = b.printer.Set(sim.Garbage, true)
			proved := 0
			for i := range 10 {
				if b.print(t, ticket("A 001", fmt.Sprintf("G%d", i))) == nil {
					proved++
				}
			}
			if cut := len(b.printer.Tickets()); cut < proved {
				t.Errorf("%d tickets proved and only %d cut", proved, cut)
			}
			if proved < 5 {
				t.Errorf("only %d of 10 tickets were proved through the noise", proved)
			}
			_ = b.printer.Set(sim.Garbage, false)
			b.until(t, devices.FaultNone) // what noise was taken for is put right by the next answers
			if err := b.print(t, ticket("A 002", "CLEAN")); err != nil {
				t.Errorf("when the noise has ended: %v", err)
			}
		})
	}
}

func TestUnpluggedAtAnyByteNothingIsProvedThatWasNotPrinted(t *testing.T) {
	t.Parallel()
	b := newBench(t, "tm-t20iii", sim.Options{Baud: 115200}, Options{AnswerTimeout: 2 * time.Second})
	want := 0
	for at := 1; at < 400; at += 23 {
		b.printer.UnplugAfterBytes(at)
		err := b.print(t, ticket("A 001", fmt.Sprintf("U%d", at)))
		if err == nil {
			want++
			b.printer.UnplugAfterBytes(0)
			continue
		}
		if devices.FaultOf(err) != devices.FaultDisconnected {
			t.Errorf("unplugged after %d bytes: %v", at, err)
		}
		if err := b.printer.Set(sim.Unplugged, false); err != nil {
			t.Fatal(err)
		}
		b.until(t, devices.FaultNone)
	}
	if got := len(b.whole()); got < want {
		t.Errorf("%d tickets proved and %d printed", want, got)
	}
}

func TestPrintEndsWhenItsContextEnds(t *testing.T) {
	t.Parallel()
	b := newBench(t, "tm-t20iii", sim.Options{Baud: 2400}, Options{})
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	err := b.driver.Print(ctx, ticket("A 001", "LATE"))
	if !errors.Is(err, context.DeadlineExceeded) || devices.FaultOf(err) != devices.FaultNone || sent(err) == 0 {
		t.Errorf("Print = %v, want the context's error and no fault", err)
	}
	if err := b.print(t, ticket("A 002", "NEXT")); err != nil {
		t.Errorf("the next ticket: %v", err)
	}
	if codes := b.whole(); len(codes) != 1 || codes[0] != "NEXT" {
		t.Errorf("whole tickets %q, want only the next one", codes)
	}
}
