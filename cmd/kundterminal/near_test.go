package main

import (
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui/tour"
)

// touchesTo counts the touches from the idle screen to the ticket of one service, by
// what is on each screen, through its authority or through search.
func touchesTo(t *testing.T, screens *terminal, c *kiosk.Catalogue, service kiosk.Service, l kiosk.Language) int {
	t.Helper()
	state := kiosk.State{Now: tour.Noon(), Up: time.Minute, Rules: kiosk.DefaultRules(), Catalogue: c, Printer: kiosk.Printer{Condition: kiosk.PrinterReady}}
	touches := 0
	press := func(id string) bool {
		p, ok := screens.presenter.Scene(state, screens.config.frame()).Press(id)
		if ok {
			state.Up += state.Rules.Guard
			state, _ = kiosk.Update(state, p)
			touches++
		}
		return ok
	}
	must := func(ids ...string) {
		t.Helper()
		for _, id := range ids {
			for !press(id) {
				if !press("more") {
					t.Fatalf("the screen %q has no %q to press", state.Session.Step, id)
				}
			}
		}
	}
	must("language:" + string(l))
	authority := "authority:" + string(service.Authority)
	if !press(authority) {
		must("way:authority", authority)
	}
	must("service:"+string(service.ID), "next", "take")
	if state.Session.Step != kiosk.StepIssuing {
		t.Fatalf("%s leads to %q", service.ID, state.Session.Step)
	}
	return touches
}

// TestEveryKnownErrandIsNear counts the touches to each service of the catalogue. On
// the first page of an authority in front it is five; behind the list of authorities
// one more, and one for each page.
func TestEveryKnownErrandIsNear(t *testing.T) {
	c, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	screens := &terminal{config: c}
	if err := screens.loadScreens(); err != nil {
		t.Fatal(err)
	}
	catalogue := shippedCatalogue(t)
	for _, l := range kiosk.Languages() {
		counts := map[int]int{}
		for _, s := range catalogue.Services {
			if s.ServedOn(kiosk.DateOf(tour.Noon())) {
				n := touchesTo(t, screens, catalogue, s, l)
				counts[n]++
				if n > knownTouches+3 {
					t.Errorf("%s in %s is %d touches away", s.ID, l, n)
				}
			}
		}
		if counts[knownTouches] < 20 {
			t.Errorf("in %s only %d services are %d touches away", l, counts[knownTouches], knownTouches)
		}
		t.Logf("services by touches in %s: %v", l, counts)
	}
}
