package kiosk

import "time"

// SecondsLeft returns the whole seconds until the session ends, while the
// warning counts them down.
func (s State) SecondsLeft() int {
	if s.Session.Overlay != WarningOverlay {
		return 0
	}
	left := min(s.Session.Quiet-s.Up, s.WarningTime()) // while it is said, none has passed
	return int((left + time.Second - 1) / time.Second)
}

// NextWake returns how long nothing will change by time alone: until the next
// deadline, the next second of a countdown, or the next minute of the clock.
func (s State) NextWake() time.Duration {
	wake := time.Minute - time.Duration(s.Now.Second())*time.Second - time.Duration(s.Now.Nanosecond())
	sooner := func(at time.Duration) {
		if at > 0 {
			wake = min(wake, max(at-s.Up, 0))
		}
	}
	if s.Session.Overlay == WarningOverlay {
		left := s.Session.Quiet - s.Up
		sooner(s.Up + left - time.Duration(max(s.SecondsLeft()-1, 0))*time.Second)
	}
	if a := s.Session.Advisor; a.Here() {
		sooner(a.Idle)
	} else {
		sooner(s.Session.Quiet)
	}
	if !s.Session.Advisor.Here() || s.Session.Step != StepTake {
		sooner(s.Session.Leave)
	}
	sooner(s.Session.Assist.Until)
	sooner(s.Technician.Idle)
	sooner(s.Called)
	if left := s.LockLeft(); left > 0 { // a countdown by the second
		sooner(s.lockedUntil() - time.Duration(left-1)*time.Second)
	}
	if t := s.Technician.Test; t.Test == TestTouch && t.Begun && t.Running() {
		sooner(t.Since + targetWait)
	}
	for _, o := range s.Offers {
		sooner(o.Until)
	}
	return max(wake, time.Millisecond)
}
