package escpos

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices"
)

var hello = Document{Text{Content: "hello"}, Cut{}}

// epson is a profile without the questions that a script would have to answer.
func epson(t *testing.T) Profile {
	p := profileFor(t, "tm-t20iii")
	p.Identify = false
	return p
}

func TestNothingIsPrintedWithoutAPort(t *testing.T) {
	d := NewDriver(epson(t), Options{Name: "/dev/ttyX"})
	err := d.Print(t.Context(), hello)
	if devices.FaultOf(err) != devices.FaultDisconnected || !strings.Contains(err.Error(), "/dev/ttyX") {
		t.Errorf("Print = %v", err)
	}
	if d.Status().Fault != devices.FaultDisconnected {
		t.Errorf("the state is %v", d.Status())
	}
}

func TestThatTheTerminalStopsIsNoFaultOfThePrinter(t *testing.T) {
	for ending, want := range map[string]bool{"the terminal stops": false, "the line fails": true} {
		var log bytes.Buffer
		port := newMemoryPort(idle)
		o := Options{Log: slog.New(slog.NewTextHandler(&log, nil))}
		var counted uint64
		served(t, epson(t), o, port, func(t *testing.T, d *Driver) {
			if !d.Status().Ready() {
				t.Fatalf("the printer is %v", d.Status())
			}
			if want {
				port.Close()
				synctest.Wait()
			}
			t.Cleanup(func() { counted = d.Counts().Faults })
		})
		if told := strings.Contains(log.String(), "printer_faulted"); told != want || counted > 0 != want {
			t.Errorf("%s: the log has a fault: %t, %d are counted\n%s", ending, told, counted, log.String())
		}
	}
}

func TestOnlyTheIDOfThisJobIsAProof(t *testing.T) {
	port := newMemoryPort(func(b []byte) []byte {
		out := idle(b)
		if at := bytes.Index(out, []byte{0x37, 0x22}); at >= 0 {
			out[at+2] ^= 1 // the id of some other job
		}
		return out
	})
	served(t, epson(t), Options{}, port, func(t *testing.T, d *Driver) {
		start := time.Now()
		err := d.Print(t.Context(), hello)
		if devices.FaultOf(err) != devices.FaultNoAnswer || sent(err) == 0 || !strings.Contains(err.Error(), "did not prove") {
			t.Errorf("Print = %v", err)
		}
		if took := time.Since(start); took < 5*time.Second || took > 30*time.Second {
			t.Errorf("it took %v", took)
		}
		if !bytes.HasSuffix(port.log(), clearBuffers) {
			t.Error("the printer's buffer was not cleared after the failed job")
		}
	})
}

func TestAFaultThatHasPassedBeforeTheProofStillEndsTheJob(t *testing.T) {
	for _, profile := range []string{"tm-t20iii", "custom-kpm"} {
		p := profileFor(t, profile)
		p.Identify = false
		port := newMemoryPort(func(b []byte) []byte {
			out := idle(b)
			if bytes.Contains(b, p.Cut) { // paper out, put in again, and the rest printed: all in one breath
				out = append([]byte{0x1C, 0x00, 0x0F, 0x0F, 0x14, 0x00, 0x00, 0x0F}, out...)
			}
			return out
		})
		served(t, p, Options{}, port, func(t *testing.T, d *Driver) {
			if err := d.Print(t.Context(), hello); devices.FaultOf(err) != devices.FaultPaperOut || sent(err) == 0 {
				t.Errorf("%s: Print = %v, want paper out", profile, err)
			}
		})
	}
}

func TestAFailedJobIsFollowedByACleanOneOnItsOwnPaper(t *testing.T) {
	prove := false
	port := newMemoryPort(nil)
	port.script = func(b []byte) []byte {
		if !prove && bytes.Contains(b, []byte{0x1D, 0x28, 0x48}) {
			return nil
		}
		return idle(b)
	}
	served(t, epson(t), Options{}, port, func(t *testing.T, d *Driver) {
		if err := d.Print(t.Context(), hello); err == nil {
			t.Fatal("no proof and no error")
		}
		port.change(func() { prove = true })
		before := len(port.log())
		if err := d.Print(t.Context(), hello); err != nil {
			t.Fatal(err)
		}
		again := port.log()[before:]
		clean, scrap, job := bytes.Index(again, clearBuffers), bytes.Index(again, []byte("\n\x1DVB\x00")), bytes.Index(again, []byte("hello"))
		if clean < 0 || scrap < clean || job < scrap {
			t.Errorf("cleared at %d, half ticket cut off at %d, printed at %d: % X", clean, scrap, job, again)
		}
		before = len(port.log())
		if err := d.Print(t.Context(), hello); err != nil {
			t.Fatal(err)
		}
		if third := port.log()[before:]; bytes.Contains(third, clearBuffers) || bytes.Count(third, []byte("\x1DV")) != 1 {
			t.Errorf("the third job still cleans up: % X", third)
		}
	})
}

