package idreader

import (
	"time"

	"kundterminal/devices"
)

const (
	describeCap = 8192                   // bytes held back at most
	provenQuiet = 500 * time.Millisecond // a pause before bytes that is no lateness of ours
)

// Describer says what goes over a reader's line. It follows the line with a Parser
// of its own, so that it finds the frames that a Driver finds, and then tells the
// fields of each apart: framing, document code, issuing state, fillers, sentinels and
// the prefixes of the profile are not personal. All else is, check digits and
// whatever was not understood included.
//
// Stand-ins keep the sort of each character. What passed a check passes it with its
// stand-ins too, and what failed fails. Only personal identity codes become ones of
// test persons (900 to 999), as which they are then known. Stand-ins of the same text
// by the same Describer are the same.
type Describer struct {
	profile Profile
	key     standInKey
	parser  *Parser

	held   []byte    // not yet described
	first  time.Time // when the first bytes came
	last   time.Time // when bytes came from the reader
	clock  time.Duration
	silent time.Time // up to when Quiet has counted
	found  []finding
	reply  bool // a command's answer was described last; its end may follow
}

// finding is what the parser found, without anything personal but what the checks
// tell.
type finding struct {
	kind      EventKind
	document  Kind
	checks    Checks
	long      LongNumber
	length    int
	symbology string
}

// NewDescriber makes a describer for readers of the profile.
func NewDescriber(p Profile) *Describer { return newDescriber(p, newStandInKey()) }

func newDescriber(p Profile, key standInKey) *Describer {
	d := &Describer{profile: p, key: key, held: make([]byte, 0, describeCap)}
	d.parser = NewParser(p, Date{}, d.take)
	return d
}

var _ devices.Describer = (*Describer)(nil)

func (d *Describer) take(e Event) {
	if e.Kind == RearmDue {
		return
	}
	doc := e.Document
	d.found = append(d.found, finding{e.Kind, doc.Kind, doc.Checks, doc.LongNumber, doc.Length, doc.Symbology})
	doc.Wipe()
}

// Describe implements devices.Describer.
func (d *Describer) Describe(toDevice bool, at time.Time, b []byte) []devices.Piece {
	if len(b) == 0 {
		return nil
	}
	if toDevice {
		return d.written(at, b)
	}
	if d.first.IsZero() {
		d.first, d.last, d.silent = at, at, at
	}
	// As in lineClock: bytes that come late prove no silence before them.
	passed := max(0, at.Sub(d.silent))
	if passed < provenQuiet {
		passed = min(passed, newLineClock(&d.profile).gap)
	}
	pieces := d.pass(passed)
	d.last, d.silent = at, at
	d.parser.SetToday(DateOf(at))
	for i := range b {
		d.held = append(d.held, b[i])
		d.parser.Feed(b[i:i+1], d.clock)
		pieces = append(pieces, d.settled()...)
	}
	return pieces
}

// Quiet implements devices.Describer.
func (d *Describer) Quiet(at time.Time) []devices.Piece {
	if d.first.IsZero() || !at.After(d.silent) {
		return nil
	}
	passed := at.Sub(d.silent)
	d.silent = at
	return d.pass(passed)
}

// pass lets time go by.
func (d *Describer) pass(passed time.Duration) (pieces []devices.Piece) {
	end := d.clock + passed
	for deadline, waits := d.parser.Deadline(); waits && deadline <= end; deadline, waits = d.parser.Deadline() {
		d.parser.Quiet(deadline)
		pieces = append(pieces, d.settled()...)
	}
	d.clock = end
	return pieces
}

// settled describes what is held when the parser waits for nothing any more.
func (d *Describer) settled() []devices.Piece {
	replied := len(d.found) > 0 && isReply(d.found[len(d.found)-1].kind)
	if len(d.held) == 0 || d.parser.pending() && !replied && len(d.held) < describeCap {
		return nil
	}
	f := d.frame()
	clear(d.held)
	d.held = d.held[:0]
	clear(d.found)
	d.found = d.found[:0]
	d.reply = replied
	pieces := f.pieces()
	f.wipe()
	return pieces
}

func isReply(k EventKind) bool { return k == CommandAccepted || k == CommandRefused }

// Reset implements devices.Describer.
func (d *Describer) Reset() {
	d.parser.Reset()
	clear(d.held[:cap(d.held)])
	d.held = d.held[:0]
	clear(d.found)
	d.found, d.reply = d.found[:0], false
}
