package kiosk

import (
	"errors"
	"fmt"
	"strings"
)

// AppointmentCode is the code of a booking as the person was given it: six
// characters of Crockford's base 32 and his check symbol, which is the value
// modulo 37. Every single wrong character, and every two that changed places, are
// found.
type AppointmentCode string

const (
	// AppointmentCodeLength is how many characters a whole code has.
	AppointmentCodeLength = 7

	// AppointmentSymbols are the characters of a code; its last one can be one of
	// AppointmentChecks too.
	AppointmentSymbols = codeAlphabet
	AppointmentChecks  = "*~$=U"
)

// ErrAppointmentCode is returned when a text is not the code of a booking, or was
// misread.
var ErrAppointmentCode = errors.New("not the code of a booking")

// ParseAppointmentCode reads a code as people write it: in either case of
// letters, with spaces or hyphens, O for 0 and I or L for 1. The error is
// ErrAppointmentCode, and says nothing of the text.
func ParseAppointmentCode(s string) (AppointmentCode, error) {
	code := make([]byte, 0, AppointmentCodeLength)
	for i := range len(s) {
		c := s[i]
		if c == ' ' || c == '-' {
			continue
		}
		symbol, ok := appointmentSymbol(c, len(code))
		if !ok {
			return "", fmt.Errorf("%w: character %d cannot stand there", ErrAppointmentCode, i+1)
		}
		code = append(code, symbol)
	}
	if len(code) != AppointmentCodeLength {
		return "", fmt.Errorf("%w: it has %d characters, not %d", ErrAppointmentCode, len(code), AppointmentCodeLength)
	}
	value := 0
	for _, c := range code[:AppointmentCodeLength-1] {
		value = value<<5 | strings.IndexByte(AppointmentSymbols, c)
	}
	if code[AppointmentCodeLength-1] != (AppointmentSymbols + AppointmentChecks)[value%37] {
		return "", fmt.Errorf("%w: its check character does not fit", ErrAppointmentCode)
	}
	return AppointmentCode(code), nil
}

// appointmentSymbol returns a character in its proper form, and whether it can
// stand at a place of a code, counted from 0.
func appointmentSymbol(c byte, place int) (symbol byte, ok bool) {
	if c >= 'a' && c <= 'z' {
		c -= 'a' - 'A'
	}
	switch c {
	case 'O':
		c = '0'
	case 'I', 'L':
		c = '1'
	}
	if place >= AppointmentCodeLength {
		return 0, false
	}
	known := strings.IndexByte(AppointmentSymbols, c) >= 0
	return c, known || place == AppointmentCodeLength-1 && strings.IndexByte(AppointmentChecks, c) >= 0
}
