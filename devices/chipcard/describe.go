package chipcard

import (
	"time"

	"kundterminal/devices"
)

// giveUpAfter is how long the rest of a frame is waited for.
const giveUpAfter = time.Second

const notUnderstood = "not understood"

// Describer says what goes over a card reader's line. What a card's files say is
// personal, and so is what is sent to a card beside the commands that the Driver
// sends, the check bytes over it, and whatever was not understood.
//
// Stand-ins keep a file's structure, so that a recording is read as a card is: tags,
// lengths, object identifiers and paths stay, letters and digits become X, x and 0,
// everything else 0. The electronic identifier becomes a made-up one whose check
// character is right or wrong as it was.
type Describer struct {
	sides [2]side
	talk  talk
}

// side is one direction of the line.
type side struct {
	held    []byte
	skipped int       // of these that belong to nothing
	last    time.Time // when bytes came
	dirty   bool      // something was not understood since the last whole message
	moved   bool      // a card movement's last byte may follow
}

// NewDescriber makes a describer.
func NewDescriber() *Describer {
	d := &Describer{}
	for i := range d.sides {
		d.sides[i].held = make([]byte, 0, 4*maxFrame)
	}
	return d
}

var _ devices.Describer = (*Describer)(nil)

// Describe implements devices.Describer.
func (d *Describer) Describe(toDevice bool, at time.Time, b []byte) []devices.Piece {
	pieces := d.Quiet(at)
	s := d.side(toDevice)
	s.last = at
	for len(b) > 0 {
		n := min(len(b), maxFrame)
		s.held = append(s.held, b[:n]...)
		b = b[n:]
		pieces = append(pieces, d.find(s, toDevice)...)
	}
	return pieces
}

// Quiet implements devices.Describer.
func (d *Describer) Quiet(at time.Time) (pieces []devices.Piece) {
	for _, toDevice := range [...]bool{false, true} {
		s := d.side(toDevice)
		if len(s.held) == 0 || at.Sub(s.last) < giveUpAfter {
			continue
		}
		for s.skipped < len(s.held) {
			s.skip()
			pieces = append(pieces, d.find(s, toDevice)...)
		}
		pieces = append(pieces, s.flush(toDevice)...)
		s.dirty = false
	}
	return pieces
}

// Reset implements devices.Describer.
func (d *Describer) Reset() {
	for i := range d.sides {
		held := d.sides[i].held
		clear(held[:cap(held)])
		d.sides[i] = side{held: held[:0]}
	}
	d.talk = talk{}
}

func (d *Describer) side(toDevice bool) *side {
	if toDevice {
		return &d.sides[1]
	}
	return &d.sides[0]
}

func (s *side) skip() {
	if s.moved && s.skipped == 0 && s.held[0] == cardHere {
		s.skipped++
		return
	}
	s.skipped, s.dirty, s.moved = s.skipped+1, true, false
}

// find describes what is whole.
func (d *Describer) find(s *side, toDevice bool) (pieces []devices.Piece) {
	for s.skipped < len(s.held) {
		it, size, more := find(s.held[s.skipped:])
		if more {
			break
		}
		if size == 0 || s.dirty && it.kind != itemMessage {
			s.skip()
			continue
		}
		pieces = append(pieces, s.flush(toDevice)...)
		pieces = append(pieces, d.item(it, s.last, toDevice, s.held[:size]))
		s.drop(size)
		s.moved = it.kind == itemPresent
		s.dirty = s.dirty && it.kind != itemMessage
	}
	if s.skipped >= maxFrame {
		pieces = append(pieces, s.flush(toDevice)...)
	}
	return pieces
}

// flush describes what was skipped.
func (s *side) flush(toDevice bool) []devices.Piece {
	n := s.skipped
	if n == 0 {
		return nil
	}
	f := newFrame(s.held[:n])
	meaning := notUnderstood
	if s.moved && n == 1 && s.held[0] == cardHere {
		meaning = "card inserted"
	} else {
		f.hide(0, n)
	}
	s.drop(n)
	s.skipped, s.moved = 0, false
	return []devices.Piece{f.piece(s.last, toDevice, meaning)}
}

// drop takes n bytes off the front and leaves nothing of them behind.
func (s *side) drop(n int) {
	kept := copy(s.held, s.held[n:])
	clear(s.held[kept:])
	s.held = s.held[:kept]
}

// item describes one thing that was found.
func (d *Describer) item(it item, at time.Time, toDevice bool, b []byte) devices.Piece {
	f := newFrame(b)
	meaning := ""
	switch it.kind {
	case itemNAK:
		meaning = "NAK"
	case itemAbsent:
		meaning = "card removed"
	case itemPresent:
		meaning = "card inserted"
	case itemExtension:
		meaning = "the card needs more time"
	case itemMessage:
		meaning = d.talk.message(it.message, toDevice, f)
	}
	return f.piece(at, toDevice, meaning)
}

// describedFrame is a frame with what is known of its bytes. None is personal until it is
// said to be.
type describedFrame struct {
	bytes    []byte
	personal []bool
	standIn  []byte
}

func newFrame(b []byte) *describedFrame {
	return &describedFrame{append([]byte(nil), b...), make([]bool, len(b)), append([]byte(nil), b...)}
}

// hide says that bytes are personal and have zeros for stand-ins.
func (f *describedFrame) hide(from, to int) {
	for i := from; i < to; i++ {
		f.personal[i], f.standIn[i] = true, 0
	}
}

// check makes the check byte over the bytes from from on fit the stand-ins as it
// fitted the bytes, and hides it when any of them is personal.
func (f *describedFrame) check(from, at int) {
	f.standIn[at] = f.bytes[at] ^ lrc(f.bytes[from:at]) ^ lrc(f.standIn[from:at])
	for _, personal := range f.personal[from:at] {
		f.personal[at] = f.personal[at] || personal
	}
}

func (f *describedFrame) piece(at time.Time, toDevice bool, meaning string) devices.Piece {
	return devices.Piece{
		At: at, ToDevice: toDevice, Bytes: f.bytes, Personal: f.personal, StandIn: f.standIn, Meaning: meaning,
	}
}
