package tour

import "kundterminal/kiosk"

// slips visits what to bring, what is said of a loose slip, and what has ended meanwhile.
func (t *guide) slips() {
	back := t.state
	asked := kiosk.SlipRequested{}
	t.do(kiosk.WayChosen{Way: kiosk.StepBring})
	t.stop("bring")
	t.aside("bring-slip", asked)
	t.aside("bring-slip-out", asked, kiosk.SlipPrinted{Ask: t.state.Slips + 1})
	for _, c := range kiosk.PrinterConditions() {
		if c != kiosk.PrinterReady {
			t.aside("bring-slip-"+c.String(), asked, kiosk.SlipStopped{Ask: t.state.Slips + 1, Condition: c})
		}
	}
	midnight := t.state.Now.AddDate(0, 0, 2) // a Saturday, on which working days' services are closed
	t.state, _ = kiosk.Update(t.state, kiosk.TimePassed{Now: midnight, Up: t.state.Up + 1})
	t.stop("changed")
	t.state = back
}
