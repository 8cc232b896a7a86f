package sim

import "time"

// XON and XOFF, the characters of software flow control.
const (
	xon  = 0x11
	xoff = 0x13
)

// answer queues bytes to the host as one piece. p.mu is held.
func (p *Printer) answer(b ...byte) {
	if p.line == nil || p.faults[Mute] || len(b) == 0 {
		return
	}
	if len(p.line.out) < maxAnswers {
		p.line.out = append(p.line.out, b)
	}
	p.cond.Broadcast()
}

// flow sends XOFF and XON when their moment has come. p.mu is held.
func (p *Printer) flow() {
	if p.opt.IgnoreXOFF || p.line == nil {
		return
	}
	free := p.buf.free()
	offline := p.opt.XOFFOffline && !p.online()
	xoffAt, xonAt := min(p.model.XOFFAt, p.model.Buffer/2), min(p.model.XONAt, p.model.Buffer)
	switch {
	case !p.sentXOFF && (free <= xoffAt || offline):
		p.sentXOFF = true
		p.counts.XOFFs++
		p.answer(xoff)
	case p.sentXOFF && free >= xonAt && !offline:
		p.sentXOFF = false
		p.answer(xon)
	}
}

// send writes the queued answers to the host, byte by byte at the line's
// speed.
func (l *line) send() {
	idle := time.Now()
	for {
		piece := l.nextAnswer()
		if piece == nil {
			return
		}
		if l.p.opt.Baud <= 0 {
			if _, err := l.master.Write(piece); err != nil {
				return
			}
			continue
		}
		for _, b := range piece {
			if now := time.Now(); now.After(idle) {
				idle = now
			}
			idle = idle.Add(l.p.duration(1))
			if !l.sleepUntil(idle) {
				return
			}
			if _, err := l.master.Write([]byte{b}); err != nil {
				return
			}
		}
	}
}

// nextAnswer is nil when the plug was pulled.
func (l *line) nextAnswer() []byte {
	p := l.p
	p.mu.Lock()
	defer p.mu.Unlock()
	for !l.dead && len(l.out) == 0 {
		p.cond.Wait()
	}
	if l.dead {
		return nil
	}
	piece := l.out[0]
	l.out = l.out[1:]
	return piece
}

// startNoise begins Garbage on the present line. p.mu is held.
func (p *Printer) startNoise() {
	if l := p.line; l != nil && !l.noisy {
		l.noisy = true
		p.all.Go(l.noise)
	}
}

// noise sends a few random bytes every now and then.
func (l *line) noise() {
	p := l.p
	for {
		p.mu.Lock()
		if l.dead || !p.faults[Garbage] {
			l.noisy = false
			p.mu.Unlock()
			return
		}
		piece := make([]byte, 1+p.random.IntN(8))
		for i := range piece {
			piece[i] = byte(p.random.Uint32())
		}
		p.answer(piece...)
		wait := time.Duration(5+p.random.IntN(40)) * time.Millisecond
		p.mu.Unlock()
		if !l.sleepUntil(time.Now().Add(wait)) {
			return
		}
	}
}
