package web_test

import (
	"fmt"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// spokenIn finds the language in which a voice reads a text of the page.
const spokenIn = `(() => {
	for (const line of document.querySelectorAll("#kt-stage .t")) if (line.textContent === %q) return line.closest("[lang]").lang;
	return "not there";
})()`

func TestAPageTellsTheLanguageOfEveryTextThatFellBack(t *testing.T) {
	p, c := presenter(t)
	p.Languages = kiosk.AllLanguages()
	on := newTerminal(kiosk.State{Catalogue: c, Now: tour.Noon()})
	b := open(t, serve(t, on, web.Options{Scene: p.Scene, Frame: upright, Icons: assets.Icons()}).URL, 672, 1194)
	for _, visit := range []struct {
		l    kiosk.Language
		stop string
		want map[string]string // by text
	}{
		{"se", "way", map[string]string{"Virgeoapmahaš": "se", "Esimerkiksi Kela, poliisi tai Verohallinto": "fi", "Elämäntilanne": "fi", "12:00": "se"}},
		{"sms", "languages", map[string]string{"Davvisámegiella": "se", "Nuõrttsääʹmǩiõll": "sms", "English": "en", "Lätt svenska": "sv-x-lattlast", "Sulje": "fi"}},
		{"sv-x-lattlast", "summary", map[string]string{"Dina ärenden": "sv-x-lattlast", "4. Skattekort": "sv"}},
	} {
		for _, stop := range tour.Stops(c, visit.l) {
			if stop.Name == visit.stop {
				on.set(stop.State)
			}
		}
		b.Until(fmt.Sprintf(`document.documentElement.lang === %q`, visit.l))
		for text, want := range visit.want {
			if got := eval[string](b, fmt.Sprintf(spokenIn, text)); got != want {
				t.Errorf("%s in %s: %q is in %q, want %q", visit.stop, visit.l, text, got, want)
			}
		}
		own := map[kiosk.Language]string{"se": "fi", "sms": "fi", "sv-x-lattlast": "sv"}[visit.l]
		if got := eval[string](b, `document.getElementById("kt-lost").lang`); got != own {
			t.Errorf("%s: that the connection is lost is said in %q, want %q", visit.l, got, own)
		}
	}
}
