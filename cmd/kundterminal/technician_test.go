package main

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

const testPIN = "246810"

// technicianRig is a terminal with a technician before it who has typed the PIN.
func technicianRig(t *testing.T) *rig {
	t.Helper()
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) {
		x.config.Diagnostics.PINFile = filepath.Join(t.TempDir(), "pin")
		if err := setPIN(x.config.Diagnostics.PINFile, testPIN); err != nil {
			t.Fatal(err)
		}
	})
	x.until(t, "the printer is ready", func(s kiosk.State) bool { return s.Printer.Condition == kiosk.PrinterReady })
	x.engine.Post(kiosk.ServiceBadgeRead{})
	x.typePIN(testPIN)
	x.until(t, "the devices are listed", func(s kiosk.State) bool { return len(s.Technician.Devices) > 0 })
	return x
}

func (x *rig) typePIN(pin string) {
	for i := range len(pin) {
		x.engine.Post(kiosk.DigitTyped{Digit: pin[i]})
	}
	x.engine.Post(kiosk.PINEntered{})
}

// until waits for a state of the terminal.
func (x *rig) until(t *testing.T, what string, is func(kiosk.State) bool) kiosk.State {
	t.Helper()
	states, stop := x.engine.Watch()
	defer stop()
	limit := time.After(30 * time.Second)
	for {
		select {
		case s := <-states:
			if is(s) {
				return s
			}
		case <-limit:
			t.Fatalf("%s: not within half a minute; the technician sees %+v", what, x.engine.State().Technician)
		}
	}
}

func (x *rig) kinds(t *testing.T) []kiosk.EntryKind {
	t.Helper()
	var kinds []kiosk.EntryKind
	for r, err := range x.store.Events(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

func TestATechnicianPrintsATestPageAndItsOutcomeIsKept(t *testing.T) {
	x := technicianRig(t)
	x.engine.Post(kiosk.TestStarted{Device: "printer", Test: kiosk.TestPage})
	x.until(t, "the page is judged", func(s kiosk.State) bool { return s.Technician.Test.Stage.Asks })
	if len(x.printer.Tickets()) != 1 {
		t.Fatalf("%d pieces of paper came out", len(x.printer.Tickets()))
	}
	x.engine.Post(kiosk.TestAnswered{Yes: true})
	x.until(t, "the test has passed", func(s kiosk.State) bool { return s.Technician.Test.Record.Outcome == kiosk.OutcomePassed })
	if got := workshop.NewRecords(x.store, time.Now).Newest("printer", kiosk.TestPage); got.Outcome != kiosk.OutcomePassed {
		t.Errorf("kept is %+v", got)
	}
	x.engine.Post(kiosk.TechnicianDone{})
	x.until(t, "the terminal is the citizens'", func(s kiosk.State) bool { return !s.Technician.Here() })
	kinds := x.kinds(t)
	for _, want := range []kiosk.EntryKind{kiosk.TechnicianCame, kiosk.PINTried, kiosk.TestDone} {
		if !slices.Contains(kinds, want) {
			t.Errorf("the journal has no %s: %v", want, kinds)
		}
	}
}

func TestATestThatATechnicianWalksAwayFromHasFailed(t *testing.T) {
	x := technicianRig(t)
	x.engine.Post(kiosk.TestStarted{Device: "screen", Test: kiosk.TestTouch})
	x.until(t, "the touch test runs", func(s kiosk.State) bool { return s.Technician.Test.Running() })
	x.engine.Post(kiosk.TechnicianDone{})
	x.until(t, "the terminal is the citizens'", func(s kiosk.State) bool { return !s.Technician.Here() })
	deadline := time.Now().Add(10 * time.Second)
	for x.desk.records.Newest("screen", kiosk.TestTouch).Outcome != kiosk.OutcomeFailed {
		if time.Now().After(deadline) {
			t.Fatalf("kept is %+v", x.desk.records.Newest("screen", kiosk.TestTouch))
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func TestFiveWrongPINsLockTheDoorAndEachIsJournalled(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) {
		x.config.Diagnostics.PINFile = filepath.Join(t.TempDir(), "pin")
		if err := setPIN(x.config.Diagnostics.PINFile, testPIN); err != nil {
			t.Fatal(err)
		}
	})
	x.engine.Post(kiosk.ServiceBadgeRead{})
	for range 5 {
		x.until(t, "a PIN is taken", func(s kiosk.State) bool { return s.Technician.Here() && s.Technician.PIN == kiosk.PINAwaited })
		x.typePIN("000000")
		x.until(t, "the PIN is judged", func(s kiosk.State) bool { return s.Technician.PIN >= kiosk.PINWrong && s.Technician.Typed == 0 })
		x.engine.Post(kiosk.DigitTyped{Digit: '1'}) // takes the judgement off the screen
		x.engine.Post(kiosk.DigitDeleted{})
	}
	s := x.engine.State()
	if s.LockLeft() < 10 || s.Technician.View != kiosk.ViewPIN {
		t.Fatalf("after five wrong PINs %d seconds are left, and the view is %s", s.LockLeft(), s.Technician.View)
	}
	tried := 0
	for _, k := range x.kinds(t) {
		if k == kiosk.PINTried {
			tried++
		}
	}
	if tried != 5 {
		t.Errorf("%d tries are journalled", tried)
	}
}

func TestDiagnosticsOfABusyTerminalWait(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{})
	x.engine.Post(kiosk.LanguageChosen{Language: kiosk.Finnish})
	x.until(t, "a session runs", func(s kiosk.State) bool { return !s.Session.Idle() })
	_, err := x.desk.RunTest(t.Context(), "printer", kiosk.TestPage, func(kiosk.TestStage) {}, nil)
	if err == nil {
		t.Fatal("a test page is printed in the middle of somebody's visit")
	}
}
