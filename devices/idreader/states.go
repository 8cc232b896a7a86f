package idreader

import "bytes"

func isControl(c byte) bool { return c < ' ' || c == 0x7F }

// stateText takes text up to the next control character, or that.
func stateText(p *Parser, b []byte) (int, state) {
	n := 0
	for n < len(b) && !isControl(b[n]) {
		n++
	}
	if n > 0 {
		p.add(b[:n])
		return n, nil
	}
	return 1, p.control(b[0])
}

// control deals with a control character in text.
func (p *Parser) control(c byte) state {
	switch {
	case c == 0 && p.profile.Framing == FramingElyctis && elyctisCommand(p.prev):
		return p.elyctisHeader()
	case c == stx:
		p.begin()
	case p.profile.Replies && (c == ack || c == enq || c == nak):
		return p.reply(c == ack)
	case len(p.profile.Suffix) > 0:
		p.suffixed(c)
	case c == etx:
		p.endLine()
		p.flushPage()
	case c == '\r' || c == '\n' || c == '\t':
		p.endLine()
	case c == esc && p.magnetic: // stands between STX and the tracks
	default:
		p.add([]byte{c})
	}
	return nil
}

// suffixed deals with a control character where a frame ends with a given row of
// bytes: all others are a part of the data.
func (p *Parser) suffixed(c byte) {
	p.add([]byte{c})
	whole := bytes.HasSuffix(p.line, p.profile.Suffix)
	switch {
	case whole:
		p.shorten(len(p.profile.Suffix))
	case c == etx:
		p.shorten(1)
	default:
		return
	}
	p.endLine()
	if c == etx {
		p.flushPage()
	}
}

// shorten takes n bytes off the end of the line.
func (p *Parser) shorten(n int) {
	n = len(p.line) - n
	clear(p.line[n:])
	p.line = p.line[:n]
}

// begin starts a frame at STX: a line before it has lost its end.
func (p *Parser) begin() {
	if p.mrz {
		p.endLine()
		p.flushPage()
		return
	}
	if bytes.Equal(p.line, p.profile.Prefix) {
		p.clearLine()
	}
	p.dropLine()
}

// reply takes the answer to a command: the command's name, ACK, ENQ or NAK, and a
// full stop or exclamation mark.
func (p *Parser) reply(accepted bool) state {
	p.clearLine()
	kind := CommandRefused
	if accepted {
		kind = CommandAccepted
	}
	p.event(Event{Kind: kind})
	return stateReplyEnd
}

func stateReplyEnd(_ *Parser, b []byte) (int, state) {
	switch b[0] {
	case '.', '!', ';', ',':
		return 1, nil
	}
	return 0, nil
}

// Elyctis readers: 'I' brings an MRZ, 'L' one line, 'C' confirms continuous mode.
// The high byte of the length is always 0, and no text has a 0 in it.
const (
	elyctisInquire    = 'I'
	elyctisLine       = 'L'
	elyctisContinuous = 'C'
	elyctisLongest    = 128
)

func elyctisCommand(c byte) bool {
	return c == elyctisInquire || c == elyctisLine || c == elyctisContinuous
}

// elyctisHeader begins a frame at the high byte of its length; the command before
// it is the last byte of the line, unless a frame before has swallowed it.
func (p *Parser) elyctisHeader() state {
	p.command = p.prev
	if n := len(p.line); n > 0 && p.line[n-1] == p.prev {
		p.shorten(1)
	}
	p.endLine()
	p.flushPage()
	return stateElyctisLength
}

func stateElyctisLength(p *Parser, b []byte) (int, state) {
	length := int(b[0])
	switch {
	case p.command == elyctisContinuous && length == 1:
		return 1, stateElyctisEcho
	case p.command == elyctisContinuous || length > elyctisLongest:
		p.noise(2)
		return 0, nil
	case length == 0:
		p.event(Event{Kind: NothingRead})
		return 1, nil
	}
	p.want = length
	return 1, stateElyctisData
}

func stateElyctisEcho(p *Parser, b []byte) (int, state) {
	switch b[0] {
	case 0:
		p.event(Event{Kind: ContinuousOff})
	case 1:
		p.event(Event{Kind: ContinuousOn})
	default:
		p.noise(3)
		return 0, nil
	}
	return 1, nil
}

// stateElyctisData takes the data of a frame. Whatever cannot be in it means that
// the frame was broken off.
func stateElyctisData(p *Parser, b []byte) (int, state) {
	n := 0
	for n < len(b) && n < p.want && !breaksElyctis(b[n]) {
		n++
	}
	p.add(b[:n])
	p.want -= n
	switch {
	case p.want == 0:
		d := ParseMRZ(p.line, p.today)
		p.clearLine()
		p.document(d)
		return n, nil
	case n == len(b):
		return n, stateElyctisData
	}
	prev := p.prev
	if n > 0 {
		prev = b[n-1]
	}
	if b[n] == 0 && elyctisCommand(prev) { // the next frame has begun
		p.shorten(min(1, len(p.line)))
		p.dropLine()
		p.command = prev
		return n + 1, stateElyctisLength
	}
	p.dropLine()
	return n, nil
}

func breaksElyctis(c byte) bool {
	return c >= 0x80 || isControl(c) && c != '\r' && c != '\n'
}
