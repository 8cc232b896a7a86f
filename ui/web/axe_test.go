package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/internal/chromium"
	"kundterminal/kiosk"
	"kundterminal/kiosk/faulttree"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// judged has axe-core look at the stage once it shows a screen. Each line names a
// rule, what it means and the elements.
const judged = `new Promise((done) => {
	const look = async () => {
		if (document.querySelector("[name=screen]").value !== %q) return requestAnimationFrame(look);
		const found = await axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
		done(found.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")));
	};
	look();
})`

// TestNoScreenKeepsAnythingFromAnyone has every screen of a visit judged in three
// languages and modes, and those of a technician in one.
func TestNoScreenKeepsAnythingFromAnyone(t *testing.T) {
	program := chromium.Axe(t)
	p, c := presenter(t)
	trees, err := faulttree.LoadAll(assets.FaultTrees())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		language kiosk.Language
		comfort  kiosk.Comfort
		frame    ui.Frame
	}{
		{kiosk.Finnish, kiosk.Comfort{}, upright},
		{kiosk.Swedish, kiosk.Comfort{Contrast: true}, lying},
		{kiosk.English, kiosk.Comfort{Text: kiosk.TextLargest, Simple: true}, upright},
	} {
		t.Run(fmt.Sprintf("%s %+v", test.language, test.comfort), func(t *testing.T) {
			stops := tour.In(test.comfort, tour.Stops(c, test.language))
			if test.comfort == (kiosk.Comfort{}) {
				stops = append(stops, slices.DeleteFunc(tour.Technician(trees, test.language), func(s tour.Stop) bool {
					return strings.Count(s.Name, "-") > 1 && strings.HasPrefix(s.Name, "tree-")
				})...)
			}
			judge(t, p, program, test.frame, stops)
		})
	}
}

func judge(t *testing.T, p *ui.Presenter, program string, frame ui.Frame, stops []tour.Stop) {
	t.Helper()
	shown, scene := named(p)
	on := newTerminal(stops[0].State)
	b := open(t, serve(t, on, web.Options{Scene: scene, Frame: frame, Icons: assets.Icons()}).URL, int64(frame.W*2), int64(frame.H*2))
	eval[bool](b, program+"; true")
	begun, looks := time.Now(), map[string]bool{}
	for _, stop := range stops {
		if look := shapeOf(p.Scene(stop.State, frame)); looks[look] {
			continue // the same elements with other words
		} else {
			looks[look] = true
		}
		shown.Store(stop.Name)
		on.set(stop.State)
		for _, fault := range eval[[]string](b, fmt.Sprintf(judged, stop.Name)) {
			t.Errorf("%s: %s", stop.Name, fault)
		}
	}
	t.Logf("%d of %d screens have elements of their own; %d ms each", len(looks), len(stops), time.Since(begun).Milliseconds()/int64(len(looks)))
}
