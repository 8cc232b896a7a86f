package devices

import (
	"log/slog"
	"sync"
	"time"

	"kundterminal/internal/logbook"
)

// linkReport turns what a link goes through into one line for each change. A
// connection that flaps (opens, fails at once for the same cause, opens again) is
// one long "down" to it.
type linkReport struct {
	name     string
	log      *slog.Logger
	onChange func(error)

	mu       sync.Mutex
	up       bool
	cause    string // the last cause told, "" when none was
	flapping bool   // the last connection did not last
	serial   int    // counts connections, so that a late timer speaks for its own only
}

// opened tells that a port is open: at once, or, when the last one failed at
// once, only after the new one has lasted. The timer returned then is to be
// stopped when the connection ends.
func (r *linkReport) opened() *time.Timer {
	r.mu.Lock()
	r.serial++
	serial, flapping := r.serial, r.flapping
	r.mu.Unlock()
	if flapping {
		return time.AfterFunc(settled, func() { r.tellUp(serial) })
	}
	r.tellUp(serial)
	return nil
}

func (r *linkReport) tellUp(serial int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.up || r.serial != serial {
		return
	}
	r.up, r.cause = true, ""
	logbook.Write(r.log, logbook.DeviceConnected{Device: r.name})
	if r.onChange != nil {
		r.onChange(nil)
	}
}

func (r *linkReport) served(lasted time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flapping = lasted < settled
	r.serial++
}

func (r *linkReport) down(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.up && r.cause == err.Error() {
		return
	}
	r.up, r.cause = false, err.Error()
	logbook.Write(r.log, logbook.DeviceNotConnected{Device: r.name, Cause: err, Fault: FaultOf(err).String()})
	if r.onChange != nil {
		r.onChange(err)
	}
}

func (r *linkReport) stopped() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.up {
		r.up = false
		logbook.Write(r.log, logbook.DeviceReleased{Device: r.name})
	}
}
