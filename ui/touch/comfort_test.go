//go:build fyne

package touch

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/canvas"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// TestScreensWithLargeTextsInHighContrastAreDrawn plays screens with every kind of
// part among them, and puts pictures of them into the folder that
// KUNDTERMINAL_PICTURES names.
func TestScreensWithLargeTextsInHighContrastAreDrawn(t *testing.T) {
	p, c := presenter(t)
	names := []string{"life-events-1", "bundle-KE8", "search-found", "summary-paper_out", "code-wrong", "comfort", "help", "shown"}
	stops := tour.In(kiosk.Comfort{Text: kiosk.TextLargest, Contrast: true, Low: true}, tour.Stops(c, kiosk.Finnish))
	for _, size := range []image.Point{portrait, landscape} {
		h := newTheatreOf(t, size, pitch)
		h.painter.icons = newIcons(assets.Icons())
		for _, stop := range stops {
			if !slices.Contains(names, stop.Name) {
				continue
			}
			s := p.Scene(stop.State, h.stage.glass.frame)
			s.Name = stop.Name
			h.play(t, s)
			checkDrawnInContrast(t, h, s)
			if folder := os.Getenv("KUNDTERMINAL_PICTURES"); folder != "" {
				name := fmt.Sprintf("contrast-%s-%d.png", stop.Name, size.X)
				savePicture(t, filepath.Join(folder, name), h.window.Canvas().Capture())
			}
		}
	}
}

// checkDrawnInContrast looks at the surfaces, the letters and the icons of a
// scene, and presses all of it.
func checkDrawnInContrast(t *testing.T, h *theatre, s ui.Scene) {
	t.Helper()
	size := h.window.Canvas().Size()
	for _, o := range h.objects {
		if at, end := o.Position(), o.Position().Add(o.Size()); at.X < -0.5 || at.Y < -0.5 || end.X > size.Width+0.5 || end.Y > size.Height+0.5 {
			t.Errorf("%s: a %T lies from %v to %v", s.Name, o, at, end)
		}
		if r, ok := o.(*canvas.Rectangle); ok && !r.Hidden && r != h.stage.around {
			for _, c := range []color.Color{r.FillColor, r.StrokeColor} {
				if c != nil && !contrasting(c) {
					t.Errorf("%s: a surface is %v", s.Name, c)
				}
			}
		}
	}
	for i, item := range s.Items {
		for _, img := range drawings(h.stage.picture.images[i]) {
			if c, ok := strongest(img); ok && item.Kind != ui.Bars && !contrasting(c) {
				t.Errorf("%s: %s is drawn in %v", s.Name, item.ID, c)
			}
		}
	}
	for _, item := range inReach(s) {
		h.pressed = nil
		want, _ := s.Press(item.ID)
		h.tap(item.Box.X+item.Box.W/2, item.Box.Y+item.Box.H/2)
		if !slices.Equal(h.pressed, []kiosk.Press{want}) {
			t.Errorf("%s: %s reports %v", s.Name, item.ID, h.pressed)
		}
	}
}

// contrasting reports whether a colour is one of high contrast, nothing, or the
// veil.
func contrasting(c color.Color) bool {
	got := color.NRGBAModel.Convert(c).(color.NRGBA)
	return slices.ContainsFunc([]ui.Color{ui.None, ui.Black, ui.White, ui.Yellow, ui.Ash, ui.Veil}, func(known ui.Color) bool {
		return got == ink(known)
	})
}

// drawings lists what was drawn of an item.
func drawings(i images) []*image.RGBA {
	list := []*image.RGBA{i.icon}
	for _, line := range i.lines {
		list = append(list, line.image)
	}
	return list
}

// strongest returns the colour of the first pixel that is wholly covered.
func strongest(img *image.RGBA) (color.Color, bool) {
	if img == nil {
		return nil, false
	}
	for i := 3; i < len(img.Pix); i += 4 {
		if img.Pix[i] == 255 {
			return color.RGBA{img.Pix[i-3], img.Pix[i-2], img.Pix[i-1], 255}, true
		}
	}
	return nil, false
}
