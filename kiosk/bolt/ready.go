package bolt

import (
	"fmt"
	"os"

	"kundterminal/internal/logbook"
)

// A page that is written for the first time makes the file system find room for
// it, and note that in its own journal, before the flush is done: such a commit
// takes half as long again. So the room that the database will grow into is
// written with zeros beforehand, when nobody waits for it.

const (
	// headroom is how much must be ready beyond the data.
	headroom = growth / 4

	// seekHole is lseek's SEEK_HOLE of Linux: find the first place without room.
	seekHole = 4
)

// makeReady asks for room to be made ready, if that is due.
func (s *Store) makeReady(used int64) {
	if used+headroom <= s.ready || s.ready >= s.options.MaxSize {
		return
	}
	s.ready = used + headroom + 1 // not to be asked for again meanwhile
	r := &request{alone: true, done: make(chan struct{}), apply: s.writeZeros}
	if leads, err := s.queue.add(r); err == nil && leads {
		go s.lead(r)
	}
}

// writeZeros writes zeros behind everything that the database uses. It is run as
// a request, so that nobody writes to the file at the same time.
func (s *Store) writeZeros(c *change) error {
	f, err := os.OpenFile(s.path, os.O_WRONLY, 0)
	if err != nil {
		return s.notReady(c, err)
	}
	defer f.Close()
	start := c.tx.Size()
	if end, err := f.Seek(start, seekHole); err == nil && end > start+headroom {
		s.ready = end
		return nil
	}
	end := min(start+headroom+growth, s.options.MaxSize)
	if start >= end {
		s.ready = end
		return nil
	}
	if _, err := f.WriteAt(make([]byte, end-start), start); err != nil {
		return s.notReady(c, err)
	}
	if err := f.Sync(); err != nil {
		return s.breakDown(fmt.Errorf("sync: %w", err))
	}
	s.ready = end
	return nil
}

// notReady puts the next attempt off until the database has grown. Nothing is
// amiss: commits find their room themselves, or say that there is none.
func (s *Store) notReady(c *change, err error) error {
	s.ready = c.tx.Size() + 2*headroom
	if !noRoom(err) {
		logbook.Write(s.options.Log, logbook.StoreRoomNotReady{Path: s.path, Cause: err})
	}
	return nil
}
