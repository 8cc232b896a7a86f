package queue

import (
	"math"
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
	kept     int   // visits of those that wait that it has,
	beyond   int   // and that it has not
	settings Settings
	at       time.Time

	mu    sync.Mutex
	known map[string]kiosk.Estimate
}

var _ kiosk.Outlook = (*Forecast)(nil)

// Forecast returns what the queue lets one expect at a time.
func (b *Book) Forecast(s Settings, at time.Time) *Forecast {
	c, beyond := b.sketch(mostRehearsed)
	c.means, c.trust = b.means.copied(), b.trust.copied()
	c.staff(b.counted)
	return &Forecast{
		book: c, kept: len(c.order), beyond: beyond, settings: s, at: at, known: map[string]kiosk.Estimate{},
	}
}

// mostRehearsed is how many visits are played on. Where more are open, the wait of
// whoever comes last is taken to go on as it does for these.
const mostRehearsed = 400

// sketch copies of the book what a simulation needs: the desks, and what is open, but not
// more than most visits. The others are counted. What was measured is shared.
func (b *Book) sketch(most int) (c *Book, beyond int) {
	c = &Book{
		posts: make(map[DeskID]*Post, len(b.posts)), gates: make(map[kiosk.QueueID]*Gate, len(b.gates)),
		means: b.means, trust: b.trust, changes: b.changes,
	}
	for id, p := range b.posts {
		c.posts[id] = p.copied()
	}
	for q, g := range b.gates {
		copied := *g
		c.gates[q] = &copied
	}
	var open []*Visit
	parts := 0
	for _, v := range b.order {
		switch {
		case v.Ended():
		case len(open) < most || v.AtDesk() != nil:
			open = append(open, v)
			parts += len(v.Parts)
		default:
			beyond++
		}
	}
	c.visits = make(map[kiosk.EventName]*Visit, len(open))
	visits, room, links := make([]Visit, len(open)), make([]Part, parts), make([]*Part, parts)
	for i, v := range open {
		n := len(v.Parts)
		v.copyTo(&visits[i], room[:n:n], links[:n:n])
		room, links = room[n:], links[n:]
		c.take(&visits[i])
	}
	return c, beyond
}

func (b *Book) take(v *Visit) {
	b.visits[v.Ticket.Name] = v
	b.order = append(b.order, v)
	b.index(v)
}

func (p *Post) copied() *Post {
	c := *p
	c.Last = nil
	return &c
}

// copyTo copies the visit to another, whose parts are in room.
func (v *Visit) copyTo(c *Visit, room []Part, links []*Part) {
	c.Ticket, c.Parts = v.Ticket, links
	for i, p := range v.Parts {
		room[i] = *p
		room[i].in = nil
		links[i] = &room[i]
	}
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
		b.posts[id] = &Post{Desk: id}
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
	book, _ := f.book.sketch(math.MaxInt)
	r := newRehearsal(book, f.settings, f.at)
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
	if f.beyond > 0 && v.Ticket.Class == kiosk.WalkIn && called > 0 {
		more := called * time.Duration(f.beyond) / time.Duration(max(1, f.kept))
		called, ahead = called+more, ahead+f.beyond
		if ended > 0 {
			ended += more
		}
	}
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
