package engine

import (
	"context"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// printSlip prints a loose slip. Nothing of it is in the print journal: what a
// power cut leaves of it is paper, and no place in a queue.
func (e *Engine) printSlip(ctx context.Context, f kiosk.PrintSlip) {
	if e.Slips == nil {
		e.Post(kiosk.SlipStopped{Ask: f.Ask, Condition: kiosk.PrinterAbsent})
		return
	}
	e.paper.Lock()
	defer e.paper.Unlock()
	outcome := e.Slips.PrintSlip(ctx, f.Slip)
	if !outcome.Proved {
		logbook.Write(e.Log, logbook.SlipNotProved{
			Kind: f.Slip.Kind.String(), Fault: outcome.Condition.String(), Begun: outcome.Begun, Cause: outcome.Cause,
		})
		e.Post(kiosk.SlipStopped{Ask: f.Ask, Condition: outcome.Condition})
		return
	}
	logbook.Write(e.Log, logbook.SlipPrinted{Kind: f.Slip.Kind.String()})
	e.Post(kiosk.SlipPrinted{Ask: f.Ask})
}

// turn is a lock that whoever waits for it may wait for in virtual time. It has
// room for one.
type turn chan struct{}

// Lock waits for its turn.
func (t turn) Lock() { t <- struct{}{} }

// Unlock lets the next one in.
func (t turn) Unlock() { <-t }
