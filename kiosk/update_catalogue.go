package kiosk

func (s State) catalogueChanged(c *Catalogue) State {
	if c == nil {
		return s
	}
	s.Catalogue = c
	s.Session.Errands = without(s.Session.Errands, func(id ServiceID) bool {
		_, known := c.Service(id)
		return !known
	})
	return s
}

// without returns the list without what drop says, leaving the given one as it
// was; an empty list is nil.
func without[T any](list []T, drop func(T) bool) []T {
	var kept []T
	for _, v := range list {
		if !drop(v) {
			kept = append(kept, v)
		}
	}
	return kept
}
