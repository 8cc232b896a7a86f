package bolt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// purgeChunk is how many records are looked at, and maybe removed, in one transaction.
const purgeChunk = 512

// keyCounted is the setting that holds the Count.
var keyCounted = []byte("journal_counted")

var errCounted = errors.New("somebody else has counted meanwhile")

// Count is up to where statistics have counted the journal.
type Count struct {
	Through uint64          `json:"through"`         // the sequence number of the last entry that is counted
	State   json.RawMessage `json:"state,omitempty"` // what the counting goes on with
}

// Counted returns up to where the journal is counted.
func (s *Store) Counted() (Count, error) {
	var c Count
	err := s.view(func(tx *bbolt.Tx) (err error) {
		_, err = get(tx, bucketSettings, keyCounted, &c)
		return err
	})
	if err != nil {
		return c, fmt.Errorf("read what is counted of the journal: %w", err)
	}
	return c, nil
}

// KeepCount keeps up to where the journal is counted together with what came of it: each
// day is changed from what is kept of it, which is nil where there is nothing. It is all
// kept, or nothing. A count that another has overtaken is kept by nobody.
func (s *Store) KeepCount(ctx context.Context, before, after Count, days map[kiosk.Date]func(kept []byte) ([]byte, error)) error {
	err := s.commit(ctx, func(c *change) error {
		var now Count
		if _, err := c.get(bucketSettings, keyCounted, &now); err != nil {
			return err
		}
		if now.Through != before.Through {
			return errCounted
		}
		values := map[string][]byte{}
		for day, change := range days {
			key := day.String()
			value, err := change(c.bucket(bucketDays).Get([]byte(key)))
			if err != nil {
				return fmt.Errorf("day %s: %w", key, err)
			}
			values[key] = value
		}
		for key, value := range values {
			if err := c.write(bucketDays, []byte(key), value); err != nil {
				return err
			}
		}
		return c.put(bucketSettings, keyCounted, after)
	})
	if err != nil {
		return fmt.Errorf("keep what is counted of the journal: %w", err)
	}
	return nil
}

// Limits say what of the past is kept no longer.
type Limits struct {
	Visits time.Time  // entries on visits, tickets and prints from before are removed
	Rest   time.Time  // and all other entries of the journal from before
	Days   kiosk.Date // and what statistics keep of days before
	Dry    bool       // they are counted, and stay
}

// Purged is what a purge removed, or would.
type Purged struct {
	Entries int    `json:"entries"`
	Tickets int    `json:"tickets"`
	Days    int    `json:"days"`
	Looked  int    `json:"looked"`  // how many entries there were
	Through uint64 `json:"through"` // up to where the journal was counted and is in the queue's snapshot
}

// Purge removes what is older than the limits, in portions of one transaction each: one
// that is cut short leaves a sound store with the rest of them.
//
// It removes nothing that is not counted, nothing of a day that is not closed, nothing
// that the queue's last snapshot lacks, and no ticket whose print is not settled. Nobody takes events out of the outbox as
// yet, so entries that are removed leave it too. Series are never removed.
func (s *Store) Purge(ctx context.Context, l Limits) (Purged, error) {
	through, closed, err := s.settled()
	p := Purged{Through: through}
	for from := uint64(1); err == nil && from != 0 && from <= through; {
		var done Purged
		if l.Dry {
			err = s.view(func(tx *bbolt.Tx) (err error) {
				from, done, err = s.old(tx, from, through, l.of(closed, s.options.Location), nil)
				return err
			})
		} else {
			begin := from
			err = s.commit(ctx, func(c *change) (err error) {
				from, done, err = s.old(c.tx, begin, through, l.of(closed, s.options.Location), c)
				return err
			})
		}
		if err == nil {
			p.Entries, p.Tickets, p.Looked = p.Entries+done.Entries, p.Tickets+done.Tickets, p.Looked+done.Looked
			err = ctx.Err()
		}
	}
	if err == nil {
		p.Days, err = s.purgeDays(ctx, l)
	}
	if err != nil {
		return p, fmt.Errorf("remove old records: %w", err)
	}
	return p, nil
}

