package tour

import "kundterminal/kiosk"

// simple visits what is asked of whoever wants one thing on each screen, and offers
// it to whoever reads an easy language.
func (t *guide) simple() {
	back := t.state
	t.do(kiosk.ComfortChosen{Comfort: kiosk.Comfort{Simple: true}}, kiosk.WayChosen{Way: kiosk.StepLifeEvents})
	t.do(kiosk.LifeEventChosen{LifeEvent: "KE8"})
	t.stop("bundle-asked")
	bundle := t.state.Catalogue.Bundle("KE8", t.state.Today())
	if len(bundle) > 1 {
		t.do(kiosk.BothPressed{First: kiosk.ErrandToggled{Service: bundle[0].ID}, Then: kiosk.PageTurned{To: 1}}, kiosk.PageTurned{To: 0})
		t.stop("bundle-answered")
	}
	t.state = back
}
