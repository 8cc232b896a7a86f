package web_test

import (
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

func TestTheKeypadHasTheOneRingAlsoRoundWhatIsOff(t *testing.T) {
	state := at(kiosk.StepWay)
	state.Session.Focus = "off"
	got := page(t, serve(t, newTerminal(state), web.Options{}).URL)
	if !strings.Contains(got, `<div class="a keypad" id="kt-keypad" aria-hidden="true"></div>`) || !strings.Contains(got, "#kt-keypad{left:") {
		t.Errorf("there is no ring in\n%s", got)
	}
	if got := page(t, serve(t, newTerminal(at(kiosk.StepWay)), web.Options{}).URL); strings.Contains(got, `class="a keypad"`) {
		t.Error("nobody uses the keypad, and it has a ring")
	}
}

func TestTheKeypadStealsNoFocusAndAFingerHasItsRingAway(t *testing.T) {
	on := newTerminal(at(kiosk.StepWay))
	b := open(t, serve(t, on, web.Options{}).URL, 600, 900)
	b.Until(`document.querySelector("#kt-places").sheet`)
	b.Key("Tab", "Tab")
	on.change(func(s *kiosk.State) { s.Session.Focus = "life" })
	b.Until(`document.getElementById("kt-keypad")`)
	if got := b.focus(); got != "authority" {
		t.Errorf("the browser's focus is on %q", got)
	}
	rings := eval[[]float64](b, `(() => {
		const ring = (e) => { const s = getComputedStyle(e); return s.outlineStyle === "solid" ? parseFloat(s.outlineWidth) : 0; };
		const on = document.getElementById("kt-keypad").getBoundingClientRect(), of = document.getElementById("life").getBoundingClientRect();
		return [ring(document.getElementById("kt-keypad")), ring(document.activeElement), Math.abs(on.left - of.left) + Math.abs(on.width - of.width)];
	})()`)
	if rings[0] < 900.0/300 || rings[1] != 0 || rings[2] > 0.5 {
		t.Errorf("the keypad's ring is %g pixels, the browser's %g, and it lies %g beside", rings[0], rings[1], rings[2])
	}
	x, y := b.middle("authority")
	b.mouse("down", x, y)
	b.Until(`!document.getElementById("kt-keypad")`)
	b.mouse("up", x, y)
	eventually(t, on, kiosk.WayChosen{Way: kiosk.StepAuthorities})
}
