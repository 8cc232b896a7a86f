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

	// gatherYields is how often a leader lets others run, after a commit that
	// several shared, so that they can hand in what they do next.
	gatherYields = 16
)

// request is one caller's share of a commit.
type request struct {
	apply func(*change) error
	done  chan struct{} // closed when err is final, or when the caller is to lead
	leads bool          // set before done is closed: the caller is to lead
	err   error
	alone bool        // nobody waits for it
	taken atomic.Bool // into a commit, or back by a caller who gives up
}

// queue holds the requests that wait for the next commit. Commits are led by one
// of those who ask for them, so that a single caller need not wait for another
// goroutine to wake up.
type queue struct {
	mu     sync.Mutex
	list   []*request
	led    bool // somebody commits, or is appointed to
	closed bool
	idle   sync.Cond // nobody leads
	shared int       // how many shared the last commit; only the leader uses it
}

func newQueue() *queue {
	q := &queue{}
	q.idle.L = &q.mu
	return q
}

// add puts the request into the queue, and reports whether its caller leads.
func (q *queue) add(r *request) (leads bool, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false, ErrClosed
	}
	if q.led {
		q.list = append(q.list, r)
		return false, nil
	}
	q.led = true
	return true, nil
}

// take returns what is to be committed together with the leader's own request,
// which was taken before.
func (q *queue) take(own *request) []*request {
	for i := 0; i < gatherYields && q.shared > 1 && q.length()+1 < q.shared; i++ {
		runtime.Gosched()
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.list), largestBatch-1)
	batch := []*request{own}
	for _, r := range q.list[:n] {
		if r.taken.CompareAndSwap(false, true) {
			batch = append(batch, r)
		}
	}
	clear(q.list[:n])
	q.list = q.list[n:]
	q.shared = len(batch)
	return batch
}

// next appoints the leader of the next commit and returns it, or nil.
func (q *queue) next() *request {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.list) > 0 {
		r := q.list[0]
		q.list[0] = nil
		q.list = q.list[1:]
		if r.taken.CompareAndSwap(false, true) {
			return r
		}
	}
	q.list = nil
	q.led = false
	q.idle.Broadcast()
	return nil
}

func (q *queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.list)
}

// close refuses further requests and waits for those in the queue.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for q.led {
		q.idle.Wait()
	}
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
	leads, err := s.queue.add(r)
	if err != nil {
		return err
	}
	if !leads {
		select {
		case <-r.done:
		case <-ctx.Done():
			if r.taken.CompareAndSwap(false, true) {
				return ctx.Err()
			}
			<-r.done
		}
		leads = r.leads
	}
	if leads {
		s.lead(r)
	}
	return r.err
}

// lead commits the request together with all that are in the queue, and passes
// the lead on.
func (s *Store) lead(own *request) {
	// A page of the map that cannot be read must not end the process.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	own.leads = false
	s.settle(s.queue.take(own))
	next := s.queue.next()
	switch {
	case next == nil:
	case next.alone:
		go s.lead(next)
	default:
		next.leads = true
		close(next.done)
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
		select {
		case <-r.done: // it leads: nobody else waits for it
		default:
			close(r.done)
		}
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
	defer s.makeReady(tx.Size())
	c := &change{tx: tx, id: s.id, floor: s.floor}
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
