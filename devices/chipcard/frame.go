package chipcard

// The bytes of the serial framing.
const (
	syncByte   = 0x03
	ack        = 0x06
	nak        = 0x15
	movement   = 0x50
	cardAbsent = 0x02
	cardHere   = 0x03
)

const (
	headerSize = 10                           // of a CCID message
	maxMessage = 271                          // the longest CCID message of the Twin
	maxData    = maxMessage - headerSize      // what it can carry
	maxFrame   = 2 + headerSize + maxData + 1 // with framing
)

// itemKind is what the parser found.
type itemKind uint8

const (
	itemMessage   itemKind = iota + 1 // a whole CCID message, from either side
	itemNAK                           // the reader did not get our frame well
	itemAbsent                        // a card was taken out
	itemPresent                       // a card was put in
	itemExtension                     // the card needs more time
)

// item is one thing found. Its message's data is only good until the next call of
// the parser.
type item struct {
	kind    itemKind
	message message
}

// parser finds frames in what the reader sends. Bytes that make no sense are passed
// over one by one, so that a good frame is found wherever it starts. It keeps what
// it is given in place, to be wiped.
type parser struct {
	buf   [maxFrame + 256]byte
	start int
	end   int
}

// feed takes bytes, at most 256 in one call; next is to be called until it finds
// nothing before more are fed. What has no room pushes the oldest out.
func (p *parser) feed(b []byte) {
	if len(b) > len(p.buf) {
		b = b[len(b)-len(p.buf):]
	}
	if over := p.end - p.start + len(b) - len(p.buf); over > 0 {
		p.start += over
	}
	copy(p.buf[:], p.buf[p.start:p.end])
	p.start, p.end = 0, p.end-p.start
	p.end += copy(p.buf[p.end:], b)
}

// next finds the next item; false when more bytes are needed.
func (p *parser) next() (item, bool) {
	for p.start < p.end {
		it, size, more := find(p.buf[p.start:p.end])
		switch {
		case more:
			return item{}, false
		case size > 0:
			p.start += size
			return it, true
		}
		p.start++
	}
	return item{}, false
}

// silence tells that the line has been silent for longer than it ever is within a
// frame. What has begun will not be finished: it is searched for anything else.
func (p *parser) silence() {
	if p.start < p.end {
		p.start++
	}
}

// wipe forgets all bytes.
func (p *parser) wipe() {
	clear(p.buf[:])
	p.start, p.end = 0, 0
}

// find looks at the beginning of b. size is 0 when nothing known begins there, and
// more is true when that cannot be said yet.
func find(b []byte) (it item, size int, more bool) {
	switch {
	case b[0] == syncByte:
		return findFrame(b)
	case b[0] == movement:
		switch {
		case len(b) < 2:
			return item{}, 0, true
		case b[1] == cardAbsent:
			return item{kind: itemAbsent}, 2, false
		case b[1] == cardHere:
			// The 03 stays: a stray 50 may stand in front of a frame.
			return item{kind: itemPresent}, 1, false
		}
	case b[0] >= 0x80:
		return item{kind: itemExtension}, 1, false
	}
	return item{}, 0, false
}

func findFrame(b []byte) (it item, size int, more bool) {
	if len(b) < 2 {
		return item{}, 0, true
	}
	switch b[1] {
	case nak:
		if len(b) < 3 {
			return item{}, 0, true
		}
		if b[2] == syncByte^nak {
			return item{kind: itemNAK}, 3, false
		}
		return item{}, 0, false
	case ack:
	default:
		return item{}, 0, false
	}
	if len(b) >= 3 && !knownType(b[2]) {
		return item{}, 0, false
	}
	if len(b) < 7 {
		return item{}, 0, true
	}
	length := dataLength(b[2:])
	if length > maxData {
		return item{}, 0, false
	}
	size = 2 + headerSize + int(length) + 1
	if len(b) < size {
		return item{}, 0, true
	}
	if lrc(b[:size]) != 0 {
		return item{}, 0, false
	}
	return item{kind: itemMessage, message: parseMessage(b[2 : size-1])}, size, false
}

// lrc is the exclusive or of all bytes; over a good frame with its LRC it is 0.
func lrc(b []byte) byte {
	var x byte
	for _, v := range b {
		x ^= v
	}
	return x
}

// appendFrame frames a CCID message for the line.
func appendFrame(dst, message []byte) []byte {
	from := len(dst)
	dst = append(dst, syncByte, ack)
	dst = append(dst, message...)
	return append(dst, lrc(dst[from:]))
}
