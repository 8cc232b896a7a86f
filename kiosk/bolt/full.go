package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	berrors "go.etcd.io/bbolt/errors"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk/engine"
)

// shortOfRoom is the free space from which a failed growth of the file is taken
// for a full disk: one step, and what the file system keeps for itself.
const shortOfRoom = 2 * growth

// classify says what a failed commit means: no room, where bbolt has rolled
// everything back and the same may succeed later; else the store is broken.
func (s *Store) classify(err error) error {
	if s.isFull(err) {
		return fmt.Errorf("%s: %w: %v: free some room on the disk, or raise the limit of %d bytes",
			s.path, engine.ErrFull, err, s.options.MaxSize)
	}
	return s.breakDown(err)
}

// isFull reports whether the write failed for want of room. An error of a sync
// is never that, whatever its number: what the disk holds then is not known.
func (s *Store) isFull(err error) bool {
	if errors.Is(err, berrors.ErrMaxSizeReached) {
		return true
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Op != "sync" && noRoom(err)
	}
	// bbolt gives the error of growing the file as mere text.
	return strings.HasPrefix(err.Error(), "file resize error") && s.isShort()
}

// isShort reports whether the file cannot grow by one more step.
func (s *Store) isShort() bool {
	size := uint64(fileSize(s.path))
	return diskOf(filepath.Dir(s.path)).free < shortOfRoom || size+shortOfRoom > largestFile()
}

// breakDown marks the store as broken for the rest of this process.
func (s *Store) breakDown(err error) error {
	first := fmt.Errorf("%s: %w: %v: restart the terminal", s.path, engine.ErrBroken, err)
	if s.broken.CompareAndSwap(nil, &first) {
		logbook.Write(s.options.Log, logbook.StoreBroke{Path: s.path, Cause: err})
	}
	return *s.broken.Load()
}

// trouble returns why the store cannot be used any more, or nil.
func (s *Store) trouble() error {
	if p := s.broken.Load(); p != nil {
		return *p
	}
	return nil
}
