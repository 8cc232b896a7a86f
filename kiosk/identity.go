package kiosk

// Identity says that a session's person has told who they are. It identifies
// and never authenticates. The pseudonym is a keyed hash of what the document or
// the person told: equal for the same code at the same terminal, and nothing to
// anybody who lacks the key. Both
// are kept in memory only, and for the length of the session only.
type Identity struct {
	How       Identification
	Pseudonym string // hexadecimal; "" where an advisor confirmed by eye
	Shown     string // masked, to be shown: "••••••-•••X"
	Initials  string // "A. T.", so that nobody has to spell a name aloud; may be empty
}

// IsZero reports whether the person is unknown to the terminal, which is the
// rule.
func (i Identity) IsZero() bool { return i.How == NotIdentified }

// Identification is how a person was identified.
type Identification uint8

// The ways of identification.
const (
	NotIdentified Identification = iota
	ByDocument                   // a card or passport was read
	ByCode                       // the personal identity code was typed
	ByEye                        // an advisor confirmed it, with a reason
)

// String returns the way's name in journal and log.
func (i Identification) String() string {
	return [...]string{"none", "document", "code", "by_eye"}[i]
}

// ReaderCondition is whether a document can be read. The zero condition is no
// reader: identification is then not offered.
type ReaderCondition uint8

// The conditions of a reader.
const (
	ReaderAbsent ReaderCondition = iota
	ReaderReady
	ReaderFaulty // connected, and does not answer as it should
)

// String returns the condition's name in journal and log.
func (c ReaderCondition) String() string {
	return [...]string{"absent", "ready", "faulty"}[c]
}

// Misreading is why a reading is of no use, in the words of a person who holds
// the document.
type Misreading uint8

// The misreadings.
const (
	ReadWell        Misreading = iota
	ReadBadly                  // characters were not recognised, or a check digit is wrong
	ReadExpired                // the document is no longer valid
	ReadWithoutCode            // a document that does not say who the person is to a register
	ReadWrongKind              // a bank card, a library card, a barcode of something else
	misreadings
)

// String returns the misreading's name in log and texts.
func (m Misreading) String() string {
	return [...]string{"well", "badly", "expired", "without_code", "wrong_kind"}[min(m, misreadings-1)]
}

// Misreadings lists what can be wrong with a reading.
func Misreadings() []Misreading {
	return []Misreading{ReadBadly, ReadExpired, ReadWithoutCode, ReadWrongKind}
}

// Reason is why an advisor confirmed a person by eye.
type Reason uint8

// The reasons, in the order of the screen.
const (
	NoReason Reason = iota
	ReasonUnreadable
	ReasonNoDocument
	ReasonKnownPerson
)

// String returns the reason's name in journal and texts.
func (r Reason) String() string {
	return [...]string{"none", "unreadable", "no_document", "known_person"}[r]
}

// Reasons lists the reasons that an advisor can give.
func Reasons() []Reason { return []Reason{ReasonUnreadable, ReasonNoDocument, ReasonKnownPerson} }

// Reading is what came of showing a document or typing a code.
type Reading struct {
	Trouble  Misreading // ReadWell: Identity says who it is
	Identity Identity
	Language Language // of the document's issuer, to be offered; empty: both national ones, or not known
}
