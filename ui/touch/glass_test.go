package touch

import (
	"image"
	"math"
	"testing"

	"pgregory.net/rapid"

	"kundterminal/ui"
)

func TestAMillimetreDependsOnThePitchAndNotOnTheToolkit(t *testing.T) {
	for _, unit := range []float32{1, 1.2, 2} {
		g := wholeGlass(image.Pt(1080, 1920), 0.311, unit)
		if got := g.rect(ui.Box{X: 31.1, Y: 62.2, W: 20, H: 20}); got != image.Rect(100, 200, 164, 264) {
			t.Errorf("at %g pixels a unit 20 mm are %v", unit, got)
		}
		if math.Abs(g.frame.W-335.88) > 0.001 || math.Abs(g.frame.H-597.12) > 0.001 {
			t.Errorf("the glass measures %v mm", g.frame)
		}
	}
}

func TestAWindowShowsTheWholeGlassInItsMiddle(t *testing.T) {
	frame := ui.Frame{W: 335.88, H: 597.12}
	g := fittedGlass(image.Pt(1600, 960), frame, 1)
	if whole := g.whole(); whole != image.Rect(530, 0, 1070, 960) {
		t.Errorf("the glass lies at %v", whole)
	}
	x, y := g.millimetres(530+270, 480)
	if math.Abs(x-frame.W/2) > 0.5 || math.Abs(y-frame.H/2) > 0.5 {
		t.Errorf("the middle of the window is at %.1f, %.1f mm", x, y)
	}
}

func TestBoxesThatTouchLeaveNoGapOfPixels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := wholeGlass(image.Pt(1080, 1920), rapid.Float64Range(0.1, 0.6).Draw(t, "pitch"), 1)
		a := ui.Box{
			X: rapid.Float64Range(0, 200).Draw(t, "x"), W: rapid.Float64Range(1, 100).Draw(t, "w"),
			Y: 10, H: 20,
		}
		b := ui.Box{X: a.X + a.W, Y: 10, W: 30, H: 20}
		if g.rect(a).Max.X != g.rect(b).Min.X {
			t.Fatalf("%v and %v", g.rect(a), g.rect(b))
		}
		p := g.point(a.X, a.Y)
		x, y := g.millimetres(float64(p.X), float64(p.Y))
		if half := 0.51 / g.perMM; math.Abs(x-a.X) > half || math.Abs(y-a.Y) > half {
			t.Fatalf("%g, %g mm came back as %g, %g", a.X, a.Y, x, y)
		}
	})
}

func TestAThinLineIsNeverInvisible(t *testing.T) {
	g := wholeGlass(image.Pt(800, 600), 0.5, 1)
	if g.length(0.1) != 1 || g.length(0) != 0 || g.length(2) != 4 {
		t.Errorf("0.1, 0 and 2 mm are %d, %d and %d pixels", g.length(0.1), g.length(0), g.length(2))
	}
}

func TestAWindowThatIsOpeningIsNotYetAScreen(t *testing.T) {
	if wholeGlass(image.Pt(1, 1), 0.3, 1).usable() || (glass{}).usable() {
		t.Error("a scene would be laid out on a window of one pixel")
	}
	if !wholeGlass(image.Pt(1080, 1920), 0.3, 1).usable() {
		t.Error("nothing would be shown on a whole screen")
	}
}
