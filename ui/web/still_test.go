package web_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

func TestAStillNeedsNothingButTheTypefaces(t *testing.T) {
	p, c := presenter(t)
	stills, err := web.NewStills(assets.Icons(), "../fonts")
	if err != nil {
		t.Fatal(err)
	}
	for _, stop := range tour.Stops(c, kiosk.Swedish) {
		page, err := stills.Page(p.Scene(stop.State, upright))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"<script", "http:", "https:", "/assets/", "<link", "@import"} {
			if strings.Contains(string(page), word) {
				t.Errorf("%s: the page has %q", stop.Name, word)
			}
		}
		if got := strings.Count(string(page), "url("); got != 2 {
			t.Errorf("%s: the page asks for %d files", stop.Name, got)
		}
	}
}

func TestAStillIsDrawnAsTheTerminalDrawsIt(t *testing.T) {
	p, c := presenter(t)
	stills, err := web.NewStills(assets.Icons(), "fonts")
	if err != nil {
		t.Fatal(err)
	}
	state := tour.Stops(c, kiosk.Finnish)[0].State
	page, err := stills.Page(p.Scene(state, upright))
	if err != nil {
		t.Fatal(err)
	}
	const boxes = `[...document.querySelectorAll("#kt-stage button")].map((e) => {
		const r = e.getBoundingClientRect();
		return [e.id, r.left, r.top, r.width, r.height].join(" ");
	})`
	still := open(t, "data:text/html;base64,"+base64.StdEncoding.EncodeToString(page), 672, 1194)
	live := open(t, serve(t, newTerminal(state), web.Options{Scene: p.Scene, Frame: upright, Icons: assets.Icons()}).URL, 672, 1194)
	if a, b := eval[[]string](still, boxes), eval[[]string](live, boxes); strings.Join(a, "\n") != strings.Join(b, "\n") || len(a) == 0 {
		t.Errorf("a still has\n%v, the terminal\n%v", a, b)
	}
}
