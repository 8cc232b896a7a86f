package keypad

import (
	"time"

	"kundterminal/devices"
)

// Describer says what goes over a keypad's line. Which key goes down says nothing of
// a person by itself, but many of them spell what was typed on the screen: keys are
// personal, and their stand-in is the repeat key.
type Describer struct {
	profile Profile
	parser  *Parser
	held    []byte
}

// NewDescriber makes a describer for keypads of the profile.
func NewDescriber(p Profile) *Describer { return &Describer{profile: p, parser: NewParser(p)} }

var _ devices.Describer = (*Describer)(nil)

// Describe implements devices.Describer.
func (d *Describer) Describe(toDevice bool, at time.Time, b []byte) []devices.Piece {
	if len(b) == 0 {
		return nil
	}
	if toDevice {
		return []devices.Piece{{At: at, ToDevice: true, Bytes: append([]byte(nil), b...), Meaning: "are you there?"}}
	}
	d.held = append(d.held, b...)
	var pieces []devices.Piece
	for len(d.held) > 0 {
		d.parser.held = d.held
		f, used := d.parser.take()
		if used == 0 {
			break
		}
		pieces = d.piece(pieces, at, f, d.held[:used])
		d.held = d.held[used:]
	}
	d.parser.held = nil
	return pieces
}

// piece adds a finding; noise is told in one piece.
func (d *Describer) piece(list []devices.Piece, at time.Time, f Finding, b []byte) []devices.Piece {
	p := devices.Piece{At: at, Bytes: append([]byte(nil), b...), Meaning: "not understood"}
	switch {
	case f.Answer:
		p.Meaning = "it is there"
		return append(list, p)
	case f.Noise == 0 && f.Key == 0:
		p.Meaning = "no key going down"
	case f.Key != 0:
		p.Meaning = "a key goes down"
	}
	p.Personal, p.StandIn = make([]bool, len(b)), make([]byte, len(b))
	for i := range p.Personal {
		p.Personal[i] = true
	}
	if f.Key != 0 {
		copy(p.StandIn, d.profile.Sends[Repeat.String()])
	}
	if last := len(list) - 1; f.Noise > 0 && last >= 0 && list[last].Meaning == p.Meaning {
		list[last].Bytes = append(list[last].Bytes, p.Bytes...)
		list[last].Personal = append(list[last].Personal, p.Personal...)
		list[last].StandIn = append(list[last].StandIn, p.StandIn...)
		return list
	}
	return append(list, p)
}

// Quiet implements devices.Describer.
func (d *Describer) Quiet(at time.Time) []devices.Piece {
	if len(d.held) == 0 {
		return nil
	}
	pieces := d.piece(nil, at, Finding{Noise: len(d.held)}, d.held)
	d.Reset()
	return pieces
}

// Reset implements devices.Describer.
func (d *Describer) Reset() {
	clear(d.held)
	d.held = d.held[:0]
}
