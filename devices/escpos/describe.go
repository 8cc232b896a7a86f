package escpos

import (
	"fmt"
	"time"

	"kundterminal/devices"
)

const (
	// giveUpAfter is how long the rest of a frame or command is waited for.
	giveUpAfter = time.Second
	// forgetAfter is how long the rest of a picture is waited for: a job that stalls longer has
	// been given up by the driver.
	forgetAfter = 10 * time.Second
	// longestText is how much text makes one piece.
	longestText = 64
)

// Describer says what goes over a printer's line. What is printed counts as
// personal, be it text, picture or code: it is a person's ticket. So do bytes that
// belong to no command that is known here.
type Describer struct {
	parser  Parser
	answer  []byte // of the printer, begun
	meaning string // of it, so far

	command []byte // to the printer, begun
	payload payload
	last    [2]time.Time // when bytes came and went last
}

// payload is the data behind a command.
type payload struct {
	left, size int
	toNUL      bool // it ends with NUL, whatever its size
	name       string
}

func (p payload) open() bool { return p.left > 0 || p.toNUL }

// NewDescriber makes a describer for printers of the profile.
func NewDescriber(p Profile) *Describer {
	return &Describer{parser: Parser{Bare: p.BareStatus}}
}

var _ devices.Describer = (*Describer)(nil)

// Describe implements devices.Describer.
func (d *Describer) Describe(toDevice bool, at time.Time, b []byte) []devices.Piece {
	pieces := d.Quiet(at)
	d.last[sideOf(toDevice)] = at
	if toDevice {
		return append(pieces, d.written(at, b)...)
	}
	return append(pieces, d.answered(at, b)...)
}

// Quiet implements devices.Describer.
func (d *Describer) Quiet(at time.Time) []devices.Piece {
	var pieces []devices.Piece
	if last := d.last[sideOf(true)]; len(d.command) > 0 && at.Sub(last) >= giveUpAfter {
		pieces = append(pieces, d.spoken(last, d.command, "a command that was broken off"))
		d.command = d.command[:0]
	}
	if d.payload.open() && at.Sub(d.last[sideOf(true)]) >= forgetAfter {
		d.payload = payload{}
	}
	if last := d.last[sideOf(false)]; len(d.answer) > 0 && at.Sub(last) >= giveUpAfter {
		pieces = append(pieces, piece(last, false, d.answer, joined(d.meaning, "an answer that was broken off")))
		d.parser.frame, d.parser.state = d.parser.frame[:0], nil
		d.answer, d.meaning = d.answer[:0], ""
	}
	return pieces
}

// Reset implements devices.Describer.
func (d *Describer) Reset() {
	clear(d.command[:cap(d.command)])
	clear(d.answer[:cap(d.answer)])
	*d = Describer{parser: Parser{Bare: d.parser.Bare}}
}

func sideOf(toDevice bool) int {
	if toDevice {
		return 1
	}
	return 0
}

func piece(at time.Time, toDevice bool, b []byte, meaning string) devices.Piece {
	return devices.Piece{At: at, ToDevice: toDevice, Bytes: append([]byte(nil), b...), Meaning: meaning}
}

// spoken is a piece that may be personal as a whole.
func (d *Describer) spoken(at time.Time, b []byte, meaning string) devices.Piece {
	p := piece(at, true, b, meaning)
	p.Personal = make([]bool, len(b))
	p.StandIn = make([]byte, len(b))
	for i, c := range b {
		p.Personal[i], p.StandIn[i] = true, standIn(c)
	}
	return p
}

// standIn keeps the sort of a character, so that a line of print stays one.
func standIn(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return '0'
	case c >= 'A' && c <= 'Z':
		return 'X'
	case c >= 'a' && c <= 'z', c >= 0x80:
		return 'x'
	case c < ' ':
		return 0
	}
	return c
}

// written describes what goes to the printer.
func (d *Describer) written(at time.Time, b []byte) (pieces []devices.Piece) {
	if d.payload.open() && len(d.command) == 0 && hidden(b, 0) && len(b) >= 3 {
		d.payload = payload{} // pictures have none of these: the job was broken off
	}
	for len(b) > 0 {
		switch n := 0; {
		case d.payload.open():
			n = d.payload.take(b)
			name := fmt.Sprintf("%s, %d bytes", d.payload.name, n)
			if d.payload.size > n {
				name = fmt.Sprintf("%s, %d of %d bytes", d.payload.name, n, d.payload.size)
			}
			pieces = append(pieces, d.spoken(at, b[:n], name))
			b = b[n:]
		case len(d.command) == 0 && (b[0] >= ' '):
			for n < len(b) && n < longestText && b[n] >= ' ' {
				n++
			}
			pieces = append(pieces, d.spoken(at, b[:n], fmt.Sprintf("text, %d bytes", n)))
			b = b[n:]
		default:
			d.command = append(d.command, b[0])
			b = b[1:]
			if c, whole := commandOf(d.command); whole {
				pieces = append(pieces, d.commanded(at, c))
			}
		}
	}
	return pieces
}

// take counts n bytes of the payload off.
func (p *payload) take(b []byte) (n int) {
	if p.toNUL {
		for n < len(b) && n < longestText {
			n++
			if b[n-1] == 0 {
				p.toNUL = false
				break
			}
		}
		return n
	}
	n = min(p.left, len(b))
	p.left -= n
	return n
}

// commanded ends a command, and prepares for its data and its answer.
func (d *Describer) commanded(at time.Time, c command) devices.Piece {
	b := d.command
	if b[0] == 0x10 && b[1] == 0x04 {
		d.parser.Ask(b[2])
	}
	if b[0] == 0x1D && b[1] == 0x49 {
		d.parser.AskIdentity(true)
	}
	d.payload = payload{left: c.data, size: c.data, toNUL: c.toNUL, name: c.dataName}
	p := piece(at, true, b, c.meaning)
	d.command = d.command[:0]
	return p
}
