package chipcard

import (
	"context"
	"errors"
	"time"

	"kundterminal/devices"
)

const (
	readTries  = 3
	settleTime = 150 * time.Millisecond // before another try: contacts may still be moving
)

var errNothingFound = errors.New("there is no certificate of a person on the card")

// readCard reads the card that is in the reader, and tries again when that fails
// while it stays in. The error is non-nil when nobody can go on: the port is of no
// more use, or the context has ended.
func (c *conn) readCard(ctx context.Context) (CardRead, error) {
	start := time.Now()
	limited, cancel := context.WithTimeout(ctx, c.options.ReadLimit)
	defer cancel()
	var result CardRead
	var fatal error
	for try := range readTries {
		if try > 0 {
			if fatal = c.settle(limited); fatal != nil {
				break
			}
		}
		var again bool
		result, again = c.readOnce(limited)
		if !again {
			break
		}
	}
	result, fatal = c.conclude(ctx, result, fatal)
	c.wipe()
	result.At = time.Now()
	result.Took = result.At.Sub(start)
	return result, fatal
}

// settle waits before another try.
func (c *conn) settle(ctx context.Context) error {
	for end := time.Now().Add(settleTime); time.Now().Before(end); {
		if err := c.idle(ctx, time.Until(end)); err != nil {
			return err
		}
	}
	return nil
}

// readOnce tries once. again tells that another try may help.
func (c *conn) readOnce(ctx context.Context) (result CardRead, again bool) {
	s := &session{conn: c}
	defer s.wipe()
	card := &Card{}
	raw, err := s.begin(ctx)
	card.ATR = raw
	if err == nil && s.readable() {
		r := &reading{exchange: s.exchange}
		err = r.fill(ctx, card)
		r.wipe()
	}
	if err == nil && card.Kind == KindOther && knownFINEID(raw) {
		err = errNothingFound
	}
	switch {
	case err == nil && card.Kind == KindFINEID:
		return CardRead{Outcome: OutcomeRead, Card: card}, false
	case err == nil, raw != nil && otherCard(err) && !knownFINEID(raw):
		card.Wipe()
		return CardRead{Outcome: OutcomeOther, Card: card}, false
	}
	card.Wipe()
	result = CardRead{Outcome: OutcomeUnreadable, Err: err}
	if raw == nil && errors.Is(err, cardMute) {
		result.Outcome = OutcomeMute
	}
	var broken *portError
	return result, !errors.As(err, &broken) && ctx.Err() == nil && !c.sawAbsent
}

// otherCard reports whether an error is what a card of another kind makes happen.
func otherCard(err error) bool {
	return errors.Is(err, errCertificate) || errors.Is(err, noSuchProtocol) || spoilt(err)
}

// conclude finds out whether a failure was the card's or the reader's, or a hand
// that pulled the card. ctx is not the limited one.
func (c *conn) conclude(ctx context.Context, result CardRead, fatal error) (CardRead, error) {
	if result.Err == nil {
		return result, nil
	}
	var broken *portError
	switch {
	case errors.As(result.Err, &broken), errors.As(fatal, &broken):
		result.Outcome = OutcomeReaderLost
		return c.described(result), broken
	case ctx.Err() != nil:
		result.Outcome = OutcomeReaderLost
		return c.described(result), ctx.Err()
	}
	m, err := c.slot(ctx)
	for range maxMisses - 1 { // one lost answer does not make a lost reader
		if err == nil || ctx.Err() != nil || errors.As(err, &broken) {
			break
		}
		m, err = c.slot(ctx)
	}
	switch {
	case errors.As(err, &broken) || ctx.Err() != nil:
		result.Outcome = OutcomeReaderLost
		return c.described(result), err
	case err != nil:
		result.Outcome = OutcomeReaderLost
	case m == absent || c.sawAbsent:
		result.Outcome = OutcomePulled
	}
	return c.described(result), nil
}

// described makes the error one that says where.
func (c *conn) described(result CardRead) CardRead {
	e := &devices.Error{Op: "reading the card", Device: c.options.Name, Err: result.Err}
	if result.Outcome == OutcomeReaderLost && !errors.Is(result.Err, context.Canceled) {
		e.Fault = devices.FaultNoAnswer
		var broken *portError
		if errors.As(result.Err, &broken) {
			e.Fault = devices.FaultDisconnected
		}
	}
	result.Err = e
	return result
}

// slot asks whether there is a card.
func (c *conn) slot(ctx context.Context) (presence, error) {
	m, err := c.transact(ctx, request{kind: getSlotStatus, answer: slotStatus, limit: min(statusLimit, c.options.AnswerTimeout)})
	var refused readerError
	if errors.As(err, &refused) { // it says so all the same
		err = nil
	}
	return m.presence(), err
}
