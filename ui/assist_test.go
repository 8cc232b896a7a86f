package ui_test

import (
	"slices"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// TestWhoIsShownSomethingIsToldSo holds in every language and mode: what an advisor at a
// desk points at has a ring, and the banner says what the ring means.
func TestWhoIsShownSomethingIsToldSo(t *testing.T) {
	p, c := presenter(t)
	with := *p
	with.Languages = kiosk.AllLanguages()
	for _, l := range kiosk.AllLanguages() {
		stops := tour.Stops(c, l)
		stop := stops[slices.IndexFunc(stops, func(s tour.Stop) bool { return s.Name == "assist-summary" })]
		stop.State.Session.Assist.Points = "take"
		for name, f := range frames() {
			scene := with.Scene(stop.State, f)
			if on, ok := scene.Ringed(); !ok || on.ID != "take" {
				t.Errorf("%s, %s: the ring is on %q", l, name, on.ID)
			}
			says := with.Texts.Say(l, "assist_pointed")
			if !slices.ContainsFunc(with.Spoken(stop.State, f), func(s ui.Sentence) bool { return s.Text == says }) {
				t.Errorf("%s, %s: nobody says %q", l, name, says)
			}
			for _, m := range modes(f) {
				with.Reach = m.reach
				for _, s := range inMode(&with, m, tour.In(m.Comfort, []tour.Stop{stop}), f) {
					for check, look := range modeChecks {
						look(s, func(format string, args ...any) { t.Errorf(check+": "+name+": "+format, args...) })
					}
				}
			}
		}
	}
}
