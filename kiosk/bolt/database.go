package bolt

import (
	"fmt"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk/engine"
)

// openDatabase opens a file for writing.
func (s *Store) openDatabase(path string) error {
	return surviving(path, func() error {
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{
			Timeout:         s.options.Timeout,
			FreelistType:    bbolt.FreelistMapType,
			InitialMmapSize: initialMap,
			MaxSize:         int(s.options.MaxSize),
		})
		if err != nil {
			if s.isFull(err) {
				return fmt.Errorf("%s: %w: %v", path, engine.ErrFull, err)
			}
			return openingError(path, err)
		}
		db.AllocSize = growth
		s.db = db
		return nil
	})
}

// surviving runs f, which reads a file that nobody has read yet in this process:
// a panic, and a page that cannot be read, mean that the file is damaged.
func surviving(path string, f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: %w: %v", path, ErrDamaged, p)
		}
	}()
	return f()
}

// letGo closes a database that could not be taken up. A panic may have left it
// locked: then it stays open, which keeps nobody from putting another file in its
// place.
func (s *Store) letGo() {
	db := s.db
	s.db = nil
	closed := make(chan struct{})
	go func() {
		_ = db.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(closingTime):
	}
}
