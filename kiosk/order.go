package kiosk

import "slices"

// InOrder returns errands in the order in which they should be done: that of the
// life event where it has both of two, else those first that others come after,
// and for the rest as they were chosen. The given list is not changed.
func (c *Catalogue) InOrder(errands []ServiceID, event LifeEventID) []ServiceID {
	situation, _ := c.LifeEvent(event)
	left := slices.Clone(errands)
	var sorted []ServiceID
	for len(left) > 0 {
		first := slices.IndexFunc(left, func(id ServiceID) bool {
			return !slices.ContainsFunc(left, func(other ServiceID) bool { return c.precedes(other, id, situation) })
		})
		first = max(first, 0) // the life event turns an order round that others hold to: as chosen
		sorted = append(sorted, left[first])
		left = slices.Delete(left, first, first+1)
	}
	return sorted
}

// precedes reports whether an errand should be done before another.
func (c *Catalogue) precedes(a, b ServiceID, situation LifeEvent) bool {
	i, k := slices.Index(situation.Services, a), slices.Index(situation.Services, b)
	if i >= 0 && k >= 0 {
		return i < k
	}
	s, _ := c.Service(b)
	return slices.Contains(s.After, a)
}

// ErrandsInOrder lists the errands of the visit in the order in which they should
// be done.
func (s State) ErrandsInOrder() []ServiceID {
	return s.catalogue().InOrder(s.Session.Errands, s.Session.Situation)
}

// PlaceInOrder is which of the visit's errands a service is, from 1; 0: it is none.
func (s State) PlaceInOrder(id ServiceID) int {
	return slices.Index(s.ErrandsInOrder(), id) + 1
}
