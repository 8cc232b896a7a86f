package chipcard

import (
	"fmt"
	"io"
	"log/slog"
	"unicode/utf8"
)

// Kind is what a card is.
type Kind uint8

// The kinds.
const (
	KindOther  Kind = iota // some chip card
	KindFINEID             // a Finnish identity card
)

// String is the kind's name in records and in JSON.
func (k Kind) String() string {
	if k == KindFINEID {
		return "fineid"
	}
	return "other"
}

// MarshalText gives the name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Card is what was read of a card. Its byte slices, except for ATR, are parts of one
// buffer that Wipe overwrites; make no strings of them that outlive a session.
type Card struct {
	ATR  []byte // answer to reset: tells the make of the card, not the person
	Kind Kind

	Surname        []byte // UTF-8, as the certificate has it
	GivenNames     []byte // UTF-8, all of them, with spaces between
	SATU           []byte // electronic identifier: eight digits and a check character, verified
	DocumentNumber []byte // of the card itself; empty when the card does not tell

	buf  [4 * maxField]byte
	used int
}

// maxField is the longest text kept of one field, in bytes. Names in certificates
// have at most 64 characters.
const maxField = 256

// Wipe overwrites everything that was read of a person. It may be called on nil and
// more than once.
func (c *Card) Wipe() {
	if c == nil {
		return
	}
	clear(c.buf[:])
	c.used = 0
	c.Surname, c.GivenNames, c.SATU, c.DocumentNumber = nil, nil, nil, nil
}

// keep copies a field's text into the card's own buffer.
func (c *Card) keep(text func(dst []byte) []byte) []byte {
	room := c.buf[c.used:c.used:min(len(c.buf), c.used+maxField)]
	kept := text(room)
	c.used += len(kept)
	return kept[:len(kept):len(kept)]
}

// String names the card without saying whose it is.
func (c Card) String() string {
	return fmt.Sprintf("%s card with the answer to reset %X", c.Kind, c.ATR)
}

// Format gives String, whatever the verb: none shows what was read of a person.
func (c Card) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// LogValue gives the kind and the answer to reset.
func (c Card) LogValue() slog.Value {
	return slog.GroupValue(slog.String("kind", c.Kind.String()), slog.String("atr", fmt.Sprintf("%X", c.ATR)))
}

// MarshalText gives String; in JSON too.
func (c Card) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// appendRune appends what fits into dst's capacity, whole characters only, and
// leaves control characters out. It never moves dst.
func appendRune(dst []byte, r rune) []byte {
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	if r < ' ' || r == 0x7F || r >= 0x80 && r < 0xA0 || len(dst)+utf8.RuneLen(r) > cap(dst) {
		return dst
	}
	return utf8.AppendRune(dst, r)
}

// ValidSATU reports whether text is an electronic identifier: eight digits and the
// check character, which is the digits modulo 31 in the alphabet of the personal
// identity code.
func ValidSATU(text []byte) bool {
	return formedSATU(text) && satuCheck(text[:8]) == text[8]
}

// satuAlphabet leaves out letters that are easily taken for digits.
const satuAlphabet = "0123456789ABCDEFHJKLMNPRSTUVWXY"

// formedSATU reports whether text has the form of one, whatever its check character.
func formedSATU(text []byte) bool {
	if len(text) != 9 {
		return false
	}
	for _, c := range text[:8] {
		if c < '0' || c > '9' {
			return false
		}
	}
	c := text[8]
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
}

func satuCheck(digits []byte) byte {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return satuAlphabet[n%len(satuAlphabet)]
}
