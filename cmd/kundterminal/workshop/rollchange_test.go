package workshop

import (
	"errors"
	"slices"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

func changeRoll(t *testing.T, c *Counters, metres string) kiosk.Findings {
	t.Helper()
	var f kiosk.Findings
	long := [2]string{actionRollLength, metres}
	if metres == "" {
		long[0] = actionRollGuess
	}
	for _, a := range [][2]string{{actionRollChange, ""}, long, {actionRollIn, ""}, {actionRollClean, ""}} {
		var err error
		if !slices.ContainsFunc(c.Findings(time.Now()).Actions, func(k kiosk.Action) bool { return k.ID == a[0] && k.Choice == a[1] }) {
			t.Fatalf("%s is not offered: %+v", a[0], c.Findings(time.Now()))
		}
		if f, err = c.Do(t.Context(), a[0], a[1]); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func TestANewRollIsLedThroughAndKeptAtOnce(t *testing.T) {
	s := new(shelf)
	x := newStand(t, "custom-kpm", sim.Options{Baud: 460800})
	c := newCounters(t, s, x.driver)
	for range 3 {
		if err := x.driver.Print(t.Context(), escpos.Document{escpos.Text{Content: "x"}, escpos.Cut{}}); err != nil {
			t.Fatal(err)
		}
	}
	before, _ := c.Totals()
	if f := changeRoll(t, c, "150"); f.Notice.Text != "roll_counted" {
		t.Errorf("the notice is %+v", f.Notice)
	}
	if len(s.writes) != 1 {
		t.Errorf("written %d times", len(s.writes))
	}
	again := newCounters(t, s, &busyPrinter{})
	ever, onRoll := again.Totals()
	if again.tally.Roll.LengthMM != 150_000 || onRoll.Jobs != 1 || onRoll.PaperMM < 30 || onRoll.PaperMM > 80 || ever.Jobs != before.Jobs+1 {
		t.Errorf("after a new start: %+v, on the roll %+v", again.tally.Roll, onRoll)
	}
	if n := x.printer.Counts().Ejected; n != 1 {
		t.Errorf("%d pieces were thrown out", n)
	}
}

func TestAChangeOfTheRollCanGoWrong(t *testing.T) {
	s, p := new(shelf), &busyPrinter{each: 50}
	c := newCounters(t, s, p)
	do := func(action, choice string) kiosk.Findings {
		t.Helper()
		f, err := c.Do(t.Context(), action, choice)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if _, err := c.Do(t.Context(), actionRollClean, ""); err == nil {
		t.Error("a change is ended that was not begun")
	}
	do(actionRollChange, "")
	for _, bad := range []string{"", "0", "-1", "far", "100000"} {
		if _, err := c.Do(t.Context(), actionRollLength, bad); err == nil {
			t.Errorf("a roll of %q metres", bad)
		}
	}
	do(actionRollLength, "80")
	p.fault = &devices.Error{Op: "printing", Fault: devices.FaultCoverOpen}
	if f := do(actionRollIn, ""); f.Notice.Text != "condition_cover_open" || f.Question.Text != "roll_put_in" {
		t.Errorf("with the cover open: %+v", f)
	}
	p.fault = nil
	if f := do(actionRollIn, ""); f.Notice.Text != "" || f.Question.Text != "roll_look" {
		t.Errorf("%+v", f)
	}
	if f := do(actionRollDirty, ""); f.Notice.Text != "roll_look_again" {
		t.Errorf("%+v", f)
	}
	do(actionRollIn, "")
	do(actionRollStop, "")
	if c.tally.Roll != (kiosk.Roll{}) || len(s.writes) != 0 {
		t.Errorf("a change that was given up left %+v", c.tally.Roll)
	}
	s.fault = errors.New("no space left on device")
	if f := changeRoll(t, c, ""); f.Notice.Key != "cause" || f.Notice.Health != kiosk.HealthAttention {
		t.Errorf("on a full disk: %+v", f.Notice)
	}
}

func TestRollsAreAsLongAsThePaperIsWide(t *testing.T) {
	for profile, want := range map[string]int{"plain-58mm": 58, "tm-t20iii": 80, "tm-t88v": 80, "custom-kpm": 80} {
		p, err := escpos.ProfileByID(escpos.Profiles(), profile)
		if err != nil {
			t.Fatal(err)
		}
		if got := paperWidth(p); got != want {
			t.Errorf("%s: paper of %d mm", profile, got)
		}
		if lengths := RollLengths(p); slices.Contains(lengths, 300) != (want == 80) || slices.Contains(lengths, 30) != (want == 58) {
			t.Errorf("%s: rolls of %v m", profile, lengths)
		}
	}
}

func TestLengthsAreWrittenAsPeopleDo(t *testing.T) {
	for mm, want := range map[float64]string{0: "0 mm", 130.4: "130 mm", 56_400: "56 m", 9_999_000: "9999 m", 12_400_000: "12 km"} {
		if got := LengthText(mm); got != want {
			t.Errorf("%g is %q", mm, got)
		}
	}
}
