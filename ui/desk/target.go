package desk

import (
	"slices"
	"strings"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// targets lists where a part can go on, as groups of one list: the errands, of which
// there are many, come last.
func (s *Server) targets(b *board) []group {
	c, today := s.opt.Catalogue(), kiosk.DateOf(b.At.In(s.opt.Location))
	authorities := group{Name: b.T("to_authority")}
	for _, a := range c.AuthoritiesOn(today, b.L) {
		authorities.Choices = append(authorities.Choices, choice{ID: "a:" + string(a.ID), Name: a.Short().String(b.L)})
	}
	desks, people, points := group{Name: b.T("to_desk")}, group{Name: b.T("to_person")}, group{Name: b.T("to_point")}
	for _, d := range s.opt.Plan().Desks {
		if d.ID != b.Desk {
			desks.Choices = append(desks.Choices, choice{ID: "d:" + string(d.ID), Name: b.DeskName(d.ID)})
		}
	}
	for _, p := range s.opt.Staff.People() {
		if p.Role.May(Advisor) && p.ID != b.Me.ID {
			people.Choices = append(people.Choices, choice{ID: "p:" + string(p.ID), Name: string(p.ID)})
		}
	}
	for _, e := range s.opt.Plan().Points {
		points.Choices = append(points.Choices, choice{ID: "o:" + e.ID, Name: e.Name.String(b.L)})
	}
	list := append([]group{authorities, s.experts(b), desks, people, points}, s.errands(b)...)
	return slices.DeleteFunc(list, func(g group) bool { return len(g.Choices) == 0 })
}

// experts lists whose experts serve by video: those who are there first, with until
// when. Of the others it is told that nobody is there.
func (s *Server) experts(b *board) group {
	c, at := s.opt.Catalogue(), b.At.In(s.opt.Location)
	g := group{Name: b.T("to_expert")}
	var absent []choice
	for _, a := range c.AuthoritiesOn(kiosk.DateOf(at), b.L) {
		one := choice{ID: "r:" + string(a.ID)}
		name := a.Short().String(b.L)
		until, rostered := c.Roster.Until(a.ID, kiosk.ServedRemotely, at)
		switch {
		case rostered:
			one.Name = b.T("expert_until", "authority", name, "time", b.Clock(until))
		case slices.ContainsFunc(b.Remote, func(l queue.Login) bool { return l.Knows(a.ID) }):
			one.Name = b.T("expert_of", "authority", name)
		default:
			one.Name = b.T("expert_absent", "authority", name)
			absent = append(absent, one)
			continue
		}
		g.Choices = append(g.Choices, one)
	}
	g.Choices = append(g.Choices, absent...)
	return g
}

// errands lists the services of today under their authorities.
func (s *Server) errands(b *board) []group {
	c, today := s.opt.Catalogue(), kiosk.DateOf(b.At.In(s.opt.Location))
	var list []group
	for _, a := range c.AuthoritiesOn(today, b.L) {
		g := group{Name: a.Short().String(b.L)}
		for _, one := range c.ServicesOf(a.ID, today) {
			g.Choices = append(g.Choices, choice{ID: "s:" + string(one.ID), Name: one.Name.String(b.L)})
		}
		list = append(list, g)
	}
	return list
}

// targetOf reads where a part goes on from a form. It is not ok for what is in no
// list of the page.
func (s *Server) targetOf(text string) (to queue.Target, ok bool) {
	kind, id, _ := strings.Cut(text, ":")
	c := s.opt.Catalogue()
	switch kind {
	case "a", "r":
		to.Authority = kiosk.AuthorityID(id)
		if kind == "r" {
			to.Want = kiosk.ServedRemotely
		}
		_, ok = c.Authority(to.Authority)
	case "s":
		var service kiosk.Service
		service, ok = c.Service(kiosk.ServiceID(id))
		to = queue.Target{Authority: service.Authority, Services: []kiosk.ServiceID{service.ID}, Private: service.Private}
	case "d":
		to.Desk = queue.DeskID(id)
		_, ok = s.opt.Plan().Desk(to.Desk)
	case "p":
		to.Staff = queue.StaffID(id)
		var p Person
		p, ok = s.opt.Staff.Person(to.Staff)
		ok = ok && p.Role.May(Advisor)
	case "o":
		to.Point = id
		_, ok = s.opt.Plan().Elsewhere(id)
	}
	return to, ok
}
