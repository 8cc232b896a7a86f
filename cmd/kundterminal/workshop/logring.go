package workshop

import (
	"bytes"
	"sync"
)

// The limits of what is kept of the log.
const (
	logLines   = 5000
	logLongest = 8 << 10 // bytes of a line; of a longer one nothing is kept but its beginning
)

// LogRing keeps the last lines of the log, so that a support bundle has them on
// a machine without a journal daemon. It is written to by a slog.Handler beside
// the log itself:
//
//	ring := workshop.NewLogRing()
//	log := slog.NewJSONHandler(io.MultiWriter(ring, os.Stdout), nil)
//
// with the ring first, so that it goes on where standard output does not.
type LogRing struct {
	mu    sync.Mutex
	lines [][]byte
	next  int
}

// NewLogRing returns a ring for 5,000 lines.
func NewLogRing() *LogRing { return &LogRing{} }

// Write implements io.Writer. Each write is one line, as slog's handlers make
// it. It never fails.
func (r *LogRing) Write(line []byte) (int, error) {
	kept := bytes.Clone(bytes.TrimRight(line[:min(len(line), logLongest)], "\n"))
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.lines) < logLines {
		r.lines = append(r.lines, kept)
	} else {
		r.lines[r.next] = kept
		r.next = (r.next + 1) % logLines
	}
	return len(line), nil
}

// Lines returns what is kept, the oldest first, each line ended by a newline.
func (r *LogRing) Lines() []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	var text bytes.Buffer
	for i := range r.lines {
		text.Write(r.lines[(r.next+i)%len(r.lines)])
		text.WriteByte('\n')
	}
	return text.Bytes()
}
