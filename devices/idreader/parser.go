package idreader

import "time"

const (
	stx = 0x02
	etx = 0x03
	eot = 0x04
	enq = 0x05
	ack = 0x06
	nak = 0x15
	esc = 0x1B

	lineCap  = 4096 // the longest frame
	lineTail = 256  // what is kept of a longer one: a frame may stand at its end
	pageCap  = 1024 // the MRZ lines that wait for others

	// ResetAfter is how long a frame that has begun is waited for.
	ResetAfter = 2 * time.Second
)

// state is a part of the Parser's grammar: it takes bytes off the front of b, at
// least one or else another state is next. nil stands for text.
type state func(p *Parser, b []byte) (used int, next state)

// Parser finds frames in what a reader sends and makes Documents of them. Noise
// never hides a good frame behind it: a frame is found when the noise before it
// ends with an end character or a silence, or when the frame begins with STX, an
// Elyctis header or a track's start sentinel, or is an MRZ, whose lines are sought
// from their ends.
//
// A Parser is not for concurrent use. What it held of a frame is overwritten as
// soon as the frame is dealt with.
type Parser struct {
	profile Profile
	emit    func(Event)
	today   Date

	mrz, barcode, magnetic bool

	state   state
	line    []byte // since the last end
	lost    int    // bytes of the line that were too many
	page    []byte // MRZ lines that wait for others, each with LF behind it
	scratch []byte
	prev    byte // the byte before
	command byte // of an Elyctis frame
	want    int  // bytes still to come of an Elyctis frame

	last  time.Duration // when bytes came
	now   time.Duration
	tried bool // the silence since then has been dealt with
}

// NewParser makes a parser for the readers of a profile. Each event is handed to
// emit before Feed or Quiet returns. today is as in ParseMRZ.
func NewParser(profile Profile, today Date, emit func(Event)) *Parser {
	return &Parser{
		profile: profile, emit: emit, today: today,
		mrz: profile.Does(ReadsMRZ), barcode: profile.Does(ReadsBarcode), magnetic: profile.Does(ReadsMagnetic),
		line: make([]byte, 0, lineCap), page: make([]byte, 0, pageCap), scratch: make([]byte, 0, lineCap),
	}
}

// SetToday tells the parser that another day has begun.
func (p *Parser) SetToday(today Date) { p.today = today }

// Feed takes bytes that came at a time, counted from any moment in the past.
func (p *Parser) Feed(b []byte, at time.Duration) {
	if len(b) == 0 {
		return
	}
	p.Quiet(at)
	p.last, p.now, p.tried = at, at, false
	for len(b) > 0 {
		used, next := 0, state(nil)
		if p.state != nil {
			used, next = p.state(p, b)
		} else {
			used, next = stateText(p, b)
		}
		p.state = next
		if used > 0 {
			p.prev = b[used-1]
			b = b[used:]
		}
	}
}

// Quiet tells the parser that nothing has come until at. A frame that only silence
// can end is ended, and one that has stopped in its middle is given up.
func (p *Parser) Quiet(at time.Duration) {
	if !p.pending() {
		return
	}
	p.now = at
	switch idle := at - p.last; {
	case idle >= ResetAfter:
		p.giveUp()
	case idle >= p.silence() && !p.tried:
		p.tried = true
		p.fallSilent()
	}
}

// Deadline is when Quiet should be called next if nothing comes; false when nothing
// is waited for.
func (p *Parser) Deadline() (at time.Duration, ok bool) {
	switch {
	case !p.pending():
		return 0, false
	case p.tried:
		return p.last + ResetAfter, true
	}
	return p.last + p.silence(), true
}

// Reset forgets what has been begun, as when the reader was unplugged.
func (p *Parser) Reset() {
	p.clearLine()
	p.clearPage()
	p.state, p.prev, p.want = nil, 0, 0
}

func (p *Parser) silence() time.Duration {
	return time.Duration(p.profile.SilenceMS) * time.Millisecond
}

func (p *Parser) pending() bool { return p.state != nil || len(p.line) > 0 || len(p.page) > 0 }

// fallSilent ends what silence can end.
func (p *Parser) fallSilent() {
	if p.state != nil {
		return
	}
	if len(p.line) > 0 && !p.unfinished() {
		p.endLine()
	}
	if len(p.line) == 0 && len(p.page) > 0 && !p.awaitsLine() {
		p.flushPage()
	}
}

// unfinished reports whether the line is a track or an MRZ line that has stopped in
// its middle; the rest may be on its way.
func (p *Parser) unfinished() bool {
	if p.magnetic {
		tracks, ended := splitTracks(p.line)
		if !ended && (tracks[0].seen || tracks[1].seen || tracks[2].seen) && (!p.barcode || p.line[0] == '%' || p.line[0] == ';') {
			return true
		}
	}
	if !p.mrz {
		return false
	}
	clean := p.clean(p.line)
	defer clear(clean)
	if !p.looksMRZ(clean) {
		return !p.barcode && beginsMRZ(clean)
	}
	switch len(clean) {
	case layoutTD1.width, layoutTD2.width, layoutTD3.width, lengthTD1, lengthTD2, lengthTD3:
		return false
	}
	return true
}

// giveUp makes the best of what is there and begins anew.
func (p *Parser) giveUp() {
	if p.state != nil {
		p.dropLine()
	}
	p.state, p.want = nil, 0
	p.endLine()
	p.flushPage()
}

func (p *Parser) event(e Event) {
	e.At = p.now
	p.emit(e)
}

func (p *Parser) document(d Document) {
	p.event(Event{Kind: DocumentRead, Document: d})
	if len(p.profile.Rearm) > 0 {
		p.event(Event{Kind: RearmDue, Send: p.profile.Rearm})
	}
}

func (p *Parser) noise(n int) {
	if n > 0 {
		p.event(Event{Kind: NoiseDropped, Bytes: n})
	}
}

// add puts bytes on the line. Of a line that is too long the end is kept.
func (p *Parser) add(b []byte) {
	for len(b) > 0 {
		if len(p.line) == lineCap {
			n := copy(p.line, p.line[lineCap-lineTail:])
			p.lost += lineCap - n
			clear(p.line[n:])
			p.line = p.line[:n]
		}
		n := min(len(b), lineCap-len(p.line))
		p.line = append(p.line, b[:n]...)
		b = b[n:]
	}
}

func (p *Parser) clearLine() {
	clear(p.line)
	p.line, p.lost = p.line[:0], 0
}

func (p *Parser) clearPage() {
	clear(p.page)
	p.page = p.page[:0]
}

func (p *Parser) dropLine() {
	n := len(p.line) + p.lost
	p.clearLine()
	p.noise(n)
}
