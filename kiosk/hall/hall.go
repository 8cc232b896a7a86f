package hall

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/kiosk/queue"
)

// Store is a Journal that keeps the queue. Its methods may be called from several
// goroutines.
type Store interface {
	engine.Journal

	// KeepQueue keeps all of it durably, or nothing, and returns the names of its
	// entries. The errors are those of Append.
	KeepQueue(ctx context.Context, q kiosk.QueueCommit) ([]kiosk.EventName, error)

	// QueueSnapshot returns the last snapshot, or the zero one.
	QueueSnapshot() (kiosk.QueueSnapshot, error)

	// QueueLog yields the tickets and changes from a sequence number on, in order.
	QueueLog(ctx context.Context, from uint64) iter.Seq2[kiosk.QueueEvent, error]
}

// Decide is what somebody wants of the queue. It changes nothing.
type Decide func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error)

// Hall is the queue of a point. Its fields are set before it is used; its methods may be
// called from several goroutines.
type Hall struct {
	engine.Journal                       // a Store keeps the queue too, once Open has read it
	Settings       func() queue.Settings // as they are now
	Now            func() time.Time      // in the time zone of the point

	Outlook func(kiosk.Outlook)                              // is given what Run finds that one can expect; nil: nobody is
	Quotas  func() map[kiosk.QueueID]int                     // numbers of each day, of queues that have a limit; nil: none has
	Day     func(kiosk.Date, []queue.Record) ([]byte, error) // what is kept of a day that is over, as JSON; nil: nothing
	Log     *slog.Logger                                     // nil: slog.Default

	store  Store                 // nil: the queue is in memory only
	every  int                   // after how many entries a snapshot is kept; 0: snapshotEvery
	broken atomic.Pointer[error] // why, once it is
	cast   cast
	gate   gate
	wishes wishes

	lock sync.RWMutex // of what follows
	ledger
	watchers map[chan struct{}]struct{}
}

// Open reads the queue from the Journal, which must be a Store. It must have returned
// before anything else is called.
func (h *Hall) Open(ctx context.Context) error {
	store, ok := h.Journal.(Store)
	if !ok {
		return fmt.Errorf("open the queue: %T does not keep one", h.Journal)
	}
	h.store = store
	begun := time.Now()
	h.lock.Lock()
	err := h.load(ctx)
	read := logbook.QueueRead{Entries: h.since, Visits: len(h.book.Visits()), Took: time.Since(begun)}
	h.lock.Unlock()
	if err != nil {
		return fmt.Errorf("open the queue: %w", err)
	}
	logbook.Write(h.log(), read)
	return nil
}

// Close keeps a snapshot, so that the next Open reads little. It is called when nobody
// wants anything any more.
func (h *Hall) Close() {
	err := h.alone(context.Background(), func() error { return h.keepSnapshot(1) })
	if err != nil {
		logbook.Write(h.log(), logbook.QueueNotKept{Cause: err})
	}
}

// Read lets the queue be read. It must not be kept or changed.
func (h *Hall) Read(read func(b *queue.Book, at time.Time)) {
	h.lock.RLock()
	defer h.lock.RUnlock()
	read(&h.book, h.moment())
}

// moment is the time of the next change.
func (h *Hall) moment() time.Time {
	now := h.Now().Round(0)
	if now.Before(h.at) && h.at.Sub(now) < wrongClock {
		return h.at.In(now.Location())
	}
	return now
}

// wrongClock is by how much a clock is set back that was wrong, and not a little ahead.
const wrongClock = 10 * time.Minute

// Watch returns a channel that tells of changes. Several in a row may be told once.
func (h *Hall) Watch() (changed <-chan struct{}, stop func()) {
	h.lock.Lock()
	defer h.lock.Unlock()
	ch := make(chan struct{}, 1)
	if h.watchers == nil {
		h.watchers = map[chan struct{}]struct{}{}
	}
	h.watchers[ch] = struct{}{}
	return ch, func() {
		h.lock.Lock()
		defer h.lock.Unlock()
		delete(h.watchers, ch)
	}
}

func (h *Hall) tell() {
	for ch := range h.watchers {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// trouble returns why the queue cannot go on, or nil.
func (h *Hall) trouble() error {
	if p := h.broken.Load(); p != nil {
		return *p
	}
	return nil
}

func (h *Hall) log() *slog.Logger {
	if h.Log == nil {
		return slog.Default()
	}
	return h.Log
}
