package trace

import (
	"errors"
	"sync/atomic"
	"time"

	"kundterminal/devices"
)

// MaxLimit is the longest that a listener stays on.
const MaxLimit = 10 * time.Minute

// ErrAnew is what a tapped port fails with when somebody wants to listen from the
// beginning: the device is all right.
var ErrAnew = errors.New("the line is opened anew for a recording")

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
	return &tapped{Port: p, tap: t, opened: time.Now()}
}

// Listen begins to listen, for MaxLimit at most: 0 and what is longer mean that. It
// returns nil when somebody listens already.
func (t *Tap) Listen(limit time.Duration) *Listener { return t.listen(limit, false) }

// ListenAnew is Listen, but has the port that is open now fail with ErrAnew, so that
// its Link opens another, and listens to that one only. So a recording begins with
// the driver's first words, without which it could not be played back to one.
func (t *Tap) ListenAnew(limit time.Duration) *Listener { return t.listen(limit, true) }

func (t *Tap) listen(limit time.Duration, anew bool) *Listener {
	if limit <= 0 || limit > MaxLimit {
		limit = MaxLimit
	}
	l := newListener(t)
	if anew {
		l.begun = time.Now()
	}
	if t == nil || !t.listener.CompareAndSwap(nil, l) {
		return nil
	}
	l.start(limit)
	return l
}

// tapped is a port with a tap on it.
type tapped struct {
	devices.Port
	tap    *Tap
	opened time.Time
}

func (p *tapped) Read(b []byte) (int, error) {
	n, err := p.Port.Read(b)
	l := p.tap.listener.Load()
	switch {
	case l == nil:
	case p.old(l):
		if n == 0 {
			return 0, ErrAnew
		}
	case n > 0:
		l.put(false, b[:n])
	}
	return n, err
}

// Write tells of the bytes before they go, so that no answer is heard before its
// question.
func (p *tapped) Write(b []byte) (int, error) {
	if l := p.tap.listener.Load(); l != nil && len(b) > 0 && !p.old(l) {
		l.put(true, b)
	}
	return p.Port.Write(b)
}

// old reports whether the listener wants another port.
func (p *tapped) old(l *Listener) bool { return p.opened.Before(l.begun) }
