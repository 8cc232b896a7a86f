package sim

import "time"

const (
	secondReadAfter = 50 * time.Millisecond // DoubleReads
	betweenBytes    = 2 * time.Millisecond  // SlowBytes
	floodBaud       = 115200
	floodPiece      = 115 // bytes: ten milliseconds' worth
)

// outgoing is something on its way to the host.
type outgoing struct {
	bytes   []byte
	after   time.Duration // silence before it
	slow    bool
	garbage bool
}

// emit sends what was read. It reports whether any of it was. r.mu is held.
func (r *Reader) emit(frame string) bool {
	if r.line == nil || r.faults[ReaderSilent] {
		return false
	}
	r.send(frame, 0)
	if r.faults[DoubleReads] && r.opt.Kind != ElyctisMRZ {
		r.send(frame, secondReadAfter)
	}
	return true
}

// reply answers a command. r.mu is held.
func (r *Reader) reply(frame string) {
	if !r.faults[ReaderSilent] {
		r.send(frame, 0)
	}
}

// send queues a frame. r.mu is held.
func (r *Reader) send(frame string, after time.Duration) {
	b := []byte(frame)
	if r.faults[CutFrames] {
		b = b[:len(b)/2]
	}
	r.out = append(r.out, outgoing{bytes: b, after: after, slow: r.faults[SlowBytes]})
	r.counts.Frames++
	r.cond.Broadcast()
}

// next waits for something to send; false when the plug is out.
func (r *Reader) next(l *line) (o outgoing, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for !l.dead && len(r.out) == 0 && !r.faults[GarbageFlood] {
		r.cond.Wait()
	}
	switch {
	case l.dead:
		return outgoing{}, false
	case len(r.out) > 0:
		o = r.out[0]
		r.out = r.out[1:]
		return o, true
	}
	piece := make([]byte, floodPiece)
	for i := range piece {
		piece[i] = byte(r.random.Uint32())
	}
	r.counts.Garbage += len(piece)
	return outgoing{bytes: piece, garbage: true}, true
}

// transmit sends to the host until the plug is pulled.
func (r *Reader) transmit(l *line) {
	var idle time.Time // when the line has carried everything so far
	for {
		o, ok := r.next(l)
		if !ok || o.after > 0 && !l.sleepUntil(time.Now().Add(o.after)) {
			return
		}
		if now := time.Now(); idle.Before(now) {
			idle = now
		}
		step := len(o.bytes)
		if o.slow {
			step = 1
		}
		for b := o.bytes; len(b) > 0; b = b[min(step, len(b)):] {
			n, err := l.master.Write(b[:min(step, len(b))])
			if err != nil {
				return
			}
			idle = idle.Add(r.wireTime(n, o))
			if !l.sleepUntil(idle) {
				return
			}
		}
		if !o.garbage {
			r.mu.Lock()
			r.sentAt = r.opt.Now()
			r.mu.Unlock()
		}
	}
}

// wireTime is how long the line is busy with n bytes of ten bits.
func (r *Reader) wireTime(n int, o outgoing) time.Duration {
	var d time.Duration
	baud := r.opt.Baud
	if o.garbage {
		baud = floodBaud
	}
	if baud > 0 {
		d = time.Duration(n) * 10 * time.Second / time.Duration(baud)
	}
	if o.slow {
		d += betweenBytes
	}
	return d
}
