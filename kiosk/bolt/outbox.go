package bolt

import (
	"context"
	"fmt"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// Outbox returns the oldest n events that are still to be sent elsewhere, in
// order. They stay until they are acknowledged.
func (s *Store) Outbox(n int) ([]kiosk.Record, error) {
	var records []kiosk.Record
	err := s.view(func(tx *bbolt.Tx) error {
		events, c := tx.Bucket(bucketEvents), tx.Bucket(bucketOutbox).Cursor()
		for k, _ := c.First(); k != nil && len(records) < n; k, _ = c.Next() {
			r, err := s.record(k, events.Get(k))
			if err != nil {
				return err
			}
			records = append(records, r)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the outbox: %w", err)
	}
	return records, nil
}

// Acknowledge takes events out of the outbox, durably. Names that are not in it
// are ignored, so that an acknowledgement may come twice.
func (s *Store) Acknowledge(ctx context.Context, names ...kiosk.EventName) error {
	if len(names) == 0 {
		return nil
	}
	err := s.commit(ctx, func(c *change) error {
		for _, name := range names {
			if err := c.acknowledge(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("acknowledge events: %w", err)
	}
	return nil
}

func (c *change) acknowledge(name kiosk.EventName) error {
	key := sequenceKey(name.Seq)
	if c.bucket(bucketOutbox).Get(key) == nil {
		return nil
	}
	var r kiosk.Record
	if _, err := c.get(bucketEvents, key, &r); err != nil || r.Name != name {
		return err
	}
	return c.delete(bucketOutbox, key)
}
