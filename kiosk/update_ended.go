package kiosk

// catalogueChanged takes a new catalogue into use.
func (s State) catalogueChanged(c *Catalogue) State {
	if c == nil {
		return s
	}
	before := s.catalogue()
	s.Catalogue = c
	return s.withoutEnded(before)
}

// withoutEnded takes errands out of the visit that are not served today any more,
// because midnight or a new catalogue came, and keeps their names for the person.
func (s State) withoutEnded(before *Catalogue) State {
	s.Session.Errands = without(s.Session.Errands, func(id ServiceID) bool {
		service, ok := s.catalogue().Service(id)
		ended := !ok || !service.ServedOn(s.Today())
		if ended && s.Session.Step.choosing() {
			was, _ := before.Service(id)
			s.Session.Gone = append(s.Session.Gone[:len(s.Session.Gone):len(s.Session.Gone)], was.Name)
		}
		return ended
	})
	return s
}

// tellEnded lays over the screen what has ended, as soon as nothing else does, and
// forgets it when the person has seen it.
func (s State) tellEnded(before Session) State {
	session := &s.Session
	switch {
	case len(session.Gone) == 0:
	case !session.Step.choosing() || before.Overlay == ChangedOverlay && session.Overlay == NoOverlay:
		session.Gone = nil
		if session.Overlay == ChangedOverlay {
			session.Overlay = NoOverlay
		}
	case session.Overlay == NoOverlay:
		session.Overlay = ChangedOverlay
	}
	return s
}
