package kiosk

import "time"

// Span is a range of time. The zero Span is not known.
type Span struct {
	Least time.Duration `json:"least"`
	Most  time.Duration `json:"most"`
	Mid   time.Duration `json:"mid,omitempty"` // as it was reckoned, before it was rounded
}

// Known reports whether anything can be said.
func (s Span) Known() bool { return s.Most > 0 && s.Least >= 0 && s.Least <= s.Most }

// Estimate is how long a visit will take, as far as that is known.
type Estimate struct {
	Wait  Span `json:"wait,omitzero"`   // until the person is called
	Visit Span `json:"visit,omitzero"`  // from now until all errands are done
	Ahead int  `json:"ahead,omitempty"` // people who will be called before, where the wait is known
}

// Prospect is a visit that somebody may make: what its place in a queue depends on.
type Prospect struct {
	Queue    QueueID
	Class    Class
	Parts    []TicketPart
	Served   Served
	Language Language
	Booked   time.Time // of an appointment, else zero
}

// Outlook tells how long visits take, and whether a queue takes them. It is asked
// whenever a screen is made, and must not wait; a new one replaces it whole.
type Outlook interface {
	// Estimate is about a person who takes a number at a time.
	Estimate(p Prospect, at time.Time) Estimate

	// Admit returns why no number is given now, or NotRefused.
	Admit(p Prospect, at time.Time) Refusal
}

// NoOutlook is an Outlook that knows nothing: nothing is said of times, and every
// queue takes everybody.
type NoOutlook struct{}

// Estimate implements Outlook.
func (NoOutlook) Estimate(Prospect, time.Time) Estimate { return Estimate{} }

// Admit implements Outlook.
func (NoOutlook) Admit(Prospect, time.Time) Refusal { return NotRefused }

// Prospect is the visit of the session as it would be if it took a number of the
// queue now.
func (s State) Prospect(q QueueID, by Served) Prospect {
	return Prospect{
		Queue: q, Class: s.Session.class(), Parts: s.catalogue().PartsOf(s.ErrandsInOrder()),
		Served: by, Language: s.Session.Language,
	}
}

// Estimate is how long the visit would take if the person took a number of the
// queue now.
func (s State) Estimate(q QueueID, by Served) Estimate {
	if s.Outlook == nil {
		return Estimate{}
	}
	return s.Outlook.Estimate(s.Prospect(q, by), s.Now)
}

// Admit tells why the visit would get no number of the queue now, or NotRefused.
func (s State) Admit(q QueueID, by Served) Refusal {
	if s.Outlook == nil {
		return NotRefused
	}
	return s.Outlook.Admit(s.Prospect(q, by), s.Now)
}
