package queue

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"kundterminal/kiosk"
)

// Forecast is what the queue of a moment lets one expect. It is a kiosk.Outlook, does
// not change, and may be used by several goroutines.
type Forecast struct {
	book     *Book // a copy of what is open, never changed
	settings Settings
	at       time.Time

	mu    sync.Mutex
	known map[string]kiosk.Estimate
}

var _ kiosk.Outlook = (*Forecast)(nil)

// Forecast returns what the queue lets one expect at a time.
func (b *Book) Forecast(s Settings, at time.Time) *Forecast {
	c := b.sketch()
	c.means, c.trust = b.means.copied(), b.trust.copied()
	c.staff(b.counted)
	return &Forecast{book: c, settings: s, at: at, known: map[string]kiosk.Estimate{}}
}

// sketch copies of the book what a simulation needs: what is open, and the desks. What
// was measured is shared.
func (b *Book) sketch() *Book {
	c := &Book{
		visits: make(map[kiosk.EventName]*Visit, len(b.visits)), posts: make(map[DeskID]*Post, len(b.posts)),
		gates: make(map[kiosk.QueueID]*Gate, len(b.gates)), means: b.means, trust: b.trust, changes: b.changes,
	}
	for id, p := range b.posts {
		c.posts[id] = p.copied()
	}
	for q, g := range b.gates {
		copied := *g
		c.gates[q] = &copied
	}
	for _, v := range b.order {
		if !v.Ended() {
			c.take(v.copied())
		}
	}
	return c
}

func (b *Book) take(v *Visit) {
	b.visits[v.Ticket.Name] = v
	b.order = append(b.order, v)
	b.index(v)
}

func (p *Post) copied() *Post {
	c := *p
	c.Turns, c.Last = maps.Clone(p.Turns), nil
	return &c
}

func (v *Visit) copied() *Visit {
	c := &Visit{Ticket: v.Ticket, Parts: make([]*Part, len(v.Parts))}
	parts := make([]Part, len(v.Parts))
	for i, p := range v.Parts {
		parts[i] = *p
		parts[i].in = nil
		c.Parts[i] = &parts[i]
	}
	return c
}

func (m means) copied() means {
	c := means{Services: make(map[kiosk.ServiceID][]measured, len(m.Services)), Walks: slices.Clone(m.Walks), Tidies: slices.Clone(m.Tidies)}
	for id, list := range m.Services {
		c.Services[id] = slices.Clone(list)
	}
	return c
}

func (t trust) copied() trust {
	for i := range t.Waits {
		t.Waits[i], t.Visits[i] = slices.Clone(t.Waits[i]), slices.Clone(t.Visits[i])
	}
	return t
}

// staff has as many desks serve as somebody counted: desks that can do everything are
// added, or the last ones taken away.
func (b *Book) staff(n int) {
	if n == 0 {
		return
	}
	for id, p := range b.posts {
		if p.Break { // whoever counted did not count them
			delete(b.posts, id)
		}
	}
	desks := b.Posts()
	for i := len(desks); i < n; i++ {
		id := DeskID("+" + strings.Repeat("+", i))
		b.posts[id] = &Post{Desk: id, Turns: map[kiosk.AuthorityID]int{}}
	}
	for _, p := range desks[min(n, len(desks)):] {
		if p.Holds == (PartID{}) {
			delete(b.posts, p.Desk)
		}
	}
}

// Estimate implements kiosk.Outlook. It simulates the desks as they are, with their
// competences, and what is left of the service of those who are served.
func (f *Forecast) Estimate(p kiosk.Prospect, at time.Time) kiosk.Estimate {
	key := prospectKey(p)
	f.mu.Lock()
	e, ok := f.known[key]
	f.mu.Unlock()
	if !ok {
		e = f.reckon(p)
		f.mu.Lock()
		f.known[key] = e
		f.mu.Unlock()
	}
	return e
}

func prospectKey(p kiosk.Prospect) string {
	var b strings.Builder
	for _, s := range []string{string(p.Class), string(p.Served), string(p.Language.Plain())} {
		b.WriteString(s + "|")
	}
	for _, part := range p.Parts {
		b.WriteString(string(part.Authority) + ":")
		for _, id := range part.Services {
			b.WriteString(string(id) + ",")
		}
	}
	if !p.Booked.IsZero() {
		b.WriteString(p.Booked.String())
	}
	return b.String()
}

// reckon simulates what would become of a visit.
func (f *Forecast) reckon(p kiosk.Prospect) kiosk.Estimate {
	r := newRehearsal(f.book.sketch(), f.settings, f.at)
	v := &Visit{Ticket: kiosk.Ticket{
		Name: kiosk.EventName{Terminal: 1<<16 - 1, Epoch: "~", Seq: 1<<63 - 1}, Language: p.Language,
		Queue: p.Queue, Class: p.Class, Served: p.Served, Parts: p.Parts, IssuedAt: f.at,
	}}
	for _, part := range partsOf(v.Ticket) {
		n := v.add(Part{
			Authority: part.Authority, Services: part.Services, Private: part.Private, Want: p.Served,
			Class: classOf(p.Class), Effective: f.at,
		}, f.at)
		if n.Stage = n.waits(); n.Class == kiosk.ByAppointment && !p.Booked.IsZero() {
			n.Effective, n.Booked = p.Booked, p.Booked
		}
	}
	r.book.take(v)
	called, ended, ahead := r.run(v)
	var e kiosk.Estimate
	if called > 0 {
		e.Wait, e.Ahead = f.book.trust.span(&f.book.trust.Waits, called-1), ahead
	}
	if ended > 0 {
		e.Visit = f.book.trust.span(&f.book.trust.Visits, ended-1)
		e.Visit.Most = max(e.Visit.Most, e.Wait.Most)
	}
	return e
}

// Admit implements kiosk.Outlook.
func (f *Forecast) Admit(p kiosk.Prospect, at time.Time) kiosk.Refusal {
	if why := f.book.Admit(p.Queue, p.Class); why != kiosk.NotRefused {
		return why
	}
	return f.InTime(p, at)
}

// InTime returns why no number is given so late, or NotRefused. A queue gives no more
// numbers than can be served before the point closes. Before it opens, and where nobody
// knows how long it takes, it does.
func (f *Forecast) InTime(p kiosk.Prospect, at time.Time) kiosk.Refusal {
	if !f.settings.Closing || p.Class == kiosk.ByAppointment || f.settings.Hours == (kiosk.OpenHours{}) {
		return kiosk.NotRefused
	}
	opens, closes := f.settings.Hours.On(at)
	switch {
	case !at.Before(closes):
		return kiosk.RefusedClosed
	case at.Before(opens):
		return kiosk.NotRefused
	}
	e := f.Estimate(p, at)
	if last := max(e.Wait.Mid, e.Visit.Mid); at.Add(last).After(closes) {
		return kiosk.RefusedTooLate
	}
	return kiosk.NotRefused
}
