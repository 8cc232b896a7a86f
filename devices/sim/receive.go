package sim

import (
	"bytes"
	"time"
)

// receive takes bytes off the line at its speed, carries out real-time
// commands at once, and stores the bytes for the interpreter.
func (l *line) receive() {
	var buf [256]byte
	for {
		n := l.p.room(l, len(buf))
		if n == 0 {
			return
		}
		n, waited, err := l.read(buf[:n])
		if err != nil || !l.pace(n, waited) {
			return
		}
		l.p.accept(l, buf[:n])
	}
}

// room waits until a byte may be taken, and tells how many; 0 when the plug
// was pulled.
func (p *Printer) room(l *line, most int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !l.dead && (p.faults[Stall] || p.opt.Baud <= 0 && p.buf.free() == 0 && p.online()) {
		p.cond.Wait()
		l.free = time.Now() // the line stood still, there is nothing to catch up with
	}
	switch {
	case l.dead:
		return 0
	case p.opt.Baud > 0: // two milliseconds' worth, so that a byte is not held back for its successors
		return max(1, min(most, p.opt.Baud/5000))
	case p.buf.free() > 0:
		return min(most, p.buf.free())
	default:
		return most
	}
}

// maxLag is how far the simulator may fall behind the line before it stops
// catching up: what came down the line meanwhile then arrives late.
const maxLag = time.Second

// pace waits until n bytes have come down the line. It reports false when the
// plug was pulled meanwhile.
func (l *line) pace(n int, waited bool) bool {
	if l.p.opt.Baud <= 0 {
		l.free = time.Now()
		return true
	}
	now := time.Now()
	if waited || now.Sub(l.free) > maxLag {
		l.free = now
	}
	l.free = l.free.Add(l.p.duration(n))
	return l.sleepUntil(l.free)
}

// duration is how long the line takes for n bytes of ten bits.
func (p *Printer) duration(n int) time.Duration {
	return time.Duration(n) * 10 * time.Second / time.Duration(p.opt.Baud)
}

func (l *line) sleepUntil(t time.Time) bool {
	d := time.Until(t)
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-l.gone:
		return false
	}
}

// accept stores what has arrived.
func (p *Printer) accept(l *line, data []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !l.dead && p.faults[Stall] { // the read was under way when it began
		p.cond.Wait()
		l.free = time.Now()
	}
	for _, b := range data {
		if l.dead {
			return
		}
		p.counts.Received++
		if p.counts.Received == 1 {
			p.stamps.firstByte = l.free
		}
		p.stamps.lastByte = l.free
		if store := p.realTime(l, b); store && !p.buf.push(b) {
			p.counts.Dropped++
		}
		p.flow()
		if p.unplugAfter > 0 {
			if p.unplugAfter--; p.unplugAfter == 0 {
				p.unplug()
				return
			}
		}
	}
	p.cond.Broadcast()
}

// clearSequence is the one DLE DC4 8 that clears the buffers.
var clearSequence = []byte{0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08}

// realTime looks for a real-time command that ends with b, and carries it
// out, whatever the bytes are part of. The bytes go into the buffer as well,
// for raster data must stay whole; the interpreter passes over them. Only the
// last byte of a command that emptied the buffer is not stored.
func (p *Printer) realTime(l *line, b byte) (store bool) {
	copy(l.tail[:], l.tail[1:])
	l.tail[len(l.tail)-1] = b
	t := l.tail[len(l.tail)-3:]
	switch {
	case t[0] == 0x10 && t[1] == 0x04 && (b >= 1 && b <= 4 || b == 0x14 && p.model.has(FullStatus)):
		l.tail = [10]byte{}
		p.counts.RealTime++
		p.answer(p.transmit(b)...)
	case t[0] == 0x10 && t[1] == 0x05 && (b == 1 || b == 2) && p.model.has(ClearBuffer):
		l.tail = [10]byte{}
		p.counts.RealTime++
		return !p.recover(b == 2)
	case bytes.Equal(l.tail[:], clearSequence) && p.model.has(ClearBuffer):
		l.tail = [10]byte{}
		p.counts.RealTime++
		p.clearBuffers()
		p.answer(0x37, 0x25, 0x00)
		return false
	}
	return true
}

// recover is DLE ENQ: it ends an error whose cause is gone, and drops the
// buffers if drop is set. It reports whether it did drop them.
func (p *Printer) recover(drop bool) bool {
	if !p.cutterError || p.faults[CutterJam] {
		return false
	}
	p.cutterError = false
	if drop {
		p.abandonPaper()
		p.newWork()
	}
	p.changed()
	return drop
}

// clearBuffers is DLE DC4 8; in a recoverable error it recovers as well.
func (p *Printer) clearBuffers() {
	if !p.recover(true) {
		p.abandonPaper()
		p.newWork()
	}
	p.flow()
}
