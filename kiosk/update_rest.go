package kiosk

import "slices"

// RestOf lists the errands that are still to be served where a person has just been
// given a way for one of them: the others than that whose e-service is shown, and than
// those of the authority that will call. A call that could not be noted leaves all.
func (s State) RestOf() []ServiceID {
	session := s.Session
	switch session.Step {
	case StepEService:
		return without(session.Errands, func(id ServiceID) bool { return id == session.Service })
	case StepCallKept:
		return without(session.Errands, func(id ServiceID) bool {
			service, ok := s.catalogue().Service(id)
			return ok && service.Authority == session.Call.Authority
		})
	case StepCallRefused:
		return session.Errands
	}
	return nil
}

// restPressed goes on with the errands that are left, at the summary. It is not ok
// where the press is not that, or nothing is left.
func (s State) restPressed(e Event) (State, bool) {
	rest := s.RestOf()
	_, next := e.(NextPressed)
	_, back := e.(BackPressed)
	if len(rest) == 0 || !next && !(back && s.Session.Step == StepCallRefused) {
		return s, false
	}
	if s.Session.Overlay != NoOverlay {
		s.Session.Overlay = NoOverlay
		return s, true
	}
	s.Session.Errands, s.Session.Call = slices.Clone(rest), CallBack{}
	s.Session.Place, s.Session.Trail = Place{Step: StepSummary}, []Place{{Step: StepWay}}
	return s.undialled(), true
}
