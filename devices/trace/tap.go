package trace

import (
	"sync/atomic"
	"time"

	"kundterminal/devices"
)

// MaxLimit is the longest that a listener stays on.
const MaxLimit = 10 * time.Minute

// Tap sits between a driver and its device's port, whichever port that is at the
// time. The zero value works, and so does nil, which never has a listener.
type Tap struct {
	listener atomic.Pointer[Listener]
}

// Port returns p with the tap on it, for devices.Link's Open to return.
func (t *Tap) Port(p devices.Port) devices.Port {
	if t == nil || p == nil {
		return p
	}
	return &tapped{Port: p, tap: t}
}

// Listen begins to listen, for MaxLimit at most: 0 and what is longer mean that. It
// returns nil when somebody listens already.
func (t *Tap) Listen(limit time.Duration) *Listener {
	if limit <= 0 || limit > MaxLimit {
		limit = MaxLimit
	}
	l := newListener(t)
	if t == nil || !t.listener.CompareAndSwap(nil, l) {
		return nil
	}
	l.start(limit)
	return l
}

// tapped is a port with a tap on it.
type tapped struct {
	devices.Port
	tap *Tap
}

func (p *tapped) Read(b []byte) (int, error) {
	n, err := p.Port.Read(b)
	if l := p.tap.listener.Load(); l != nil && n > 0 {
		l.put(false, b[:n])
	}
	return n, err
}

// Write tells of the bytes before they go, so that no answer is heard before its
// question.
func (p *tapped) Write(b []byte) (int, error) {
	if l := p.tap.listener.Load(); l != nil && len(b) > 0 {
		l.put(true, b)
	}
	return p.Port.Write(b)
}
