package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"kundterminal/internal/logbook"
)

const (
	// logSuffix is added to the database's path.
	logSuffix = ".tickets"

	// shortenAt is the size from which the log is replaced at Open by a short one
	// that tells the same.
	shortenAt = 1 << 20

	// longestLog is the size from which a log is taken for damaged.
	longestLog = 256 << 20

	// mostPending is how many bytes are kept for a log that cannot be written.
	mostPending = 1 << 20
)

// ticketLog appends to the log. One goroutine appends; any may sync.
type ticketLog struct {
	path    string
	log     *slog.Logger
	pending []byte // not yet in the file
	failing bool   // the last write failed, and that was logged

	mu sync.Mutex // guards file
	f  *os.File   // nil while it cannot be opened
}

// loadHistory reads the log of the database at path. The error says why nothing
// can be read; there being none is fs.ErrNotExist.
func loadHistory(path string) (history, error) {
	info, err := os.Stat(path + logSuffix)
	if err != nil {
		return readHistory(nil), err
	}
	if info.Size() > longestLog {
		return readHistory(nil), fmt.Errorf("%s has %d bytes: no ticket log is as long", path+logSuffix, info.Size())
	}
	data, err := os.ReadFile(path + logSuffix)
	h := readHistory(data)
	if err == nil && h.good == 0 {
		err = fmt.Errorf("%s has no whole line", path+logSuffix)
	}
	return h, err
}

// openLog opens the log for appending, shortened where it has grown long, and
// appends the lines. A log that cannot be written does not stop the terminal: it
// is tried again with each append.
func openLog(path string, h history, epoch string, lines []line, log *slog.Logger) *ticketLog {
	l := &ticketLog{path: path + logSuffix, log: log}
	if h.size > shortenAt {
		if err := replaceFile(l.path, h.snapshot(epoch)); err != nil {
			logbook.Write(log, logbook.TicketLogNotShortened{Path: l.path, Cause: err})
		} else {
			h.torn = false
		}
	}
	if h.torn {
		l.pending = []byte{'\n'}
	}
	l.append(lines...)
	l.sync()
	return l
}

// append writes the lines. It returns when the system has them, which a crash of
// this process cannot undo; sync makes them durable.
func (l *ticketLog) append(lines ...line) {
	for _, v := range lines {
		if len(l.pending) < mostPending {
			l.pending = v.append(l.pending)
		}
	}
	if len(l.pending) == 0 {
		return
	}
	err := l.write()
	if err != nil && !l.failing {
		logbook.Write(l.log, logbook.TicketLogNotWritten{Path: l.path, Cause: err})
	}
	l.failing = err != nil
}

func (l *ticketLog) write() error {
	f, err := l.file()
	if err != nil {
		return err
	}
	n, err := f.Write(l.pending)
	if err != nil && n > 0 {
		// The line that was cut is written again, on a line of its own.
		start := lineStart(l.pending, n)
		l.pending = append([]byte{'\n'}, l.pending[start:]...)
		return err
	}
	if err == nil {
		l.pending = l.pending[:0]
	}
	return err
}

// lineStart returns where the line begins of which n is in the middle.
func lineStart(b []byte, n int) int {
	for n > 0 && b[n-1] != '\n' {
		n--
	}
	return n
}

// file returns the open file, and opens or creates it where it is not.
func (l *ticketLog) file() (*os.File, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.f != nil {
		return l.f, nil
	}
	_, err := os.Stat(l.path)
	created := errors.Is(err, fs.ErrNotExist)
	f, err := os.OpenFile(l.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	l.f = f
	if created {
		return f, syncDirectory(filepath.Dir(l.path))
	}
	return f, nil
}

// sync makes the lines durable.
func (l *ticketLog) sync() {
	l.mu.Lock()
	f := l.f
	l.mu.Unlock()
	if f == nil {
		return
	}
	if err := f.Sync(); err != nil && !errors.Is(err, os.ErrClosed) {
		logbook.Write(l.log, logbook.TicketLogNotSynced{Path: l.path, Cause: err})
	}
}

func (l *ticketLog) close() {
	l.sync()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.f != nil {
		_ = l.f.Close()
		l.f = nil
	}
}

// replaceFile writes a file beside path and renames it to path, durably.
func replaceFile(path string, data []byte) error {
	tmp := path + ".tmp"
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		_ = os.Remove(tmp)
		return err
	}
	return syncDirectory(filepath.Dir(path))
}

// syncDirectory makes the names in a directory durable.
func syncDirectory(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if e := d.Close(); err == nil {
		err = e
	}
	return err
}
