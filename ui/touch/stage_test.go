//go:build fyne

package touch

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

func TestEachTargetReportsItsPressOverItsWholeBox(t *testing.T) {
	h := newTheatre(t)
	s := sample()
	h.play(t, s)
	for _, item := range inReach(s) {
		b := item.Box
		for _, at := range [][2]float64{{0.5, 0.5}, {b.W - 0.5, 0.5}, {0.5, b.H - 0.5}, {b.W - 0.5, b.H - 0.5}, {b.W / 2, b.H / 2}} {
			h.pressed = nil
			h.tap(b.X+at[0], b.Y+at[1])
			if len(h.pressed) != 1 || h.pressed[0] != item.Button.Event {
				t.Errorf("a tap on %s at %v reports %v", item.ID, at, h.pressed)
			}
		}
	}
}

func TestTapsThatMeanNothingReportNothing(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	x, y := 20.0, 70.0 // on "life"
	h.mouse(desktop.MouseButtonPrimary, x, y, 150, y)
	h.mouse(desktop.MouseButtonSecondary, x, y, x, y)
	h.mouse(desktop.MouseButtonTertiary, x, y, x, y)
	h.tap(150, 120) // off
	h.tap(100, 35)  // the question
	h.tap(2, 290)   // the room
	h.MouseUp(h.event(desktop.MouseButtonPrimary, x, y))
	h.play(t, covered())
	h.tap(x, y)    // below the veil
	h.tap(100, 90) // on the panel, beside its buttons
	if len(h.pressed) != 0 {
		t.Errorf("they report %v", h.pressed)
	}
	h.tap(110, 170)
	if len(h.pressed) != 1 || h.pressed[0] != (kiosk.OverlayClosed{}) {
		t.Errorf("a button on the panel reports %v", h.pressed)
	}
}

func TestAPressThatLosesTheWindowIsTakenBack(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	for _, lost := range []func(){h.MouseOut, h.FocusLost} {
		h.MouseDown(h.event(desktop.MouseButtonPrimary, 20, 70))
		lost()
		h.MouseUp(h.event(desktop.MouseButtonPrimary, 20, 70))
	}
	if len(h.pressed) != 0 {
		t.Errorf("it reports %v", h.pressed)
	}
}

func TestTheShadeLiesOnWhatIsPressed(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	plain := h.at(h.window.Canvas().Capture(), 90, 95)
	h.MouseDown(h.event(desktop.MouseButtonPrimary, 20, 70))
	down := h.at(h.window.Canvas().Capture(), 90, 95)
	h.MouseMoved(h.event(desktop.MouseButtonPrimary, 150, 70))
	off := h.at(h.window.Canvas().Capture(), 90, 95)
	if down == plain || off != plain {
		t.Errorf("the tile is %v, pressed %v, and %v when the finger slid off", plain, down, off)
	}
}

