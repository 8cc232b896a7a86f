package engine

import (
	"context"
	"errors"
	"sync"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

const (
	probeEvery = 5 * time.Second
	keepMost   = 1000 // entries that wait for room; older ones are dropped first
)

// recorder journals entries and the session cache in their order, beside the
// engine's loop. While the store has no room it keeps the entries and tries
// again.
type recorder struct {
	engine *Engine
	wake   chan struct{}

	mu      sync.Mutex
	waiting []kiosk.Entry
	cache   *kiosk.SessionCache // newest that is not yet remembered
	full    bool
}

func newRecorder(e *Engine) *recorder {
	return &recorder{engine: e, wake: make(chan struct{}, 1)}
}

// start runs the recorder until stop, which writes what is still waiting.
func (r *recorder) start() (stop func()) {
	quit := make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		timer := time.NewTicker(probeEvery)
		defer timer.Stop()
		for {
			select {
			case <-quit:
				r.flush()
				return
			case <-r.wake:
			case <-timer.C:
				if !r.isFull() {
					continue
				}
			}
			r.flush()
		}
	})
	return func() {
		close(quit)
		done.Wait()
	}
}

func (r *recorder) add(entries ...kiosk.Entry) {
	r.mu.Lock()
	r.waiting = append(r.waiting, entries...)
	if over := len(r.waiting) - keepMost; over > 0 {
		r.waiting = r.waiting[over:]
	}
	r.mu.Unlock()
	r.nudge()
}

func (r *recorder) remember(c kiosk.SessionCache) {
	r.mu.Lock()
	r.cache = &c
	r.mu.Unlock()
	r.nudge()
}

// probe begins to try whether there is room again.
func (r *recorder) probe() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.full {
		r.full = true
		r.waiting = append(r.waiting, kiosk.Entry{Kind: kiosk.StoreRoom, At: r.engine.now()})
	}
}

func (r *recorder) isFull() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.full
}

func (r *recorder) nudge() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *recorder) flush() {
	r.mu.Lock()
	entries, cache, wasFull := r.waiting, r.cache, r.full
	r.waiting, r.cache = nil, nil
	r.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), issueDeadline)
	defer cancel()
	for i := range entries {
		if entries[i].Kind == kiosk.StoreRoom {
			entries[i].At = r.engine.now() // when there is room, not when there was none
		}
	}
	var err error
	if len(entries) > 0 {
		err = r.engine.Journal.Append(ctx, entries...)
	}
	if err == nil && cache != nil {
		err = r.engine.Journal.Remember(ctx, *cache)
		entries = nil
	}
	if err != nil {
		r.keep(entries, cache)
		if !wasFull || !errors.Is(err, ErrFull) {
			r.engine.storeFailed("journalling", err)
		}
		return
	}
	if wasFull {
		r.mu.Lock()
		r.full = false
		r.mu.Unlock()
		logbook.Write(r.engine.Log, logbook.JournalHasRoom{})
		r.engine.Post(kiosk.StoreChanged{Store: kiosk.StoreReady})
	}
}

// keep puts back what could not be written, before what came since.
func (r *recorder) keep(entries []kiosk.Entry, cache *kiosk.SessionCache) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting = append(entries[:len(entries):len(entries)], r.waiting...)
	if over := len(r.waiting) - keepMost; over > 0 {
		r.waiting = r.waiting[over:]
	}
	if r.cache == nil {
		r.cache = cache
	}
}
