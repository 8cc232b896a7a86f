package kiosk

import (
	"slices"
	"time"
)

// Appointment is a booked time at the service point. It says when and where, and
// never who comes or why: a calendar's subjects and names are not taken in.
type Appointment struct {
	Key       string          // its identity as a keyed hash, in hexadecimal; the same after it was moved
	Code      AppointmentCode // that the person was given; may be empty
	Person    string          // pseudonym of the person, as of an Identity; may be empty
	From      time.Time       // a whole minute, in the location of the service point
	Place     string          // as the calendar has it: "Room 2"; may be empty
	Remote    bool            // by video
	Private   bool            // what it is for is shown and printed nowhere
	Cancelled bool
	Service   ServiceID // what it is for; may be empty
	Queue     QueueID   // whose call it waits for, where no service says so; may be empty
	Language  Language  // of the person; may be empty
}

// Appointments are the booked times that a terminal knows. They do not change.
// The nil Appointments are those of a terminal that checks nobody in.
type Appointments struct {
	list     []Appointment
	byKey    map[string]int
	byCode   map[AppointmentCode]int
	byPerson map[string][]int
}

// NewAppointments indexes appointments. Of two with one key or one code the
// first is found.
func NewAppointments(list []Appointment) *Appointments {
	b := &Appointments{
		list: list, byKey: make(map[string]int, len(list)),
		byCode: make(map[AppointmentCode]int, len(list)), byPerson: map[string][]int{},
	}
	for i, a := range list {
		if _, twice := b.byKey[a.Key]; !twice {
			b.byKey[a.Key] = i
		}
		if _, twice := b.byCode[a.Code]; !twice && a.Code != "" {
			b.byCode[a.Code] = i
		}
		if a.Person != "" {
			b.byPerson[a.Person] = append(b.byPerson[a.Person], i)
		}
	}
	return b
}

// Len returns how many there are.
func (b *Appointments) Len() int {
	if b == nil {
		return 0
	}
	return len(b.list)
}

// Booked returns the appointment with that key.
func (b *Appointments) Booked(key string) (Appointment, bool) {
	if b == nil {
		return Appointment{}, false
	}
	return find(b.list, b.byKey, key)
}

// WithCode returns the appointment with that code.
func (b *Appointments) WithCode(code AppointmentCode) (Appointment, bool) {
	if b == nil {
		return Appointment{}, false
	}
	return find(b.list, b.byCode, code)
}

// OfPerson lists the appointments of a pseudonym, the earliest first.
func (b *Appointments) OfPerson(pseudonym string) []Appointment {
	if b == nil {
		return nil
	}
	var list []Appointment
	for _, i := range b.byPerson[pseudonym] {
		list = append(list, b.list[i])
	}
	slices.SortStableFunc(list, func(a, b Appointment) int { return a.From.Compare(b.From) })
	return list
}

// Booking is what a ticket says of the appointment that it was given for. The
// zero Booking is that of a ticket without one.
type Booking struct {
	Key    string    `json:"key"`             // of the Appointment
	From   time.Time `json:"from,omitzero"`   // zero where the time had passed
	Place  string    `json:"place,omitempty"` // as the calendar has it
	Remote bool      `json:"remote,omitempty"`
}

// Arrival is what comes of showing an appointment's code.
type Arrival uint8

// The arrivals.
const (
	ArrivalUnknown   Arrival = iota // no such appointment today or tomorrow
	ArrivalOnTime                   // the person can check in
	ArrivalEarly                    // not yet
	ArrivalLate                     // no longer: an ordinary number is given for it
	ArrivalCancelled                // it was cancelled
	ArrivalCheckedIn                // it has its ticket
	arrivals
)

// String returns the arrival's name in journal and texts.
func (a Arrival) String() string {
	return [...]string{"unknown", "on_time", "early", "late", "cancelled", "checked_in"}[min(a, arrivals-1)]
}

// Arrival returns the session's appointment, and what can be done with it now.
func (s State) Arrival() (Appointment, Arrival) {
	a, ok := s.Appointments.Booked(s.Session.Booked)
	if !ok {
		return a, ArrivalUnknown
	}
	return a, s.arrivalOf(a)
}

func (s State) arrivalOf(a Appointment) Arrival {
	_, has := s.CheckedIn(a.Key)
	switch {
	case has:
		return ArrivalCheckedIn
	case a.Cancelled:
		return ArrivalCancelled
	case s.Now.Before(s.Opens(a)):
		return ArrivalEarly
	case s.Now.Sub(a.From) >= s.Rules.Late+time.Minute: // the last minute counts to its end, as on a clock
		return ArrivalLate
	}
	return ArrivalOnTime
}

// Opens returns from when on one can check in for an appointment.
func (s State) Opens(a Appointment) time.Time { return a.From.Add(-s.Rules.Early) }

// CheckedIn returns the ticket that an appointment has got today.
func (s State) CheckedIn(key string) (Ticket, bool) {
	for _, t := range s.CheckIns {
		if t.Booking.Key == key && key != "" && t.Date == s.Today() {
			return t, true
		}
	}
	return Ticket{}, false
}

// withCheckIn remembers a ticket that an appointment has got, and forgets those
// of other days.
func (s State) withCheckIn(t Ticket) State {
	if t.Booking.Key == "" {
		return s
	}
	s.CheckIns = append(without(s.CheckIns, func(old Ticket) bool {
		return old.Date != s.Today() || old.Booking.Key == t.Booking.Key
	}), t)
	return s
}
