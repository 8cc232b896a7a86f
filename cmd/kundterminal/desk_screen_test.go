package main

import (
	"slices"
	"testing"
	"time"

	"kundterminal/kiosk"
)

func TestATestOnTheScreenIsJournalled(t *testing.T) {
	x := technicianRig(t)
	x.engine.Post(kiosk.TestStarted{Device: "screen", Test: kiosk.TestTouch})
	x.until(t, "runs", func(s kiosk.State) bool { return s.Technician.Test.Running() })
	x.engine.Post(kiosk.TestStopped{})
	x.until(t, "ended", func(s kiosk.State) bool { return s.Technician.Test.Record.Outcome == kiosk.OutcomeFailed })
	time.Sleep(500 * time.Millisecond)
	if !slices.Contains(x.kinds(t), kiosk.TestDone) {
		t.Errorf("not journalled: %v", x.kinds(t))
	}
}
