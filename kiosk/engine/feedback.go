package engine

import (
	"context"
	"errors"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// findTicket looks a scanned ticket up. Where it cannot, the person is asked
// nothing: a terminal that cannot read cannot keep an answer either.
func (e *Engine) findTicket(ctx context.Context, code kiosk.Code) {
	if e.Feedback == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, issueDeadline)
	defer cancel()
	t, answered, err := e.Feedback.FindTicket(ctx, code)
	if err != nil {
		logbook.Write(e.Log, logbook.TicketNotFound{Cause: err})
		return
	}
	e.Post(kiosk.TicketFound{Code: code, Ticket: t, Answered: answered})
}

// keepFeedback keeps feedback, and tries again where there is no room. Feedback
// for which there is none in the end is lost: it is no promise to anybody, and
// the terminal goes on. That it was kept is not logged: with the time of the log it
// would be known whose it is.
func (e *Engine) keepFeedback(k kiosk.KeepFeedback) {
	if e.Feedback == nil {
		return
	}
	var err error
	for try := range markTries {
		if try > 0 {
			time.Sleep(markPause)
		}
		ctx, cancel := context.WithTimeout(context.Background(), issueDeadline)
		err = e.Feedback.KeepFeedback(ctx, k.Code, k.To, k.Feedback)
		cancel()
		if !errors.Is(err, ErrFull) {
			break
		}
	}
	if err != nil && !errors.Is(err, ErrAnswered) {
		e.storeFailed("keeping feedback", err)
	}
}
