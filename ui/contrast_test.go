package ui_test

import (
	"math"
	"testing"

	"kundterminal/ui"
)

func TestContrastIsThatOfWCAG(t *testing.T) {
	black, white := ui.RGB{}, ui.RGB{R: 255, G: 255, B: 255}
	for _, test := range []struct {
		a, b ui.RGB
		want float64
	}{
		{black, white, 21},
		{white, white, 1},
		{ui.RGB{R: 0x77, G: 0x77, B: 0x77}, white, 4.48},
		{ui.Ink.RGB(), ui.Paper.RGB(), 15.7},
		{white, ui.Lake.RGB(), 9.4},
	} {
		if got := ui.Contrast(test.a, test.b); math.Abs(got-test.want) > 0.06 {
			t.Errorf("%v on %v is %.2f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}

// TestEveryPairOfThePaletteThatMayMeetIsLegible names which token may stand on
// which. A screen that pairs others fails TestEveryLetterIsLegibleAgainstWhatIsBehindIt.
func TestEveryPairOfThePaletteThatMayMeetIsLegible(t *testing.T) {
	grounds := []ui.Color{ui.Paper, ui.Mist}
	texts := []ui.Color{ui.Ink, ui.Slate, ui.Lake, ui.Moss, ui.Amber, ui.Red}
	for _, ground := range grounds {
		for _, text := range texts {
			if c := ui.Contrast(text.RGB(), ground.RGB()); c < 7 {
				t.Errorf("%s on %s is %.2f", text, ground, c)
			}
		}
		if c := ui.Contrast(ui.Rim.RGB(), ground.RGB()); c < 3 {
			t.Errorf("a border on %s is %.2f", ground, c)
		}
	}
	for _, ground := range []ui.Color{ui.Lake, ui.Deep, ui.Moss, ui.Amber, ui.Red} {
		if c := ui.Contrast(ui.Paper.RGB(), ground.RGB()); c < 7 {
			t.Errorf("paper on %s is %.2f", ground, c)
		}
	}
	for _, ground := range []ui.Color{ui.Deep, ui.Ink, ui.Lake} {
		if c := ui.Contrast(ui.Sun.RGB(), ground.RGB()); c < 3 {
			t.Errorf("the focus ring on %s is %.2f", ground, c)
		}
	}
}
