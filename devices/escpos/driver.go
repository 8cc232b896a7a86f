package escpos

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"kundterminal/devices"
	"kundterminal/internal/logbook"
)

// Options are what a Driver has to know besides the profile. The zero value works.
type Options struct {
	// Name is what errors and the log call the printer: best the path of its port.
	Name string
	// Baud is the line speed that the port was opened with; 0 means the profile's.
	Baud int
	// OnStatus is told each change of the printer's state, in order, from one
	// goroutine. It must not block for long.
	OnStatus func(devices.Status)
	// Logo is kept in the printer's own memory, where the profile has one. It is
	// written once, when its key is not there.
	Logo *Logo
	// JobLimit is the longest that Print waits for a job; 0 means 30 s.
	JobLimit time.Duration
	// AnswerTimeout is how long one answer is awaited; 0 means 500 ms.
	AnswerTimeout time.Duration
	// PollEvery is how often an idle printer is asked how it is; 0 means 2 s.
	PollEvery time.Duration
	// TakeLimit is how long a ticket may wait in the presenter before it is taken
	// back (retract, else eject, as the profile has it); 0 means for ever.
	TakeLimit time.Duration
	// Scrap says that an earlier run of the program may have left half a ticket on
	// the paper: it is cut off before the first ticket.
	Scrap bool
	// Log is told each change of state; nil means silence.
	Log *slog.Logger
}

func (o Options) withDefaults(p *Profile) Options {
	for _, d := range []struct {
		v   *time.Duration
		def time.Duration
	}{{&o.JobLimit, 30 * time.Second}, {&o.AnswerTimeout, 500 * time.Millisecond}, {&o.PollEvery, 2 * time.Second}} {
		if *d.v <= 0 {
			*d.v = d.def
		}
	}
	if o.Baud <= 0 {
		o.Baud = max(1200, p.Baud)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Driver prints documents on one printer. Serve and Print are called from different
// goroutines; all methods are safe for use by several.
type Driver struct {
	profile Profile
	options Options
	job     chan struct{} // holds one token; whoever has it may send
	prints  atomic.Int32  // calls of Print that have not returned

	mu       sync.Mutex
	conn     *conn // the port being served, nil while there is none
	status   devices.Status
	identity Identity
	jobs     int  // number of the last job, for process ids
	dirty    bool // the printer's buffer may hold the rest of a failed job
	scrap    bool // the paper may hold half a ticket
	counts   Counts
}

// NewDriver makes a driver for printers of the profile.
func NewDriver(p Profile, o Options) *Driver {
	d := &Driver{
		profile: p, options: o.withDefaults(&p), job: make(chan struct{}, 1),
		status: devices.Status{Fault: devices.FaultDisconnected, Since: time.Now()},
		jobs:   rand.IntN(10_000), // an answer to a job of an earlier run must not look like ours
		dirty:  true,
		scrap:  o.Scrap,
	}
	d.job <- struct{}{}
	return d
}

// Profile is the profile the driver was made for.
func (d *Driver) Profile() Profile { return d.profile }

// Status is how the printer stands now. It may be ahead of OnStatus by a moment.
func (d *Driver) Status() devices.Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.conn == nil {
		return d.status
	}
	d.conn.mu.Lock()
	defer d.conn.mu.Unlock()
	now, known := d.conn.standing()
	if !known || now.Same(d.status) {
		return d.status
	}
	now.Since = time.Now()
	return now
}

// Identity is what the printer says it is; the zero value until it has said so.
func (d *Driver) Identity() Identity {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.identity
}

// Serve speaks to the printer through the port until the port fails or the context
// ends. It fits devices.Link. A printer that does not answer does not end it; that
// is a state.
func (d *Driver) Serve(ctx context.Context, port devices.Port) error {
	given := ctx
	ctx, cancel := context.WithCancel(given)
	defer cancel()
	c := newConn(d, port)
	d.mu.Lock()
	if d.conn != nil {
		d.mu.Unlock()
		return fmt.Errorf("printer %s is already being served", d.options.Name)
	}
	d.conn = c
	d.dirty = true // who knows what it was sent before
	d.mu.Unlock()

	var helpers sync.WaitGroup
	helpers.Go(func() { c.read(ctx) })
	helpers.Go(func() { c.publish(ctx) })
	err := c.attend(ctx)
	c.fail(devices.ErrClosed) // ends a job that is under way
	cancel()
	helpers.Wait()

	d.mu.Lock()
	d.conn = nil
	d.mu.Unlock()
	d.setStatus(given.Err() != nil, devices.Status{Fault: devices.FaultDisconnected})
	return err
}

// setStatus publishes a state that differs from the last one. That the terminal stops
// is no fault of the printer's. Only the goroutines of Serve call it, never two at a time.
func (d *Driver) setStatus(stopping bool, s devices.Status) {
	d.mu.Lock()
	old := d.status
	if old.Same(s) {
		d.mu.Unlock()
		return
	}
	s.Since = time.Now()
	d.status = s
	if old.Ready() && !s.Ready() && !stopping {
		d.counts.Faults++
	}
	d.mu.Unlock()
	told := logbook.PrinterReady{
		Device: d.options.Name, Fault: s.Fault.String(), Was: old.Fault.String(), NearEnd: s.NearEnd, Presented: s.Presented,
	}
	if s.Fault == devices.FaultNone {
		logbook.Write(d.options.Log, told)
	} else if !stopping {
		logbook.Write(d.options.Log, logbook.PrinterFaulted(told)) // somebody has to come
	}
	if d.options.OnStatus != nil {
		d.options.OnStatus(s)
	}
}

// acquire waits for the right to send. It is given back with release.
func (d *Driver) acquire(ctx context.Context) error {
	select {
	case <-d.job:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d *Driver) tryAcquire() bool {
	select {
	case <-d.job:
		return true
	default:
		return false
	}
}

func (d *Driver) release() { d.job <- struct{}{} }

// Print prints one document and returns nil when the printer has proved that it is
// on paper and cut. Otherwise the error is a *devices.Error: its Fault says what is
// wrong, and Sent is 0 when nothing can have come out. Print waits its turn when
// another document is being printed.
func (d *Driver) Print(ctx context.Context, doc Document) error {
	failed := func(err error) error {
		e := &devices.Error{Op: "printing the ticket", Device: d.options.Name, Err: err}
		var cause *devices.Error
		if errors.As(err, &cause) {
			e.Fault, e.Sent, e.Err, e.Advice = cause.Fault, cause.Sent, cause.Err, cause.Advice
		}
		return e
	}
	d.prints.Add(1)
	defer d.prints.Add(-1)
	if err := d.acquire(ctx); err != nil {
		return failed(err)
	}
	defer d.release()
	d.mu.Lock()
	c := d.conn
	d.mu.Unlock()
	if c == nil {
		d.count(func(counts *Counts) { counts.Failed++ })
		return failed(&devices.Error{Fault: devices.FaultDisconnected})
	}
	if err := c.print(ctx, doc); err != nil {
		d.count(func(counts *Counts) { counts.Failed++ })
		return failed(err)
	}
	d.count(func(counts *Counts) { counts.Proved++ })
	return nil
}
