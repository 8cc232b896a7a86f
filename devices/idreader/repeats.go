package idreader

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"time"
)

// maxRepeats is how many documents are remembered at a time; more do not pass a
// reader within two seconds.
const maxRepeats = 8

// maxMessage is room for all that a document can say, so that the message never
// moves and leaves a copy behind: a frame has at most 4 KB.
const maxMessage = 16 << 10

// fingerprint is a keyed hash (HMAC-SHA-256) of what a document says.
type fingerprint [sha256.Size]byte

// repeats remembers for a short time which documents were seen, by fingerprints
// alone. Their key is made anew whenever nothing is remembered, so that nothing can
// be compared with what was seen before.
type repeats struct {
	within time.Duration

	mu      sync.Mutex
	key     [sha256.Size]byte
	seen    []sighting // oldest first
	timer   *time.Timer
	message []byte // to hash; cleared after use
}

type sighting struct {
	print fingerprint
	until time.Time
}

func newRepeats(within time.Duration) *repeats {
	return &repeats{within: within, seen: make([]sighting, 0, maxRepeats), message: make([]byte, 0, maxMessage)}
}

// again reports whether the document was seen a moment ago, and remembers it from
// now on: one that lies before a scanner, and is read over and over, is one read. A
// document that could not be read is never known again.
func (r *repeats) again(d Document) (fingerprint, bool) {
	if r.within < 0 || d.Kind == KindUnreadable {
		return fingerprint{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	r.expire(now)
	if len(r.seen) == 0 {
		_, _ = rand.Read(r.key[:]) // cannot fail
	}
	print := r.print(d)
	old := r.remove(print)
	if len(r.seen) == maxRepeats {
		r.remove(r.seen[0].print)
	}
	r.seen = append(r.seen, sighting{print, now.Add(r.within)})
	if r.timer == nil {
		r.timer = time.AfterFunc(r.within, r.tidy)
	} else {
		r.timer.Reset(r.seen[0].until.Sub(now))
	}
	return print, old
}

// forget lets a document that nobody was told of be read again.
func (r *repeats) forget(print fingerprint) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.remove(print)
}

// tidy runs when the time of the oldest sighting is over.
func (r *repeats) tidy() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	r.expire(now)
	if len(r.seen) > 0 {
		r.timer.Reset(r.seen[0].until.Sub(now))
	}
}

func (r *repeats) expire(now time.Time) {
	for len(r.seen) > 0 && !now.Before(r.seen[0].until) {
		r.remove(r.seen[0].print)
	}
	if len(r.seen) == 0 {
		clear(r.key[:])
	}
}

// remove overwrites what it removes, and reports whether there was something.
func (r *repeats) remove(print fingerprint) bool {
	for i := range r.seen {
		if r.seen[i].print == print {
			copy(r.seen[i:], r.seen[i+1:])
			last := len(r.seen) - 1
			r.seen[last] = sighting{}
			r.seen = r.seen[:last]
			return true
		}
	}
	return false
}

// print makes the fingerprint. The message is filled up to whole blocks, for the
// hash keeps a copy of the rest of a block, which nobody would overwrite.
func (r *repeats) print(d Document) (print fingerprint) {
	m := append(r.message[:0], byte(d.Kind))
	m = append(append(m, d.Code[:]...), d.Issuer[:]...)
	if p := d.Personal; p != nil {
		m = append(append(m, p.Nationality[:]...), p.Sex)
		for _, date := range []Date{p.Birth, p.Expiry} {
			m = append(binary.BigEndian.AppendUint16(m, uint16(date.Year)), date.Month, date.Day)
		}
		for _, text := range [][]byte{p.Surname, p.GivenNames, p.Number, p.Optional, p.Optional2, p.PersonalCode.Bytes(), p.Text} {
			m = append(binary.BigEndian.AppendUint16(m, uint16(len(text))), text...)
		}
	} else {
		m = binary.BigEndian.AppendUint16(m, uint16(d.Length))
	}
	for len(m)%sha256.BlockSize != 0 {
		m = append(m, 0)
	}
	hash := hmac.New(sha256.New, r.key[:])
	hash.Write(m)
	hash.Sum(print[:0])
	clear(m)
	r.message = m
	return print
}
