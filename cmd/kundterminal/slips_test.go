package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// TestALooseSlipComesOutAndIsNoTicket also takes the paper away in the middle of
// the next one: it is told in a sentence, and the ticket follows as ever.
func TestALooseSlipComesOutAndIsNoTicket(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	x := wire(t, "tm-t20iii", sim.Options{Baud: 9600, Speed: 20})
	p := arrive(ctx, t, x)
	eventually(t, 30*time.Second, "the logo in the printer", func() bool { return len(x.printer.NVKeys()) > 0 && x.printer.Idle() })
	p.press("language:sv", "authority:vero", "service:v-card", "next", "way:bring", "slip:bring")
	p.must(p.player.until(ctx, func(s kiosk.State) bool { return s.Session.Slip.Stage == kiosk.SlipOut }))
	papers := x.printer.Tickets()
	if len(papers) != 1 || len(papers[0].Barcodes) != 0 || !slices.ContainsFunc(papers[0].Text, func(line string) bool { return strings.Contains(line, "1. ") }) {
		t.Fatalf("%d papers came out, the first with %q", len(papers), papers[0].Text)
	}
	before := x.printer.Counts().Received
	p.press("slip:bring")
	eventually(t, 20*time.Second, "the middle of the slip", func() bool { return x.printer.Counts().Received > before+40 })
	if err := x.printer.Set(sim.PaperOut, true); err != nil {
		t.Fatal(err)
	}
	p.must(p.player.until(ctx, func(s kiosk.State) bool { return s.Session.Slip.Stage == kiosk.SlipStuck }))
	if p.state.Session.Slip.Condition != kiosk.PaperOut {
		t.Errorf("the screen tells of %s", p.state.Session.Slip.Condition)
	}
	if err := x.printer.Set(sim.PaperOut, false); err != nil {
		t.Fatal(err)
	}
	p.untilPrinter(kiosk.PrinterReady)
	p.press("back", "take")
	p.until(kiosk.StepTake)
	ticket := p.state.Session.Ticket
	if list := papersWith(x.printer, string(ticket.Code())); len(list) != 1 || marked(t, list[0]) {
		t.Errorf("%d papers carry the ticket's code, or the one is marked as a copy", len(list))
	}
	if print, err := x.store.Print(ticket.Name); err != nil || print.State != kiosk.PrintPrinted || print.Copies != 0 {
		t.Errorf("the print journal has %+v, %v", print, err)
	}
}
