//go:build fyne

package touch

import (
	"fmt"
	"image"
	"math"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// stride is which part of the matrix is shown on the toolkit's canvas. It has no
// divisor in common with the number of languages, modes and frames, so that all of
// them meet.
const stride = 11

// TestTheToolkitDrawsEveryModeWhereItIsLaidOut takes a part of the matrix that the
// layout is proved on (package ui), and measures what is on the canvas: surfaces and
// letters may not be elsewhere, and each target is large and reports its press.
func TestTheToolkitDrawsEveryModeWhereItIsLaidOut(t *testing.T) {
	p, c := presenter(t)
	p.Languages = kiosk.AllLanguages()
	cases, screens, begun := 0, 0, time.Now()
	for _, size := range []image.Point{portrait, landscape} {
		h := newTheatreOf(t, size, pitch)
		h.painter.icons = newIcons(assets.Icons())
		for _, l := range kiosk.AllLanguages() {
			stops := tour.Stops(c, l)
			for _, comfort := range comforts(size) {
				for _, stop := range tour.In(comfort, stops) {
					if cases++; cases%stride != 0 {
						continue
					}
					s := p.Scene(stop.State, h.stage.glass.frame)
					s.Name = fmt.Sprintf("%s %s %+v", stop.Name, l, comfort)
					h.play(t, s)
					checkOnCanvas(t, h, s)
					screens++
				}
			}
		}
	}
	t.Logf("%d of %d screens were measured, %d ms each", screens, cases, time.Since(begun).Milliseconds()/int64(max(screens, 1)))
}

// comforts are all ways to want the screen on a glass of that shape.
func comforts(size image.Point) []kiosk.Comfort {
	var list []kiosk.Comfort
	for _, text := range kiosk.TextSizes() {
		for n := range 16 {
			c := kiosk.Comfort{Text: text, Contrast: n&1 > 0, Simple: n&2 > 0, LeftHand: n&4 > 0, Low: n&8 > 0}
			if !c.Low || size.Y > size.X { // all of a lying glass is low
				list = append(list, c)
			}
		}
	}
	return list
}

func checkOnCanvas(t *testing.T, h *theatre, s ui.Scene) {
	t.Helper()
	g := h.stage.glass
	for _, item := range s.Items {
		part := h.stage.parts[item.ID]
		if part == nil {
			t.Errorf("%s: %s is not on the stage", s.Name, item.ID)
			continue
		}
		room := g.rect(item.Box)
		if item.Fill != ui.None || item.Edge != ui.None {
			checkSurface(t, s.Name, item, part.surface, room, g)
		}
		for _, line := range part.lines {
			if line.raster == nil {
				continue
			}
			at := onCanvas(line.raster, g.unit)
			if !at.In(room.Inset(-pixels(0.35*item.Lines[0].Em*g.perMM) - 1)) { // letters hang below and lean over
				t.Errorf("%s: letters of %s are at %v, outside %v", s.Name, item.ID, at, room)
			}
		}
	}
	least := int(ui.TargetMin * g.perMM)
	for _, item := range inReach(s) {
		box := g.rect(item.Box)
		if item.Kind != ui.Hidden && (box.Dx() < least || box.Dy() < least) {
			t.Errorf("%s: %s has %v pixels, 20 mm are %d", s.Name, item.ID, box.Size(), least)
		}
		h.pressed = nil
		want, _ := s.PressAt(item.ID, 0, 0)
		if h.tap(item.Box.X+item.Box.W/2, item.Box.Y+item.Box.H/2); item.Kind != ui.Hidden && !slices.Equal(h.pressed, []kiosk.Press{want}) {
			t.Errorf("%s: %s reports %v", s.Name, item.ID, h.pressed)
		}
	}
}

func checkSurface(t *testing.T, name string, item ui.Item, surface *canvas.Rectangle, room image.Rectangle, g glass) {
	t.Helper()
	if at := onCanvas(surface, g.unit); at != room && item.Box.W >= ui.Thin && item.Box.H >= ui.Thin {
		t.Errorf("%s: %s is at %v, and not at %v", name, item.ID, at, room)
	}
	if got := surface.FillColor; got != ink(item.Fill) {
		t.Errorf("%s: %s is filled with %v, and not with %s", name, item.ID, got, item.Fill)
	}
}

// onCanvas is where an object is, in pixels.
func onCanvas(o fyne.CanvasObject, unit float32) image.Rectangle {
	px := func(v float32) int { return int(math.Round(float64(v * unit))) }
	at, size := o.Position(), o.Size()
	return image.Rect(px(at.X), px(at.Y), px(at.X)+px(size.Width), px(at.Y)+px(size.Height))
}
