package idreader

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"kundterminal/devices"
)

const notUnderstood = "not understood"

// describedFrame is bytes that are being described. All are personal until
// something is known of them.
type describedFrame struct {
	at      time.Time
	bytes   []byte
	secret  []bool
	standIn []byte
	label   []*string // bytes that stand together with the same one are a piece
}

func newDescribedFrame(at time.Time, b []byte, key standInKey) *describedFrame {
	f := &describedFrame{
		at: at, bytes: append([]byte(nil), b...), secret: make([]bool, len(b)), label: make([]*string, len(b)),
		standIn: key.alike(b),
	}
	unknown := notUnderstood
	for i := range b {
		f.secret[i], f.label[i] = true, &unknown
	}
	f.framing()
	return f
}

var framingNames = map[byte]string{
	stx: "STX", etx: "ETX", '\r': "CR", '\n': "LF", '\t': "TAB", ack: "ACK", nak: "NAK", enq: "ENQ", esc: "ESC",
}

// framing labels the control characters that frames are made of.
func (f *describedFrame) framing() {
	for i := 0; i < len(f.bytes); {
		end := i
		var names []string
		for end < len(f.bytes) && framingNames[f.bytes[end]] != "" {
			names = append(names, framingNames[f.bytes[end]])
			end++
		}
		if end == i {
			i++
			continue
		}
		if len(names) > 8 {
			names = append(names[:8], "…")
		}
		f.mark(i, end, false, strings.Join(names, " "))
		i = end
	}
}

// mark says what the bytes from from on are, and whether they are personal.
func (f *describedFrame) mark(from, to int, secret bool, meaning string) {
	for i := from; i < to; i++ {
		f.label[i] = &meaning
		f.open(i, !secret)
	}
}

// open says that a byte is not personal, or is.
func (f *describedFrame) open(i int, open bool) {
	f.secret[i] = !open
	if open {
		f.standIn[i] = f.bytes[i]
	}
}

// pieces cuts the frame where labels change.
func (f *describedFrame) pieces() (pieces []devices.Piece) {
	for i := 0; i < len(f.bytes); {
		end := i + 1
		for end < len(f.bytes) && f.label[end] == f.label[i] {
			end++
		}
		pieces = append(pieces, devices.Piece{
			At: f.at, Bytes: append([]byte(nil), f.bytes[i:end]...), Personal: append([]bool(nil), f.secret[i:end]...),
			StandIn: append([]byte(nil), f.standIn[i:end]...), Meaning: *f.label[i],
		})
		i = end
	}
	return pieces
}

func (f *describedFrame) wipe() { clear(f.bytes) }

// frame describes what is held.
func (d *Describer) frame() *describedFrame {
	f := newDescribedFrame(d.last, d.held, d.key)
	if len(f.bytes) == 1 && d.reply && strings.IndexByte(".!;,", f.bytes[0]) >= 0 {
		f.mark(0, 1, false, "end of the answer")
		return f
	}
	for _, e := range d.found {
		switch e.kind {
		case DocumentRead:
			d.document(f, e)
		case ContinuousOn:
			f.tail("C\x00\x01\x01", "continuous mode on")
		case ContinuousOff:
			f.tail("C\x00\x01\x00", "continuous mode off")
		case NothingRead:
			f.tail("I\x00\x00", "nothing read")
			f.tail("L\x00\x00", "nothing read")
		case CardInserted:
			f.sensor('1', "card inserted")
		case CardRemoved:
			f.sensor('0', "card removed")
		case CommandAccepted, CommandRefused:
			d.answer(f, e.kind)
		}
	}
	return f
}

// tail marks what the frame ends with, if it does.
func (f *describedFrame) tail(text, meaning string) {
	if at := len(f.bytes) - len(text); at >= 0 && string(f.bytes[at:]) == text {
		f.mark(at, len(f.bytes), false, meaning)
	}
}

// sensor marks the character of a card sensor, behind which only framing stands.
func (f *describedFrame) sensor(c byte, meaning string) {
	end := f.textEnd(nil)
	if end > 0 && f.bytes[end-1] == c && (end == 1 || isControl(f.bytes[end-2]) || f.bytes[end-2] == '?') {
		f.mark(end-1, end, false, meaning)
	}
}

// textEnd is where the text ends that the frame ends with.
func (f *describedFrame) textEnd(suffix []byte) int {
	end := len(f.bytes)
	if n := len(suffix); n > 0 {
		if end >= n && string(f.bytes[end-n:]) == string(suffix) {
			return end - n
		}
	}
	for end > 0 && framingNames[f.bytes[end-1]] != "" {
		end--
	}
	return end
}

// answer marks the answer to a command: its name, if it is one of the profile's, and
// ACK, ENQ or NAK.
func (d *Describer) answer(f *describedFrame, kind EventKind) {
	end := f.textEnd(nil)
	start := end
	for start > 0 && !isControl(f.bytes[start-1]) {
		start--
	}
	meaning := "command accepted"
	if kind == CommandRefused {
		meaning = "command refused"
	}
	if end-start < 3 || !d.profile.names(f.bytes[start:end]) {
		start = end
	}
	f.mark(start, len(f.bytes), false, meaning)
}

// names reports whether a command of the profile has the name in it.
func (p *Profile) names(name []byte) bool {
	for _, command := range p.Start {
		for i := range command {
			if len(command)-i >= len(name) && bytes.EqualFold(command[i:i+len(name)], name) {
				return true
			}
		}
	}
	return false
}

// written describes what goes to the reader: commands of the profile. Anything else
// is nobody's command that is known, and taken for personal.
func (d *Describer) written(at time.Time, b []byte) (pieces []devices.Piece) {
	f := newDescribedFrame(at, b, d.key)
	defer f.wipe()
	for i := 0; i < len(b); {
		n, meaning := d.profile.commandAt(b[i:])
		if n == 0 {
			i++
			continue
		}
		f.mark(i, i+n, false, meaning)
		i += n
	}
	pieces = f.pieces()
	for i := range pieces {
		pieces[i].ToDevice = true
	}
	return pieces
}

// commandAt finds the profile's command that b begins with; n is 0 when it is none.
func (p *Profile) commandAt(b []byte) (n int, meaning string) {
	is := func(command []byte) bool {
		return len(command) > 0 && len(b) >= len(command) && string(b[:len(command)]) == string(command)
	}
	elyctis := p.Framing == FramingElyctis
	switch {
	case elyctis && is([]byte("C\x00\x01\x01")):
		return 4, "continuous mode on"
	case elyctis && is([]byte("C\x00\x01\x00")):
		return 4, "continuous mode off"
	case elyctis && (is([]byte("I\x00\x00")) || is([]byte("L\x00\x00"))):
		return 3, "inquire"
	case is(p.Rearm):
		return len(p.Rearm), "re-arming"
	case is(p.Trigger):
		return len(p.Trigger), "trigger"
	case is(p.Untrigger):
		return len(p.Untrigger), "trigger released"
	}
	for i, command := range p.Start {
		if is(command) {
			return len(command), fmt.Sprintf("start-up command %d", i+1)
		}
	}
	return 0, ""
}
