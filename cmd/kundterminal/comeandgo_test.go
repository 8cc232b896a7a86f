package main

import (
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// TestTheTerminalGoesOnWithTheDevicesThatAreLeft pulls one plug after the other and
// puts them in again.
func TestTheTerminalGoesOnWithTheDevicesThatAreLeft(t *testing.T) {
	s := newStage(t, 1)
	document, scanner, chip := s.comers[1].(*documentComer), s.comers[2].(*scannerComer), s.comers[3].(*chipComer)
	stands := func(what string, holds func(kiosk.State) bool) {
		t.Helper()
		eventually(t, 20*time.Second, what, func() bool { return holds(s.engine.State()) })
	}
	offered := func(s kiosk.State) bool { return s.Reader == kiosk.ReaderReady }
	stands("every device ready", func(st kiosk.State) bool {
		return offered(st) && st.Printer.Condition == kiosk.PrinterReady && document.ready() && scanner.ready() && chip.ready()
	})

	_ = document.Set(sim.ReaderCableOut, true)
	_ = chip.Set(sim.ReaderUnplugged, true)
	stands("identified by scanner alone", func(st kiosk.State) bool { return offered(st) && !document.ready() && !chip.ready() })
	_ = scanner.Set(sim.ReaderCableOut, true)
	stands("not offering to identify without a reader", func(st kiosk.State) bool { return st.Reader == kiosk.ReaderAbsent })
	_ = s.printer.Set(sim.Unplugged, true)
	stands("without a printer", func(st kiosk.State) bool { return st.Printer.Condition == kiosk.PrinterAbsent })

	person, leave := newPlayer(s.terminal)
	t.Cleanup(leave)
	p := &patron{person, t, t.Context()}
	p.request(kiosk.Swedish)
	p.until(kiosk.StepShown) // the number is on the screen
	p.leave()

	if err := chip.Set(sim.ReaderUnplugged, false); err != nil {
		t.Fatal(err)
	}
	stands("identified by chip alone", offered)
	for _, c := range s.comers {
		if err := c.mend(); err != nil {
			t.Fatal(err)
		}
	}
	stands("whole again", func(st kiosk.State) bool {
		return st.Printer.Condition == kiosk.PrinterReady && document.ready() && scanner.ready() && chip.ready()
	})
}
