package sim

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// processID asks for proof, and proved is the answer.
func processID(id string) []byte { return join(0x1D, "(H", 6, 0, 0x30, 0x30, id) }
func proved(id string) []byte    { return join(0x37, 0x22, id, 0x00) }

var clearIt = []byte{0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08}

func TestProofComesOnlyAfterPrintingAndCutting(t *testing.T) {
	m := TMT20III()
	m.FeedMMS = 100
	p, h := plugIn(t, m, Options{Speed: 1})
	start := time.Now()
	h.write(strings.Repeat("a line\n", 10), cutHere, processID("0007"))
	h.silent()
	h.expect(proved("0007")...)
	// 10 lines of 30 dots and the way to the knife at 100 mm/s, then the cut
	least := time.Duration((m.mm(300)+m.CutterMM)/100*1e9) + 350*time.Millisecond
	if took := time.Since(start); took < least {
		t.Errorf("proof after %v, the mechanics need %v", took, least)
	}
	if c := p.Counts(); c.Cuts != 1 || len(p.Tickets()) != 1 {
		t.Errorf("proof before the cut: %+v", c)
	}
}

func TestProofWaitsForItsLine(t *testing.T) {
	_, h := plugIn(t, TMT20III(), Options{})
	h.write("no line end", processID("0001"))
	h.silent()
	h.write("\n")
	h.expect(proved("0001")...)
}

func TestPaperOutInMidTicketContinuesOnTheNewRoll(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write(0x1D, "a", 0x0F)
	h.expect(0x14, 0x00, 0x00, 0x0F)
	p.PaperOutAfter(100)
	h.write("one\ntwo\nthree\nfour\nfive\nsix\n", cutHere, processID("0001"))
	h.expect(0x1C, 0x00, 0x0F, 0x0F)
	h.silent()
	h.write(0x10, 0x04, 4)
	h.expect(0x7E)
	_ = p.Set(PaperOut, false)
	h.expect(0x14, 0x00, 0x00, 0x0F)
	h.expect(proved("0001")...)
	tickets := p.Tickets()
	if len(tickets) != 2 || tickets[0].Complete || tickets[1].Complete {
		t.Fatalf("want two fragments, got %d tickets", len(tickets))
	}
	if text := slices.Concat(tickets[0].Text, tickets[1].Text); strings.Join(text, " ") != "one two three four five six" {
		t.Errorf("text %q", text)
	}
	h.write("whole\n", cutHere, processID("0002"))
	h.expect(proved("0002")...)
	if last := p.Tickets()[2]; !last.Complete {
		t.Error("the next ticket is whole")
	}
}

func TestClearingDropsTheRestOfTheJob(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	p.PaperOutAfter(100)
	h.write(0x1B, "a", 2, "one\ntwo\nthree\nfour\nfive\nsix\n", cutHere, processID("0001"))
	eventually(t, "paper out", func() bool { return len(p.Faults()) > 0 })
	h.write(clearIt)
	h.expect(0x37, 0x25, 0x00)
	_ = p.Set(PaperOut, false)
	h.write("again\n", cutHere, processID("0002"))
	h.expect(proved("0002")...)
	tickets := p.Tickets()
	if len(tickets) != 2 || tickets[0].Complete || !tickets[1].Complete {
		t.Fatalf("want a fragment and a whole ticket, got %+v", tickets)
	}
	if inked(tickets[1].Image, 0, 300) {
		t.Error("clearing the buffers reset the alignment")
	}
}

func TestOnlyTheExactSequenceClears(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	_ = p.Set(CoverOpen, true)
	h.write("kept\n", clearIt[:9], 0x09)
	h.silent()
	_ = p.Set(CoverOpen, false)
	h.drained(p)
	h.write(cutHere)
	eventually(t, "ticket", func() bool { return len(p.Tickets()) == 1 })
	if text := p.Tickets()[0].Text; !slices.Equal(text, []string{"kept"}) {
		t.Errorf("text %q", text)
	}
}

func TestCommandsHiddenInARasterAreCarriedOut(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	rows := join(0x10, 0x04, 0x01, 0xFF, 0x10, 0x04, 0x04, 0xFF)
	h.write(0x1D, "v0", 0, 4, 0, 2, 0, rows)
	h.expect(0x16, 0x12)
	h.drained(p)
	paper := p.Paper()
	top := paper.Height - 2
	if got := slices.Concat(paper.row(top)[:4], paper.row(top + 1)[:4]); !bytes.Equal(got, rows) {
		t.Errorf("raster % X, want % X", got, rows)
	}
	h.write(0x1D, "v0", 0, 12, 0, 9, 0, clearIt) // the picture is dropped with the buffer
	h.expect(0x37, 0x25, 0x00)
	h.write("\n", processID("0001"))
	h.expect(proved("0001")...)
}

func TestCutterErrorOutlivesItsCause(t *testing.T) {
	for _, test := range []struct {
		name     string
		recovery []byte
		answer   []byte
		tickets  []bool // complete or not, after one more job
	}{
		{"DLE ENQ 1 cuts again", []byte{0x10, 0x05, 1}, proved("0001"), []bool{true, true}},
		{"DLE ENQ 2 drops", []byte{0x10, 0x05, 2}, nil, []bool{false}},
		{"DLE DC4 8 drops", clearIt, []byte{0x37, 0x25, 0x00}, []bool{false}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, h := plugIn(t, TMT20III(), Options{})
			p.FailCutOnce()
			h.write("ticket\n", cutHere, processID("0001"))
			eventually(t, "error", func() bool { h.write(0x10, 0x04, 3); return h.read(1, time.Second)[0] == 0x1A })
			h.silent()
			h.write(test.recovery)
			h.expect(test.answer...)
			h.write(0x10, 0x04, 3)
			h.expect(0x12)
			h.write("more\n", cutHere, processID("0002"))
			h.expect(proved("0002")...)
			var complete []bool
			for _, ticket := range p.Tickets() {
				complete = append(complete, ticket.Complete)
			}
			if !slices.Equal(complete, test.tickets) {
				t.Errorf("complete %v, want %v", complete, test.tickets)
			}
		})
	}
}

