package devices

import "time"

// Status is how a device stands now.
type Status struct {
	// Fault is the one to be dealt with first; FaultNone when it is ready.
	Fault Fault
	// NearEnd is true while the paper roll is nearly used up. It is no fault.
	NearEnd bool
	// Presented is true while a finished ticket waits in the presenter for a hand.
	Presented bool
	// Since is when the device came to stand like this.
	Since time.Time
}

// Ready reports whether the device can be used.
func (s Status) Ready() bool { return s.Fault == FaultNone }

// Same reports whether two states differ in nothing but the time.
func (s Status) Same(other Status) bool {
	s.Since, other.Since = time.Time{}, time.Time{}
	return s == other
}
