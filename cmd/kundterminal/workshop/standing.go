package workshop

import (
	"sync"
	"time"

	"kundterminal/devices"
	"kundterminal/kiosk"
)

// Standing follows how one device stands: it is told each change of the device's
// status and knows since when the present one lasts and how often the device has
// failed since the start. It is safe for use by several goroutines. The zero value
// has not heard of its device yet.
type Standing struct {
	mu  sync.Mutex
	now Stand
}

// Stand is how a device stands.
type Stand struct {
	Known  bool           // anything has been heard of the device
	Status devices.Status // the newest
	Since  time.Time      // when the device became ready, or fell into the present fault
	Faults int            // times it went from ready to a fault
	Cause  error          // why its link is down, with what to do about it; nil while it is up
}

// Changed takes a new status. One without a time is as of now. A device that was
// never ready has not failed: it is not there yet.
func (s *Standing) Changed(status devices.Status) {
	if status.Since.IsZero() {
		status.Since = time.Now()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed(status)
}

// changed is Changed, with the lock held.
func (s *Standing) changed(status devices.Status) {
	was := s.now
	s.now.Known, s.now.Status = true, status
	if !was.Known || was.Status.Fault != status.Fault {
		s.now.Since = status.Since
	}
	if was.Known && was.Status.Ready() && !status.Ready() {
		s.now.Faults++
	}
}

// Linked takes what the device's link tells: nil when it is up, and why it is
// down. Of a device that was absent from the start nothing else is ever heard.
func (s *Standing) Linked(cause error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now.Cause = cause
	if cause != nil && !s.now.Known {
		s.changed(devices.Status{Fault: devices.FaultDisconnected, Since: time.Now()})
	}
}

// Stand returns how the device stands now.
func (s *Standing) Stand() Stand {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// The conditions beside the names of devices.Fault; keys after "condition_" in
// the texts.
const (
	ConditionUnknown   = "unknown" // nothing has been heard of it yet
	ConditionReady     = "ready"
	ConditionNearEnd   = "near_end"  // works, and its roll ends soon
	ConditionPresented = "presented" // works, and a ticket waits to be taken
)

// Condition names how the device stands, and says whether that needs a technician.
func (s Stand) Condition() (string, kiosk.Health) {
	switch {
	case !s.Known:
		return ConditionUnknown, kiosk.HealthUnknown
	case !s.Status.Ready():
		return s.Status.Fault.String(), kiosk.HealthFault
	case s.Status.NearEnd:
		return ConditionNearEnd, kiosk.HealthAttention
	case s.Status.Presented:
		return ConditionPresented, kiosk.HealthGood
	}
	return ConditionReady, kiosk.HealthGood
}

// Describe fills in the report's condition, health, time and count of faults, and
// adds the fact why the device is not there.
func (s Stand) Describe(r *kiosk.DeviceReport) {
	r.Condition, r.Health = s.Condition()
	r.Since, r.Faults = s.Since, s.Faults
	if s.Cause != nil && r.Health == kiosk.HealthFault {
		r.Facts = append(r.Facts, causeFact(s.Cause))
	}
}
