package devices

import "time"

// Piece is some bytes that went over a device's line one way and belong together,
// with what they mean.
type Piece struct {
	At       time.Time // when the last of them went
	ToDevice bool
	Bytes    []byte // as they were
	// Personal tells for each byte whether it may say something of a person; nil
	// means that none does.
	Personal []bool
	// StandIn has a byte for each of Bytes: the same where it is not personal, and
	// where it is one that says nothing of a person but looks alike. A recording
	// keeps these. nil stands for Bytes themselves.
	StandIn []byte
	Meaning string // in the words of the protocol: "ASB cover open"
}

// Recorded is what may be kept of the piece.
func (p Piece) Recorded() []byte {
	if p.StandIn != nil {
		return p.StandIn
	}
	return p.Bytes
}

// Secret reports whether the piece's byte i may say something of a person.
func (p Piece) Secret(i int) bool { return i < len(p.Personal) && p.Personal[i] }

// Wipe overwrites the bytes.
func (p Piece) Wipe() { clear(p.Bytes) }

// Describer says what the bytes on a device's line mean. Each driver's package has
// one. It holds bytes back until it knows what they are: the pieces of one direction
// joined are all bytes of that direction, in order, none twice. It is used by one
// goroutine.
type Describer interface {
	// Describe takes bytes that went over the line at a time, and keeps none of b.
	// The pieces belong to the caller, who wipes them.
	Describe(toDevice bool, at time.Time, b []byte) []Piece
	// Quiet tells that nothing has come until at. A minute after the last bytes
	// nothing is held back any more.
	Quiet(at time.Time) []Piece
	// Reset forgets what is held back and overwrites it.
	Reset()
}
