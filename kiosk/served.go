package kiosk

import "time"

// Served is how a person wants to be served: one of the four ways of a joint
// service point. The zero Served is that of tickets for which nobody was asked, such
// as those of appointments.
type Served string

// The ways to be served, in the order of the screen.
const (
	ServedOnline    Served = "e_service" // the person does it in an authority's e-service
	ServedByAdvisor Served = "advisor"   // a service advisor of the point, for all authorities
	ServedByExpert  Served = "expert"    // an authority's own expert, who is at the point
	ServedRemotely  Served = "remote"    // an authority's own expert, by video
)

// AllServed lists the ways to be served, in the order of the screen.
func AllServed() []Served {
	return []Served{ServedOnline, ServedByAdvisor, ServedByExpert, ServedRemotely}
}

// asti is the way of the Finnish Service Catalogue that a service must have, to be
// given by an authority's own expert.
func (by Served) asti() Way {
	if by == ServedRemotely {
		return RemoteGuidance
	}
	return OnsiteGuidanceByServiceAuthor
}

// Online reports whether a person can do the service by themselves, in an e-service
// whose address is known.
func (s Service) Online() bool {
	return len(s.EService) > 0 && (s.GivenBy(OnlineSelfServicePoint) || s.GivenBy(GuidanceToOnlineSelfService))
}

// GivenBy reports whether the service is given in a way of the Finnish Service
// Catalogue.
func (s Service) GivenBy(w Way) bool {
	for _, have := range s.Ways {
		if have == w {
			return true
		}
	}
	return false
}

// ServedNow lists the ways in which the errands of the visit can be had now, in the
// order of the screen.
//
// An advisor always can be had: one who cannot do the matter tells how it goes on,
// and a number may be taken before the doors open. An expert serves the errands of
// one authority, while the roster says that one is there and the point is open.
// E-services are offered for those errands that have one: the others can still get
// a number.
func (s State) ServedNow() []Served {
	if len(s.Session.Errands) == 0 {
		return nil
	}
	var list []Served
	for _, by := range AllServed() {
		switch by {
		case ServedOnline:
			if len(s.OnlineErrands()) == 0 {
				continue
			}
		case ServedByExpert, ServedRemotely:
			if _, ok := s.ExpertUntil(by); !ok {
				continue
			}
		}
		list = append(list, by)
	}
	return list
}

// servedNow reports whether the errands can be had in that way now.
func (s State) servedNow(by Served) bool {
	for _, have := range s.ServedNow() {
		if have == by {
			return true
		}
	}
	return false
}

// OnlineErrands lists the errands of the visit that have an e-service.
func (s State) OnlineErrands() []Service {
	var list []Service
	for _, id := range s.Session.Errands {
		if service, ok := s.catalogue().Service(id); ok && service.Online() {
			list = append(list, service)
		}
	}
	return list
}

// ErrandsAuthority returns the authority whose errands all those of the visit are.
func (s State) ErrandsAuthority() (AuthorityID, bool) {
	list := s.catalogue().AuthoritiesOf(s.Session.Errands)
	if len(list) != 1 {
		return "", false
	}
	return list[0], true
}

// ExpertUntil returns until when an expert can be met for all errands of the visit,
// on site or by video; it is not ok where none can be met now.
func (s State) ExpertUntil(by Served) (until time.Time, ok bool) {
	authority, ok := s.ErrandsAuthority()
	if !ok {
		return until, false
	}
	for _, id := range s.Session.Errands {
		if service, known := s.catalogue().Service(id); known && !service.GivenBy(by.asti()) {
			return until, false
		}
	}
	until, ok = s.catalogue().Roster.Until(authority, by, s.Now)
	if !ok || s.Rules.Hours == (OpenHours{}) {
		return until, ok
	}
	opens, closes := s.Rules.Hours.on(s.Now, 0)
	if s.Now.Before(opens) || !s.Now.Before(closes) {
		return time.Time{}, false
	}
	if closes.Before(until) {
		until = closes
	}
	return until, true
}

// Confidential reports whether one of the errands is private: the visit is then
// served behind a closed door.
func (s State) Confidential() bool { return s.catalogue().confidential(s.Session.Errands) }

func (c *Catalogue) confidential(errands []ServiceID) bool {
	for _, id := range errands {
		if service, ok := c.Service(id); ok && service.Private {
			return true
		}
	}
	return false
}

// QueueServing returns the queue of a visit with these errands that is served in
// this way. An expert by video is met in the room of remote service. Where one of
// the errands is private, the queue of the closed room serves all of them: whoever
// waits at a desk in the lobby is heard by the next in line.
func (c *Catalogue) QueueServing(by Served, errands []ServiceID) (Queue, bool) {
	for _, q := range c.Queues {
		if by == ServedRemotely && q.Remote || by != ServedRemotely && q.Private && c.confidential(errands) {
			return q, true
		}
	}
	return c.QueueFor(errands)
}
