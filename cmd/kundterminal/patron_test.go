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

// patron is a person at a terminal who fails the test where a screen does not
// come.
type patron struct {
	*player
	t   *testing.T
	ctx context.Context
}

// arrive brings a person to a terminal whose printer can print.
func arrive(ctx context.Context, t *testing.T, x *rig) *patron {
	t.Helper()
	person, leave := newPlayer(x.terminal)
	t.Cleanup(leave)
	p := &patron{person, t, ctx}
	p.untilPrinter(kiosk.PrinterReady)
	return p
}

func (p *patron) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("%v; the printer is %s, the session's condition %s", err, p.state.Printer.Condition, p.state.Session.Condition)
	}
}

func (p *patron) press(ids ...string) {
	p.t.Helper()
	for _, id := range ids {
		p.must(p.player.press(p.ctx, id))
	}
}

func (p *patron) until(step kiosk.Step) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 50*time.Second)
	defer cancel()
	p.must(p.player.until(ctx, func(s kiosk.State) bool { return s.Session.Step == step }))
}

func (p *patron) untilPrinter(c kiosk.PrinterCondition) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 50*time.Second)
	defer cancel()
	p.must(p.player.until(ctx, func(s kiosk.State) bool { return s.Printer.Condition == c }))
}

// request goes from the idle screen to the press for a number.
func (p *patron) request(l kiosk.Language) {
	p.t.Helper()
	p.press("language:"+string(l), "authority:vero", "service:v-card", "next", "take")
}

// leave ends the visit.
func (p *patron) leave() {
	p.t.Helper()
	if !p.state.Session.Idle() {
		p.press("stop")
		if p.state.Session.Overlay == kiosk.StopOverlay {
			p.press("stop-yes")
		}
	}
	p.until(kiosk.StepIdle)
}

// papersWith are the pieces of paper that carry a barcode of so much.
func papersWith(p *sim.Printer, code string) []sim.Ticket {
	return slices.DeleteFunc(p.Tickets(), func(paper sim.Ticket) bool { return !slices.Contains(paper.Barcodes, code) })
}

// marked reports whether a paper says that it is a copy.
func marked(t *testing.T, paper sim.Ticket) bool {
	t.Helper()
	words, err := copyWords()
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(paper.Text, func(line string) bool { return slices.Contains(words, strings.TrimSpace(line)) })
}
