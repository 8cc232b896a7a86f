package queue

import (
	"time"

	"kundterminal/kiosk"
)

// RuleKind is one way of choosing who is called next.
type RuleKind string

// The kinds of rules.
const (
	TakeAppointment RuleKind = "appointment" // whose time comes within Before
	TakeAged        RuleKind = "aged"        // who has waited for After, of any class
	TakePriority    RuleKind = "priority"
	TakeLongest     RuleKind = "longest" // who has waited longest; among authorities by Weights
	TakeEarly       RuleKind = "early"   // an appointment before its time
)

// Rule is one of a point's rules. They are tried in order: the first that finds
// somebody decides.
type Rule struct {
	Take    RuleKind
	Before  time.Duration // of TakeAppointment
	After   time.Duration // of TakeAged
	Weights []int         // of TakeLongest: turns of the login's authorities in order, the last for the rest; none: by time alone
}

// DefaultRules returns the rules of a point that has none of its own: appointments
// from two minutes before their time, whoever has waited an hour, priority, the longest
// waiting, and then appointments before their time.
func DefaultRules() []Rule {
	return []Rule{
		{Take: TakeAppointment, Before: 2 * time.Minute},
		{Take: TakeAged, After: time.Hour},
		{Take: TakePriority},
		{Take: TakeLongest},
		{Take: TakeEarly},
	}
}

// Settings are the limits of a point's queue. Decisions depend on them; what was
// decided does not.
type Settings struct {
	Rules      []Rule
	Calls      int           // of a part, until somebody who does not come is a no-show
	Again      time.Duration // after which somebody who did not come is called again
	AgainCalls int           // or after so many calls of the same desk
	Repeats    time.Duration // the least time between two announcements of one call
	KeepsPlace time.Duration // after a no-show: who comes within it keeps the place
	Minutes    map[kiosk.ServiceID]time.Duration
	Service    time.Duration // of a service with none in Minutes
	Rooms      []RoomID      // with a video link
	Hours      kiosk.OpenHours
	Closing    bool             // no number for whoever could not be served before the point closes
	Shifts     map[DeskID]Shift // of desks whose hours are planned: estimates reckon with them
}

// Shift is when a desk is to be open on every day. Advisors may do otherwise.
type Shift struct {
	Until  time.Duration   // since midnight, by the clock on the wall; 0: as long as the point
	Breaks []kiosk.OpenDay // each begins when the desk is free
}

// DefaultSettings returns the limits of a point that has none of its own.
func DefaultSettings() Settings {
	return Settings{
		Rules: DefaultRules(), Calls: 3, Again: 5 * time.Minute, AgainCalls: 3, Repeats: 15 * time.Second,
		KeepsPlace: time.Hour, Service: 10 * time.Minute, Closing: true,
	}
}

// Usual is how long a service usually takes, until it was measured.
func (s Settings) Usual(id kiosk.ServiceID) time.Duration {
	if d := s.Minutes[id]; d > 0 {
		return d
	}
	return s.Service
}