func TestAJamIsNotRecoveredWhileItLasts(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	_ = p.Set(CutterJam, true)
	h.write(0x10, 0x05, 1, 0x10, 0x04, 3)
	h.expect(0x1A)
	_ = p.Set(CutterJam, false)
	h.write(0x10, 0x04, 3)
	h.expect(0x1A)
	h.write(0x10, 0x05, 2, 0x10, 0x04, 3)
	h.expect(0x12)
}

func TestOverheatingPassesByItself(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	_ = p.Set(Overheated, true)
	h.write("late\n", processID("0001"))
	h.silent()
	_ = p.Set(Overheated, false)
	h.expect(proved("0001")...)
}

func TestPaperOutStrikesWhileTheTicketPrints(t *testing.T) {
	m := TMT20III()
	p, h := plugIn(t, m, Options{Speed: 1})
	h.write(strings.Repeat("a line\n", 60), cutHere, processID("0001"))
	eventually(t, "some lines", func() bool { return p.Paper().Height > m.dots(m.CutterMM)+300 })
	_ = p.Set(PaperOut, true)
	reached := p.Paper().Height
	h.silent()
	if p.Paper().Height != reached || reached > 1700 {
		t.Errorf("stopped at %d, now %d", reached, p.Paper().Height)
	}
	_ = p.Set(PaperOut, false)
	h.expect(proved("0001")...)
}

func TestTearingOffLeavesACleanPrinter(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write("half\n")
	h.drained(p)
	_ = p.Set(Unplugged, true)
	_ = p.Set(Unplugged, false)
	p.TearOff()
	p.TearOff()
	h.open(p)
	h.write("whole\n", cutHere, processID("0001"))
	h.expect(proved("0001")...)
	tickets := p.Tickets()
	if len(tickets) != 2 || tickets[0].Complete || !tickets[1].Complete || len(tickets[1].Text) != 1 {
		t.Errorf("tickets %+v", tickets)
	}
}

func TestListenersHearEachTicket(t *testing.T) {
	heard := make(chan Ticket, 10)
	p, h := plugIn(t, TMT20III(), Options{OnTicket: func(t Ticket) { heard <- t }})
	p.OnTicket(func(t Ticket) { heard <- t })
	p.OnTicket(func(Ticket) { _ = p.Set(PaperNearEnd, true); p.Tickets() })
	h.write("a\n", cutHere)
	a, b := <-heard, <-heard
	if a.Text[0] != "a" || b.Text[0] != "a" || a.LengthMM < 15 || a.LengthMM > 20 {
		t.Errorf("heard %+v", a)
	}
}

func TestFaultsMayComeFromEverywhereAtOnce(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	stop := make(chan struct{})
	var hands sync.WaitGroup
	for _, f := range []Fault{PaperOut, CoverOpen, CutterJam, Mute, Stall, Garbage, Overheated, PaperNearEnd} {
		hands.Go(func() {
			for on := true; ; on = !on {
				select {
				case <-stop:
					_ = p.Set(f, false)
					return
				case <-time.After(time.Millisecond):
					_ = p.Set(f, on)
					_, _, _, _ = p.Faults(), p.Tickets(), p.Paper(), p.Counts()
				}
			}
		})
	}
	hands.Go(func() { // somebody reads what comes back
		for {
			select {
			case <-stop:
				return
			default:
				_ = h.f.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
				_, _ = h.f.Read(make([]byte, 512))
			}
		}
	})
	for range 30 {
		h.write(receipt())
		h.write(0x10, 0x05, 1, clearIt)
	}
	time.Sleep(200 * time.Millisecond)
	close(stop)
	hands.Wait()
	h.write(0x10, 0x05, 2, clearIt, "\n\nend\n", cutHere)
	eventually(t, "the last ticket", func() bool {
		tickets := p.Tickets()
		return len(tickets) > 0 && slices.Contains(tickets[len(tickets)-1].Text, "end")
	})
}

func TestAVisitorTakesTheTicketAfterAWhile(t *testing.T) {
	p, h := plugIn(t, VKP80(), Options{TakeAfter: 20 * time.Millisecond})
	h.write("ticket\n", 0x1D, "VB", 0, 0x1D, "e", 3, 12)
	eventually(t, "taken", func() bool { return p.Counts().Taken == 1 })
	if p.AtOutput() {
		t.Error("the ticket is still there")
	}
}

func TestARemnantInsideSpoilsTheNextTicketToo(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write("abandoned\n")
	h.drained(p)
	h.write(clearIt)
	h.expect(0x37, 0x25, 0x00)
	h.write("\n", 0x1D, "V", 0, "next\n", cutHere, "last\n", cutHere, processID("0001"))
	h.expect(proved("0001")...)
	var complete []bool
	for _, ticket := range p.Tickets() {
		complete = append(complete, ticket.Complete)
	}
	if !slices.Equal(complete, []bool{false, false, true}) {
		t.Errorf("complete %v", complete)
	}
}
