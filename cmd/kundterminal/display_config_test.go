package main

import (
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
)

func TestTheGongIsHeardAndShorterThanASecond(t *testing.T) {
	wav := gong()
	if n := len(wav) - 44; n < 48000 || n >= 4*48000 {
		t.Errorf("the gong has %d bytes, of 192000 a second", n)
	}
}

func TestThePointIsClosedOutsideItsHoursAndOpensOnTheNextDayThatHasSome(t *testing.T) {
	hours := kiosk.WorkingDays(9*time.Hour, 16*time.Hour)
	friday := time.Date(2026, 11, 27, 0, 0, 0, 0, time.Local)
	for _, test := range []struct {
		at     time.Duration
		closed bool
		opens  time.Time
	}{
		{8 * time.Hour, true, friday.Add(9 * time.Hour)},
		{9 * time.Hour, false, time.Time{}},
		{16*time.Hour - 1, false, time.Time{}},
		{16 * time.Hour, true, friday.AddDate(0, 0, 3).Add(9 * time.Hour)},
	} {
		if is, opens := closed(hours, friday.Add(test.at)); is != test.closed || !opens.Equal(test.opens) {
			t.Errorf("at %v: %v, %v", test.at, is, opens)
		}
	}
	if is, _ := closed(kiosk.OpenHours{}, friday); is {
		t.Error("a point without hours is closed")
	}
}

func TestADisplayThatCannotBeReadIsAFaultWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"[display]\ndistance_m = 9.0\n":        "x:2: display.distance_m: a screen of 952 × 535 mm has no room for 3 numbers that are read from 9 m",
		"[display]\nlanguages = [\"se\"]\n":    `x:2: display.languages: "se" is none of`,
		"[display]\nlisten = \"everywhere\"\n": `x:2: display.listen: "everywhere" is no address`,
		"[display]\nturn_s = 1\n":              "x:2: display.turn_s: 1 is not between 4 and 60",
	} {
		if _, err := parseConfig("x", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
