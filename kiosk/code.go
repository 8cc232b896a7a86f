package kiosk

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Code is a ticket's code: 12 characters of Crockford's base 32, of which ten
// carry the terminal (16 bits), the day since 1 January 2020 (15 bits), the
// series (5 bits) and the number (14 bits), and two are check characters of a
// Reed-Solomon code over GF(32). Any two wrong characters, and any two that
// changed places, are found.
type Code string

const (
	codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codeData     = 10
	codeLength   = codeData + 2
)

var firstCodeDay = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// ErrCode is returned when a text is not a ticket's code, or was misread.
var ErrCode = errors.New("not a ticket's code")

// EncodeCode returns the code. It returns "" where a part is out of its range:
// dates before 2020 or after 2109, series outside A–Z, numbers outside 1–9999.
func EncodeCode(t TerminalID, d Date, s Series, number int) Code {
	days := d.days()
	if d.IsZero() || days < 0 || days >= 1<<15 || s < 'A' || s > 'Z' || number < 1 || number > MaxNumber {
		return ""
	}
	bits := uint64(t)<<34 | uint64(days)<<19 | uint64(s-'A')<<14 | uint64(number)
	var symbols [codeLength]byte
	for i := range codeData {
		symbols[i] = byte(bits >> (5 * (codeData - 1 - i)) & 31)
	}
	symbols[codeData], symbols[codeData+1] = checkSymbols(symbols[:codeData])
	var text [codeLength]byte
	for i, v := range symbols {
		text[i] = codeAlphabet[v]
	}
	return Code(text[:])
}

// ParseCode reads a code as a scanner or a person gives it: in either case of
// letters, with spaces or hyphens, O for 0 and I or L for 1. The error is
// ErrCode.
func ParseCode(s string) (Code, error) {
	text := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-':
			return -1
		case 'o', 'O':
			return '0'
		case 'i', 'I', 'l', 'L':
			return '1'
		}
		return r
	}, strings.ToUpper(strings.TrimSpace(s)))
	if len(text) != codeLength {
		return "", fmt.Errorf("%w: it has %d characters, not %d", ErrCode, len(text), codeLength)
	}
	var symbols [codeLength]byte
	for i := range codeLength {
		v := strings.IndexByte(codeAlphabet, text[i])
		if v < 0 {
			return "", fmt.Errorf("%w: character %d is not one of %s", ErrCode, i+1, codeAlphabet)
		}
		symbols[i] = byte(v)
	}
	c1, c2 := checkSymbols(symbols[:codeData])
	if symbols[codeData] != c1 || symbols[codeData+1] != c2 {
		return "", fmt.Errorf("%w: its check characters do not fit", ErrCode)
	}
	code := Code(text)
	if _, d, series, number := code.Decode(); EncodeCode(code.Terminal(), d, series, number) != code {
		return "", fmt.Errorf("%w: no ticket has such a number", ErrCode)
	}
	return code, nil
}

// Decode returns what a code from EncodeCode or ParseCode holds.
func (c Code) Decode() (t TerminalID, d Date, s Series, number int) {
	if len(c) != codeLength {
		return 0, Date{}, 0, 0
	}
	var bits uint64
	for i := range codeData {
		bits = bits<<5 | uint64(strings.IndexByte(codeAlphabet, c[i])&31)
	}
	day := firstCodeDay.AddDate(0, 0, int(bits>>19&0x7FFF))
	return TerminalID(bits >> 34), DateOf(day), Series('A' + bits>>14&31), int(bits & 0x3FFF)
}

// Terminal returns the terminal that issued the ticket.
func (c Code) Terminal() TerminalID {
	t, _, _, _ := c.Decode()
	return t
}

// Spaced returns the code in groups of four, to be read and typed by people.
func (c Code) Spaced() string {
	if len(c) != codeLength {
		return string(c)
	}
	return string(c[0:4]) + " " + string(c[4:8]) + " " + string(c[8:12])
}

// checkSymbols returns the remainder of the data, as a polynomial over GF(32),
// by (x-1)(x-α).
func checkSymbols(data []byte) (byte, byte) {
	const g1, g0 = 1 ^ 2, 2 // x² + (1+α)x + α with α = 2
	var r1, r0 byte
	for _, d := range data {
		f := d ^ r1
		r1, r0 = r0^gfMul(f, g1), gfMul(f, g0)
	}
	return r1, r0
}

// gfMul multiplies in GF(32) with the polynomial x⁵ + x² + 1.
func gfMul(a, b byte) byte {
	var p byte
	for ; b > 0; b >>= 1 {
		if b&1 != 0 {
			p ^= a
		}
		a <<= 1
		if a&32 != 0 {
			a ^= 0b100101
		}
	}
	return p
}
