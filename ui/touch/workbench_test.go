//go:build fyne

package touch

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// bench plays a screen of one part on 300 by 450 mm, with 2 pixels a millimetre.
func bench(t *testing.T, s ui.Screen) *theatre {
	t.Helper()
	p, _ := presenter(t)
	h := newTheatreOf(t, benchSize, 0.5)
	h.painter.icons = newIcons(assets.Icons())
	h.play(t, ui.Arrange(s, h.stage.glass.frame, p.Font))
	return h
}

var benchSize = image.Pt(600, 900)

func TestATouchTellsWhereOnATargetTheFingerCameDown(t *testing.T) {
	h := bench(t, ui.Screen{Parts: []ui.Part{ui.Targets{Cols: 2, Rows: 3, Label: "Target"}}})
	h.mouse(desktop.MouseButtonPrimary, 75+10.5, 75-7, 75, 75) // it slid a little
	h.key(fyne.KeyTab, fyne.KeyReturn)
	if len(h.pressed) != 2 {
		t.Fatalf("pressed %v", h.pressed)
	}
	first := h.pressed[0].(kiosk.TargetTouched)
	if first.Target != 0 || math.Abs(float64(first.DX)-105) > 3 || math.Abs(float64(first.DY)+70) > 3 {
		t.Errorf("10.5 mm to the right and 7 mm above the middle is %+v", first)
	}
	if second := h.pressed[1].(kiosk.TargetTouched); second.DX != 0 || second.DY != 0 {
		t.Errorf("a key presses %+v, and has no place", second)
	}
}

func TestHiddenCornersAreForFingersOnly(t *testing.T) {
	h := bench(t, ui.Screen{Title: "Welcome", Corners: true, Calm: true})
	var want []kiosk.Press
	for i, at := range [][2]float64{{1, 1}, {299, 1}, {299, 449}, {1, 449}} {
		h.tap(at[0], at[1])
		want = append(want, kiosk.CornerTouched{Corner: i})
	}
	h.key(fyne.KeyTab, fyne.KeyReturn)
	if !slices.Equal(h.pressed, want) {
		t.Errorf("pressed %v, want %v", h.pressed, want)
	}
	h.MouseDown(h.event(desktop.MouseButtonPrimary, 1, 1))
	if !h.marks.shade.Hidden {
		t.Error("a finger on a corner is seen")
	}
}

func TestTestPicturesAreExactToThePixel(t *testing.T) {
	for name, dark := range map[string]func(x, y int) bool{
		"checker": func(x, y int) bool { return (x+y)%2 == 0 },
		"lines": func(x, y int) bool {
			if y < benchSize.Y/2 {
				return x%2 == 0
			}
			return y%2 == 0
		},
		"black": func(int, int) bool { return true },
		"white": func(int, int) bool { return false },
	} {
		h := bench(t, ui.Screen{Parts: []ui.Part{ui.Pattern{Name: name, Button: ui.Button{ID: "next", Label: "Next", Event: kiosk.PictureSeen{}}}}})
		h.MouseDown(h.event(desktop.MouseButtonPrimary, 1, 449)) // what is pressed looks as before
		picture := h.window.Canvas().Capture()
		wrong := 0
		for y := range benchSize.Y {
			for x := range benchSize.X {
				want := color.NRGBA{R: 255, G: 255, B: 255, A: 255}
				if dark(x, y) {
					want = color.NRGBA{A: 255}
				}
				if color.NRGBAModel.Convert(picture.At(x, y)) != want {
					wrong++
				}
			}
		}
		if wrong > 0 {
			t.Errorf("%s: %d pixels are wrong", name, wrong)
		}
		h.MouseUp(h.event(desktop.MouseButtonPrimary, 1, 449))
		if !slices.Equal(h.pressed, []kiosk.Press{kiosk.PictureSeen{}}) {
			t.Errorf("%s: pressed %v", name, h.pressed)
		}
	}
}
