package tour

import "kundterminal/kiosk"

// advisor calls a service advisor to a terminal that has a beacon.
func (t *guide) advisor() {
	back := t.state
	t.do(kiosk.BeaconChanged{Beacon: kiosk.BeaconDark})
	t.aside("help-call", kiosk.HelpPressed{})
	t.do(kiosk.HelpPressed{}, kiosk.AdvisorRequested{})
	t.stop("help-calling")
	t.aside("help-called", kiosk.BeaconChanged{Beacon: kiosk.BeaconLit})
	t.state = back
}
