package tour

import "kundterminal/kiosk"

// slips visits what a summary says of a loose slip.
func (t *guide) slips() {
	asked := kiosk.SlipRequested{}
	t.aside("summary-slip", asked)
	t.aside("summary-slip-out", asked, kiosk.SlipPrinted{Ask: t.state.Slips + 1})
	for _, c := range kiosk.PrinterConditions() {
		if c != kiosk.PrinterReady {
			t.aside("summary-slip-"+c.String(), asked, kiosk.SlipStopped{Ask: t.state.Slips + 1, Condition: c})
		}
	}
}
