// Package hall runs the queue of a service point: one at a time, people's wishes are
// decided, made durable and done.
package hall

import (
	"context"
	"sync"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/kiosk/queue"
)

// Decide is what somebody wants of the queue. It changes nothing.
type Decide func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error)

// Hall is the queue of a point. Its methods may be called from several goroutines.
type Hall struct {
	engine.Journal
	Settings func() queue.Settings
	Now      func() time.Time

	mu       sync.RWMutex
	book     queue.Book
	watchers map[chan struct{}]struct{}
}

// Issue implements engine.Journal: the ticket joins the queue.
func (h *Hall) Issue(ctx context.Context, r kiosk.TicketRequest) (kiosk.Ticket, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t, err := h.Journal.Issue(ctx, r)
	if err == nil {
		h.book.Join(t)
		h.tell()
	}
	return t, err
}

// Do decides and does what somebody wants. It returns what came of it.
func (h *Hall) Do(_ context.Context, decide Decide) ([]queue.Change, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	list, err := decide(&h.book, h.Settings(), h.Now())
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		h.book.Apply(c)
	}
	h.tell()
	return list, nil
}

// Read lets the queue be read. It must not be kept or changed.
func (h *Hall) Read(read func(b *queue.Book, at time.Time)) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	read(&h.book, h.Now())
}

// Watch returns a channel that tells of changes. Several in a row may be told once.
func (h *Hall) Watch() (changed <-chan struct{}, stop func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	ch := make(chan struct{}, 1)
	if h.watchers == nil {
		h.watchers = map[chan struct{}]struct{}{}
	}
	h.watchers[ch] = struct{}{}
	return ch, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
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
