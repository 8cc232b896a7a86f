package point_test

import (
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
)

func TestPlannedBreaksAndTheEndOfADeskAreToldToTheQueue(t *testing.T) {
	c, files := house(t), shipped(t)
	files["desks.toml"] = "[[desk]]\nid = \"1\"\nbreaks = [\"14:00-14:15\", \"11:00-11:30\"]\nuntil = \"15:30\"\n[[desk]]\nid = \"2\"\n"
	p, faults := point.Read(files, c)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	shifts := p.Settings(c, kiosk.OpenHours{}).Shifts
	one := shifts["1"]
	if len(shifts) != 1 || one.Until != 15*time.Hour+30*time.Minute || len(one.Breaks) != 2 || one.Breaks[0].Opens != 11*time.Hour {
		t.Errorf("the shifts are %+v", shifts)
	}
}

func TestShiftsThatCannotBeAreRefusedWithTheLine(t *testing.T) {
	c := house(t)
	for text, want := range map[string]string{
		`breaks = ["11:30-11:00"]`:                      "ends before it begins",
		`breaks = [""]`:                                 "is not like 11:00-11:30",
		`breaks = ["11:00-11:30", "11:20-11:40"]`:       "overlap",
		`until = "half past three"`:                     "no time of the day",
		"until = \"11:15\"\nbreaks = [\"11:00-11:30\"]": "after the desk closes",
	} {
		files := shipped(t)
		files["desks.toml"] = "[[desk]]\nid = \"1\"\n" + text + "\n"
		_, faults := point.Read(files, c)
		if len(faults) != 1 || faults[0].Line < 3 || !strings.Contains(faults[0].Error(), want) {
			t.Errorf("%s: %v", text, faults)
		}
	}
}
