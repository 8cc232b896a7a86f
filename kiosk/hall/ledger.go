package hall

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// snapshotEvery is after how many entries a snapshot is kept: a start reads as many at
// most. One takes a fraction of a second late on a busy day.
const snapshotEvery = 5000

// ledger is the Book with what is known of its place in the journal.
type ledger struct {
	book   queue.Book
	seq    uint64     // of the last event that is in it
	since  int        // how many are in it that the last snapshot has not
	at     time.Time  // of the last change
	open   kiosk.Date // the first day that is not closed; zero: there is none
	closed kiosk.Date // the last that is
	quotas kiosk.Date // the last for which the point's quotas were set
}

func (l *ledger) join(t kiosk.Ticket) {
	l.book.Join(t)
	l.seq = max(l.seq, t.Name.Seq)
	l.since++
	l.happened(t.Date)
}

// apply makes a change, but for its place in the journal. A panic spoils the Book, and
// not the terminal.
func (l *ledger) apply(c queue.Change) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %q: %v", errSpoiled, c.Kind, p)
		}
	}()
	l.book.Apply(c)
	l.at = c.At
	l.since++
	if c.Kind == queue.QuotaSet && c.Staff == "" {
		l.quotas = kiosk.DateOf(c.At)
	}
	if c.Kind != queue.DayClosed {
		l.happened(kiosk.DateOf(c.At))
		return nil
	}
	l.open, l.closed = kiosk.Date{}, c.Date
	for _, v := range l.book.Visits() {
		l.happened(v.Ticket.Date)
	}
	return nil
}

// happened notes that something did on a day. What comes just after the end of a day
// belongs to the next: no day is closed twice.
func (l *ledger) happened(day kiosk.Date) {
	if day == l.closed {
		day = day.Add(1)
	}
	if l.open.IsZero() || day.Compare(l.open) < 0 {
		l.open = day
	}
}

// encode writes a change, and returns it as it will be read again.
func encode(c queue.Change) (json.RawMessage, queue.Change, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return nil, c, fmt.Errorf("write the change %q: %w", c.Kind, err)
	}
	var read queue.Change
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, c, fmt.Errorf("read the change %q again: %w", c.Kind, err)
	}
	return text, read, nil
}

// snapshot is the ledger as it is kept.
func (l *ledger) snapshot() (kiosk.QueueSnapshot, error) {
	book, err := l.book.MarshalJSON()
	if err != nil {
		return kiosk.QueueSnapshot{}, fmt.Errorf("write the queue: %w", err)
	}
	return kiosk.QueueSnapshot{Seq: l.seq, At: l.at, Open: l.open, Closed: l.closed, Quotas: l.quotas, Book: book}, nil
}

// restored is the ledger of a snapshot.
func restored(s kiosk.QueueSnapshot) (l ledger, err error) {
	defer func() {
		if p := recover(); p != nil {
			l, err = ledger{}, fmt.Errorf("the snapshot of the queue makes no sense: %v", p)
		}
	}()
	l = ledger{seq: s.Seq, at: s.At, open: s.Open, closed: s.Closed, quotas: s.Quotas}
	if err := l.book.UnmarshalJSON(s.Book); err != nil {
		return ledger{}, err
	}
	return l, nil
}

// load reads the queue anew: the last snapshot, and the journal from there on. A snapshot
// that cannot be read is as good as none.
func (h *Hall) load(ctx context.Context) error {
	s, err := h.store.QueueSnapshot()
	if err != nil {
		return err
	}
	var l ledger
	if !s.IsZero() {
		if l, err = restored(s); err != nil {
			logbook.Write(h.log(), logbook.QueueSnapshotUnreadable{Cause: err})
		}
	}
	if err := h.replay(ctx, &l); err != nil {
		return err
	}
	h.ledger = l
	return nil
}

// replay adds what the journal has and the ledger has not.
func (h *Hall) replay(ctx context.Context, l *ledger) error {
	for e, err := range h.store.QueueLog(ctx, l.seq+1) {
		if err != nil {
			return err
		}
		l.seq = e.Name.Seq
		switch {
		case !e.Ticket.IsZero():
			l.join(e.Ticket)
		case e.Change != nil:
			var c queue.Change
			err := json.Unmarshal(e.Change, &c)
			if err == nil {
				err = l.apply(c)
			}
			if err != nil {
				logbook.Write(h.log(), logbook.QueueEntryUnreadable{Entry: e.Name.String(), Cause: err})
			}
		}
	}
	return nil
}

// keepSnapshot keeps the queue as it is, where the last snapshot lacks so many entries.
func (h *Hall) keepSnapshot(least int) error {
	if h.store == nil || h.since < least {
		return nil
	}
	s, err := h.snapshot()
	if err == nil {
		_, err = h.store.KeepQueue(context.Background(), kiosk.QueueCommit{Snapshot: s})
	}
	if err != nil {
		return fmt.Errorf("keep a snapshot: %w", err)
	}
	h.since = 0
	return nil
}
