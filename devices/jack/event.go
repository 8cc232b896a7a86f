package jack

import (
	"encoding/binary"
	"strconv"
)

// Numbers of linux/input-event-codes.h.
const (
	typeSync   = 0 // EV_SYN
	typeSwitch = 5 // EV_SW

	codeDropped    = 3 // SYN_DROPPED: events were lost, the present state has to be asked for
	codeHeadphones = 2 // SW_HEADPHONE_INSERT
)

// eventSize is that of struct input_event: two words of time, type, code, value.
const eventSize = 2*strconv.IntSize/8 + 8

// event is what is of use in a struct input_event.
type event struct {
	kind, code uint16
	value      int32
}

func parseEvent(b []byte) event {
	b = b[eventSize-8 : eventSize]
	return event{
		kind: binary.NativeEndian.Uint16(b), code: binary.NativeEndian.Uint16(b[2:]),
		value: int32(binary.NativeEndian.Uint32(b[4:])),
	}
}

// parser cuts a stream into events, however it comes in pieces.
type parser struct{ rest []byte }

// take returns the whole events of what has come.
func (p *parser) take(b []byte) []event {
	p.rest = append(p.rest, b...)
	var list []event
	for len(p.rest) >= eventSize {
		list = append(list, parseEvent(p.rest))
		p.rest = p.rest[eventSize:]
	}
	return list
}
