package devices

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Standing is how a device stands, kept by its driver, which serves one port at a
// time. Its methods are safe for use by several goroutines.
type Standing struct {
	mu      sync.Mutex
	serving context.Context // nil: no port is served
	status  Status
}

// NewStanding is how a device stands that no port has led to yet.
func NewStanding() *Standing {
	return &Standing{status: Status{Fault: FaultDisconnected, Since: time.Now()}}
}

// Status is how the device stands now.
func (s *Standing) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

// Change keeps a fault, or that there is none, and returns what it was before. It
// reports whether that is new.
func (s *Standing) Change(to Fault) (was Fault, now Status, changed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if was = s.status.Fault; was == to {
		return was, s.status, false
	}
	s.status = Status{Fault: to, Since: time.Now()}
	return was, s.status, true
}

// Stopping reports whether it is the terminal that has ended, or is about to end, the
// work with the device. That it is then gone is no fault of the device's.
func (s *Standing) Stopping() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.serving != nil && s.serving.Err() != nil
}

// Serve serves a port until it fails or the context ends. It is an error where another
// is being served.
func (s *Standing) Serve(ctx context.Context, device string, serve func() error) error {
	s.mu.Lock()
	if s.serving != nil {
		s.mu.Unlock()
		return fmt.Errorf("%s is already being served", device)
	}
	s.serving = ctx
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.serving = nil
		s.mu.Unlock()
	}()
	return serve()
}