func TestKeysPressWhatHasTheRing(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	h.key(fyne.KeyReturn) // nothing has it yet
	h.key(fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	h.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	h.key(fyne.KeyTab)
	h.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	h.key(fyne.KeySpace)
	h.TypedRune(' ')
	h.key(fyne.KeyDown, fyne.KeyEnter)
	h.key(fyne.KeyEnd, fyne.KeyReturn)
	h.key(fyne.KeyEscape)
	h.TypedRune('Å')
	h.TypedRune('x')
	h.KeyDown(&fyne.KeyEvent{Name: fyne.KeyReturn}) // held while focus goes on
	h.key(fyne.KeyHome)
	h.KeyUp(&fyne.KeyEvent{Name: fyne.KeyReturn})
	want := []kiosk.Press{
		kiosk.WayChosen{Way: kiosk.StepAuthorities},
		kiosk.WayChosen{Way: kiosk.StepLifeEvents},
		kiosk.WayChosen{Way: kiosk.StepSearch},
		kiosk.NextPressed{},
		kiosk.BackPressed{},
		kiosk.LetterTyped{Letter: 'å'},
	}
	if len(h.pressed) != len(want) {
		t.Fatalf("they report %v, want %v", h.pressed, want)
	}
	for i := range want {
		if h.pressed[i] != want[i] {
			t.Errorf("key press %d is %v, want %v", i, h.pressed[i], want[i])
		}
	}
}

func TestTheRingIsSunInsideInkAndInHighContrastYellowRoundBlack(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	h.key(fyne.KeyTab)
	if h.marks.inner.Hidden || h.marks.outer.Hidden {
		t.Fatal("no ring is drawn after Tab")
	}
	item, _ := itemOf(sample(), "life")
	box := h.stage.glass.rect(item.Box)
	near, round := inner(h.marks.inner), inner(h.marks.outer)
	if near != box || round.Inset(-int(h.marks.outer.StrokeWidth)) != box.Inset(-8) || round != box.Inset(-4) {
		t.Errorf("round %v lies the inner part inside to %v, the outer one to %v", box, near, round)
	}
	for _, part := range []*canvas.Rectangle{h.marks.inner, h.marks.outer} {
		if mm := float64(part.StrokeWidth) / h.stage.glass.perMM; mm < 1 {
			t.Errorf("a part of the ring is %.2f mm wide", mm)
		}
	}
	colours := func(inner, outer ui.Color) {
		t.Helper()
		if h.marks.inner.StrokeColor != color.Color(ink(inner)) || h.marks.outer.StrokeColor != color.Color(ink(outer)) {
			t.Error("the ring has other colours")
		}
	}
	colours(ui.Sun, ui.Ink)
	s := sample()
	s.Contrast = true
	h.play(t, s)
	colours(ui.Black, ui.Yellow)
	if w := ui.RingInner + ui.RingOuter; w >= ui.TargetGap {
		t.Errorf("a ring of %.1f mm reaches the next target", w)
	}
}

// inner is what a border leaves free, in pixels of a window of scale 1.
func inner(r *canvas.Rectangle) image.Rectangle {
	at, size := r.Position(), r.Size()
	whole := image.Rect(int(at.X), int(at.Y), int(at.X+size.Width), int(at.Y+size.Height))
	return whole.Inset(int(r.StrokeWidth))
}

func TestOnlyWhatChangedIsDrawnAnew(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	before := append([]fyne.CanvasObject(nil), h.objects...)
	s := sample()
	s.Items[2].Lines[0].Text = "10.16"
	h.play(t, s)
	if len(before) != len(h.objects) {
		t.Fatalf("%d objects became %d", len(before), len(h.objects))
	}
	for i, o := range h.objects {
		if o != before[i] {
			t.Errorf("object %d, a %T, was replaced when the clock went on", i, o)
		}
	}
	h.play(t, covered())
	h.play(t, s)
	if len(h.objects) != len(before) {
		t.Errorf("a panel left %d objects behind", len(h.objects)-len(before))
	}
}

func TestNothingIsKeptOfAPictureThatIsGone(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	var images []*canvas.Raster
	for _, o := range h.objects {
		if img, ok := o.(*canvas.Raster); ok {
			images = append(images, img)
		}
	}
	h.play(t, ui.Scene{Name: "idle", Frame: h.stage.glass.frame})
	for _, img := range images {
		if img.Generator(9, 9) != image.Image(nothing) {
			t.Error("the pixels of a text or an icon are still there")
		}
	}
	if len(images) == 0 {
		t.Error("there were none")
	}
}

func TestItemsWithTheSameIDAreAllSeen(t *testing.T) {
	h := newTheatre(t)
	s := sample()
	s.Items = append(s.Items, s.Items[4])
	s.Items[len(s.Items)-1].Box.Y += 100
	for range 2 {
		h.play(t, s)
		shown := 0
		for _, o := range h.objects {
			if img, ok := o.(*canvas.Raster); ok && img.Generator(9, 9) != image.Image(nothing) {
				shown++
			}
		}
		if shown != 14 {
			t.Errorf("%d of 14 texts and icons are seen", shown)
		}
	}
}
