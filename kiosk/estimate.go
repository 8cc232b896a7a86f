package kiosk

import "time"

// Span is a range of time. The zero Span is not known.
type Span struct {
	Least time.Duration `json:"least"`
	Most  time.Duration `json:"most"`
}

// Known reports whether anything can be said.
func (s Span) Known() bool { return s.Most > 0 && s.Least >= 0 && s.Least <= s.Most }

// Estimate is how long a visit will take, as far as that is known.
type Estimate struct {
	Wait  Span `json:"wait,omitzero"`  // until the person is called
	Visit Span `json:"visit,omitzero"` // from now until all errands are done
}

// Estimator tells how long visits take. It is asked whenever a screen is made, and
// must not wait; a new one replaces it whole.
type Estimator interface {
	// Estimate is about a person who takes a number of the queue at a time, with
	// errands in the order in which they will be done.
	Estimate(q QueueID, errands []ServiceID, at time.Time) Estimate
}

// NoEstimates is an Estimator that knows nothing: nothing is said of times.
type NoEstimates struct{}

// Estimate implements Estimator.
func (NoEstimates) Estimate(QueueID, []ServiceID, time.Time) Estimate { return Estimate{} }

// Estimate is how long the visit would take if the person took a number of the
// queue now.
func (s State) Estimate(q QueueID) Estimate {
	if s.Estimator == nil {
		return Estimate{}
	}
	return s.Estimator.Estimate(q, s.ErrandsInOrder(), s.Now)
}
