package web_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// measured tells where the elements and the lines of a screen are on the page, in
// pixels, and in which colours.
const measured = `new Promise((done) => {
	const stage = document.getElementById("kt-stage");
	const look = () => {
		if (stage.querySelector("[name=screen]").value !== %q) return requestAnimationFrame(look);
		const room = stage.getBoundingClientRect(), boxes = {}, lines = {}, range = document.createRange();
		const box = (r) => [r.left - room.left, r.top - room.top, r.width, r.height];
		for (const e of stage.querySelectorAll(".a:not(svg)")) boxes[e.classList[1]] = box(e.getBoundingClientRect());
		for (const e of stage.querySelectorAll(".t")) {
			range.selectNodeContents(e);
			lines[e.classList[1]] = {box: box(range.getBoundingClientRect()), color: getComputedStyle(e).color};
		}
		done({scale: room.width / %g, boxes, lines});
	};
	look();
})`

type onPage struct {
	Scale float64
	Boxes map[string][4]float64
	Lines map[string]struct {
		Box   [4]float64
		Color string
	}
}

// stride is which part of the matrix is measured in a browser. It has no divisor in
// common with the number of languages, modes and frames, so that all of them meet.
const stride = 127

// TestTheBrowserDrawsEveryModeWhereItIsLaidOut takes a part of the matrix that the
// layout is proved on (package ui), and measures what Chromium makes of it: nothing
// may be elsewhere, of another size or in another colour.
func TestTheBrowserDrawsEveryModeWhereItIsLaidOut(t *testing.T) {
	p, c := presenter(t)
	p.Languages = kiosk.AllLanguages()
	cases, screens, begun := 0, 0, time.Now()
	for _, frame := range []ui.Frame{upright, lying} {
		shown, scene := named(p)
		on := newTerminal(kiosk.State{Catalogue: c, Now: tour.Noon()})
		var b *tab
		for _, l := range kiosk.AllLanguages() {
			stops := tour.Stops(c, l)
			for _, comfort := range comforts(frame) {
				for _, stop := range tour.In(comfort, stops) {
					if cases++; cases%stride != 0 {
						continue
					}
					if b == nil {
						b = open(t, serve(t, on, web.Options{Scene: scene, Frame: frame, Icons: assets.Icons()}).URL, int64(frame.W*2), int64(frame.H*2))
						b.Until(`document.fonts.status === "loaded" && document.fonts.size === 2`)
					}
					name := fmt.Sprintf("%s %s %+v", stop.Name, l, comfort)
					shown.Store(name)
					on.set(stop.State)
					checkPlaces(t, name, p.Scene(stop.State, frame), eval[onPage](b, fmt.Sprintf(measured, name, frame.W)))
					screens++
				}
			}
		}
	}
	t.Logf("%d of %d screens were measured, %d ms each", screens, cases, time.Since(begun).Milliseconds()/int64(max(screens, 1)))
}

// comforts are all ways to want the screen of a frame.
func comforts(f ui.Frame) []kiosk.Comfort {
	var list []kiosk.Comfort
	for _, size := range kiosk.TextSizes() {
		for n := range 16 {
			c := kiosk.Comfort{Text: size, Contrast: n&1 > 0, Simple: n&2 > 0, LeftHand: n&4 > 0, Low: n&8 > 0}
			if !c.Low || f.H > f.W { // all of a lying glass is low
				list = append(list, c)
			}
		}
	}
	return list
}

func checkPlaces(t *testing.T, name string, scene ui.Scene, got onPage) {
	t.Helper()
	for i, item := range scene.Items {
		at, drawn := got.Boxes[fmt.Sprintf("i%d", i)]
		want := [4]float64{item.Box.X, item.Box.Y, item.Box.W, item.Box.H}
		for n := range want {
			if slack := 0.6; !drawn || math.Abs(at[n]-want[n]*got.Scale) > slack && want[n] >= ui.Thin {
				t.Errorf("%s: %s is at %.1f, and not at %.1f × %.3f", name, item.ID, at, want, got.Scale)
				break
			}
		}
		for n, line := range item.Lines {
			l, drawn := got.Lines[fmt.Sprintf("i%dl%d", i, n)]
			if width := line.W * got.Scale; !drawn || math.Abs(l.Box[2]-width) > width*0.01+0.25 || math.Abs(l.Box[0]-line.X*got.Scale) > 0.6 {
				t.Errorf("%s: %q is at %.1f, and not %.1f wide", name, line.Text, l.Box, line.W*got.Scale)
			}
			if want := rgb(line.Ink.RGB()); l.Color != want {
				t.Errorf("%s: %q is %s, and not %s", name, line.Text, l.Color, want)
			}
		}
	}
}

func rgb(c ui.RGB) string { return fmt.Sprintf("rgb(%d, %d, %d)", c.R, c.G, c.B) }
