package hall

import (
	"context"
	"sync"

	"kundterminal/kiosk"
)

// gate lets tickets be issued beside one another, and keeps them out while the queue
// decides. Tickets that were issued join the queue once nobody is inside any more, so
// that all with lower numbers are there: until then nobody else comes in.
type gate struct {
	mu      sync.Mutex
	inside  int                   // tickets that are being issued
	coming  map[kiosk.QueueID]int // of each queue
	issued  []kiosk.Ticket        // that have not joined yet
	decides bool                  // the queue decides, or waits for those inside
	waiting int                   // before the gate
	owed    int                   // of them, those whose turn it is before the queue decides again
	changed chan struct{}         // closed at the next change
}

// enter goes in, with the lock held, once that may be.
func (g *gate) enter(ctx context.Context) error {
	g.waiting++
	err := g.wait(ctx, func() bool { return len(g.issued) == 0 && (!g.decides || g.owed > 0) })
	g.waiting--
	if err == nil && g.owed > 0 {
		g.owed--
	}
	if g.owed > g.waiting || g.owed == 0 {
		g.owed = min(g.owed, g.waiting)
		g.tell()
	}
	if err == nil {
		g.inside++
	}
	return err
}

// wait waits, with the lock held, until a condition holds.
func (g *gate) wait(ctx context.Context, holds func() bool) error {
	for !holds() {
		if g.changed == nil {
			g.changed = make(chan struct{})
		}
		changed := g.changed
		g.mu.Unlock()
		var err error
		select {
		case <-changed:
		case <-ctx.Done():
			err = ctx.Err()
		}
		g.mu.Lock()
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *gate) tell() {
	if g.changed != nil {
		close(g.changed)
		g.changed = nil
	}
}

// shut keeps tickets out, and waits until none is being issued.
func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.decides = true
	_ = g.wait(context.Background(), func() bool { return g.inside == 0 && g.owed == 0 })
}

// open lets tickets in again. Those who have waited come before the queue decides anew.
func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.decides, g.owed = false, g.waiting
	g.tell()
}
