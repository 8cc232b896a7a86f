package bolt

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"kundterminal/kiosk/engine"
)

const (
	// largestBatch is how many callers share one commit at most.
	largestBatch = 512

	// gatherYields is how often the committer lets others run, after a commit
	// that several shared, so that they can hand in what they do next.
	gatherYields = 16
)

// request is one caller's share of a commit.
type request struct {
	apply func(*change) error
	done  chan struct{} // closed when err is final
	err   error
	taken atomic.Bool // by the committer, or by the caller who gives up
}

// queue holds the requests that wait for the next commit.
type queue struct {
	mu     sync.Mutex
	filled sync.Cond
	list   []*request
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.filled.L = &q.mu
	return q
}

func (q *queue) add(r *request) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return ErrClosed
	}
	q.list = append(q.list, r)
	q.filled.Signal()
	return nil
}

// take waits for requests and returns them. It returns none when the queue is
// closed and empty.
func (q *queue) take() []*request {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.list) == 0 && !q.closed {
		q.filled.Wait()
	}
	n := min(len(q.list), largestBatch)
	batch := q.list[:n:n]
	q.list = q.list[n:]
	return batch
}

func (q *queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.list)
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.filled.Signal()
}

// commit makes what apply does durable, together with what others ask for
// meanwhile. Once the commit has begun it waits for its end whatever ctx says:
// an answer of "perhaps" is worth nothing. apply may be run more than once, each
// time on a fresh transaction.
func (s *Store) commit(ctx context.Context, apply func(*change) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.trouble(); err != nil {
		return err
	}
	r := &request{apply: apply, done: make(chan struct{})}
	if err := s.queue.add(r); err != nil {
		return err
	}
	select {
	case <-r.done:
	case <-ctx.Done():
		if r.taken.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		<-r.done
	}
	return r.err
}

// run is the committer: the only goroutine that writes.
func (s *Store) run() {
	defer close(s.stopped)
	// A page of the map that cannot be read must not end the process.
	debug.SetPanicOnFault(true)
	shared := 0
	for {
		for i := 0; i < gatherYields && shared > 1 && s.queue.length() < shared; i++ {
			runtime.Gosched()
		}
		batch := s.queue.take()
		if len(batch) == 0 {
			return
		}
		shared = len(batch)
		live := batch[:0]
		for _, r := range batch {
			if r.taken.CompareAndSwap(false, true) {
				live = append(live, r)
			}
		}
		s.settle(live)
	}
}

// settle commits the batch and gives each request its own answer.
func (s *Store) settle(batch []*request) {
	for len(batch) > 0 {
		culprit, err := s.attempt(batch)
		switch {
		case culprit >= 0:
			finish(batch[culprit:culprit+1], err)
			batch = append(batch[:culprit:culprit], batch[culprit+1:]...)
		case errors.Is(err, engine.ErrFull) && len(batch) > 1:
			// There may be room for the small ones.
			for i := range batch {
				s.settle(batch[i : i+1])
			}
			return
		default:
			finish(batch, err)
			return
		}
	}
}

// finish answers the requests: err, or where it is nil, their own error.
func finish(batch []*request, err error) {
	for _, r := range batch {
		if err != nil {
			r.err = err
		}
		close(r.done)
	}
}

// attempt commits the batch in one transaction. A request that fails without
// having changed anything keeps its error and leaves the others alone. One that
// fails half-way is returned as the culprit, and nothing is committed.
func (s *Store) attempt(batch []*request) (culprit int, err error) {
	if err := s.trouble(); err != nil {
		return -1, err
	}
	defer func() {
		if p := recover(); p != nil {
			s.wedged.Store(true)
			culprit, err = -1, s.breakDown(fmt.Errorf("panic in a commit: %v", p))
		}
	}()
	tx, err := s.db.Begin(true)
	if err != nil {
		return -1, s.breakDown(err)
	}
	defer func() { _ = tx.Rollback() }()
	c := &change{tx: tx, id: s.id}
	for i, r := range batch {
		writes := c.writes
		if r.err = s.guard(func() error { return r.apply(c) }); r.err != nil && c.writes != writes {
			return i, r.err
		}
	}
	if c.writes == 0 {
		return -1, nil
	}
	if err := s.finalise(tx); err != nil {
		return -1, s.classify(err)
	}
	s.logCommit(c)
	return -1, nil
}

// guard turns a panic of f into an error. A fault in the mapped file breaks the
// store; any other panic is the mistake of one request.
func (s *Store) guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if _, fault := p.(interface{ Addr() uintptr }); fault {
				err = s.breakDown(fmt.Errorf("the database cannot be read: %v", p))
				return
			}
			err = fmt.Errorf("panic in a request to the store: %v", p)
		}
	}()
	return f()
}

// logCommit writes what was committed to the ticket log.
func (s *Store) logCommit(c *change) {
	if len(c.lines) == 0 && c.last > 0 {
		c.lines = append(c.lines, line{c.id.epoch, c.last, wordCommitted, "-", 0})
	}
	s.tickets.append(c.lines...)
}
