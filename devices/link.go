package devices

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"
)

const (
	defaultBackoff    = 200 * time.Millisecond
	defaultMaxBackoff = 5 * time.Second
	// settled is how long a connection has to last to count as having worked, when the
	// device says nothing and it has not outlasted the pause before it. A port that
	// opens and fails at once must not be opened five times a second for days on end.
	settled = time.Second
)

// Link keeps a device connected: it opens a port, lets a driver serve it until
// that fails, and opens it again, for as long as its context lives.
type Link struct {
	// Name is what the log calls the device.
	Name string
	// Open opens the port. It must return when its context ends.
	Open func(context.Context) (Port, error)
	// Serve works with the port until it fails or its context ends. The link
	// closes the port afterwards.
	Serve func(context.Context, Port) error
	// Backoff is the pause after the first failure; it doubles up to MaxBackoff.
	// Zero values mean 200 ms and 5 s.
	Backoff, MaxBackoff time.Duration
	// Log gets one line each time the link comes up or goes down, or is down for
	// another cause than before; never one for each try. Nil means slog.Default.
	Log *slog.Logger
	// OnChange, if set, is told the same changes: nil for up, the cause for down.
	OnChange func(error)
}

// Run keeps the link until the context ends, and returns the context's error.
func (l *Link) Run(ctx context.Context) error {
	log := l.Log
	if log == nil {
		log = slog.Default()
	}
	report := &linkReport{name: l.Name, log: log, onChange: l.OnChange}
	first, most := l.Backoff, l.MaxBackoff
	if first <= 0 {
		first = defaultBackoff
	}
	if most <= 0 {
		most = max(first, defaultMaxBackoff)
	}
	pause := first
	for ctx.Err() == nil {
		lasted, heard, err := l.once(ctx, report)
		if ctx.Err() != nil {
			break
		}
		report.down(err)
		if heard || lasted >= min(settled, pause) {
			pause = first
		}
		if !wait(ctx, pause) {
			break
		}
		pause = min(2*pause, most)
	}
	report.stopped()
	return ctx.Err()
}

// once opens and serves one port, and tells how long it was served and whether the
// device said anything.
func (l *Link) once(ctx context.Context, report *linkReport) (lasted time.Duration, heard bool, err error) {
	opened, err := l.Open(ctx)
	if err != nil {
		return 0, false, err
	}
	port := &listened{Port: opened}
	start := time.Now()
	announce := report.opened()
	err = l.Serve(ctx, port)
	if announce != nil {
		announce.Stop()
	}
	if closeErr := port.Close(); err == nil {
		err = closeErr
	}
	lasted = time.Since(start)
	report.served(lasted)
	if err == nil {
		err = errors.New("the driver ended the connection")
	}
	return lasted, port.heard.Load(), err
}

// listened is a port that notices whether anything came from the device.
type listened struct {
	Port
	heard atomic.Bool
}

func (p *listened) Read(b []byte) (int, error) {
	n, err := p.Port.Read(b)
	if n > 0 {
		p.heard.Store(true)
	}
	return n, err
}

// wait pauses for d and reports false when the context ended first.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
