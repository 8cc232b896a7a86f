package beacon

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"kundterminal/devices"
	"kundterminal/internal/logbook"
)

// Options are what a Driver has to know besides the profile. The zero value works.
// The On functions are called on Serve's goroutine and must not wait.
type Options struct {
	Name     string               // what errors and the log call the beacon: best its path
	OnLight  func(lit bool)       // it is confirmed that it is lit, or dark
	OnStatus func(devices.Status) // the beacon's state is another
	Again    time.Duration        // after which what holds is sent again; 0: 10 s
	Wait     time.Duration        // how long an answer may take; 0: 1 s
	Log      *slog.Logger         // nil: silence
}

// Driver switches one beacon. Its methods are safe for use by several goroutines.
type Driver struct {
	profile Profile
	options Options

	standing *devices.Standing

	mu     sync.Mutex
	want   bool
	lights int // times that it was lit
}

// NewDriver makes a driver for beacons of the profile. The beacon is to be dark.
func NewDriver(p Profile, o Options) *Driver {
	if o.OnLight == nil {
		o.OnLight = func(bool) {}
	}
	if o.OnStatus == nil {
		o.OnStatus = func(devices.Status) {}
	}
	if o.Again <= 0 {
		o.Again = 10 * time.Second
	}
	if o.Wait <= 0 {
		o.Wait = time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Driver{profile: p, options: o, standing: devices.NewStanding()}
}

// Profile is the profile the driver was made for.
func (d *Driver) Profile() Profile { return d.profile }

// Light has the beacon lit or dark. It does not wait for it.
func (d *Driver) Light(on bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if on && !d.want {
		d.lights++
	}
	d.want = on
}

// Lights is how often the beacon was to be lit since the start.
func (d *Driver) Lights() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lights
}

// Status is how the beacon stands now.
func (d *Driver) Status() devices.Status { return d.standing.Status() }

func (d *Driver) wanted() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.want
}

// Serve switches the beacon through the port until the port fails or the context
// ends; then it is put out. It fits devices.Link.
func (d *Driver) Serve(ctx context.Context, port devices.Port) error {
	return d.standing.Serve(ctx, "beacon "+d.options.Name, func() error {
		s := &serving{d: d, port: port}
		err := s.run(ctx)
		if ctx.Err() != nil {
			_, _ = port.Write(d.profile.Dark) // nobody comes to a terminal that has stopped
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
	told := logbook.BeaconReady{Device: d.options.Name, Fault: fault.String(), Was: was.String()}
	if fault == devices.FaultNone {
		logbook.Write(d.options.Log, told)
	} else if !d.standing.Stopping() {
		logbook.Write(d.options.Log, logbook.BeaconFaulted(told))
	}
	d.options.OnStatus(status)
}

// serving is the beacon through one port.
type serving struct {
	d    *Driver
	port devices.Port

	sent    bool      // what was sent last
	begun   bool      // anything was sent
	waits   bool      // an answer is on its way
	at      time.Time // when something was sent
	told    bool      // what was confirmed last
	held    []byte
	confirm bool // told holds
}

func (s *serving) run(ctx context.Context) error {
	var buffer [64]byte
	for ctx.Err() == nil {
		if err := s.send(time.Now()); err != nil {
			return err
		}
		n, err := s.port.Read(buffer[:])
		switch {
		case n > 0:
			s.heard(buffer[:n])
		case err != nil && !errors.Is(err, os.ErrDeadlineExceeded):
			return err
		}
		if s.waits && time.Since(s.at) >= s.d.options.Wait {
			s.waits, s.confirm = false, false
			s.d.stand(devices.FaultNoAnswer)
		}
	}
	return ctx.Err()
}

// send tells the beacon what it should be, when that is another and now and then.
func (s *serving) send(now time.Time) error {
	want := s.d.wanted()
	if s.waits || s.begun && want == s.sent && now.Sub(s.at) < s.d.options.Again {
		return nil
	}
	frame := s.d.profile.Dark
	if want {
		frame = s.d.profile.Light
	}
	s.begun, s.sent, s.at, s.held = true, want, now, nil
	if _, err := s.port.Write(frame); err != nil {
		return err
	}
	if s.waits = len(s.d.profile.Answer) > 0; !s.waits {
		s.confirmed()
	}
	return nil
}

func (s *serving) heard(b []byte) {
	s.held = append(s.held, b...)
	if s.waits && bytes.Contains(s.held, s.d.profile.Answer) {
		s.waits = false
		s.confirmed()
	}
	s.held = s.held[max(len(s.held)-len(s.d.profile.Answer), 0):]
}

func (s *serving) confirmed() {
	s.d.stand(devices.FaultNone)
	if !s.confirm || s.told != s.sent {
		s.confirm, s.told = true, s.sent
		s.d.options.OnLight(s.sent)
	}
}
