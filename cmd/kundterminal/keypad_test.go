package main

import (
	"strings"
	"testing"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

func TestAWholeVisitIsMadeByTheKeypadAloneToAPrintedTicket(t *testing.T) {
	for _, l := range kiosk.Languages() {
		t.Run(string(l), func(t *testing.T) {
			var pad *sim.Keypad
			x := wire(t, "tm-t20iii", sim.Options{}, withKeypad(t, &pad))
			h := lay(t.Context(), t, x, pad)
			say := func(key string) string { return x.presenter.Texts.Say(l, key) }
			h.key("next") // wakes the terminal
			h.choose(say("language_name"), say("way_life"))
			event, _ := h.state.Catalogue.LifeEvent("KE8")
			h.choose(event.Name.String(l), say("next"), say("take_number"))
			h.until(kiosk.StepTake)
			number := h.state.Session.Ticket
			if number.Language != l || len(papersWith(x.printer, string(number.Code()))) != 1 {
				t.Errorf("ticket %s in %s is on %d papers", number.Label(), number.Language, len(papersWith(x.printer, string(number.Code()))))
			}
			h.choose(say("stop"))
			h.until(kiosk.StepIdle)
			t.Logf("%d keys, past %s", h.keys, strings.Join(h.met, " | "))
			if h.keys > 60 {
				t.Errorf("it took %d keys", h.keys)
			}
		})
	}
}
