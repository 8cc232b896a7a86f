package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/internal/logbook"
)

// runCmd runs the terminal for citizens.
type runCmd struct {
	Config string `help:"Configuration file; the defaults without it." type:"path" short:"c"`
}

// Run implements the command.
func (r *runCmd) Run(s *surroundings) error {
	c, err := loadServing(r.Config)
	if err != nil {
		return err
	}
	ring := workshop.NewLogRing()
	log := newLog(io.MultiWriter(ring, s.out), c.Log.Level)
	for _, f := range c.refused {
		logbook.Write(log, logbook.DiagnosticsSettingRefused{File: f.file, Line: f.line, Key: f.key, Reason: f.reason})
	}
	t, err := assemble(s.ctx, c, log, ring)
	if err != nil {
		return err
	}
	defer func() {
		if err := t.Close(); err != nil {
			logbook.Write(log, logbook.StoreNotClosed{Cause: err})
		}
	}()
	listener, err := net.Listen("tcp", c.Web.Listen)
	if err != nil {
		return fmt.Errorf("web.listen: %w; another terminal may be running", err)
	}
	w := newWatchdog()
	t.beat = w.engineTurned
	work := t.front(true, w.screenDrew)
	if work == nil {
		w.screenless = true
	}
	go w.feed(s.ctx)
	logbook.Write(log, logbook.TerminalStarted{Terminal: c.Terminal.ID, Epoch: t.opening.Epoch, Address: listener.Addr().String()})
	err = t.run(s.ctx, listener, work)
	logbook.Write(log, logbook.TerminalStopped{})
	return err
}

// watchdog tells systemd that the terminal is ready and alive. It speaks only
// while both the engine's loop and the screen's own goroutine turn, so that a
// hung one is found.
type watchdog struct {
	engine, screen atomic.Int64 // unix nanoseconds of the last turn
	screenless     bool
	every          time.Duration // half of systemd's limit; 0: no watchdog
}

func newWatchdog() *watchdog {
	w := &watchdog{}
	if limit, err := daemon.SdWatchdogEnabled(false); err == nil {
		w.every = limit / 2
	}
	return w
}

func (w *watchdog) engineTurned() { w.engine.Store(time.Now().UnixNano()) }
func (w *watchdog) screenDrew()   { w.screen.Store(time.Now().UnixNano()) }

// alive reports whether both turned within the last interval.
func (w *watchdog) alive(now time.Time, within time.Duration) bool {
	oldest := now.Add(-within).UnixNano()
	return w.engine.Load() >= oldest && (w.screenless || w.screen.Load() >= oldest)
}

// feed says that the terminal is ready once both have turned, and then that it
// is alive.
func (w *watchdog) feed(ctx context.Context) {
	every := w.every
	if every == 0 {
		every = 10 * time.Second
	}
	ready := false
	for ctx.Err() == nil {
		if w.alive(time.Now(), max(every, 6*time.Second)) {
			if !ready {
				ready, _ = true, w.notify(daemon.SdNotifyReady)
			}
			if w.every > 0 {
				w.notify(daemon.SdNotifyWatchdog)
			}
		}
		pause := every
		if !ready {
			pause = 50 * time.Millisecond
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
	w.notify(daemon.SdNotifyStopping)
}

func (w *watchdog) notify(state string) error {
	_, err := daemon.SdNotify(false, state)
	return err
}
