package bolt

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// KeepQueue keeps what happened in the queue, durably and all together, and returns the
// names of its entries.
func (s *Store) KeepQueue(ctx context.Context, q kiosk.QueueCommit) ([]kiosk.EventName, error) {
	var names []kiosk.EventName
	err := s.commit(ctx, func(c *change) (err error) {
		names, err = c.keepQueue(q)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("keep the queue: %w", err)
	}
	return names, nil
}

func (c *change) keepQueue(q kiosk.QueueCommit) ([]kiosk.EventName, error) {
	names, err := c.append(q.Entries)
	if err != nil {
		return nil, err
	}
	if !q.Snapshot.IsZero() {
		if len(names) > 0 {
			q.Snapshot.Seq = names[len(names)-1].Seq
		}
		value, err := appendSnapshot(nil, q.Snapshot)
		if err != nil {
			return nil, err
		}
		if err := c.write(bucketQueue, keySnapshot, value); err != nil {
			return nil, err
		}
	}
	for day, value := range q.Days {
		if err := c.write(bucketDays, []byte(day.String()), value); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// appendSnapshot is what encoding/json writes. It does not look through the book, which
// is large and JSON already.
func appendSnapshot(b []byte, q kiosk.QueueSnapshot) ([]byte, error) {
	book := q.Book
	q.Book = nil
	head, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	b = slices.Grow(b, len(head)+len(book)+len(`,"book":`))
	b = append(append(b, head[:len(head)-1]...), `,"book":`...)
	return append(append(b, book...), '}'), nil
}

// QueueSnapshot returns the last snapshot of the queue. One that cannot be read, or is
// of an event that there is not, is none: the journal has all of it.
func (s *Store) QueueSnapshot() (kiosk.QueueSnapshot, error) {
	var q kiosk.QueueSnapshot
	err := s.view(func(tx *bbolt.Tx) error {
		problem := snapshot(tx, &q)
		if problem != nil {
			logbook.Write(s.options.Log, logbook.QueueSnapshotUnreadable{Path: s.path, Cause: problem})
			q = kiosk.QueueSnapshot{}
		}
		return nil
	})
	if err != nil {
		return q, fmt.Errorf("read the snapshot of the queue: %w", err)
	}
	q.At = q.At.In(s.options.Location)
	return q, nil
}

func snapshot(tx *bbolt.Tx, q *kiosk.QueueSnapshot) error {
	if _, err := get(tx, bucketQueue, keySnapshot, q); err != nil {
		return err
	}
	if last := tx.Bucket(bucketEvents).Sequence(); q.Seq > last {
		return fmt.Errorf("it is of event %d, and the last sequence given is %d: %w", q.Seq, last, ErrDamaged)
	}
	return nil
}

// Days returns what statistics keep of the days from one to another, in their order.
func (s *Store) Days(from, to kiosk.Date) ([]json.RawMessage, error) {
	var list []json.RawMessage
	err := s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketDays).Cursor()
		for k, v := c.Seek([]byte(from.String())); k != nil && string(k) <= to.String(); k, v = c.Next() {
			list = append(list, slices.Clone(v))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read days: %w", err)
	}
	return list, nil
}

// checkQueueOf proves that days are days. A snapshot that cannot be read is no damage:
// what it holds is in the journal.
func checkQueueOf(tx *bbolt.Tx, r *Report) {
	days := tx.Bucket(bucketDays)
	if days == nil {
		return // the store is older
	}
	_ = days.ForEach(func(k, v []byte) error {
		if _, err := kiosk.ParseDate(string(k)); err != nil || !json.Valid(v) {
			r.add("day %q is no date, or what is kept of it is no JSON", k)
		}
		return nil
	})
}
