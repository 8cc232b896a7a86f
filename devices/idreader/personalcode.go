package idreader

import (
	"fmt"
	"io"
	"log/slog"
)

// PersonalCode is a Finnish personal identity code of right form: DDMMYY, a
// separator that says the century, an individual number of three digits and a check
// character. The zero value is none. Copies share the text, and Wipe of the
// Personal it belongs to overwrites it.
//
// Since 1 January 2023 (decree 690/2022) the separator is + for the 1800s, one of
// - Y X W V U for the 1900s and one of A B C D E F for the 2000s. It is a part of the
// code: 100190-999P and 100190Y999P are two people. So nothing is ever put in its
// place, and letters in lower case are not accepted for those in upper case.
//
// The check character is the 9 digits, as a number, modulo 31, in an alphabet
// without G, I, O, Q and Z; the separator does not count. Individual numbers are 002
// to 899; 900 to 999 are temporary, and used for test persons. Source: Digital and
// Population Data Services Agency, dvv.fi.
type PersonalCode struct{ text []byte }

const (
	codeLength     = 11
	checkAlphabet  = "0123456789ABCDEFHJKLMNPRSTUVWXY"
	firstNumber    = 2
	firstTemporary = 900
)

// IsZero reports whether there is none.
func (c PersonalCode) IsZero() bool { return len(c.text) == 0 }

// Bytes is the code itself, not a copy.
func (c PersonalCode) Bytes() []byte { return c.text }

// Separator is the seventh character.
func (c PersonalCode) Separator() byte {
	if c.IsZero() {
		return 0
	}
	return c.text[6]
}

// Birth is the date in the code. It may be a day that the calendar does not have.
func (c PersonalCode) Birth() Date {
	if c.IsZero() {
		return Date{}
	}
	day, _ := twoDigits(c.text)
	month, _ := twoDigits(c.text[2:])
	year, _ := twoDigits(c.text[4:])
	return Date{Year: int16(century(c.text[6]) + year), Month: uint8(month), Day: uint8(day)}
}

// Temporary reports whether the individual number is 900 to 999. Such codes are
// given to people who have none yet, by hospitals for one, and to test persons.
func (c PersonalCode) Temporary() bool { return c.number() >= firstTemporary }

// Masked is the code with six and three dots for its digits: "••••••-•••X". Only
// the separator and the check character can be read, so that a person can tell
// that it is their own. It is for a screen, not for a log.
func (c PersonalCode) Masked() string {
	if c.IsZero() {
		return ""
	}
	return "••••••" + string(c.text[6:7]) + "•••" + string(c.text[10:])
}

// String hides the code.
func (c PersonalCode) String() string {
	if c.IsZero() {
		return ""
	}
	return hidden
}

// Format hides the code, whatever the verb.
func (c PersonalCode) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// LogValue hides the code.
func (c PersonalCode) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalText hides the code; in JSON too.
func (c PersonalCode) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

func (c PersonalCode) number() int {
	if c.IsZero() {
		return 0
	}
	return int(c.text[7]-'0')*100 + int(c.text[8]-'0')*10 + int(c.text[9]-'0')
}

// ParsePersonalCode reads a personal identity code as a scanner or a keypad gives
// it. The text is copied. today is for the warning about a birth date still to
// come; the zero Date leaves it out.
func ParsePersonalCode(text []byte, today Date) Document {
	d := Document{Kind: KindPersonalCode, Length: len(text), Personal: newText(text)}
	d.Checks.pass(CheckCodeForm, codeFormed(text))
	if codeFormed(text) {
		d.Personal.PersonalCode = PersonalCode{d.Personal.Text}
		d.Personal.PersonalCode.check(&d.Checks, today)
		d.Personal.Birth = d.Personal.PersonalCode.Birth()
	}
	d.judge()
	return d
}

// codeFormed reports whether text has the form of a personal identity code, be it
// right or wrong otherwise.
func codeFormed(text []byte) bool {
	if len(text) != codeLength || century(text[6]) == 0 {
		return false
	}
	for i, c := range text {
		switch {
		case i == 6:
		case i == codeLength-1:
			if checkValue(c) < 0 {
				return false
			}
		case c < '0' || c > '9':
			return false
		}
	}
	return true
}

// check makes all checks but that of the form.
func (c PersonalCode) check(checks *Checks, today Date) {
	nine := 0
	for i, d := range c.text[:codeLength-1] {
		if i != 6 {
			nine = nine*10 + int(d-'0')
		}
	}
	birth := c.Birth()
	checks.pass(CheckCodeCharacter, checkValue(c.text[codeLength-1]) == nine%len(checkAlphabet))
	checks.pass(CheckCodeDate, birth.Day > 0 && birth.Month > 0 && birth.real())
	checks.pass(CheckCodeNumber, c.number() >= firstNumber)
	checks.warn(CheckCodeNotTest, !c.Temporary())
	if !today.IsZero() {
		checks.warn(CheckCodeNotFuture, !birth.After(today))
	}
}

// century is the year to add to the two digits of the code; 0 when there is no such
// separator.
func century(separator byte) int {
	switch separator {
	case '+':
		return 1800
	case '-', 'Y', 'X', 'W', 'V', 'U':
		return 1900
	case 'A', 'B', 'C', 'D', 'E', 'F':
		return 2000
	}
	return 0
}

func checkValue(c byte) int {
	for i := range len(checkAlphabet) {
		if checkAlphabet[i] == c {
			return i
		}
	}
	return -1
}

// newText keeps a copy of a text that may be personal.
func newText(text []byte) *Personal {
	p := &Personal{}
	if len(text) <= len(p.buf) {
		p.Text = p.buf[:copy(p.buf[:], text):len(text)]
	} else {
		p.Text = append(make([]byte, 0, len(text)), text...)
	}
	return p
}
