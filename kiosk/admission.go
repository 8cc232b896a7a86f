package kiosk

import "time"

// soon is how many days ahead an opening is told of.
const soon = 14

// OfQueue reports whether it is the queue that takes nobody: the errands are still
// chosen then, and may be served in another way.
func (r Refusal) OfQueue() bool { return r == RefusedNoMore || r >= RefusedPaused }

// ForToday reports whether the queue takes nobody for the rest of the day.
func (r Refusal) ForToday() bool { return r.OfQueue() && r != RefusedPaused }

// Refusals lists why no ticket may be given.
func Refusals() []Refusal {
	return []Refusal{
		RefusedNoRoom, RefusedNoMore, RefusedNoQueue, RefusedPaused, RefusedClosed, RefusedQuota, RefusedTooLate,
	}
}

// AdmitNow tells why the visit would get no number now if it were served in that way,
// or NotRefused. Nobody needs a number for an e-service.
func (s State) AdmitNow(by Served) Refusal {
	q, ok := s.catalogue().QueueServing(by, s.Session.Errands)
	if !ok || by == ServedOnline {
		return NotRefused
	}
	return s.Admit(q.ID, by)
}

// EstimateNow is how long the visit would take if the person took a number now, to be
// served in that way.
func (s State) EstimateNow(by Served) Estimate {
	q, ok := s.catalogue().QueueServing(by, s.Session.Errands)
	if !ok || by == ServedOnline {
		return Estimate{}
	}
	return s.Estimate(q.ID, by)
}

// CanGoOn reports whether the visit can be had in any way but the queue for an advisor:
// it is asked where that queue takes nobody.
func (s State) CanGoOn() bool {
	for _, by := range s.ServedNow() {
		if by != ServedByAdvisor && s.AdmitNow(by) == NotRefused {
			return true
		}
	}
	return s.CanCallBack()
}

// OpensNext returns when the point opens next after today. It is not ok where it has
// no hours, or is closed for long.
func (s State) OpensNext() (at time.Time, ok bool) {
	for days := 1; days <= soon && s.Rules.Hours != (OpenHours{}); days++ {
		if opens, closes := s.Rules.Hours.on(s.Now, days); opens.Before(closes) {
			return opens, true
		}
	}
	return time.Time{}, false
}

// refusedOn leads on from a refusal by the queue: back to the errands, to another way
// to be served, or to an appointment that the person has. It is not ok where the press
// is none of these.
func (s State) refusedOn(e Event) (State, bool) {
	if s.Session.Step != StepRefused || !s.Session.Refusal.OfQueue() || len(s.Session.Errands) == 0 {
		return s, false
	}
	w, way := e.(WayChosen)
	if _, back := e.(BackPressed); !back && !(way && (w.Way == StepServed || w.Way == StepAppointment)) {
		return s, false
	}
	if s.Session.Overlay != NoOverlay {
		s.Session.Overlay = NoOverlay
		return s, true
	}
	refused := s
	s.Session.Place, s.Session.Trail = Place{Step: StepSummary}, []Place{{Step: StepWay}}
	s.Session.Refusal = NotRefused
	if !way {
		return s, true
	}
	summary := s.Session.Place
	if s = s.wayChosen(w.Way); s.Session.Place == summary {
		return refused, true // that way is not there any more
	}
	return s, true
}
