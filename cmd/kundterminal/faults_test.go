package main

import (
	"context"
	"sync"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// faultCase is a fault as a citizen meets it.
type faultCase struct {
	name      string
	begin     func(*sim.Printer)     // before the ticket is sent
	middle    func(*sim.Printer)     // when a part of it has arrived
	refuse    func(*rig)             // when it is about to be sent
	step      kiosk.Step             // that the citizen then sees
	condition kiosk.PrinterCondition // that the screen tells of
	answer    string                 // what the citizen presses when it is mended; "" where nothing is needed
	ends      kiosk.Step             // of the visit
	state     kiosk.PrintState       // in the journal in the end
	copied    bool                   // the paper that comes out at last is marked as a copy
	late      bool                   // the first paper may come out too when all is mended
}

func setFault(f sim.Fault) func(*sim.Printer) { return func(p *sim.Printer) { _ = p.Set(f, true) } }

func faultCases() []faultCase {
	const trouble, shown, take = kiosk.StepTrouble, kiosk.StepShown, kiosk.StepTake
	printed := kiosk.PrintPrinted
	return []faultCase{
		{name: "paper out before", begin: setFault(sim.PaperOut), step: shown, condition: kiosk.PaperOut, answer: "print", ends: take, state: printed},
		{name: "cover open before", begin: setFault(sim.CoverOpen), step: shown, condition: kiosk.CoverOpen, answer: "print", ends: take, state: printed},
		{name: "unplugged before", begin: setFault(sim.Unplugged), step: shown, condition: kiosk.PrinterAbsent, answer: "print", ends: take, state: printed},
		{name: "cutter jammed before", begin: setFault(sim.CutterJam), step: shown, condition: kiosk.CutterJammed, answer: "print", ends: take, state: printed},
		{name: "too hot before", begin: setFault(sim.Overheated), step: shown, condition: kiosk.PrinterHot, answer: "print", ends: take, state: printed},
		{name: "paper out in the middle", middle: setFault(sim.PaperOut), step: trouble, condition: kiosk.PaperOut, ends: take, state: printed, copied: true},
		{name: "cover opened in the middle", middle: setFault(sim.CoverOpen), step: trouble, condition: kiosk.CoverOpen, ends: take, state: printed, copied: true},
		{name: "cutter jams in the middle", middle: setFault(sim.CutterJam), step: trouble, condition: kiosk.CutterJammed, ends: take, state: printed, copied: true},
		{name: "too hot in the middle", middle: setFault(sim.Overheated), step: trouble, condition: kiosk.PrinterHot, ends: take, state: printed, copied: true},
		{name: "unplugged in the middle", middle: setFault(sim.Unplugged), step: trouble, condition: kiosk.PrinterAbsent, ends: take, state: printed, copied: true},
		{name: "mute", middle: setFault(sim.Mute), step: trouble, condition: kiosk.PrinterSilent, answer: "got", ends: kiosk.StepThanks, state: kiosk.PrintShown},
		{name: "stall", middle: setFault(sim.Stall), step: trouble, condition: kiosk.PrinterSilent, answer: "again", ends: take, state: printed, copied: true, late: true},
		{name: "unplugged before any byte", refuse: unplugged, step: trouble, condition: kiosk.PrinterAbsent, ends: take, state: printed},
	}
}

// TestTheCitizenSeesEachFaultAndServiceGoesOnWhenItIsMended also proves when a
// ticket is marked as a copy: where a part of it may have been on paper before,
// and only there.
func TestTheCitizenSeesEachFaultAndServiceGoesOnWhenItIsMended(t *testing.T) {
	t.Parallel()
	for _, f := range faultCases() {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			f.happens(t)
		})
	}
}

func (f faultCase) happens(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	x := wire(t, "tm-t20iii", sim.Options{Baud: 4800, Speed: 4}, func(x *rig) {
		if f.refuse != nil {
			x.engine.Printer = &ambush{Printer: x.engine.Printer, strike: func() { f.refuse(x) }}
		}
	})
	p := arrive(ctx, t, x)
	eventually(t, 30*time.Second, "the logo in the printer", func() bool { return len(x.printer.NVKeys()) > 0 && x.printer.Idle() })
	if f.begin != nil {
		f.begin(x.printer)
		p.untilPrinter(f.condition)
	}
	p.request(kiosk.English)
	if f.middle != nil {
		before := x.printer.Counts().Received
		eventually(t, 20*time.Second, "the middle of the ticket", func() bool { return x.printer.Counts().Received > before+40 })
		f.middle(x.printer)
	}
	p.until(f.step)
	ticket := p.state.Session.Ticket
	f.explained(t, x, p.state)
	f.mend(t, x, p)
	p.until(f.ends)
	p.leave()
	f.journalled(t, x, ticket)
	p.request(kiosk.Finnish) // service goes on
	p.until(kiosk.StepTake)
}

