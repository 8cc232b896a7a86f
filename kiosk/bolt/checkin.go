package bolt

import (
	"context"
	"fmt"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// CheckIns implements engine.Journal.
func (s *Store) CheckIns(ctx context.Context, d kiosk.Date) ([]kiosk.Ticket, error) {
	var list []kiosk.Ticket
	err := s.view(func(tx *bbolt.Tx) error {
		return eachTicketBack(tx, d, func(t kiosk.Ticket) bool {
			if t.Booking.Key != "" {
				list = append(list, s.localTicket(t))
			}
			return true
		})
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("list check-ins: %w", err)
	}
	return list, nil
}

// booked returns the ticket that an appointment has got on a day; the zero Ticket
// means that it has none. The tickets themselves are the record: what is written
// in one transaction cannot be there by half after a power cut.
func (c *change) booked(b kiosk.Booking, d kiosk.Date) (found kiosk.Ticket, err error) {
	if b.Key == "" {
		return found, nil
	}
	err = eachTicketBack(c.tx, d, func(t kiosk.Ticket) bool {
		if t.Booking.Key == b.Key {
			found = t
		}
		return found.IsZero()
	})
	if err != nil {
		err = fmt.Errorf("%w: %w", err, engine.ErrBroken)
	}
	return found, err
}

// eachTicketBack calls f for the tickets of a day, the newest first, until f
// returns false. It reads on over the day before, so that a clock that was set
// back over midnight hides none.
func eachTicketBack(tx *bbolt.Tx, d kiosk.Date, f func(kiosk.Ticket) bool) error {
	cursor := tx.Bucket(bucketTickets).Cursor()
	for key, value := cursor.Last(); key != nil; key, value = cursor.Prev() {
		var t kiosk.Ticket
		if err := decode(bucketTickets, key, value, &t); err != nil {
			return err
		}
		if t.Date.Compare(d.Add(-1)) < 0 {
			return nil
		}
		if t.Date == d && !f(t) {
			return nil
		}
	}
	return nil
}
