package kiosk

import "time"

// Beacon is how the light or buzzer that calls a service advisor stands.
type Beacon uint8

// The states of a beacon.
const (
	BeaconAbsent Beacon = iota // there is none, or it does not answer
	BeaconDark
	BeaconLit
	beacons
)

// callLimit is after how long a light that nobody came for goes out.
const callLimit = 10 * time.Minute

// The ways in which a call for an advisor ends, in the journal.
const (
	callAnswered  = "advisor"
	callCancelled = "cancelled"
	callUnheard   = "time_limit"
	callLost      = "beacon_lost"
	callTested    = "test" // of the beacon, by a technician
)

// Calling reports whether an advisor is being called: done is that the beacon has
// confirmed it.
func (s State) Calling() (calling, done bool) {
	return s.Called > 0, s.Called > 0 && s.Beacon == BeaconLit
}

// helpEvent handles what concerns the calling of an advisor.
func (s State) helpEvent(e Event) (State, []Effect, bool) {
	switch e := e.(type) {
	case BeaconChanged:
		if e.Beacon >= beacons {
			return s, nil, true
		}
		s.Beacon = e.Beacon
		if e.Beacon == BeaconAbsent {
			next, effects := s.callEnded(callLost)
			return next, effects, true
		}
	case AdvisorRequested:
		if s.Session.Idle() || s.Beacon == BeaconAbsent || s.Called > 0 {
			return s, nil, true
		}
		s.Called = s.Up + callLimit
		called := s.record(Entry{Kind: AdvisorCalled, Detail: map[string]string{"step": s.Session.Step.String()}})
		return s, []Effect{CallAdvisor{On: true}, called}, true
	case AdvisorCancelled:
		next, effects := s.callEnded(callCancelled)
		return next, effects, true
	default:
		return s, nil, false
	}
	return s, nil, true
}

// callEnded puts the beacon out.
func (s State) callEnded(why string) (State, []Effect) {
	if s.Called == 0 {
		return s, nil
	}
	s.Called = 0
	return s, []Effect{CallAdvisor{}, s.record(Entry{Kind: CallEnded, Detail: map[string]string{"why": why}})}
}

// calledLong ends a call that nobody has come for, and one that is answered.
func (s State) calledLong(e Event, effects []Effect) (State, []Effect) {
	why := ""
	if _, came := e.(BadgeRead); came {
		why = callAnswered
	} else if s.Up >= s.Called {
		why = callUnheard
	}
	if s.Called == 0 || why == "" {
		return s, effects
	}
	s, ended := s.callEnded(why)
	return s, append(effects, ended...)
}
