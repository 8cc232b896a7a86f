package bolt

import (
	"bytes"
	"context"
	"fmt"
	"iter"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// Outbox returns the oldest n events that are still to be sent elsewhere, in
// order. They stay until they are acknowledged.
func (s *Store) Outbox(n int) ([]kiosk.Record, error) {
	var records []kiosk.Record
	err := s.view(func(tx *bbolt.Tx) error {
		for r, err := range runs(tx) {
			if err != nil {
				return err
			}
			for seq := r.first; seq <= r.last && len(records) < n; seq++ {
				key := sequenceKey(seq)
				record, err := s.record(key, tx.Bucket(bucketEvents).Get(key))
				if err != nil {
					return err
				}
				records = append(records, record)
			}
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
	r, found, err := runWith(c.tx, name.Seq)
	if err != nil || !found {
		return err
	}
	var record kiosk.Record
	if _, err := c.get(bucketEvents, sequenceKey(name.Seq), &record); err != nil || record.Name != name {
		return err
	}
	if err := c.delete(bucketOutbox, sequenceKey(r.first)); err != nil {
		return err
	}
	if r.first < name.Seq {
		if err := c.put(bucketOutbox, sequenceKey(r.first), name.Seq-1); err != nil {
			return err
		}
	}
	if name.Seq < r.last {
		return c.put(bucketOutbox, sequenceKey(name.Seq+1), r.last)
	}
	return nil
}

// dispatch puts the event into the outbox.
func (c *change) dispatch(seq uint64) error {
	r, found, err := runWith(c.tx, seq-1)
	if err != nil {
		return err
	}
	if !found {
		r.first = seq
	}
	return c.put(bucketOutbox, sequenceKey(r.first), seq)
}

// run is a row of events in the outbox without a gap.
type run struct {
	first, last uint64
}

// runs yields the runs of the outbox in order. After an error it ends.
func runs(tx *bbolt.Tx) iter.Seq2[run, error] {
	return func(yield func(run, error) bool) {
		c := tx.Bucket(bucketOutbox).Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			r, err := runOf(k, v)
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// runWith returns the run that has the event.
func runWith(tx *bbolt.Tx, seq uint64) (run, bool, error) {
	c := tx.Bucket(bucketOutbox).Cursor()
	key := sequenceKey(seq)
	k, v := c.Seek(key)
	if !bytes.Equal(k, key) {
		if k, v = c.Prev(); k == nil && v == nil {
			k, v = c.Last()
		}
	}
	if k == nil {
		return run{}, false, nil
	}
	r, err := runOf(k, v)
	return r, err == nil && r.first <= seq && seq <= r.last, err
}

func runOf(key, value []byte) (run, error) {
	var r run
	first, err := sequenceOf(key)
	if err != nil {
		return r, fmt.Errorf("outbox %x: %w: %w", key, err, ErrDamaged)
	}
	r.first = first
	return r, decode(bucketOutbox, key, value, &r.last)
}
