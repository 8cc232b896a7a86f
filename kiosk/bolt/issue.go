package bolt

import (
	"context"
	"fmt"
	"slices"

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
	if err != nil {
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
	return nil
}

// issue gives the next number, and writes the ticket and everything that goes
// with it. It fails before it changes anything.
func (c *change) issue(r kiosk.TicketRequest) (kiosk.Ticket, error) {
	at := r.At.Round(0)
	d := day{kiosk.DateOf(at), r.Series}
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
		Errands: slices.Clone(r.Errands), Language: r.Language, IssuedAt: at,
	}
	c.lines = append(c.lines, ticketLine(t))
	return t, c.keep(t)
}

// keep writes the ticket, its number, its entry, and the intent to print it.
func (c *change) keep(t kiosk.Ticket) error {
	key := sequenceKey(t.Name.Seq)
	if err := c.put(bucketSeries, day{t.Date, t.Series}.key(), t.Number); err != nil {
		return err
	}
	if err := c.put(bucketTickets, key, t); err != nil {
		return err
	}
	entry := kiosk.Entry{Kind: kiosk.TicketCommitted, At: t.IssuedAt, Ticket: &t, Of: t.Name}
	if err := c.journal(kiosk.Record{Name: t.Name, Entry: entry}); err != nil {
		return err
	}
	intent := storedPrint{Print: kiosk.Print{Ticket: t.Name, State: kiosk.PrintIntended, At: t.IssuedAt}}
	return c.put(bucketUnsettled, key, intent)
}

// lastNumber returns the last number given in the series on the day, or what must
// be taken for it.
func (c *change) lastNumber(d day) (int, error) {
	n := 0
	if _, err := c.get(bucketSeries, d.key(), &n); err != nil {
		return 0, err
	}
	var f floor
	if _, err := c.get(bucketMeta, keyFloor, &f); err != nil {
		return 0, err
	}
	if d.Date.Compare(f.Until) <= 0 {
		n = max(n, f.Number)
	}
	return n, nil
}
