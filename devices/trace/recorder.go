package trace

import (
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"kundterminal/devices"
)

// Recorder writes a recording: of chunks it is told only how long they are, and what
// may be kept of them it takes from a describer's pieces. So nothing personal can
// come into a file by way of it. It is used by one goroutine.
type Recorder struct {
	w     io.Writer
	begun time.Time
	queue []pending // chunks whose bytes have not all been described
	err   error
}

// pending is a chunk of which some bytes are known.
type pending struct {
	at       time.Time
	toDevice bool
	want     int // bytes still to come
	bytes    []byte
	lost     int
}

// NewRecorder writes the header to w and returns the recorder of what follows.
func NewRecorder(w io.Writer, h Header) (*Recorder, error) {
	var b strings.Builder
	b.WriteString(Magic + "\n")
	for _, line := range [...][2]string{{"device", h.Device}, {"profile", h.Profile}} {
		if line[1] != "" && !strings.ContainsAny(line[1], "\r\n") {
			fmt.Fprintf(&b, "%s %s\n", line[0], line[1])
		}
	}
	if h.Baud > 0 {
		fmt.Fprintf(&b, "baud %d\n", h.Baud)
	}
	if !h.Begun.IsZero() {
		fmt.Fprintf(&b, "begun %s\n", h.Begun.UTC().Format(time.RFC3339Nano))
	}
	b.WriteString("# personal data was replaced by stand-ins before this was written\n" + headEnd + "\n")
	r := &Recorder{w: w, begun: h.Begun}
	_, r.err = io.WriteString(w, b.String())
	return r, r.err
}

// Chunk notes that n bytes went over the line; lost ones before them, if any, are
// noted too.
func (r *Recorder) Chunk(toDevice bool, at time.Time, n, lost int) {
	if r.begun.IsZero() {
		r.begun = at
	}
	if lost > 0 {
		r.queue = append(r.queue, pending{at: at, lost: lost})
	}
	for ; n > 0; n -= min(n, maxChunk) {
		r.queue = append(r.queue, pending{at: at, toDevice: toDevice, want: min(n, maxChunk)})
	}
}

// Pieces takes what a describer made of the chunks, and writes what is whole. The
// error is the first that the file made.
func (r *Recorder) Pieces(pieces []devices.Piece) error {
	for _, p := range pieces {
		rest := p.Recorded()
		for i := range r.queue {
			q := &r.queue[i]
			if len(rest) == 0 {
				break
			}
			if q.toDevice != p.ToDevice || q.want == 0 {
				continue
			}
			n := min(q.want, len(rest))
			q.bytes = append(q.bytes, rest[:n]...)
			q.want -= n
			rest = rest[n:]
		}
	}
	done := 0
	for done < len(r.queue) && r.queue[done].want == 0 {
		r.line(r.queue[done])
		done++
	}
	r.queue = append(r.queue[:0], r.queue[done:]...)
	return r.err
}

func (r *Recorder) line(q pending) {
	if r.err != nil {
		return
	}
	ms := max(0, q.at.Sub(r.begun).Milliseconds())
	switch {
	case q.lost > 0:
		_, r.err = fmt.Fprintf(r.w, "%d ! %d\n", ms, q.lost)
	case q.toDevice:
		_, r.err = fmt.Fprintf(r.w, "%d > %s\n", ms, hex.EncodeToString(q.bytes))
	default:
		_, r.err = fmt.Fprintf(r.w, "%d < %s\n", ms, hex.EncodeToString(q.bytes))
	}
}
