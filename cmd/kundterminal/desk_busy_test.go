package main

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// citizen takes a ticket up to the press that asks for it.
func (x *rig) citizen(t *testing.T) {
	t.Helper()
	x.engine.Post(kiosk.LanguageChosen{Language: kiosk.Finnish})
	x.engine.Post(kiosk.WayChosen{Way: kiosk.StepAuthorities})
	c := x.current.Load()
	for _, s := range c.Services {
		if s.ServedOn(kiosk.DateOf(x.engine.Now())) {
			x.engine.Post(kiosk.AuthorityChosen{Authority: s.Authority})
			x.engine.Post(kiosk.ErrandToggled{Service: s.ID})
			break
		}
	}
	x.engine.Post(kiosk.NextPressed{})
	x.engine.Post(kiosk.TicketRequested{})
}

func readyRig(t *testing.T, profile string, o sim.Options) *rig {
	x := wire(t, profile, o)
	x.until(t, "the printer is ready", func(s kiosk.State) bool { return s.Printer.Condition == kiosk.PrinterReady })
	return x
}

func TestATestOverSSHNeverTakesBackACitizensTicket(t *testing.T) {
	x := readyRig(t, "custom-kpm", sim.Options{})
	answers, asks := make(chan bool, 1), make(chan kiosk.TestStage, 10)
	ended := make(chan kiosk.TestRecord, 1)
	go func() {
		r, _ := x.desk.RunTest(t.Context(), "printer", kiosk.TestPresent, func(s kiosk.TestStage) {
			if s.Asks {
				asks <- s
			}
		}, answers)
		ended <- r
	}()
	select {
	case <-asks:
	case r := <-ended:
		t.Fatalf("ended %+v", r)
	}
	x.citizen(t)
	x.until(t, "take", func(s kiosk.State) bool { return s.Session.Step == kiosk.StepTake })
	answers <- true
	select {
	case <-asks:
	case <-ended:
	case <-time.After(15 * time.Second):
	}
	time.Sleep(300 * time.Millisecond)
	if x.printer.Counts().Retracted > 0 {
		t.Errorf("the citizen sees %s, and the ticket went into the bin: %+v", x.engine.State().Session.Step, x.printer.Counts())
	}
}

func TestARecordingOverSSHBreaksNoTicket(t *testing.T) {
	x := readyRig(t, "tm-t20iii", sim.Options{Baud: 9600})
	x.citizen(t)
	x.until(t, "printing", func(s kiosk.State) bool { return s.Session.Step == kiosk.StepPrinting })
	time.Sleep(400 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	err := x.desk.Monitor(ctx, "printer", func(string) {}, func(kiosk.TraceLine) {})
	if !errors.Is(err, workshop.ErrBusy) {
		t.Errorf("the recording: %v", err)
	}
	s := x.until(t, "an end", func(s kiosk.State) bool {
		return s.Session.Step == kiosk.StepTake || s.Session.Step == kiosk.StepTrouble || s.Session.Prints > 1
	})
	copies := 0
	for r, err := range x.store.Events(t.Context(), 0) {
		if err == nil && r.Print != nil {
			copies = max(copies, r.Print.Copies)
		}
	}
	if copies > 0 || s.Session.Prints > 1 || s.Session.Step == kiosk.StepTrouble || len(x.printer.Tickets()) > 1 {
		t.Errorf("the ticket was broken: %s, prints %d, begun %v, %d pieces of paper, copies %d", s.Session.Step, s.Session.Prints, s.Session.Begun, len(x.printer.Tickets()), copies)
	}
}

func TestATestOverSSHEndsWhenACitizenComes(t *testing.T) {
	x := readyRig(t, "tm-t20iii", sim.Options{})
	ended := make(chan struct{})
	asks := make(chan bool, 1)
	var record kiosk.TestRecord
	go func() {
		defer close(ended)
		record, _ = x.desk.RunTest(t.Context(), "printer", kiosk.TestPage, func(s kiosk.TestStage) {
			if s.Asks {
				asks <- true
			}
		}, make(chan bool))
	}()
	<-asks
	x.engine.Post(kiosk.LanguageChosen{Language: kiosk.Finnish})
	select {
	case <-ended:
		if n := record.Notes; len(n) == 0 || n[len(n)-1].Text != "test_gave_way" || slices.ContainsFunc(n, func(f kiosk.Fact) bool { return f.Key == "page_looks" }) {
			t.Errorf("it tells %+v", n)
		}
	case <-time.After(3 * time.Second):
		t.Error("a test over SSH goes on while a citizen is served")
	}
}
