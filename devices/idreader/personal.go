package idreader

import (
	"fmt"
	"io"
	"log/slog"
)

// Personal is what a document says of a person. Its byte slices are parts of one
// buffer that Wipe overwrites; make no strings of them that outlive a session.
type Personal struct {
	Surname     []byte // primary identifier, with spaces for fillers; as the MRZ has it
	GivenNames  []byte // secondary identifier
	Number      []byte // document number, whole even when it is a long one
	Optional    []byte // optional data: TD1 the first field, TD2 and TD3 the only one
	Optional2   []byte // second optional data of a TD1
	Nationality State
	Birth       Date
	Expiry      Date
	Sex         byte // 'M', 'F' or '<' as printed

	PersonalCode PersonalCode // the personal identity code, if there is one of right form
	Text         []byte       // a barcode's whole text, or what was typed

	buf [128]byte
}

// hidden stands for personal data in every text that is made by itself.
const hidden = "••••••"

// Wipe overwrites everything. It may be called on nil and more than once.
func (p *Personal) Wipe() {
	if p == nil {
		return
	}
	clear(p.Text[:cap(p.Text)])
	clear(p.PersonalCode.text)
	clear(p.buf[:])
	*p = Personal{}
}

// String hides everything.
func (Personal) String() string { return hidden }

// Format hides everything, whatever the verb.
func (Personal) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// LogValue hides everything.
func (Personal) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText hides everything; in JSON too.
func (Personal) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// State is the three-letter code of a state or organisation in an MRZ: ISO 3166-1,
// or one of those that ICAO Doc 9303-3 section 5 adds.
type State [3]byte

// String is the code without fillers: "FIN", "D".
func (s State) String() string {
	n := 0
	for n < len(s) && s[n] != '<' && s[n] != 0 {
		n++
	}
	return string(s[:n])
}

// MarshalText gives String.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Finnish reports whether it is Finland.
func (s State) Finnish() bool { return s == State{'F', 'I', 'N'} }

// Status is what a code stands for that is not a nationality; "" for all others.
func (s State) Status() string {
	switch string(s[:]) {
	case "XXA":
		return "stateless person"
	case "XXB":
		return "refugee"
	case "XXC":
		return "refugee by another definition"
	case "XXX":
		return "unspecified nationality"
	}
	return ""
}

// formed reports whether letters are followed by nothing but fillers.
func (s State) formed() bool {
	filler := false
	for _, c := range s {
		switch {
		case c == '<':
			filler = true
		case c < 'A' || c > 'Z' || filler:
			return false
		}
	}
	return s[0] != '<'
}
