package engine

import (
	"context"
	"errors"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

var errNoHandout = errors.New("this terminal has nothing that could hand out addresses")

// handOut gives the person an address in the way that they wished. What does not
// work out is told to them: the address stays on the screen.
func (e *Engine) handOut(ctx context.Context, wish kiosk.Effect) {
	var done kiosk.AddressDone
	err := errNoHandout
	switch w := wish.(type) {
	case kiosk.PrintAddress:
		done = kiosk.AddressDone{Ask: w.Ask, As: kiosk.OnPaper}
		if e.Handout != nil {
			e.paper.Lock()
			err = e.Handout.PrintAddress(ctx, w.Service, w.Language)
			e.paper.Unlock()
		}
	case kiosk.OpenSecondScreen:
		done = kiosk.AddressDone{Ask: w.Ask, As: kiosk.OnSecondScreen}
		if e.Handout != nil {
			err = e.Handout.OpenSecondScreen(w.Service, w.Language)
		}
	}
	if err != nil {
		logbook.Write(e.Log, logbook.AddressNotGiven{Outcome: done.As.String(), Cause: err})
		done.As = kiosk.NotHandable
	}
	e.Post(done)
}
