package bolt

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// Issue implements engine.Journal. The day of the number is that of r.At in its
// own location.
func (s *Store) Issue(ctx context.Context, r kiosk.TicketRequest) (kiosk.Ticket, error) {
	var t kiosk.Ticket
	err := checkRequest(r)
	if err == nil {
		err = s.commit(ctx, func(c *change) (err error) {
			t, err = c.issue(r)
			return err
		})
	}
	switch {
	case errors.Is(err, engine.ErrCheckedIn):
		return s.localTicket(t), fmt.Errorf("issue a ticket: %w", err)
	case err != nil:
		return kiosk.Ticket{}, fmt.Errorf("issue a ticket: %w", err)
	}
	return t, nil
}

func checkRequest(r kiosk.TicketRequest) error {
	switch year := r.At.Year(); {
	case r.Series < 'A' || r.Series > 'Z':
		return fmt.Errorf("%w: series %q is not a letter from A to Z", ErrRequest, r.Series.String())
	case r.At.IsZero():
		return fmt.Errorf("%w: it has no time", ErrRequest)
	case year < 1 || year > 9999:
		return fmt.Errorf("%w: the year %d cannot be written", ErrRequest, year)
	}
	if _, offset := r.At.Zone(); offset <= -secondsOfDay || offset >= secondsOfDay {
		return fmt.Errorf("%w: its zone is %v from UTC", ErrRequest, time.Duration(offset)*time.Second)
	}
	return nil
}

const secondsOfDay = 24 * 60 * 60

// issue gives the next number, and writes the ticket and everything that goes
// with it. It fails before it changes anything.
func (c *change) issue(r kiosk.TicketRequest) (kiosk.Ticket, error) {
	at := r.At.Round(0)
	d := day{kiosk.DateOf(at), r.Series}
	if has, err := c.booked(r.Booking, d.Date); err != nil || !has.IsZero() {
		return has, cmp.Or(err, engine.ErrCheckedIn)
	}
	number, err := c.lastNumber(d)
	if err != nil {
		return kiosk.Ticket{}, err
	}
	if number >= kiosk.MaxNumber {
		return kiosk.Ticket{}, fmt.Errorf("series %s on %s: %w", d.Series, d.Date, engine.ErrSeriesFull)
	}
	number++
	name, err := c.nextName()
	if err != nil {
		return kiosk.Ticket{}, err
	}
	t := kiosk.Ticket{
		Name: name, Series: d.Series, Number: number, Date: d.Date, Queue: r.Queue, Class: r.Class,
		Errands: slices.Clone(r.Errands), Language: r.Language, IssuedAt: at, Booking: r.Booking, Estimate: r.Estimate, Served: r.Served, Parts: r.Parts, Why: r.Why,
	}
	c.lines = append(c.lines, ticketLine(t))
	return t, c.keep(&t)
}

// keep writes the ticket, its number, its entry, and the intent to print it.
func (c *change) keep(t *kiosk.Ticket) error {
	key := sequenceKey(t.Name.Seq)
	ticket := appendTicket(nil, t)
	for _, v := range []struct{ bucket, key, value []byte }{
		{bucketSeries, day{t.Date, t.Series}.key(), strconv.AppendInt(nil, int64(t.Number), 10)},
		{bucketTickets, key, ticket},
		{bucketEvents, key, appendCommitted(nil, t, ticket)},
		{bucketUnsettled, key, appendIntent(nil, t)},
	} {
		if err := c.write(v.bucket, v.key, v.value); err != nil {
			return err
		}
	}
	return c.dispatch(t.Name.Seq)
}

// lastNumber returns the last number given in the series on the day, or what must
// be taken for it.
func (c *change) lastNumber(d day) (int, error) {
	n := 0
	if value := c.bucket(bucketSeries).Get(d.key()); value != nil {
		var err error
		if n, err = strconv.Atoi(string(value)); err != nil {
			return 0, fmt.Errorf("series %s on %s: %v: %w: %w", d.Series, d.Date, err, ErrDamaged, engine.ErrBroken)
		}
	}
	if d.Date.Compare(c.floor.Until) <= 0 {
		n = max(n, c.floor.Number)
	}
	return n, nil
}
