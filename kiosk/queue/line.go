package queue

import (
	"cmp"
	"slices"
	"strings"

	"kundterminal/kiosk"
)

// lineKey is everything that it depends on which desks may call a part: of a line
// only the first of each class are looked at.
type lineKey struct {
	authority kiosk.AuthorityID
	services  string // joined by commas
	private   bool
	video     bool // waits for an expert by video
	expert    bool // waits for the authority's own expert
	language  kiosk.Language
	desk      DeskID
	staff     StaffID
}

// line holds the parts with one key that can be called, in the order of their places.
type line struct {
	key      lineKey
	services []kiosk.ServiceID
	walkIns  []*Part
	first    []*Part // with priority
	booked   []*Part // by their time
}

// lines are all lines that are not empty. Who is called does not depend on their
// order: places differ.
type lines struct {
	byKey map[lineKey]*line
	list  []*line
	epoch int // changes with the list
}

func keyOf(p *Part) lineKey {
	var services strings.Builder
	for i, id := range p.Services {
		if i > 0 {
			services.WriteByte(',')
		}
		services.WriteString(string(id))
	}
	return lineKey{
		authority: p.Authority, services: services.String(), private: p.Private,
		video:    p.Want == kiosk.ServedRemotely,
		expert:   p.Want == kiosk.ServedByExpert,
		language: p.Language.Plain(), desk: p.ForDesk, staff: p.ForStaff,
	}
}

func (l *line) of(c kiosk.Class) *[]*Part {
	switch c {
	case kiosk.Priority:
		return &l.first
	case kiosk.ByAppointment:
		return &l.booked
	}
	return &l.walkIns
}

func (l *line) empty() bool { return len(l.walkIns)+len(l.first)+len(l.booked) == 0 }

// byPlace orders parts by effective time, and then as their tickets were given.
func byPlace(a, b *Part) int {
	if c := a.Effective.Compare(b.Effective); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(a.ID.Visit.Seq, b.ID.Visit.Seq), cmp.Compare(a.ID.Visit.Terminal, b.ID.Visit.Terminal),
		strings.Compare(a.ID.Visit.Epoch, b.ID.Visit.Epoch), cmp.Compare(a.ID.N, b.ID.N),
	)
}

func (s *lines) add(p *Part) {
	key := keyOf(p)
	l := s.byKey[key]
	if l == nil {
		l = &line{key: key, services: p.Services}
		if s.byKey == nil {
			s.byKey = map[lineKey]*line{}
		}
		s.byKey[key] = l
		s.list = append(s.list, l)
		s.epoch++
	}
	list := l.of(p.Class)
	i, _ := slices.BinarySearchFunc(*list, p, byPlace)
	*list = slices.Insert(*list, i, p)
	p.in = l
}

func (s *lines) remove(p *Part) {
	l := p.in
	if l == nil {
		return
	}
	p.in = nil
	list := l.of(p.Class)
	if i, ok := slices.BinarySearchFunc(*list, p, byPlace); ok {
		*list = slices.Delete(*list, i, i+1)
	}
	if l.empty() {
		delete(s.byKey, l.key)
		i := slices.Index(s.list, l)
		s.list[i] = s.list[len(s.list)-1]
		s.list[len(s.list)-1] = nil
		s.list = s.list[:len(s.list)-1]
		s.epoch++
	}
}
