package trace

import (
	"sync"
	"time"
)

// waiting is how many chunks wait for a listener that is busy.
const waiting = 512

// Chunk is bytes that went over the line in one piece. They belong to whoever got
// the chunk.
type Chunk struct {
	At       time.Time
	ToDevice bool
	Bytes    []byte
	Lost     int // bytes before these that were lost, because the listener was busy
}

// Wipe overwrites the bytes.
func (c Chunk) Wipe() { clear(c.Bytes) }

// Listener gets what goes over a tapped line. Its methods are safe for use by
// several goroutines.
type Listener struct {
	tap    *Tap
	begun  time.Time // zero: ports opened before it are listened to as well
	chunks chan Chunk

	mu     sync.Mutex
	timer  *time.Timer
	closed bool
	missed int // lost and not told yet
	lost   int // altogether
}

func newListener(t *Tap) *Listener { return &Listener{tap: t, chunks: make(chan Chunk, waiting)} }

func (l *Listener) start(limit time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.timer = time.AfterFunc(limit, l.Close)
	}
}

// Chunks is where chunks come. It is closed when the listener is, be it by Close or
// by its limit.
func (l *Listener) Chunks() <-chan Chunk { return l.chunks }

// Lost is how many bytes were lost so far.
func (l *Listener) Lost() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lost
}

// put copies a chunk for the listener, or counts it as lost.
func (l *Listener) put(toDevice bool, b []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.closed:
		return
	case len(l.chunks) == cap(l.chunks):
		l.lost += len(b)
		l.missed += len(b)
		return
	}
	l.chunks <- Chunk{At: time.Now(), ToDevice: toDevice, Bytes: append([]byte(nil), b...), Lost: l.missed}
	l.missed = 0
}

// Close ends listening and overwrites the chunks that were not taken. The second
// call does nothing.
func (l *Listener) Close() {
	l.tap.listener.CompareAndSwap(l, nil)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return
	}
	l.closed = true
	if l.timer != nil {
		l.timer.Stop()
	}
	for {
		select {
		case c := <-l.chunks:
			c.Wipe()
			continue
		default:
		}
		break
	}
	close(l.chunks)
}
