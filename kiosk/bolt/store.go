package bolt

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// closingTime is how long Close waits for a broken database to let go.
const closingTime = time.Second

// Store is an open store. It implements engine.Journal.
type Store struct {
	path    string
	options Options
	id      identity
	floor   floor
	db      *bbolt.DB
	lock    *os.File
	tickets *ticketLog
	queue   *queue

	ready    int64                 // where the room ends that was made ready; of the leader
	finalise func(*bbolt.Tx) error // commits; replaced where a test lets it fail
	broken   atomic.Pointer[error] // why, once it is
	wedged   atomic.Bool           // a panic left the database locked
	syncs    chan struct{}         // asks for a sync of the ticket log
	synced   chan struct{}         // closed when the syncing goroutine has ended
	closing  sync.Once
	closed   error

	cache   atomic.Pointer[kiosk.SessionCache] // the latest, to be written
	caching atomic.Bool                        // a request to write it is in the queue
}

var _ engine.Journal = (*Store)(nil)

// start takes up the work of an open database.
func (s *Store) start() {
	s.queue = newQueue()
	s.syncs = make(chan struct{}, 1)
	s.synced = make(chan struct{})
	go func() {
		defer close(s.synced)
		for range s.syncs {
			s.tickets.sync()
		}
	}()
}

// syncTickets asks for a sync of the ticket log and does not wait for it.
func (s *Store) syncTickets() {
	select {
	case s.syncs <- struct{}{}:
	default: // one is asked for already
	}
}

// Close waits for the commits that were asked for, marks the store as closed in
// good order, and lets go of it. Later calls return what the first did.
func (s *Store) Close() error {
	s.closing.Do(func() { s.closed = s.shut() })
	return s.closed
}

func (s *Store) shut() error {
	err := s.commit(context.Background(), func(c *change) error {
		return c.put(bucketMeta, keyOpen, false)
	})
	s.queue.close()
	if err == nil {
		s.tickets.append(line{s.id.epoch, s.sequence(), wordClosed, "-", 0})
	}
	close(s.syncs)
	<-s.synced
	s.tickets.close()
	if e := s.closeDatabase(); err == nil {
		err = e
	}
	_ = s.lock.Close()
	return err
}

// closeDatabase closes the database. One that a panic left locked would wait for
// ever: it stays open until the process ends.
func (s *Store) closeDatabase() error {
	if s.wedged.Load() {
		return s.trouble()
	}
	done := make(chan error, 1)
	go func() { done <- s.db.Close() }()
	if s.trouble() == nil {
		return <-done
	}
	select {
	case err := <-done:
		return err
	case <-time.After(closingTime):
		return s.trouble()
	}
}

// sequence returns the last sequence given, or 0 where it cannot be read.
func (s *Store) sequence() (n uint64) {
	_ = s.view(func(tx *bbolt.Tx) error {
		n = tx.Bucket(bucketEvents).Sequence()
		return nil
	})
	return n
}

// view reads. It must be short: the file cannot reuse what was freed since.
func (s *Store) view(f func(*bbolt.Tx) error) error {
	if err := s.trouble(); err != nil {
		return err
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return s.guard(func() error { return s.db.View(f) })
}

// Path returns the database's path.
func (s *Store) Path() string { return s.path }

// Epoch returns the epoch of the names that the store gives.
func (s *Store) Epoch() string { return s.id.epoch }

func fileSize(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// acquire takes the lock that keeps two processes from opening, replacing or
// compacting the same store.
func acquire(ctx context.Context, path string, patience time.Duration) (*os.File, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	deadline := time.Now().Add(patience)
	for {
		err = flock(f)
		if err == nil {
			return f, nil
		}
		if err != ErrLocked || time.Now().After(deadline) {
			break
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			_ = f.Close()
			return nil, ctx.Err()
		}
	}
	_ = f.Close()
	if err == ErrLocked {
		err = locked(path)
	}
	return nil, err
}

func locked(path string) error {
	return fmt.Errorf("%s: %w: stop the other terminal first (fuser -v %s names it)", path, ErrLocked, path)
}