// settled is the last sequence number that is counted and in the queue's snapshot, and
// the last day that is closed.
func (s *Store) settled() (through uint64, closed kiosk.Date, err error) {
	count, err := s.Counted()
	if err != nil {
		return 0, closed, err
	}
	q, err := s.QueueSnapshot()
	return min(count.Through, q.Seq), q.Closed, err
}

// aged is what a purge reads of an entry.
type aged struct {
	Kind kiosk.EntryKind `json:"kind"`
	At   time.Time       `json:"at"`
}

// too tells which entries are too old.
type too func(aged) bool

// of makes of the limits what tells an entry's age. What tells of visits stays until its
// day is closed.
func (l Limits) of(closed kiosk.Date, zone *time.Location) too {
	return func(e aged) bool {
		if e.Kind.OfMachine() {
			return e.At.Before(l.Rest)
		}
		return e.At.Before(l.Visits) && kiosk.DateOf(e.At.In(zone)).Compare(closed) <= 0
	}
}

// old looks at a portion of the journal and removes what is too old, where c is given.
// Next is where the portion after it begins; 0: there is none.
func (s *Store) old(tx *bbolt.Tx, from, through uint64, old too, c *change) (next uint64, done Purged, err error) {
	var victims []uint64
	cursor := tx.Bucket(bucketEvents).Cursor()
	for k, v := cursor.Seek(sequenceKey(from)); k != nil; k, v = cursor.Next() {
		seq, err := sequenceOf(k)
		if err != nil {
			return 0, done, err
		}
		if seq > through {
			break
		}
		if done.Looked == purgeChunk {
			next = seq
			break
		}
		done.Looked++
		var e aged
		if err := decode(bucketEvents, k, v, &e); err != nil {
			return 0, done, err
		}
		if !old(e) || tx.Bucket(bucketUnsettled).Get(k) != nil {
			continue
		}
		victims = append(victims, seq)
		if tx.Bucket(bucketTickets).Get(k) != nil {
			done.Tickets++
		}
	}
	done.Entries = len(victims)
	if c != nil {
		err = c.removeEntries(victims)
	}
	return next, done, err
}

// removeEntries removes entries of the journal, with the tickets and prints that have
// their numbers, and takes them out of the outbox.
func (c *change) removeEntries(seqs []uint64) error {
	if len(seqs) == 0 {
		return nil
	}
	for _, seq := range seqs {
		for _, b := range [][]byte{bucketEvents, bucketTickets, bucketPrints} {
			if err := c.delete(b, sequenceKey(seq)); err != nil {
				return err
			}
		}
	}
	return c.forget(seqs[len(seqs)-1])
}

// forget takes the events up to a sequence number out of the outbox.
func (c *change) forget(through uint64) error {
	var old []run
	for r, err := range runs(c.tx) {
		if err != nil {
			return err
		}
		if r.first <= through {
			old = append(old, r)
		}
	}
	for _, r := range old {
		if err := c.delete(bucketOutbox, sequenceKey(r.first)); err != nil {
			return err
		}
		if r.last > through {
			if err := c.put(bucketOutbox, sequenceKey(through+1), r.last); err != nil {
				return err
			}
		}
	}
	return nil
}

// purgeDays removes what is kept of days before the limit.
func (s *Store) purgeDays(ctx context.Context, l Limits) (n int, err error) {
	older := func(k string) bool { return k < l.Days.String() }
	count := func(tx *bbolt.Tx) {
		n = 0
		c := tx.Bucket(bucketDays).Cursor()
		for k, _ := c.First(); k != nil && older(string(k)); k, _ = c.Next() {
			n++
		}
	}
	if l.Dry {
		return n, s.view(func(tx *bbolt.Tx) error {
			count(tx)
			return nil
		})
	}
	err = s.commit(ctx, func(c *change) error {
		count(c.tx)
		return c.dropAll(bucketDays, older)
	})
	return n, err
}

// checkCountOf proves that no more is counted than there was.
func checkCountOf(tx *bbolt.Tx, r *Report) {
	var c Count
	if _, err := get(tx, bucketSettings, keyCounted, &c); err != nil {
		r.add("%v", err)
	} else if c.Through > r.Sequence {
		r.add("the journal is counted through %d, the last sequence given is %d", c.Through, r.Sequence)
	}
}