// explained checks that the screen says what is wrong, and the number.
func (f faultCase) explained(t *testing.T, x *rig, s kiosk.State) {
	t.Helper()
	if f.step == kiosk.StepShown {
		if s.Printer.Condition != f.condition {
			t.Errorf("the terminal takes the printer for %s", s.Printer.Condition)
		}
		return
	}
	if s.Session.Condition != f.condition {
		t.Errorf("the screen tells of %s, not of %s", s.Session.Condition, f.condition)
	}
	want := x.presenter.Texts.Say(kiosk.English, "trouble_"+f.condition.String())
	if got := x.presenter.Screen(s).Title; got != want {
		t.Errorf("the screen says %q, not %q", got, want)
	}
}

// mend mends the printer, and answers what the screen asks.
func (f faultCase) mend(t *testing.T, x *rig, p *patron) {
	t.Helper()
	if f.answer == "got" {
		code := string(p.state.Session.Ticket.Code())
		eventually(t, 20*time.Second, "the ticket out", func() bool { return len(papersWith(x.printer, code)) > 0 })
	}
	// Nobody is so quick that what the driver sends to clear the printer is still
	// on its way.
	eventually(t, 20*time.Second, "the line at rest", func() bool { return time.Since(x.printer.LastByteAt()) > 300*time.Millisecond })
	mendAll(x.printer)
	if f.answer != "" {
		p.untilPrinter(kiosk.PrinterReady)
		p.press(f.answer)
	}
}

// journalled compares journal and paper.
func (f faultCase) journalled(t *testing.T, x *rig, ticket kiosk.Ticket) {
	t.Helper()
	eventually(t, 10*time.Second, "journalled as "+string(f.state), func() bool {
		print, err := x.store.Print(ticket.Name)
		return err == nil && print.State == f.state
	})
	papers := papersWith(x.printer, string(ticket.Code()))
	copied := f.copied || begunAgain(t, x, ticket)
	for i, paper := range papers {
		if got, want := marked(t, paper), copied && i == len(papers)-1; got != want {
			t.Errorf("paper %d of %d is marked as a copy: %t, want %t: %q", i+1, len(papers), got, want, paper.Text)
		}
	}
	if len(papers) == 0 || len(papers) > 1 && !f.late {
		t.Errorf("%d papers with the ticket's barcode came out", len(papers))
	}
}

// begunAgain reports whether the journal has a print of the ticket that was begun,
// did not end well, and was followed by another: a machine that is busy enough
// makes a printer look silent, and what comes then is rightly a copy.
func begunAgain(t *testing.T, x *rig, ticket kiosk.Ticket) bool {
	t.Helper()
	begun := false
	for record, err := range x.store.Events(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		p := record.Print
		switch {
		case p == nil || p.Ticket != ticket.Name:
		case p.State == kiosk.PrintUnknown, p.State == kiosk.PrintFailed && p.Reason == kiosk.PaperOut.String():
			begun = true
		case p.State == kiosk.PrintSent && begun:
			return true
		}
	}
	return false
}

// unplugged waits until the driver knows that the plug is out.
func unplugged(x *rig) {
	_ = x.printer.Set(sim.Unplugged, true)
	states, stop := x.engine.Watch()
	defer stop()
	for s := range states {
		if s.Printer.Condition == kiosk.PrinterAbsent {
			return
		}
	}
}

// ambush is a printer that something befalls at the moment of the first print.
type ambush struct {
	engine.Printer
	strike func()
	once   sync.Once
}

// Print implements engine.Printer.
func (a *ambush) Print(ctx context.Context, t kiosk.Ticket, again bool) engine.Outcome {
	a.once.Do(a.strike)
	return a.Printer.Print(ctx, t, again)
}

func TestAPrinterThatIsPluggedInLaterIsTakenIntoUse(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) { _ = x.printer.Set(sim.Unplugged, true) })
	person, leave := newPlayer(x.terminal)
	t.Cleanup(leave)
	p := &patron{person, t, t.Context()}
	p.request(kiosk.Swedish)
	p.until(kiosk.StepShown)
	p.leave()
	if err := x.printer.Set(sim.Unplugged, false); err != nil {
		t.Fatal(err)
	}
	p.untilPrinter(kiosk.PrinterReady)
	p.request(kiosk.Swedish)
	p.until(kiosk.StepTake)
	if code := p.state.Session.Ticket.Code(); len(papersWith(x.printer, string(code))) != 1 {
		t.Errorf("ticket %s is not on paper", code)
	}
}

func TestAFaultWhileTheLogoIsWrittenIsToldAsWhatItIs(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{Baud: 4800, Speed: 4})
	p := arrive(t.Context(), t, x)
	p.request(kiosk.English)
	before := x.printer.Counts().Received
	eventually(t, 20*time.Second, "the logo on its way", func() bool { return x.printer.Counts().Received > before+100 })
	if keys := x.printer.NVKeys(); len(keys) > 0 {
		t.Fatalf("the logo %v is written already", keys)
	}
	setFault(sim.PaperOut)(x.printer)
	p.until(kiosk.StepTrouble)
	if got := p.state.Session.Condition; got != kiosk.PaperOut {
		t.Errorf("the screen tells of %s", got)
	}
	mendAll(x.printer)
	p.until(kiosk.StepTake)
}
