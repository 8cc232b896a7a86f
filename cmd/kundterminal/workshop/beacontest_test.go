package workshop

import (
	"slices"
	"testing"

	"kundterminal/devices"
	"kundterminal/kiosk"
)

type litLamp []bool

func (l *litLamp) Light(on bool) { *l = append(*l, on) }

func TestABeaconIsSeenLitAndDarkAndLeftDark(t *testing.T) {
	for _, test := range []struct {
		answers []bool
		passed  bool
		lamp    litLamp
	}{
		{[]bool{true, true}, true, litLamp{true, false, false}},
		{[]bool{false}, false, litLamp{true, false}},
	} {
		var stand Standing
		stand.Changed(devices.Status{})
		answers := make(chan bool, 2)
		for _, a := range test.answers {
			answers <- a
		}
		var lamp litLamp
		if got := BeaconTest(&lamp, stand.Stand)(t.Context(), NewRun(func(kiosk.TestStage) {}, answers)); got != test.passed || !slices.Equal(lamp, test.lamp) {
			t.Errorf("answered %v it passed: %t, and the lamp was %v", test.answers, got, lamp)
		}
	}
}
