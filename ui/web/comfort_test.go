package web_test

import (
	"fmt"
	"slices"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// comfortable are screens with every kind of part among them.
func comfortable(t *testing.T, c kiosk.Comfort) []tour.Stop {
	t.Helper()
	_, catalogue := presenter(t)
	names := []string{"life-events-1", "bundle-KE8", "search-found", "summary-paper_out", "code-wrong", "identify", "comfort", "help", "warning", "shown"}
	return tour.In(c, slices.DeleteFunc(tour.Stops(catalogue, kiosk.Finnish), func(s tour.Stop) bool {
		return !slices.Contains(names, s.Name)
	}))
}

func TestScreensWithLargeTextsInHighContrastAreWhole(t *testing.T) {
	p, _ := presenter(t)
	for _, frame := range []ui.Frame{upright, lying} {
		t.Run(fmt.Sprintf("%g wide", frame.W), func(t *testing.T) {
			auditStops(t, p, frame, comfortable(t, kiosk.Comfort{Text: kiosk.TextLargest, Contrast: true, Low: true}))
		})
	}
}

// otherColours lists the colours of the stage that high contrast does not have.
// The veil and what lies below it are not looked at.
const otherColours = `(() => {
	const wanted = new Set(["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(255, 230, 0)", "rgb(168, 168, 168)", "rgba(0, 0, 0, 0)"]);
	const others = [], look = (e, what, colour) => { if (!wanted.has(colour)) others.push(e.id + " " + what + " " + colour); };
	for (const e of document.querySelectorAll("#kt-stage, #kt-stage .a, #kt-stage .t")) {
		if (e.id === "veil" || e.closest("#code, [inert]")) continue;
		const style = getComputedStyle(e), border = getComputedStyle(e, "::after");
		look(e, "ground", style.backgroundColor);
		if (e.matches(".t, svg")) look(e, "ink", style.color);
		if (parseFloat(border.borderTopWidth) > 0) look(e, "border", border.borderTopColor);
	}
	return others;
})()`

func TestHighContrastIsBlackWhiteAndYellowAndItsRingIsSeen(t *testing.T) {
	p, _ := presenter(t)
	for _, stop := range comfortable(t, kiosk.Comfort{Contrast: true}) {
		b := open(t, serve(t, newTerminal(stop.State), web.Options{Scene: p.Scene, Frame: upright, Icons: assets.Icons()}).URL, 672, 1194)
		for _, other := range eval[[]string](b, otherColours) {
			t.Errorf("%s: %s", stop.Name, other)
		}
		if stop.Name != "bundle-KE8" {
			continue
		}
		b.Key("Tab")
		ring := eval[[]string](b, `(s => [s.outlineColor, s.boxShadow])(getComputedStyle(document.activeElement))`)
		if want := []string{"rgb(0, 0, 0)", "rgb(255, 230, 0) 0px 0px 0px 5.6px"}; ring[0] != want[0] || len(ring[1]) < 16 || ring[1][:16] != want[1][:16] {
			t.Errorf("the ring of focus is %q, want %q", ring, want)
		}
	}
}

func TestAChoiceOfThePanelIsPressedAndSaysThatItHolds(t *testing.T) {
	p, _ := presenter(t)
	state, _ := kiosk.Update(kiosk.State{Rules: kiosk.DefaultRules(), Now: tour.Noon()}, kiosk.ComfortPressed{})
	on := newTerminal(state)
	b := open(t, serve(t, on, web.Options{Scene: p.Scene, Frame: upright, Icons: assets.Icons()}).URL, 672, 1194)
	want := []kiosk.Press{
		kiosk.ComfortChosen{Comfort: kiosk.Comfort{Text: kiosk.TextLargest}},
		kiosk.ComfortChosen{Comfort: kiosk.Comfort{Text: kiosk.TextLargest, Contrast: true}},
	}
	for i, id := range []string{"text:200", "comfort:contrast"} {
		b.click(id)
		eventually(t, on, want[:i+1]...)
		on.change(func(s *kiosk.State) { s.Session.Comfort = want[i].(kiosk.ComfortChosen).Comfort })
		b.Until(fmt.Sprintf(`document.getElementById(%q).ariaPressed === "true"`, id))
		if got := b.focus(); got != id {
			t.Errorf("after the choice focus is on %q", got)
		}
	}
}
