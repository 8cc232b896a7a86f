package main

import (
	"path/filepath"
	"slices"
	"testing"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

func TestAPINFileThatIsMissingIsToldOnTheScreenAndInTheReport(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) { x.config.Diagnostics.PINFile = filepath.Join(t.TempDir(), "none") })
	x.engine.Post(kiosk.ServiceBadgeRead{})
	x.until(t, "says so", func(s kiosk.State) bool { return s.Technician.PIN == kiosk.PINUnreadable })
	is := func(f kiosk.Fact) bool {
		return f.Key == "ready_pin" && f.Health == kiosk.HealthAttention && f.Value != ""
	}
	if lines := x.desk.ready(t.Context()).Lines; !slices.ContainsFunc(lines, is) {
		t.Errorf("%+v", lines)
	}
}
