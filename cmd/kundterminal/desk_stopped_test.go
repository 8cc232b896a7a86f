package main

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

func TestThePrintersLineIsRecordedFromItsBeginningAndItPrintsAfterwards(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) { x.config.Diagnostics.Folder = t.TempDir() })
	x.until(t, "the printer is ready", func(s kiosk.State) bool { return s.Printer.Condition == kiosk.PrinterReady })
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	file, lines := "", 0
	if err := x.desk.Monitor(ctx, "printer", func(f string) { file = f }, func(kiosk.TraceLine) { lines++ }); err != nil || lines == 0 {
		t.Fatalf("%d lines, %v", lines, err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
	x.until(t, "the printer is ready", func(s kiosk.State) bool { return s.Printer.Condition == kiosk.PrinterReady })
	if f, err := x.desk.Do(t.Context(), kiosk.ViewReadiness, workshop.ActionPrintReadiness, ""); err != nil || f.Notice.Text != "readiness_printed" {
		t.Errorf("%+v, %v", f.Notice, err)
	}
}

func TestNothingIsPrintedOverSSHWhileSomebodyIsServed(t *testing.T) {
	x := readyRig(t, "tm-t20iii", sim.Options{Baud: 9600})
	for _, step := range [][2]string{{"roll_change", ""}, {"roll_length", "80"}} {
		if _, err := x.desk.Do(t.Context(), kiosk.ViewPaper, step[0], step[1]); err != nil {
			t.Fatal(err)
		}
	}
	refused := func(when string) {
		t.Helper()
		for view, action := range map[kiosk.View]string{kiosk.ViewReadiness: workshop.ActionPrintReadiness, kiosk.ViewPaper: "roll_in"} {
			if _, err := x.desk.Do(t.Context(), view, action, ""); !errors.Is(err, workshop.ErrBusy) {
				t.Errorf("%s: %s: %v", when, action, err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		if err := x.desk.Monitor(ctx, "printer", func(string) {}, func(kiosk.TraceLine) {}); !errors.Is(err, workshop.ErrBusy) {
			t.Errorf("%s: a recording: %v", when, err)
		}
	}
	x.citizen(t)
	x.until(t, "printing", func(s kiosk.State) bool { return s.Session.Step == kiosk.StepPrinting })
	refused("while a ticket is printed")
	for !x.desk.terminal.driver.Printing() {
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(700 * time.Millisecond) // a press that is too soon is not taken
	x.engine.Post(kiosk.StopConfirmed{})
	x.until(t, "the visit was stopped", func(s kiosk.State) bool { return s.Session.Idle() })
	if !x.desk.terminal.driver.Printing() {
		t.Fatal("the ticket was printed too soon")
	}
	refused("after the visit was stopped")
}
