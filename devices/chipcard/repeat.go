package chipcard

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"time"
)

// lastCard remembers for a short time which card was in the slot last, by a keyed
// hash alone: a person who pulls their card and puts it in again is read once. The
// key is made anew for each card that is remembered, so that no hash can be compared
// with a later one.
type lastCard struct {
	within time.Duration // how long after it was taken out; less than 0: not at all

	mu    sync.Mutex
	key   [sha256.Size]byte
	print [sha256.Size]byte
	known bool
	until time.Time // zero while a card is in
	timer *time.Timer
}

// entered notes that a card is in, before it is known which. What is remembered is
// kept until it has been read, which may take longer than the time to forget.
func (l *lastCard) entered(at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.until.IsZero() && at.After(l.until) {
		l.forget()
	}
	l.until = time.Time{}
}

// again reports whether the card that is in is the one that was in last, and
// remembers it from now on.
func (l *lastCard) again(c *Card) bool {
	if l.within < 0 {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known && fingerprint(&l.key, c) == l.print {
		return true
	}
	_, _ = rand.Read(l.key[:]) // cannot fail
	l.print, l.known = fingerprint(&l.key, c), true
	return false
}

// left notes that the card is out.
func (l *lastCard) left(at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.known {
		return
	}
	l.until = at.Add(l.within)
	if l.timer == nil {
		l.timer = time.AfterFunc(l.within, l.tidy)
	} else {
		l.timer.Reset(l.within)
	}
}

// tidy runs when the time of a card that was taken out is over.
func (l *lastCard) tidy() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.until.IsZero() && !time.Now().Before(l.until) {
		l.forget()
	}
}

// forget overwrites what is remembered. l.mu is held.
func (l *lastCard) forget() {
	clear(l.key[:])
	clear(l.print[:])
	l.known = false
}

// fingerprint is a keyed hash (HMAC-SHA-256) of what tells cards apart: of an
// identity card whose and which it is, of any other its answer to reset alone. The
// message is made of whole blocks, for the hash keeps a copy of the rest of a block,
// which nobody would overwrite.
func fingerprint(key *[sha256.Size]byte, c *Card) (print [sha256.Size]byte) {
	var room [4 * sha256.BlockSize]byte
	defer clear(room[:])
	m := append(room[:0], byte(c.Kind))
	for _, text := range [][]byte{c.ATR, c.SATU, c.DocumentNumber} {
		text = text[:min(len(text), sha256.BlockSize)]
		m = append(binary.BigEndian.AppendUint16(m, uint16(len(text))), text...)
	}
	h := hmac.New(sha256.New, key[:])
	h.Write(room[:])
	h.Sum(print[:0])
	return print
}
