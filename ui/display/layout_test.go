package display_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kundterminal/ui/display"
)

func TestTheNumbersAreAsHighAsTheDistanceNeedsAndThreeToFiveFit(t *testing.T) {
	for _, test := range []struct {
		s    display.Screen
		cap  float64
		want string // shape and rows
	}{
		{fullHD, 36.7, "wide 5"},
		{display.Screen{WidthPx: 1920, HeightPx: 1080, DiagonalIn: 43, DistanceM: 5}, 61, "wide 3"},
		{upright, 36.7, "stacked 5"},
		{display.Screen{WidthPx: 2160, HeightPx: 3840, DiagonalIn: 43, DistanceM: 5}, 61, "stacked 3"},
	} {
		l, err := test.s.Layout()
		if err != nil || l.Cap < test.cap || strings.Join([]string{l.Shape, string(rune('0' + l.Rows))}, " ") != test.want {
			t.Errorf("%+v: %+v, %v, not %s", test.s, l, err, test.want)
		}
	}
	if _, err := (display.Screen{WidthPx: 1920, HeightPx: 1080, DiagonalIn: 24, DistanceM: 5}).Layout(); err == nil || !strings.Contains(err.Error(), "take a larger screen or a shorter distance") {
		t.Errorf("a screen that is too small: %v", err)
	}
}

func TestWhateverTheScreenAllFitsOrItIsRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := display.Screen{
			WidthPx: rapid.IntRange(-1, 8000).Draw(t, "width"), HeightPx: rapid.IntRange(-1, 8000).Draw(t, "height"),
			DiagonalIn: rapid.Float64Range(-1, 120).Draw(t, "diagonal"), DistanceM: rapid.Float64Range(-1, 12).Draw(t, "distance"),
		}
		l, err := s.Layout()
		if err != nil {
			return
		}
		if l.Cap < s.CapHeight() || l.Rows < 3 || l.Rows > 5 || l.Cap*(2.46+float64(l.Rows)*l.Row) > l.Height+0.01 || l.Cap*8.6 > l.Width+0.01 {
			t.Fatalf("%+v: %+v", s, l)
		}
	})
}
