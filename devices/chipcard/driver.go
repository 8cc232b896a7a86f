package chipcard

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"kundterminal/devices"
	"kundterminal/internal/logbook"
)

// Options are what a Driver has to know. The zero value works.
type Options struct {
	// Name is what errors and the log call the reader: best the path of its port.
	Name string
	// OnEvent is told what happens, in order, from one goroutine. The driver waits
	// for it, so it must not block for long.
	OnEvent func(Event)
	// PollEvery is how often the reader is asked whether there is a card; 0 means
	// 200 ms.
	PollEvery time.Duration
	// AnswerTimeout is how long the reader may be silent after a command; 0 means
	// 1 s. A card that was given power has twice that; whether there is one has to
	// be answered within half a second in any case.
	AnswerTimeout time.Duration
	// ReadLimit is the longest that reading one card may take, all tries together;
	// 0 means 15 s.
	ReadLimit time.Duration
	// RepeatWithin is how long after a card was taken out it counts as the same read
	// when it is put in again: 0 means 2 s, less than 0 that every read counts.
	RepeatWithin time.Duration
	// Log is told each change of the reader's state and why a card was not read;
	// nil means silence.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		v   *time.Duration
		def time.Duration
	}{{&o.PollEvery, 200 * time.Millisecond}, {&o.AnswerTimeout, time.Second}, {&o.ReadLimit, 15 * time.Second}} {
		if *d.v <= 0 {
			*d.v = d.def
		}
	}
	if o.RepeatWithin == 0 {
		o.RepeatWithin = 2 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.OnEvent == nil {
		o.OnEvent = func(Event) {}
	}
	return o
}

// Driver reads the cards that come into one reader. Its methods are safe for use by
// several goroutines.
type Driver struct {
	options  Options
	last     lastCard
	standing *devices.Standing

	mu       sync.Mutex
	firmware string
	card     bool
	cardAt   time.Time
}

// NewDriver makes a driver.
func NewDriver(o Options) *Driver {
	o = o.withDefaults()
	return &Driver{
		options: o, last: lastCard{within: o.RepeatWithin},
		standing: devices.NewStanding(),
	}
}

// Status is how the reader stands now.
func (d *Driver) Status() devices.Status { return d.standing.Status() }

// Firmware is what the reader calls itself; "" until it has said so.
func (d *Driver) Firmware() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.firmware
}

// CardIn reports whether a card is in the reader, and since when: a card that is
// still there when its visit has ended was left behind.
func (d *Driver) CardIn() (since time.Time, in bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.cardAt, d.card
}

// Serve speaks to the reader through the port until the port fails or the context
// ends. It fits devices.Link. A reader that does not answer does not end it; that
// is a state.
func (d *Driver) Serve(ctx context.Context, port devices.Port) error {
	return d.standing.Serve(ctx, "card reader "+d.options.Name, func() error {
		w := watch{d: d, conn: newConn(&d.options, port)}
		err := w.run(ctx)
		w.removed()
		w.conn.wipe()
		d.setStatus(devices.FaultDisconnected)
		return err
	})
}

// setStatus publishes a state that differs from the last one. Only Serve's own
// goroutine calls it.
func (d *Driver) setStatus(fault devices.Fault) {
	was, status, changed := d.standing.Change(fault)
	if !changed {
		return
	}
	event := ReaderStatus{Status: status, Firmware: d.Firmware()}
	told := logbook.ChipReaderReady{Device: d.options.Name, Fault: fault.String(), Was: was.String(), Firmware: event.Firmware}
	if fault == devices.FaultNone {
		logbook.Write(d.options.Log, told)
	} else if !d.standing.Stopping() {
		logbook.Write(d.options.Log, logbook.ChipReaderFaulted(told))
	}
	d.options.OnEvent(event)
}

func (d *Driver) setFirmware(text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.firmware = text
}

func (d *Driver) setCard(in bool, at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.card, d.cardAt = in, at
}
