package kiosk

// readerEvent handles what readers of documents tell.
func (s State) readerEvent(e Event) (State, []Effect, bool) {
	switch e := e.(type) {
	case ReaderChanged:
		s.Reader = e.Reader
		if e.Reader == ReaderAbsent && s.Session.Step.identifying() && s.Session.Step != StepCode {
			return s.toSummary(), s.forgetTyped(), true
		}
	case CardMoved:
		s.CardIn = e.In
		s.CardLeft = s.CardLeft && e.In
	case BadgeRead:
		s = s.lively().badgeRead()
	case DocumentRead:
		next, effects := s.lively().documentRead(e.Reading)
		return next, effects, true
	default:
		return s, nil, false
	}
	return s, nil, true
}

// lively takes a document as a sign of life, as a press is.
func (s State) lively() State {
	if s.Session.Overlay == WarningOverlay {
		s.Session.Overlay = NoOverlay
	}
	s.Session.Quiet = 0
	return s
}
