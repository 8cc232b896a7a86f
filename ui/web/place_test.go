package web_test

import (
	"fmt"
	"math"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/web"
)

// seen is where the browser drew a thing, in pixels.
type seen struct{ X, Y, W, H float64 }

func (s seen) off(want ui.Box, scale, x, y float64) float64 {
	return max(math.Abs(s.X-x-want.X*scale), math.Abs(s.Y-y-want.Y*scale), math.Abs(s.W-want.W*scale), math.Abs(s.H-want.H*scale))
}

const measureBoxes = `(() => {
	const box = (e) => { const r = e.getBoundingClientRect(); return {X: r.left, Y: r.top, W: r.width, H: r.height}; };
	const all = {"": box(document.getElementById("kt-stage"))};
	for (const e of document.querySelectorAll("#kt-stage .a, #kt-stage .t")) {
		const name = e.classList[1];
		all[name] = box(e);
		if (!e.classList.contains("t")) continue;
		const foot = document.createElement("i");
		foot.style.display = "inline-block";
		e.append(foot);
		all[name].H = 0;
		all[name].W = 0;
		all[name].Y = foot.getBoundingClientRect().bottom;
		foot.remove();
	}
	return all;
})()`

func TestABrowserDrawsEverythingWhereTheSceneHasIt(t *testing.T) {
	state := at(kiosk.StepWay)
	state.Session.Overlay = kiosk.HelpOverlay
	server := serve(t, newTerminal(state), web.Options{Dev: newBench()})
	for _, window := range []struct {
		path, frame string
		w, h        int64
	}{
		{"/", "portrait", 1080, 1920},
		{"/", "landscape", 1920, 1080},
		{"/", "portrait", 1366, 768},
		{"/", "landscape", 390, 844},
		{"/demo", "portrait", 1366, 768},
		{"/demo", "landscape", 1366, 768},
		{"/demo", "portrait", 390, 844},
	} {
		t.Run(fmt.Sprintf("%s %s in %d by %d", window.path, window.frame, window.w, window.h), func(t *testing.T) {
			b := open(t, server.URL+window.path+"?frame="+window.frame, window.w, window.h)
			frame := glass
			if window.frame == "landscape" {
				frame = ui.Frame{W: glass.H, H: glass.W}
			}
			b.Until(`document.fonts.status === "loaded"`)
			drawn := eval[map[string]seen](b, measureBoxes)
			stage := drawn[""]
			scale := stage.W / frame.W
			if window.path == "/" {
				want := min(float64(window.w)/frame.W, float64(window.h)/frame.H)
				if math.Abs(scale-want) > 0.005 {
					t.Errorf("%g pixels a millimetre, not %g", scale, want)
				}
			}
			for i, item := range sample(state, frame).Items {
				if off := drawn[fmt.Sprintf("i%d", i)].off(item.Box, scale, stage.X, stage.Y); off > 0.5 {
					t.Errorf("%s is %g pixels off", item.ID, off)
				}
				if item.Icon != "" {
					if off := drawn[fmt.Sprintf("i%di", i)].off(item.IconBox, scale, stage.X, stage.Y); off > 0.5 {
						t.Errorf("the icon of %s is %g pixels off", item.ID, off)
					}
				}
				for n, line := range item.Lines {
					if off := drawn[fmt.Sprintf("i%dl%d", i, n)].off(ui.Box{X: line.X, Y: line.Y}, scale, stage.X, stage.Y); off > 0.5 {
						t.Errorf("line %d of %s is %g pixels off", n, item.ID, off)
					}
				}
			}
		})
	}
}
