package keypad

import (
	"bytes"
	"encoding/binary"
)

// Finding is one thing that a Parser found.
type Finding struct {
	Key    Key  // 0: none
	Answer bool // the keypad answered that it is there
	Noise  int  // bytes that make no sense
}

// Parser finds keys in what a keypad sends. It keeps at most the beginning of one
// message.
type Parser struct {
	profile *Profile
	held    []byte
}

// NewParser makes a parser for keypads of the profile.
func NewParser(p Profile) *Parser { return &Parser{profile: &p} }

// Feed takes bytes, and calls found for each thing in them in order.
func (p *Parser) Feed(b []byte, found func(Finding)) {
	p.held = append(p.held, b...)
	for len(p.held) > 0 {
		f, used := p.take()
		if used == 0 {
			return // the rest is on its way
		}
		p.held = p.held[used:]
		if f != (Finding{}) {
			found(f)
		}
	}
	p.held = p.held[:0]
}

// Quiet tells that nothing has come for longer than a message takes: the beginning
// of one is none.
func (p *Parser) Quiet(found func(Finding)) {
	if n := len(p.held); n > 0 {
		p.held = p.held[:0]
		found(Finding{Noise: n})
	}
}

// take finds what is in front. Used is 0 where it is not whole.
func (p *Parser) take() (f Finding, used int) {
	if p.profile.Wire == WireInput {
		return p.takeEvent()
	}
	if n, part := match(p.held, p.profile.Answer); n > 0 {
		return Finding{Answer: true}, n
	} else if part {
		return f, 0
	}
	for _, k := range Keys() {
		if n, part := match(p.held, p.profile.Sends[k.String()]); n > 0 {
			return Finding{Key: k}, n
		} else if part {
			return f, 0
		}
	}
	return Finding{Noise: 1}, 1
}

// match reports whether all of a message is in front of b, or b is a part of it.
func match(b []byte, message []byte) (n int, part bool) {
	switch {
	case len(message) == 0:
		return 0, false
	case bytes.HasPrefix(b, message):
		return len(message), false
	}
	return 0, bytes.HasPrefix(message, b)
}

// The layout of struct input_event on 64 bits: two longs of time, type, code, value.
const (
	eventSize = 24
	eventType = 16
	evKey     = 1
	evMost    = 0x1F // the greatest type that there is
	goesDown  = 1    // 0: it goes up; 2: it is held
)

func (p *Parser) takeEvent() (f Finding, used int) {
	if len(p.held) < eventSize {
		return f, 0
	}
	kind := binary.NativeEndian.Uint16(p.held[eventType:])
	code := binary.NativeEndian.Uint16(p.held[eventType+2:])
	value := binary.NativeEndian.Uint32(p.held[eventType+4:])
	switch {
	case kind > evMost:
		return Finding{Noise: eventSize}, eventSize
	case kind == evKey && value == goesDown:
		return Finding{Key: p.keyOf(code)}, eventSize // another key of a keyboard is none of ours
	}
	return f, eventSize
}

func (p *Parser) keyOf(code uint16) Key {
	for _, k := range Keys() {
		for _, name := range p.profile.Codes[k.String()] {
			if c, _ := codeNamed(name); c == code {
				return k
			}
		}
	}
	return 0
}
