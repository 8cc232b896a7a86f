package sim

import (
	"bytes"
	"time"
)

// ReplayKind is what kind of device a recording is of, as far as its answers have to
// fit what the host says now.
type ReplayKind int

// The kinds.
const (
	// ReplayAny plays a recording as it is.
	ReplayAny ReplayKind = iota
	// ReplayPrinter answers with the process id that the host asked for last.
	ReplayPrinter
	// ReplayCardReader answers with the sequence number of the host's last CCID
	// message.
	ReplayCardReader
)

// fitting remembers what answers have to fit.
type fitting struct {
	kind     ReplayKind
	pending  []byte
	id       []byte // of a process, nil before the first
	sequence byte
	asked    bool
}

// withinAnswer is how far apart the parts of one answer are at most.
const withinAnswer = 100 * time.Millisecond

// joinAnswers puts together what came in parts, so that an answer is whole when it is
// made to fit.
func joinAnswers(steps []Step) (joined []Step) {
	for i, s := range steps {
		if last := len(joined) - 1; i > 0 && !s.FromHost && !joined[last].FromHost && s.Offset-joined[last].Offset <= withinAnswer {
			joined[last].Bytes = append(bytes.Clone(joined[last].Bytes), s.Bytes...)
			joined[last].Offset = s.Offset
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// heard looks for what the host asks.
func (f *fitting) heard(b []byte) {
	switch f.kind {
	case ReplayPrinter:
		f.pending = append(f.pending, b...)
		ask := []byte("\x1D(H\x06\x0000")
		if i := bytes.LastIndex(f.pending, ask); i >= 0 && len(f.pending) >= i+len(ask)+4 {
			f.id = bytes.Clone(f.pending[i+len(ask):][:4])
		}
		f.pending = append(f.pending[:0], f.pending[max(0, len(f.pending)-10):]...)
	case ReplayCardReader:
		f.pending = append(f.pending, b...)
		for size, whole := hostFrame(f.pending); whole; size, whole = hostFrame(f.pending) {
			if size >= 13 {
				f.sequence, f.asked = f.pending[8], true
			}
			f.pending = append(f.pending[:0], f.pending[size:]...)
		}
	}
}

// fit makes an answer fit. It is a new slice.
func (f *fitting) fit(b []byte) []byte {
	b = bytes.Clone(b)
	switch f.kind {
	case ReplayPrinter:
		for i := 0; f.id != nil && i+7 <= len(b); i++ {
			if b[i] == 0x37 && b[i+1] == 0x22 && b[i+6] == 0 {
				copy(b[i+2:], f.id)
			}
		}
	case ReplayCardReader:
		for i := 0; f.asked && i+13 <= len(b); {
			size, whole := hostFrame(b[i:])
			if !whole {
				break
			}
			if size >= 13 && b[i] == 0x03 && b[i+1] == 0x06 {
				b[i+size-1] ^= b[i+8] ^ f.sequence
				b[i+8] = f.sequence
			}
			i += size
		}
	}
	return b
}
