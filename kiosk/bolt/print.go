package bolt

import (
	"context"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// MarkPrint implements engine.Journal. It fails with ErrNoTicket for a ticket of
// another store, as after damage.
func (s *Store) MarkPrint(ctx context.Context, ticket kiosk.EventName, state kiosk.PrintState, reason string, at time.Time) (kiosk.Print, error) {
	var p kiosk.Print
	err := checkState(state)
	if err == nil {
		err = s.commit(ctx, func(c *change) (err error) {
			p, err = c.mark(ticket, state, reason, at.Round(0))
			return err
		})
	}
	if err != nil {
		return kiosk.Print{}, fmt.Errorf("mark the print of %s as %s: %w", ticket, state, err)
	}
	if p.Settled() {
		s.syncTickets()
	}
	return p, nil
}

func checkState(state kiosk.PrintState) error {
	switch state {
	case kiosk.PrintSent, kiosk.PrintPrinted, kiosk.PrintFailed, kiosk.PrintUnknown, kiosk.PrintShown:
		return nil
	}
	return fmt.Errorf("%q: %w", state, ErrPrintState)
}

// mark changes the print. It fails before it changes anything.
func (c *change) mark(ticket kiosk.EventName, state kiosk.PrintState, reason string, at time.Time) (kiosk.Print, error) {
	p, err := readPrint(c.tx, ticket)
	if err != nil {
		return kiosk.Print{}, err
	}
	if state == kiosk.PrintSent && p.Begun {
		p.Copies++
	}
	p.Begun = p.Begun || state == kiosk.PrintSent
	p.State, p.Reason, p.At = state, reason, at
	key, to, from := sequenceKey(ticket.Seq), bucketUnsettled, bucketPrints
	if p.Settled() {
		to, from = from, to
	}
	if err := c.put(to, key, p); err != nil {
		return kiosk.Print{}, err
	}
	if err := c.delete(from, key); err != nil {
		return kiosk.Print{}, err
	}
	_, err = c.record(kiosk.Entry{Kind: kiosk.PrintChanged, At: at, Print: &p.Print, Of: ticket})
	return p.Print, err
}

// readPrint returns the print of a ticket. Sequence numbers are unique within a
// file; the whole name is compared lest another store's ticket be marked.
func readPrint(tx *bbolt.Tx, ticket kiosk.EventName) (storedPrint, error) {
	var p storedPrint
	key := sequenceKey(ticket.Seq)
	found, err := get(tx, bucketUnsettled, key, &p)
	if err == nil && !found {
		found, err = get(tx, bucketPrints, key, &p)
	}
	if err == nil && (!found || p.Ticket != ticket) {
		err = fmt.Errorf("%s: %w", ticket, ErrNoTicket)
	}
	return p, err
}

// doubtSent turns prints that were sent when the terminal stopped into unknown
// ones and returns how many there were.
func (c *change) doubtSent(now time.Time) (int, error) {
	var sent []kiosk.EventName
	err := eachUnsettled(c.tx, func(_ kiosk.Ticket, p kiosk.Print) {
		if p.State == kiosk.PrintSent {
			sent = append(sent, p.Ticket)
		}
	})
	if err != nil {
		return 0, err
	}
	for _, name := range sent {
		if _, err := c.mark(name, kiosk.PrintUnknown, "the terminal stopped while printing", now); err != nil {
			return 0, err
		}
	}
	return len(sent), nil
}

// eachUnsettled calls f for the tickets whose print is not settled, in the order
// in which they were issued.
func eachUnsettled(tx *bbolt.Tx, f func(kiosk.Ticket, kiosk.Print)) error {
	return tx.Bucket(bucketUnsettled).ForEach(func(key, value []byte) error {
		var t kiosk.Ticket
		var p storedPrint
		if err := decode(bucketUnsettled, key, value, &p); err != nil {
			return err
		}
		found, err := get(tx, bucketTickets, key, &t)
		if err == nil && !found {
			err = fmt.Errorf("ticket %s is missing: %w", showKey(bucketTickets, key), ErrDamaged)
		}
		if err == nil {
			f(t, p.Print)
		}
		return err
	})
}

// Unsettled implements engine.Journal.
func (s *Store) Unsettled(ctx context.Context, since time.Time) ([]kiosk.Unsettled, error) {
	var list []kiosk.Unsettled
	err := s.view(func(tx *bbolt.Tx) error {
		return eachUnsettled(tx, func(t kiosk.Ticket, p kiosk.Print) {
			if !t.IssuedAt.Before(since) {
				list = append(list, kiosk.Unsettled{Ticket: s.localTicket(t), Print: s.localPrint(p)})
			}
		})
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("list unsettled tickets: %w", err)
	}
	return list, nil
}

// Print returns the print of a ticket, or ErrNoTicket.
func (s *Store) Print(ticket kiosk.EventName) (kiosk.Print, error) {
	var p storedPrint
	err := s.view(func(tx *bbolt.Tx) (err error) {
		p, err = readPrint(tx, ticket)
		return err
	})
	if err != nil {
		return kiosk.Print{}, fmt.Errorf("read the print: %w", err)
	}
	return s.localPrint(p.Print), nil
}

// localTicket returns the ticket with its times in the service point's zone.
func (s *Store) localTicket(t kiosk.Ticket) kiosk.Ticket {
	t.IssuedAt = t.IssuedAt.In(s.options.Location)
	if !t.Booking.From.IsZero() {
		t.Booking.From = t.Booking.From.In(s.options.Location)
	}
	return t
}

func (s *Store) localPrint(p kiosk.Print) kiosk.Print {
	p.At = p.At.In(s.options.Location)
	return p
}
