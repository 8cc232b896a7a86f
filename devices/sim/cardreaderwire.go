package sim

import (
	"encoding/binary"
	"time"
)

// send writes bytes to the host in one piece. It must not be called with r.mu held.
func (r *CardReader) send(l *line, b []byte) {
	r.writing.Lock()
	defer r.writing.Unlock()
	_, _ = l.master.Write(b)
}

// partLimit is how long the reader waits for the rest of a frame.
const partLimit = 300 * time.Millisecond

// receive takes frames off the line until the plug is pulled.
func (r *CardReader) receive(l *line) {
	var chunk [256]byte
	var pending []byte
	var last time.Time
	for {
		n, _, err := l.read(chunk[:])
		if err != nil || !r.arrived(l, n) {
			return
		}
		if time.Since(last) > partLimit {
			pending = pending[:0]
		}
		last = time.Now()
		pending = append(pending, chunk[:n]...)
		for {
			size, whole := hostFrame(pending)
			if !whole {
				break
			}
			if pending[0] == 0x03 && !r.serve(l, pending[:size]) { // what begins otherwise is no frame
				return
			}
			pending = append(pending[:0], pending[size:]...)
		}
	}
}

// arrived counts bytes for UnplugAfterBytes; false when the plug is out.
func (r *CardReader) arrived(l *line, n int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.unplugAfter > 0 {
		if r.unplugAfter -= n; r.unplugAfter <= 0 {
			r.unplug()
		}
	}
	return !l.dead
}

// hostFrame tells how much of b is the first frame, or rubbish in front of one.
func hostFrame(b []byte) (size int, whole bool) {
	switch {
	case len(b) == 0:
		return 0, false
	case b[0] != 0x03:
		return 1, true
	case len(b) < 7:
		return 0, false
	}
	length := binary.LittleEndian.Uint32(b[3:7])
	if length > 261 {
		return 1, true
	}
	size = 13 + int(length)
	return size, len(b) >= size
}

// serve answers one frame; false when the plug is out.
func (r *CardReader) serve(l *line, frame []byte) bool {
	r.mu.Lock()
	if l.dead {
		r.mu.Unlock()
		return false
	}
	if r.faults[ReaderMute] {
		r.mu.Unlock()
		return true
	}
	var sum byte
	for _, b := range frame {
		sum ^= b
	}
	damaged := len(frame) < 13 || frame[1] != 0x06 || sum != 0
	if damaged {
		r.refuse("a damaged frame of %d bytes: % X", len(frame), frame[:min(len(frame), 16)])
	}
	if damaged || r.faults[NAKStorm] || r.naks > 0 {
		r.naks = max(0, r.naks-1)
		r.counts.NAKs++
		r.mu.Unlock()
		r.send(l, []byte{0x03, 0x15, 0x16})
		return true
	}
	r.counts.Frames++
	moves := r.moves
	r.mu.Unlock()
	if !r.opt.NoEcho {
		r.send(l, frame)
	}
	answer := r.command(l, frame[2:len(frame)-1])
	return r.reply(l, answer, moves)
}

// reply sends the movements that were not told yet, and the answer behind them.
func (r *CardReader) reply(l *line, answer []byte, moves int) bool {
	r.mu.Lock()
	if l.dead {
		r.mu.Unlock()
		return false
	}
	out := r.events
	r.events = nil
	lost := r.opt.LosesAnswers && r.moves != moves
	if r.faults[ReaderMute] {
		out, lost = nil, true
	}
	if !lost {
		frame := frameForHost(answer)
		if r.faults[HalfFrames] || r.halves > 0 {
			r.halves = max(0, r.halves-1)
			frame = frame[:len(frame)/2]
		}
		out = append(out, frame...)
	}
	r.mu.Unlock()
	if len(out) > 0 {
		r.send(l, out)
	}
	return true
}

func frameForHost(message []byte) []byte {
	frame := append([]byte{0x03, 0x06}, message...)
	sum := byte(0)
	for _, b := range frame {
		sum ^= b
	}
	return append(frame, sum)
}
