package idreader

import (
	"bytes"
	crypto "crypto/rand"
	"encoding/binary"
	"math/rand/v2"
	"unicode/utf8"
)

// standInTries is how often stand-ins are made up until they pass the same checks as
// what they stand for and have none of its text in them.
const standInTries = 100

// standInKey is what stand-ins are made from, besides the text they stand for. It is
// forgotten with its Describer: without it nobody can tell what they stand for, not
// even by trying every text.
type standInKey [32]byte

func newStandInKey() (key standInKey) {
	_, _ = crypto.Read(key[:]) // never fails
	return key
}

// source is random numbers that depend on a text. It leaves no copy of the text
// anywhere, as a hash function's buffers would. That the mixing is weak does no harm:
// it only picks one of the generator's seeds, all of which are secret.
func (key standInKey) source(text []byte, try int) *rand.Rand {
	var seed [32]byte
	for lane := range 4 {
		h := binary.LittleEndian.Uint64(key[8*lane:]) ^ uint64(try)*0x9E3779B97F4A7C15
		for _, c := range text {
			h = (h ^ uint64(c)) * 0x100000001B3
			h ^= h >> 29
		}
		binary.LittleEndian.PutUint64(seed[8*lane:], h)
	}
	return rand.New(rand.NewChaCha8(seed))
}

// alike is other text in which every character has the same sort as in this.
func (key standInKey) alike(text []byte) []byte {
	return key.until(text, allSecret(text), func(out []byte, r *rand.Rand) { alike(out, r) }, func([]byte) bool { return true })
}

func allSecret(text []byte) []bool {
	secret := make([]bool, len(text))
	for i := range secret {
		secret[i] = true
	}
	return secret
}

// until makes up stand-ins in copies of text until they are good and nothing of the
// secret text is in them.
func (key standInKey) until(text []byte, secret []bool, make func(out []byte, r *rand.Rand), good func(out []byte) bool) []byte {
	out := append([]byte(nil), text...)
	safe := false
	for try := range standInTries {
		copy(out, text)
		make(out, key.source(text, try))
		if safe = !echoes(out, text, secret); safe && good(out) {
			return out
		}
	}
	if !safe { // a text that defies us is recorded as nothing
		for i, c := range out {
			if secret[i] {
				out[i] = blank(c)
			}
		}
	}
	return out
}

func blank(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return '0'
	case c >= 'A' && c <= 'Z':
		return 'X'
	case c >= 'a' && c <= 'z', c >= 0x80:
		return 'x'
	}
	return c
}

// echoLength is how much of a text tells something of it.
const echoLength = 4

// echoes reports whether out has a part of the secret letters and digits of text in
// it. Long texts, which are noise, are only compared place by place.
func echoes(out, text []byte, secret []bool) bool {
	run := 0
	for i, c := range text {
		if !secret[i] || !alphanumeric(c) {
			run = 0
			continue
		}
		if run++; run < echoLength {
			continue
		}
		part := text[i-echoLength+1 : i+1]
		if len(text) <= 512 && bytes.Contains(out, part) || bytes.Equal(out[i-echoLength+1:i+1], part) {
			return true
		}
	}
	return false
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// alike puts characters of the same sort in place of those of b. What is neither a
// letter nor a digit stays.
func alike(b []byte, r *rand.Rand) {
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c >= '0' && c <= '9':
			b[i] = digitOf(r)
		case c >= 'A' && c <= 'Z':
			b[i] = 'A' + byte(r.IntN(26))
		case c >= 'a' && c <= 'z':
			b[i] = 'a' + byte(r.IntN(26))
		case c >= 0x80:
			i += foreign(b[i:], r) - 1
		}
	}
}

func digitOf(r *rand.Rand) byte { return '0' + byte(r.IntN(10)) }

// foreign replaces one character that is not ASCII, and returns how long it is: a
// whole one of UTF-8 by another of the same length, a single byte by another.
func foreign(b []byte, r *rand.Rand) int {
	if _, n := utf8.DecodeRune(b); n > 1 {
		return copy(b, [...]string{2: "\u00e9", 3: "\u20ac", 4: "\U0001F600"}[n])
	}
	b[0] = 0xA0 + byte(r.IntN(0x20))
	return 1
}

// sameButTest reports whether two documents came out of their checks alike. That a
// code is one of a test person is no difference.
func sameButTest(a, b Document) bool {
	a.Checks.set(CheckCodeNotTest, NotApplicable)
	b.Checks.set(CheckCodeNotTest, NotApplicable)
	return a.Kind == b.Kind && a.Checks == b.Checks
}