func TestTwoJobsNeverMix(t *testing.T) {
	port := newMemoryPort(idle)
	served(t, epson(t), Options{}, port, func(t *testing.T, d *Driver) {
		var all sync.WaitGroup
		long := strings.Repeat("x", 40)
		for range 8 {
			all.Go(func() {
				if err := d.Print(t.Context(), Document{Text{Content: long}, Text{Content: long}, Text{Content: long}, Cut{}}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := bytes.Count(port.log(), []byte(strings.Repeat(long+"\n", 3)+"\x1DVB\x00")); n != 8 {
			t.Errorf("%d of 8 jobs are in one piece", n)
		}
	})
}

func TestAFreshStateCostsNoQuestionBeforeTheJob(t *testing.T) {
	port := newMemoryPort(idle)
	served(t, epson(t), Options{}, port, func(t *testing.T, d *Driver) {
		time.Sleep(time.Minute) // the printer is asked now and then
		synctest.Wait()
		before := len(port.log())
		if err := d.Print(t.Context(), hello); err != nil {
			t.Fatal(err)
		}
		if got := port.log()[before:]; bytes.Contains(got, []byte{0x10, 0x04}) {
			t.Errorf("it asked before printing: % X", got)
		}
	})
}

func TestAWeakProofIsTheAbsenceOfFaults(t *testing.T) {
	p := profileFor(t, "plain-58mm")
	p.Proof = ProofNone
	trouble := false
	port := newMemoryPort(nil)
	port.script = func(b []byte) []byte {
		if trouble && bytes.Equal(b, requestStatus(4)) {
			return []byte{0x72}
		}
		return idle(b)
	}
	served(t, p, Options{}, port, func(t *testing.T, d *Driver) {
		if err := d.Print(t.Context(), hello); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(500*time.Millisecond, func() { port.change(func() { trouble = true }) })
		if err := d.Print(t.Context(), hello); devices.FaultOf(err) != devices.FaultPaperOut {
			t.Errorf("paper ran out meanwhile: %v", err)
		}
	})
}

func TestAPrinterWithBareAnswersIsUnderstood(t *testing.T) {
	p := profileFor(t, "custom-kpm")
	p.BareStatus, p.ASB, p.Identify = true, false, false
	var paper byte
	port := newMemoryPort(nil)
	port.script = func(b []byte) []byte {
		out := idle(b)
		if bytes.Equal(b, requestStatus(4)) {
			return []byte{paper}
		}
		for i := range out {
			if out[i] == 0x12 {
				out[i] = 0
			}
		}
		return out
	}
	served(t, p, Options{}, port, func(t *testing.T, d *Driver) {
		if err := d.Print(t.Context(), hello); err != nil {
			t.Fatal(err)
		}
		port.change(func() { paper = 0x6C })
		time.Sleep(5 * time.Second)
		if s := d.Status(); s.Fault != devices.FaultPaperOut || !s.NearEnd {
			t.Errorf("out of paper it stands %+v", s)
		}
	})
}

func TestAForgottenTicketIsTakenBack(t *testing.T) {
	p := profileFor(t, "custom-kpm")
	p.Identify = false
	presented := false
	port := newMemoryPort(nil)
	port.script = func(b []byte) []byte {
		if bytes.Equal(b, requestStatus(fullStatus)) && presented {
			return []byte{0x10, 0x0F, 0x20, 0, 0, 0}
		}
		if bytes.Equal(b, p.Presenter.Retract) {
			presented = false
		}
		return idle(b)
	}
	served(t, p, Options{TakeLimit: 20 * time.Second}, port, func(t *testing.T, d *Driver) {
		port.change(func() { presented = true })
		time.Sleep(10 * time.Second)
		if s := d.Status(); !s.Presented || s.Fault != devices.FaultNone {
			t.Errorf("with a ticket at the outlet it stands %+v", s)
		}
		time.Sleep(15 * time.Second)
		if s := d.Status(); s.Presented || !bytes.Contains(port.log(), p.Presenter.Retract) {
			t.Errorf("after 25 s it stands %+v", s)
		}
	})
}

func TestAPortThatFailsEndsServeAndTheJob(t *testing.T) {
	port := newMemoryPort(func(b []byte) []byte {
		if bytes.Contains(b, []byte("hello")) {
			return nil
		}
		return idle(b)
	})
	var told []devices.Fault
	o := Options{OnStatus: func(s devices.Status) { told = append(told, s.Fault) }}
	served(t, epson(t), o, port, func(t *testing.T, d *Driver) {
		time.AfterFunc(100*time.Millisecond, func() { _ = port.Close() })
		err := d.Print(t.Context(), hello)
		if devices.FaultOf(err) != devices.FaultDisconnected || sent(err) == 0 || !errors.Is(err, devices.ErrClosed) {
			t.Errorf("Print = %v", err)
		}
		synctest.Wait()
		if len(told) != 2 || told[0] != devices.FaultNone || told[1] != devices.FaultDisconnected {
			t.Errorf("the states told are %v", told)
		}
	})
}

func TestAnElementThatCannotBePrintedIsNoFaultOfThePrinter(t *testing.T) {
	port := newMemoryPort(idle)
	served(t, epson(t), Options{}, port, func(t *testing.T, d *Driver) {
		before := len(port.log())
		err := d.Print(context.Background(), Document{Barcode{Data: "Ä"}})
		if err == nil || devices.FaultOf(err) != devices.FaultNone || sent(err) != 0 || len(port.log()) != before {
			t.Errorf("Print = %v", err)
		}
	})
}
