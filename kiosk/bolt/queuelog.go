package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
)

// queueChunk is how many records of the journal are looked at in one transaction. Most
// of them are not the queue's.
const queueChunk = 2048

// The beginnings of entries, after their names.
var (
	kindOfTicket = []byte(`","kind":"` + string(kiosk.TicketCommitted) + `",`)
	kindOfChange = []byte(`","kind":"` + string(kiosk.QueueChanged) + `",`)
	nameOfRecord = []byte(`{"name":"`)
)

// What a change of the queue has after its kind.
var (
	timeOfEntry   = []byte(`"at":"`)
	changeOfEntry = []byte(`","queue":`)
)

// QueueLog yields what the queue is made of, from a sequence number on, in order. Of
// other entries only the beginning is read. It reads in portions, and so sees what is
// appended meanwhile. After an error it ends.
func (s *Store) QueueLog(ctx context.Context, from uint64) iter.Seq2[kiosk.QueueEvent, error] {
	return func(yield func(kiosk.QueueEvent, error) bool) {
		for {
			list, next, err := s.queuePortion(ctx, from)
			if err != nil {
				yield(kiosk.QueueEvent{}, fmt.Errorf("read the queue's log: %w", err))
				return
			}
			for _, v := range list {
				e, err := s.queueEvent(v)
				if !yield(e, err) || err != nil {
					return
				}
			}
			if next == 0 {
				return
			}
			from = next
		}
	}
}

// queuePortion returns the queue's records of the next portion, and where the one after
// it begins; 0: there is none.
func (s *Store) queuePortion(ctx context.Context, from uint64) (list []pair, next uint64, err error) {
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	err = s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketEvents).Cursor()
		n := 0
		for k, v := c.Seek(sequenceKey(from)); k != nil; k, v = c.Next() {
			if n++; n > queueChunk {
				next, err = sequenceOf(k)
				return err
			}
			if ofQueue(v) {
				list = append(list, pair{bytes.Clone(k), bytes.Clone(v)})
			}
		}
		return nil
	})
	return list, next, err
}

// ofQueue reports whether a record is a ticket or a change of the queue. What it does
// not know by its beginning, it takes for one.
func ofQueue(v []byte) bool {
	rest, ok := bytes.CutPrefix(v, nameOfRecord)
	if !ok {
		return true
	}
	end := bytes.IndexByte(rest, '"')
	return end < 0 || bytes.HasPrefix(rest[end:], kindOfTicket) || bytes.HasPrefix(rest[end:], kindOfChange) ||
		!bytes.HasPrefix(rest[end:], []byte(`","kind":"`))
}

// changeOf cuts a change out of a record, where it is written as it always is. Most
// records of the queue are changes, and a year has millions.
func changeOf(v []byte) (e kiosk.QueueEvent, ok bool) {
	rest, named := bytes.CutPrefix(v, nameOfRecord)
	name, rest, kind := bytes.Cut(rest, kindOfChange)
	rest, timed := bytes.CutPrefix(rest, timeOfEntry)
	_, rest, told := bytes.Cut(rest, changeOfEntry)
	change, whole := bytes.CutSuffix(rest, []byte("}"))
	if !named || !kind || !timed || !told || !whole || e.Name.UnmarshalText(name) != nil || !json.Valid(change) {
		return kiosk.QueueEvent{}, false
	}
	e.Change = change
	return e, true
}

// queueEntry is what is read of a record of the queue.
type queueEntry struct {
	Name   kiosk.EventName `json:"name"`
	Kind   kiosk.EntryKind `json:"kind"`
	Ticket kiosk.Ticket    `json:"ticket"`
	Queue  json.RawMessage `json:"queue"`
}

func (s *Store) queueEvent(v pair) (kiosk.QueueEvent, error) {
	if e, ok := changeOf(v.value); ok {
		return e, nil
	}
	var r queueEntry
	if err := decode(bucketEvents, v.key, v.value, &r); err != nil {
		return kiosk.QueueEvent{}, err
	}
	e := kiosk.QueueEvent{Name: r.Name}
	switch {
	case r.Kind == kiosk.QueueChanged:
		e.Change = r.Queue
	case r.Kind == kiosk.TicketCommitted && !r.Ticket.IsZero():
		e.Ticket = s.localTicket(r.Ticket)
	}
	return e, nil
}
