package keypad

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"kundterminal/devices"
	"kundterminal/internal/logbook"
)

const (
	bounce     = 60 * time.Millisecond  // the same key again within it is a contact that bounces
	partial    = 100 * time.Millisecond // after so much silence the beginning of a message is none
	floodBytes = 64                     // that make no sense, within a second
	floodEnds  = time.Second            // of silence or sense
)

// Options are what a Driver has to know besides the profile. The zero value works.
// The On functions are called on Serve's goroutine and must not wait.
type Options struct {
	Name     string               // what errors and the log call the keypad: best its path
	OnKey    func(Key)            // a key went down
	OnStatus func(devices.Status) // the keypad's state is another
	AskEvery time.Duration        // 0: 10 s
	AskWait  time.Duration        // how long an answer may take; 0: 1 s
	Log      *slog.Logger         // nil: silence
}

func (o Options) withDefaults() Options {
	if o.OnKey == nil {
		o.OnKey = func(Key) {}
	}
	if o.OnStatus == nil {
		o.OnStatus = func(devices.Status) {}
	}
	if o.AskEvery <= 0 {
		o.AskEvery = 10 * time.Second
	}
	if o.AskWait <= 0 {
		o.AskWait = time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Counts are what a Driver has seen since it was made.
type Counts struct {
	Keys     [len(keyNames)]int // by Key
	Bounces  int
	Noise    int // bytes that made no sense
	Answers  int
	Unplugs  int       // ports that failed
	LastSeen time.Time // of the last key: which it was is not kept
}

// Pressed is how many keys went down.
func (c Counts) Pressed() (n int) {
	for _, k := range c.Keys {
		n += k
	}
	return n
}

// Driver reads one keypad. Its methods are safe for use by several goroutines.
type Driver struct {
	profile Profile
	options Options

	standing *devices.Standing

	mu     sync.Mutex
	counts Counts
}

// NewDriver makes a driver for keypads of the profile.
func NewDriver(p Profile, o Options) *Driver {
	return &Driver{
		profile: p, options: o.withDefaults(),
		standing: devices.NewStanding(),
	}
}

// Profile is the profile the driver was made for.
func (d *Driver) Profile() Profile { return d.profile }

// Status is how the keypad stands now.
func (d *Driver) Status() devices.Status { return d.standing.Status() }

// Counts returns what was counted so far.
func (d *Driver) Counts() Counts {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.counts
}

func (d *Driver) count(f func(*Counts)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f(&d.counts)
}

// Serve reads the keypad through the port until the port fails or the context ends.
// It fits devices.Link.
func (d *Driver) Serve(ctx context.Context, port devices.Port) error {
	return d.standing.Serve(ctx, "keypad "+d.options.Name, func() error {
		s := &serving{d: d, port: port, parser: NewParser(d.profile)}
		err := s.run(ctx)
		if err != nil && ctx.Err() == nil {
			d.count(func(c *Counts) { c.Unplugs++ })
		}
		d.stand(devices.FaultDisconnected)
		return err
	})
}

// stand keeps a state that differs from the last one, and tells of it.
func (d *Driver) stand(fault devices.Fault) {
	was, status, changed := d.standing.Change(fault)
	if !changed {
		return
	}
	told := logbook.KeypadReady{Device: d.options.Name, Fault: fault.String(), Was: was.String()}
	if fault == devices.FaultNone {
		logbook.Write(d.options.Log, told)
	} else if !d.standing.Stopping() {
		logbook.Write(d.options.Log, logbook.KeypadFaulted(told))
	}
	d.options.OnStatus(status)
}

// serving is the keypad through one port.
type serving struct {
	d      *Driver
	port   devices.Port
	parser *Parser

	heard   time.Time // when bytes came last
	key     Key       // the last that counted or bounced
	keyAt   time.Time
	asked   time.Time // zero: nothing is asked
	askAt   time.Time
	noise   int // bytes since noiseAt
	noiseAt time.Time
	sense   time.Time // of a flood: until when no key counts
}

func (s *serving) run(ctx context.Context) error {
	if len(s.d.profile.Ask) == 0 {
		s.d.stand(devices.FaultNone)
	}
	var buffer [512]byte
	for ctx.Err() == nil {
		if err := s.ask(); err != nil {
			return err
		}
		n, err := s.port.Read(buffer[:])
		now := time.Now()
		switch {
		case n > 0:
			s.heard = now
			s.parser.Feed(buffer[:n], func(f Finding) { s.found(f, now) })
			clear(buffer[:n]) // many keys spell what was typed
		case err == nil || errors.Is(err, os.ErrDeadlineExceeded):
			if now.Sub(s.heard) >= partial {
				s.parser.Quiet(func(f Finding) { s.found(f, now) })
			}
		default:
			return err
		}
		s.settle(now)
	}
	return ctx.Err()
}

// ask asks now and then whether the keypad is there.
func (s *serving) ask() error {
	now := time.Now()
	if len(s.d.profile.Ask) == 0 || !s.asked.IsZero() || now.Before(s.askAt) {
		return nil
	}
	s.asked, s.askAt = now, now.Add(s.d.options.AskEvery)
	_, err := s.port.Write(s.d.profile.Ask)
	return err
}

func (s *serving) found(f Finding, now time.Time) {
	switch {
	case f.Noise > 0:
		s.rustle(f.Noise, now)
	case f.Answer:
		s.asked = time.Time{}
		s.d.count(func(c *Counts) { c.Answers++ })
		if !now.Before(s.sense) {
			s.d.stand(devices.FaultNone)
		}
	case f.Key != 0:
		s.pressed(f.Key, now)
	}
}

// rustle counts what makes no sense.
func (s *serving) rustle(n int, now time.Time) {
	s.d.count(func(c *Counts) { c.Noise += n })
	if now.Sub(s.noiseAt) > floodEnds {
		s.noise, s.noiseAt = 0, now
	}
	if s.noise += n; s.noise >= floodBytes {
		s.sense = now.Add(floodEnds)
		s.d.stand(devices.FaultNoAnswer)
	}
}

func (s *serving) pressed(k Key, now time.Time) {
	bounced := k == s.key && now.Sub(s.keyAt) < bounce
	s.key, s.keyAt = k, now
	switch {
	case now.Before(s.sense):
		return
	case bounced:
		s.d.count(func(c *Counts) { c.Bounces++ })
		return
	}
	s.asked = time.Time{} // whoever sends a key is there
	s.d.stand(devices.FaultNone)
	s.d.count(func(c *Counts) { c.Keys[k], c.LastSeen = c.Keys[k]+1, now })
	s.d.options.OnKey(k)
}

// settle finds out that no answer has come, and that a flood has ended.
func (s *serving) settle(now time.Time) {
	switch {
	case !s.asked.IsZero() && now.Sub(s.asked) >= s.d.options.AskWait:
		s.asked = time.Time{}
		s.d.stand(devices.FaultNoAnswer)
	case !s.sense.IsZero() && !now.Before(s.sense):
		s.sense = time.Time{}
		if len(s.d.profile.Ask) == 0 {
			s.d.stand(devices.FaultNone)
		} else {
			s.askAt = now
		}
	}
}
