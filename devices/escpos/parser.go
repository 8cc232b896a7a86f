package escpos

// maxFrame is the longest frame: a text of GS I, or forty keys of graphics.
const maxFrame = 96

// Parser sorts the bytes that come from a printer. It never blocks, keeps at most
// one frame, and gets back into step after any garbage: when a frame turns out not
// to be one, its first byte is noise and the others are looked at again.
//
// Two kinds of answers can only be told by having asked; see Ask and AskIdentity.
type Parser struct {
	// Bare takes any single byte for the answer to a DLE EOT that is under way, for
	// printers that leave out its fixed bits.
	Bare bool

	asked    byte // n of the DLE EOT under way, 0 for none
	identity bool // a GS I is under way
	state    state
	frame    []byte
	out      []Reply
}

// state looks at the frame, whose last byte is new, and says what follows.
type state func(*Parser) (next state, verdict verdict)

type verdict uint8

const (
	more     verdict = iota // the frame goes on
	complete                // the frame was understood
	broken                  // this is no such frame
)

// Ask tells the parser that DLE EOT n was sent, so that the next answer of that
// kind belongs to it. 0 means that no answer is awaited any more.
func (p *Parser) Ask(n byte) { p.asked = n }

// AskIdentity tells the parser whether an answer to GS I is awaited. Without it the
// byte 5F is noise, which else could swallow what comes next.
func (p *Parser) AskIdentity(awaited bool) { p.identity = awaited }

// Parse takes bytes and returns what they mean, in order. The slice is good until
// the next call.
func (p *Parser) Parse(b []byte) []Reply {
	p.out = p.out[:0]
	for _, c := range b {
		p.take(c)
	}
	return p.out
}

func (p *Parser) take(c byte) {
	if (c == xon || c == xoff) && !p.inFullStatus() {
		p.out = append(p.out, FlowChanged{Stop: c == xoff}) // may stand inside a frame
		return
	}
	if p.state == nil {
		p.state = start
	}
	p.frame = append(p.frame, c)
	next, verdict := p.state(p)
	if verdict == more && len(p.frame) >= maxFrame {
		verdict = broken
	}
	switch verdict {
	case more:
		p.state = next
	case complete:
		p.state, p.frame = nil, p.frame[:0]
	case broken:
		rest := append([]byte(nil), p.frame[1:]...)
		p.out = append(p.out, Noise(p.frame[0]))
		p.state, p.frame = nil, p.frame[:0]
		for _, c := range rest {
			p.take(c)
		}
	}
}

func (p *Parser) say(r Reply) (state, verdict) {
	p.out = append(p.out, r)
	return nil, complete
}

func (p *Parser) inFullStatus() bool {
	return len(p.frame) >= 2 && p.asked == fullStatus && p.frame[0] == 0x10 && p.frame[1] == 0x0F
}

// start classifies the first byte of a frame, as Epson's transmission status
// identification lays it down.
func start(p *Parser) (state, verdict) {
	c := p.frame[0]
	switch {
	case c == 0x10 && p.asked == fullStatus:
		return fullStatusHead, more
	case c == 0x37:
		return blockHead, more
	case c == 0x5F && p.identity:
		return identityText, more
	case c&0x93 == 0x10:
		return asbRest, more
	case c&0x93 == 0x12, p.Bare && p.asked != 0 && p.asked != fullStatus:
		n := p.asked
		p.asked = 0
		return p.say(RealTime{N: n, Value: c})
	case c&0x90 == 0:
		return p.say(PaperStatus(c))
	}
	return nil, broken
}

// asbRest checks each of the three bytes that follow. The last two are checked
// closely, for the first two would often be met in noise.
func asbRest(p *Parser) (state, verdict) {
	c := p.frame[len(p.frame)-1]
	if c&0x90 != 0 {
		return nil, broken
	}
	switch len(p.frame) {
	case 3:
		if near, end := c&0x03, c&0x0C; near != 0 && near != 0x03 || end != 0 && end != 0x0C {
			return nil, broken
		}
	case 4:
		if c&0xF0 != 0 {
			return nil, broken
		}
		return p.say(ASB(p.frame))
	}
	return asbRest, more
}

// fullStatusHead tells the answer to DLE EOT 20 (10 0F ...) from an ASB frame that
// begins with 10 too.
func fullStatusHead(p *Parser) (state, verdict) {
	if p.frame[1] == 0x0F {
		return fullStatusRest, more
	}
	return asbRest(p)
}

func fullStatusRest(p *Parser) (state, verdict) {
	if len(p.frame) < 6 {
		return fullStatusRest, more
	}
	p.asked = 0
	return p.say(FullStatus(p.frame[2:6]))
}
