package hall

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/kiosk/queue"
)

// gatherYields is how often others are let run after a commit that several shared, so
// that they can say what they want next.
const gatherYields = 16

// wish is what one caller wants.
type wish struct {
	decide Decide
	alone  func() error // in place of decide: done by itself, with everything held
	done   chan struct{}
	list   []queue.Change
	err    error
}

// wishes are those that wait.
type wishes struct {
	mu     sync.Mutex
	list   []*wish
	served bool // a goroutine grants them
	shared int  // how many were granted together last; only that goroutine uses it
}

// Do decides and does what somebody wants. It returns what came of it, once that is
// durable. Once it is being decided it waits for the end whatever ctx says.
func (h *Hall) Do(ctx context.Context, decide Decide) ([]queue.Change, error) {
	return h.want(ctx, &wish{decide: decide})
}

// alone does something while nobody else does, with the Book locked.
func (h *Hall) alone(ctx context.Context, do func() error) error {
	_, err := h.want(ctx, &wish{alone: do})
	return err
}

func (h *Hall) want(ctx context.Context, w *wish) ([]queue.Change, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w.done = make(chan struct{})
	if h.wishes.add(w) {
		go h.grant()
	}
	select {
	case <-w.done:
	case <-ctx.Done():
		if h.wishes.withdraw(w) {
			return nil, ctx.Err()
		}
		<-w.done
	}
	return w.list, w.err
}

// add reports whether nobody grants wishes yet.
func (q *wishes) add(w *wish) (first bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.list = append(q.list, w)
	first, q.served = !q.served, true
	return first
}

// withdraw reports whether the wish was not taken up yet.
func (q *wishes) withdraw(w *wish) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i := range q.list {
		if q.list[i] == w {
			q.list = append(q.list[:i:i], q.list[i+1:]...)
			return true
		}
	}
	return false
}

// more reports whether there are wishes. Where there are none, whoever has the next one
// sees to it.
func (q *wishes) more() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.served = len(q.list) > 0
	return q.served
}

// take returns the wishes that are granted together next.
func (q *wishes) take() []*wish {
	for i := 0; i < gatherYields && q.shared > 1 && q.length() < q.shared; i++ {
		runtime.Gosched()
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	n := 0
	for n < len(q.list) && q.list[n].alone == nil {
		n++
	}
	if n == 0 && len(q.list) > 0 {
		n = 1
	}
	batch := q.list[:n:n]
	q.list = q.list[n:]
	q.shared = n
	return batch
}

func (q *wishes) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.list)
}

// grant grants wishes until there are none. The gate is open by then.
func (h *Hall) grant() {
	for h.wishes.more() {
		h.gate.shut()
		if batch := h.wishes.take(); len(batch) > 0 {
			h.grantAll(batch)
		}
		h.gate.open()
	}
}

// grantAll grants wishes one after another and makes them durable together.
func (h *Hall) grantAll(batch []*wish) {
	h.lock.Lock()
	defer h.lock.Unlock()
	defer func() {
		for _, w := range batch {
			close(w.done)
		}
	}()
	if err := h.trouble(); err != nil {
		for _, w := range batch {
			w.err = err
		}
		return
	}
	if batch[0].alone != nil {
		batch[0].err = batch[0].alone()
		return
	}
	var entries []kiosk.Entry
	var err error
	settings := h.Settings()
	for _, w := range batch {
		var made []kiosk.Entry
		if made, w.err = h.decide(w, settings); errors.Is(w.err, errSpoiled) {
			err = h.recover(w.err)
			break
		}
		entries = append(entries, made...)
	}
	if err == nil {
		err = h.commit(kiosk.QueueCommit{Entries: entries})
	}
	for _, w := range batch {
		if err != nil && w.err == nil && len(w.list) > 0 {
			w.list, w.err = nil, err
		}
	}
}

// errSpoiled is the error of a change in the midst of which the Book was left.
var errSpoiled = errors.New("the queue could not make a change")

// decide decides one wish and makes its changes. It returns their entries.
func (h *Hall) decide(w *wish, s queue.Settings) ([]kiosk.Entry, error) {
	at := h.moment()
	list, err := w.call(&h.book, s, at)
	if err != nil {
		return nil, err
	}
	entries, changes := make([]kiosk.Entry, len(list)), make([]queue.Change, len(list))
	for i := range list {
		list[i].At = at
		entries[i] = kiosk.Entry{Kind: kiosk.QueueChanged, At: at}
		if entries[i].Queue, changes[i], err = encode(list[i]); err != nil {
			return nil, err
		}
	}
	for _, c := range changes {
		if err := h.apply(c); err != nil {
			return nil, err
		}
	}
	w.list = list
	return entries, nil
}

// call decides. A panic is the mistake of this wish alone.
func (w *wish) call(b *queue.Book, s queue.Settings, at time.Time) (list []queue.Change, err error) {
	defer func() {
		if p := recover(); p != nil {
			list, err = nil, fmt.Errorf("panic in a decision of the queue: %v", p)
		}
	}()
	return w.decide(b, s, at)
}

// commit makes durable what was applied already. Where it cannot, the queue is read anew
// without it.
func (h *Hall) commit(q kiosk.QueueCommit) error {
	if len(q.Entries) == 0 {
		return nil
	}
	if h.store != nil {
		names, err := h.store.KeepQueue(context.Background(), q)
		if err != nil {
			return h.recover(err)
		}
		h.seq = names[len(names)-1].Seq
	}
	h.tell()
	if q.Snapshot.IsZero() {
		if err := h.keepSnapshot(cmp.Or(h.every, snapshotEvery)); err != nil {
			logbook.Write(h.log(), logbook.QueueNotKept{Cause: err})
		}
	} else {
		h.since = 0
	}
	return nil
}

// recover reads the queue anew after a commit that failed. Where that fails too, the
// hall is broken. It returns what those are told who wanted something.
func (h *Hall) recover(cause error) error {
	err := errors.New("it is in memory only")
	if h.store != nil {
		err = h.load(context.Background())
	}
	if err == nil {
		return cause
	}
	broken := fmt.Errorf("the queue cannot go on: %w: %w: restart the terminal", engine.ErrBroken, err)
	if h.broken.CompareAndSwap(nil, &broken) {
		logbook.Write(h.log(), logbook.QueueStopped{Cause: err})
	}
	return cause
}
