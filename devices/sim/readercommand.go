package sim

import (
	"bytes"
	"strings"
)

// receive takes commands off the line until the plug is pulled.
func (r *Reader) receive(l *line) {
	var chunk [256]byte
	for {
		n, _, err := l.read(chunk[:])
		if err != nil || !r.accept(l, chunk[:n]) {
			return
		}
	}
}

func (r *Reader) accept(l *line, b []byte) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if l.dead {
		return false
	}
	r.counts.Received += len(b)
	r.command = append(r.command, b...)
	for len(r.command) > 0 {
		used, known := len(r.command), false // most readers know no commands at all
		switch r.opt.Kind {
		case ElyctisMRZ:
			used, known = r.obeyElyctis(r.command)
		case HoneywellImager:
			used, known = r.obeyHoneywell(r.command)
		}
		if used == 0 {
			return true
		}
		r.command = r.command[used:]
		if known {
			r.counts.Commands++
		} else {
			r.counts.Unknown++
		}
	}
	return true
}

// obeyElyctis carries out the command at the front of b; used is 0 when it is not
// whole yet. r.mu is held.
func (r *Reader) obeyElyctis(b []byte) (used int, known bool) {
	switch b[0] {
	case 'I', 'L':
		switch {
		case len(b) < 3:
			return 0, false
		case b[1] != 0 || b[2] != 0:
			return 1, false
		}
		separator := r.opt.Separator
		if b[0] == 'L' {
			separator = ""
		}
		r.fresh = false
		r.reply(elyctisFrame(b[0], strings.Join(r.lying, separator)))
		return 3, true
	case 'C':
		switch {
		case len(b) >= 3 && (b[1] != 0 || b[2] != 1) || len(b) >= 4 && b[3] > 1:
			return 1, false
		case len(b) < 4:
			return 0, false
		}
		r.reply(string(b[:4]))
		r.armed = b[3] == 1
		r.look()
		return 4, true
	}
	return 1, false
}

// longestSetUp is how long a set-up command of a Honeywell imager may be.
const longestSetUp = 128

// obeyHoneywell carries out SYN T CR, SYN U CR, and SYN M CR with the name of a
// command and a full stop or exclamation mark behind it. r.mu is held.
func (r *Reader) obeyHoneywell(b []byte) (used int, known bool) {
	switch {
	case b[0] != 0x16:
		return 1, false
	case len(b) < 3:
		return 0, false
	case b[2] != '\r':
		return 1, false
	}
	switch b[1] {
	case 'T', 'U':
		r.armed = b[1] == 'T'
		return 3, true
	case 'M':
		end := bytes.IndexAny(b[3:], "!.")
		switch {
		case end < 0 && len(b) > longestSetUp:
			return 1, false
		case end < 0:
			return 0, false
		}
		name := strings.ToUpper(string(b[3 : 3+end]))
		r.reply(name + r.setUp(name) + string(b[3+end]))
		return 3 + end + 1, true
	}
	return 1, false
}

// setUp carries out a set-up command of a Honeywell imager, or tells its revision:
// ACK when it did, NAK when the value is out of range, ENQ when there is no such
// command.
func (r *Reader) setUp(name string) string {
	if name == "REVINF" {
		return ": Simulated Imager, Revision 1.0\x06"
	}
	value, ocr := strings.CutPrefix(name, "OCRENA")
	switch {
	case !ocr:
		return "\x05"
	case value != "0" && value != "1":
		return "\x15"
	}
	r.ocr = value == "1"
	return "\x06"
}
