package queue

import (
	"slices"
	"time"

	"kundterminal/kiosk"
)

// Book is the queue of a point on one day: what all changes add up to. The zero Book
// is an empty one. It is not safe for several goroutines at once.
type Book struct {
	visits  map[kiosk.EventName]*Visit
	order   []*Visit // as they joined
	posts   map[DeskID]*Post
	gates   map[kiosk.QueueID]*Gate
	counted int // staff, as somebody counted them; 0: those who are logged in
	changes uint64
	means   means
	trust   trust

	lines   lines
	cooling []*Part
	seen    map[DeskID]eligible // which lines a desk's competences reach
}

// Join takes a ticket into the book. One that it has already is left as it is.
func (b *Book) Join(t kiosk.Ticket) {
	if b.visits == nil {
		b.visits = map[kiosk.EventName]*Visit{}
	}
	if _, twice := b.visits[t.Name]; twice || t.IsZero() {
		return
	}
	b.changes++
	v := &Visit{Ticket: t}
	for _, part := range partsOf(t) {
		v.add(Part{
			Authority: part.Authority, Services: part.Services, Private: part.Private,
			Want: t.Served, Class: classOf(t.Class), Why: t.Why, Effective: t.IssuedAt, Touched: b.changes,
		}, t.IssuedAt)
	}
	for _, p := range v.Parts {
		p.Stage = p.waits()
		if !t.Booking.From.IsZero() && p.Class == kiosk.ByAppointment {
			p.Booked, p.Effective = t.Booking.From, t.Booking.From
		}
	}
	b.visits[t.Name] = v
	b.order = append(b.order, v)
	b.gate(t.Queue).Given++
	b.lower(v, t.IssuedAt)
}

// partsOf are the parts of a ticket. One whose ticket tells none is a part that any
// desk can serve.
func partsOf(t kiosk.Ticket) []kiosk.TicketPart {
	if len(t.Parts) > 0 {
		return t.Parts
	}
	return []kiosk.TicketPart{{}}
}

// classOf takes what it does not know for a walk-in.
func classOf(c kiosk.Class) kiosk.Class {
	if c == kiosk.ByAppointment || c == kiosk.Priority {
		return c
	}
	return kiosk.WalkIn
}

// add gives the visit another part.
func (v *Visit) add(p Part, at time.Time) *Part {
	p.ID = PartID{v.Ticket.Name, len(v.Parts) + 1}
	p.Language, p.Since, p.Clock = v.Ticket.Language, at, at
	v.Parts = append(v.Parts, &p)
	return &p
}

// lift takes the visit's parts out of the lines, so that they can be changed.
func (b *Book) lift(v *Visit, at time.Time) {
	for _, p := range v.Parts {
		p.settle(at)
		b.lines.remove(p)
		if p.Cool != nil {
			if i := slices.Index(b.cooling, p); i >= 0 {
				b.cooling = slices.Delete(b.cooling, i, i+1)
			}
		}
	}
}

// lower puts the visit's parts back where they can be called from, and has their
// clocks go or stand.
func (b *Book) lower(v *Visit, at time.Time) {
	busy := v.AtDesk()
	v.Left = time.Time{}
	if v.Ended() {
		v.Left = at
	}
	for _, p := range v.Parts {
		switch {
		case p.Stage.Ended(), busy != nil && p != busy && p.Stage.queued():
			p.Clock = time.Time{}
			continue
		case p.Clock.IsZero():
			p.Clock = at
		}
		switch {
		case !p.Stage.queued():
		case p.Cool != nil:
			b.cooling = append(b.cooling, p)
		default:
			b.lines.add(p)
		}
	}
}

// settle counts the time of the stage up to a moment.
func (p *Part) settle(at time.Time) {
	if p.Clock.IsZero() {
		return
	}
	d := max(0, at.Sub(p.Clock))
	p.Clock = at
	switch p.Stage {
	case Waiting, AwaitingExpert:
		if p.First.IsZero() {
			p.Waited += d
		}
	case Called:
		p.Walked += d
	case Serving:
		p.Served += d
	case OnHold:
		p.HeldFor += d
	}
}

// cooled reports whether somebody who did not come can be called again.
func (b *Book) cooled(p *Part, at time.Time) bool {
	post := b.posts[p.Cool.Desk]
	return !at.Before(p.Cool.Until) || post != nil && p.Cool.Calls > 0 && post.Calls >= p.Cool.Calls
}

// thaw lets those be called again who were left alone for long enough.
func (b *Book) thaw(at time.Time) {
	b.cooling = slices.DeleteFunc(b.cooling, func(p *Part) bool {
		if !b.cooled(p, at) {
			return false
		}
		p.Cool = nil
		b.lines.add(p)
		return true
	})
}

func (b *Book) gate(q kiosk.QueueID) *Gate {
	if b.gates == nil {
		b.gates = map[kiosk.QueueID]*Gate{}
	}
	g := b.gates[q]
	if g == nil {
		g = &Gate{}
		b.gates[q] = g
	}
	return g
}

// Visit returns the visit of a ticket.
func (b *Book) Visit(name kiosk.EventName) (*Visit, bool) {
	v, ok := b.visits[name]
	return v, ok
}

// WithCode returns the visit whose ticket has the code.
func (b *Book) WithCode(code kiosk.Code) (*Visit, bool) {
	for _, v := range slices.Backward(b.order) {
		if v.Ticket.Code() == code {
			return v, true
		}
	}
	return nil, false
}

// Part returns a part.
func (b *Book) Part(id PartID) (*Part, bool) { return b.visits[id.Visit].Part(id.N) }

// Visits lists the day's visits as they joined. They are the book's own: they are only
// to be read.
func (b *Book) Visits() []*Visit { return b.order }

// Post returns the desk, where somebody is logged in.
func (b *Book) Post(d DeskID) (*Post, bool) {
	p, ok := b.posts[d]
	return p, ok
}

// Posts lists the desks at which somebody is logged in, in the order of their names.
func (b *Book) Posts() []*Post {
	list := make([]*Post, 0, len(b.posts))
	for _, p := range b.posts {
		list = append(list, p)
	}
	slices.SortFunc(list, func(x, y *Post) int { return deskOrder(x.Desk, y.Desk) })
	return list
}

// deskOrder has desk 2 before desk 10.
func deskOrder(a, b DeskID) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Gate returns what is said of a queue.
func (b *Book) Gate(q kiosk.QueueID) Gate {
	if g := b.gates[q]; g != nil {
		return *g
	}
	return Gate{}
}

// Staff is how many people serve, as somebody counted them; 0: nobody has.
func (b *Book) Staff() int { return b.counted }

// Changes counts what has happened.
func (b *Book) Changes() uint64 { return b.changes }

// Queue lists the parts that have not ended, in the order of their places. Those of one
// class come together only by their places: who is called next is for the rules to say.
func (b *Book) Queue() []*Part {
	var list []*Part
	for _, v := range b.order {
		for _, p := range v.Parts {
			if !p.Stage.Ended() {
				list = append(list, p)
			}
		}
	}
	slices.SortFunc(list, byPlace)
	return list
}
