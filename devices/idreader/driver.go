package idreader

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"kundterminal/devices"
	"kundterminal/internal/logbook"
)

// Options are what a Driver has to know besides the profile. The zero value works.
// The three On functions are called from one goroutine, in the order in which
// things happened. While one of them is busy the reader is read on; what comes
// meanwhile is kept as described at Driver.
type Options struct {
	// Name is what errors and the log call the reader: best the path of its port.
	Name string
	// OnDocument is told each document. The document belongs to it from then on, and
	// is to be wiped by it.
	OnDocument func(Document)
	// OnEvent is told everything else that a Parser finds, except RearmDue, which
	// the driver deals with.
	OnEvent func(Event)
	// OnStatus is told each change of the reader's state.
	OnStatus func(devices.Status)
	// RepeatWithin is how long after a document was last seen it counts as the same
	// read: 0 means 2 s, less than 0 that every read counts.
	RepeatWithin time.Duration
	// AnswerTimeout is how long a reader that answers commands may take to; 0 means
	// 500 ms.
	AnswerTimeout time.Duration
	// PollEvery is how often a reader that has to be told to look for documents is
	// told again while nothing comes: it may have lost power behind its cable. The
	// same goes for a trigger that is held. 0 means 10 s.
	PollEvery time.Duration
	// Today is the day by which documents are judged; nil means the system's.
	Today func() Date
	// Log is told each change of state and each command that was refused; nil means
	// silence.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		v   *time.Duration
		def time.Duration
	}{{&o.AnswerTimeout, 500 * time.Millisecond}, {&o.PollEvery, 10 * time.Second}} {
		if *d.v <= 0 {
			*d.v = d.def
		}
	}
	if o.RepeatWithin == 0 {
		o.RepeatWithin = 2 * time.Second
	}
	if o.OnDocument == nil {
		o.OnDocument = Document.Wipe
	}
	if o.OnEvent == nil {
		o.OnEvent = func(Event) {}
	}
	if o.OnStatus == nil {
		o.OnStatus = func(devices.Status) {}
	}
	if o.Today == nil {
		o.Today = func() Date { return DateOf(time.Now()) }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Driver reads what one reader sends. All methods are safe for use by several
// goroutines.
//
// At most one document waits for OnDocument. When another is read before it was
// taken, the one that waited is wiped: the newer one is in somebody's hand, the
// older one nobody has asked about. Of events and states, too, only the latest of
// each kind waits.
type Driver struct {
	profile  Profile
	options  Options
	repeats  *repeats
	trigger  atomic.Bool // it is to look for something
	standing *devices.Standing

	mu     sync.Mutex
	counts Counts
	card   bool
	cardAt time.Time
}

// NewDriver makes a driver for readers of the profile.
func NewDriver(p Profile, o Options) *Driver {
	o = o.withDefaults()
	return &Driver{
		profile: p, options: o, repeats: newRepeats(o.RepeatWithin),
		standing: devices.NewStanding(),
	}
}

// Profile is the profile the driver was made for.
func (d *Driver) Profile() Profile { return d.profile }

// Status is how the reader stands now. It may be ahead of OnStatus by a moment. A
// reader that answers no commands is ready as soon as its port is open; whether it
// works shows only when something is read.
func (d *Driver) Status() devices.Status { return d.standing.Status() }

// CardIn reports whether a card is in the reader, and since when: a card that is
// still there when its visit has ended was left behind. Only readers with a card
// sensor know.
func (d *Driver) CardIn() (since time.Time, in bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.cardAt, d.card
}

// Serve reads the reader through the port until the port fails or the context
// ends. It fits devices.Link. A reader that does not answer does not end it; that
// is a state.
func (d *Driver) Serve(ctx context.Context, port devices.Port) error {
	return d.standing.Serve(ctx, "reader "+d.options.Name, func() error {
		d.mu.Lock()
		d.counts.Connections++
		d.mu.Unlock()
		c := newConn(d, port)
		var deliveries sync.WaitGroup
		deliveries.Go(c.mail.deliver)
		err := c.run(ctx)
		c.leave()
		c.mail.close()
		deliveries.Wait()
		return err
	})
}

// setCard keeps whether a card is in, and reports whether that is new.
func (d *Driver) setCard(in bool) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.card == in {
		return false
	}
	d.card, d.cardAt = in, time.Now()
	return true
}

// setFault keeps a state that differs from the last one, and reports whether it
// does. Only Serve's own goroutine calls it.
func (d *Driver) setFault(fault devices.Fault) (devices.Status, bool) {
	was, status, changed := d.standing.Change(fault)
	if !changed {
		return devices.Status{}, false
	}
	told := logbook.ReaderReady{Device: d.options.Name, Fault: fault.String(), Was: was.String()}
	if fault == devices.FaultNone {
		logbook.Write(d.options.Log, told)
	} else if !d.standing.Stopping() {
		logbook.Write(d.options.Log, logbook.ReaderFaulted(told))
	}
	return status, true
}
