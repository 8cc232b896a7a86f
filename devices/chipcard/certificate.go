package chipcard

import (
	"bytes"
	"errors"
	"unicode/utf8"
)

var errCertificate = errors.New("the file that should be a certificate is none")

// Object identifiers of what is looked for in a subject.
var (
	oidSurname   = []byte{0x55, 0x04, 0x04}
	oidSerial    = []byte{0x55, 0x04, 0x05}
	oidGivenName = []byte{0x55, 0x04, 0x2A}
)

// subject is what a certificate says of its holder, as parts of the certificate.
type subject struct{ surname, givenNames, serial element }

// parseSubject finds the subject in an X.509 certificate. Only what leads there has
// to be formed well: versions, serial numbers, dates and extensions may be odd. What
// stands behind the certificate is passed over.
func parseSubject(der []byte) (subject, error) {
	certificate, _, ok := nextElement(der)
	if !ok || certificate.tag != tagSequence {
		return subject{}, errCertificate
	}
	signed, _, ok := nextElement(certificate.value)
	if !ok || signed.tag != tagSequence {
		return subject{}, errCertificate
	}
	// Serial number, algorithm, issuer, validity, subject: the fifth, or the sixth
	// when the version is given.
	index := 0
	for e, rest, ok := nextElement(signed.value); ok; e, rest, ok = nextElement(rest) {
		if index == 0 && e.tag == 0xA0 {
			continue
		}
		if index == 4 {
			if e.tag != tagSequence {
				return subject{}, errCertificate
			}
			return parseName(e.value), nil
		}
		index++
	}
	return subject{}, errCertificate
}

// parseName goes through a distinguished name. The first of several equal attributes
// counts.
func parseName(name []byte) subject {
	var s subject
	for set, rest, ok := nextElement(name); ok; set, rest, ok = nextElement(rest) {
		if set.tag != tagSet {
			continue
		}
		for pair, more, ok := nextElement(set.value); ok; pair, more, ok = nextElement(more) {
			oid, behind, ok := nextElement(pair.value)
			if !ok || pair.tag != tagSequence || oid.tag != tagOID {
				continue
			}
			value, _, ok := nextElement(behind)
			if !ok {
				continue
			}
			s.take(oid.value, value)
		}
	}
	return s
}

func (s *subject) take(oid []byte, value element) {
	for _, known := range []struct {
		oid  []byte
		into *element
	}{{oidSurname, &s.surname}, {oidSerial, &s.serial}, {oidGivenName, &s.givenNames}} {
		if bytes.Equal(oid, known.oid) && known.into.tag == 0 {
			*known.into = value
		}
	}
}

// appendText appends a string of a name as UTF-8, as far as dst's capacity goes.
func (e element) appendText(dst []byte) []byte {
	switch e.tag {
	case 0x1E: // BMPString: two bytes a character
		for i := 0; i+1 < len(e.value); i += 2 {
			dst = appendRune(dst, rune(e.value[i])<<8|rune(e.value[i+1]))
		}
		return dst
	case 0x1C: // UniversalString: four bytes a character
		for i := 0; i+3 < len(e.value); i += 4 {
			r := rune(e.value[i])<<24 | rune(e.value[i+1])<<16 | rune(e.value[i+2])<<8 | rune(e.value[i+3])
			dst = appendRune(dst, r)
		}
		return dst
	}
	if e.tag == 0x14 || !utf8.Valid(e.value) { // TeletexString, in practice Latin-1
		for _, c := range e.value {
			dst = appendRune(dst, rune(c))
		}
		return dst
	}
	for rest := e.value; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		dst = appendRune(dst, r)
		rest = rest[size:]
	}
	return dst
}
