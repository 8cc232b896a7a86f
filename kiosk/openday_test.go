package kiosk

import (
	"testing"
	"time"
)

func TestHoursOfADayAreReadUpToMidnight(t *testing.T) {
	for text, want := range map[string]OpenDay{
		"09:00-16:15": {9 * time.Hour, 16*time.Hour + 15*time.Minute},
		"00:00-24:00": {0, 24 * time.Hour},
		" ":           {},
	} {
		if got, err := ParseOpenDay(text); got != want || err != nil {
			t.Errorf("%q is %v (%v)", text, got, err)
		}
	}
	for _, text := range []string{"9-16", "16:00-09:00", "24:00-24:00", "09:00", "09:00-25:00", "09:00-16:15-17:00"} {
		if got, err := ParseOpenDay(text); err == nil {
			t.Errorf("%q is taken as %v", text, got)
		}
	}
}
