package sim

// ring is the receive buffer.
type ring struct {
	data  []byte
	start int
	used  int
}

func newRing(size int) ring { return ring{data: make([]byte, size)} }

func (r *ring) len() int  { return r.used }
func (r *ring) free() int { return len(r.data) - r.used }
func (r *ring) reset()    { r.start, r.used = 0, 0 }

// push reports false, and drops the byte, when there is no room.
func (r *ring) push(b byte) bool {
	if r.used == len(r.data) {
		return false
	}
	r.data[(r.start+r.used)%len(r.data)] = b
	r.used++
	return true
}

// pop takes the oldest byte; the ring must not be empty.
func (r *ring) pop() byte {
	b := r.data[r.start]
	r.start = (r.start + 1) % len(r.data)
	r.used--
	return b
}

// supply hands the received bytes to the interpreter, as long as its work is
// not abandoned.
type supply struct {
	p    *Printer
	work int
}

// next waits for a byte while the printer is online.
func (s supply) next() (byte, error) {
	p := s.p
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.work == s.work && (p.buf.len() == 0 || !p.online()) {
		p.waiting = true
		p.cond.Wait()
	}
	if p.work != s.work {
		return 0, errAbandoned
	}
	p.waiting = false
	b := p.buf.pop()
	p.executed++
	p.sheet.note(b)
	p.flow()
	p.cond.Broadcast()
	return b, nil
}
