package bolt

import (
	"context"
	"fmt"
	"iter"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// chunk is how many records are read in one transaction, so that reading much
// never holds up the writer.
const chunk = 256

// Append implements engine.Journal.
func (s *Store) Append(ctx context.Context, entries ...kiosk.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	err := s.commit(ctx, func(c *change) error {
		_, err := c.append(entries)
		return err
	})
	if err != nil {
		return fmt.Errorf("append to the journal: %w", err)
	}
	return nil
}

// append journals the entries and returns the names that they got.
func (c *change) append(entries []kiosk.Entry) ([]kiosk.EventName, error) {
	names := make([]kiosk.EventName, 0, len(entries))
	for _, e := range entries {
		e.At = e.At.Round(0)
		r, err := c.record(e)
		if err != nil {
			return nil, err
		}
		names = append(names, r.Name)
	}
	return names, nil
}

// Remember implements engine.Journal. It does not wait for the disk: the cache is
// written at once, and of several in a row only the last may be.
func (s *Store) Remember(_ context.Context, cache kiosk.SessionCache) error {
	if err := s.trouble(); err != nil {
		return fmt.Errorf("remember the session: %w", err)
	}
	cache.Since = cache.Since.Round(0)
	s.cache.Store(&cache)
	if !s.caching.CompareAndSwap(false, true) {
		return nil
	}
	r := &request{alone: true, done: make(chan struct{}), apply: func(c *change) error {
		s.caching.Store(false)
		return c.put(bucketSession, keyCache, s.cache.Load())
	}}
	leads, err := s.queue.add(r)
	if err != nil {
		return fmt.Errorf("remember the session: %w", err)
	}
	if leads {
		go s.lead(r)
	}
	return nil
}

// Events yields the journal from the sequence number on, in order. It reads in
// portions, and so sees what is appended meanwhile. After an error it ends.
func (s *Store) Events(ctx context.Context, from uint64) iter.Seq2[kiosk.Record, error] {
	return func(yield func(kiosk.Record, error) bool) {
		var failed error
		for list := range s.portions(ctx, bucketEvents, sequenceKey(from), &failed) {
			for _, v := range list {
				r, err := s.record(v.key, v.value)
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
		if failed != nil {
			yield(kiosk.Record{}, fmt.Errorf("read the journal: %w", failed))
		}
	}
}

func (s *Store) record(key, value []byte) (kiosk.Record, error) {
	var r kiosk.Record
	if err := decode(bucketEvents, key, value, &r); err != nil {
		return r, err
	}
	r.At = r.At.In(s.options.Location)
	if r.Ticket != nil {
		*r.Ticket = s.localTicket(*r.Ticket)
	}
	if r.Print != nil {
		*r.Print = s.localPrint(*r.Print)
	}
	return r, nil
}

// Tickets lists the tickets issued since a time, in the order in which they were
// issued. It reads all that the store holds.
func (s *Store) Tickets(ctx context.Context, since time.Time) ([]kiosk.Ticket, error) {
	var tickets []kiosk.Ticket
	var failed error
	for list := range s.portions(ctx, bucketTickets, nil, &failed) {
		for _, v := range list {
			var t kiosk.Ticket
			if err := decode(bucketTickets, v.key, v.value, &t); err != nil {
				return nil, err
			}
			if !t.IssuedAt.Before(since) {
				tickets = append(tickets, s.localTicket(t))
			}
		}
	}
	if failed != nil {
		return nil, fmt.Errorf("list tickets: %w", failed)
	}
	return tickets, nil
}

// pair is a key and its value, copied out of the database.
type pair struct {
	key, value []byte
}

// portions yields the bucket from a key on, each portion read in a transaction
// of its own. Where it fails it sets *failed and ends.
func (s *Store) portions(ctx context.Context, bucket, from []byte, failed *error) iter.Seq[[]pair] {
	return func(yield func([]pair) bool) {
		for {
			var list []pair
			err := ctx.Err()
			if err == nil {
				err = s.view(func(tx *bbolt.Tx) error {
					list = portion(tx.Bucket(bucket), from)
					return nil
				})
			}
			if err != nil {
				*failed = err
				return
			}
			if len(list) == 0 || !yield(list) {
				return
			}
			from = append(list[len(list)-1].key, 0) // the next key there can be
		}
	}
}

// portion reads the next records of a bucket.
func portion(b *bbolt.Bucket, from []byte) []pair {
	var list []pair
	c := b.Cursor()
	for k, v := c.Seek(from); k != nil && len(list) < chunk; k, v = c.Next() {
		list = append(list, pair{append([]byte(nil), k...), append([]byte(nil), v...)})
	}
	return list
}
