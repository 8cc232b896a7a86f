package queue

import (
	"slices"
	"time"

	"kundterminal/kiosk"
)

// undo puts everything back as it was before the desk's last action. The time since
// then counts for the stage before.
func (b *Book) undo(v *Visit, post *Post) {
	if post == nil || post.Last == nil {
		return
	}
	m := *post.Last
	p, ok := v.Part(m.Before.ID.N)
	if !ok || m.Before.ID.Visit != v.Ticket.Name {
		return
	}
	if m.Added > 0 && m.Added == len(v.Parts) {
		v.Parts = v.Parts[:m.Added-1]
	}
	b.means.forget(p.ID)
	if m.Kind == Finished && v.served() {
		b.trust.forget(&b.trust.Visits, v.Ticket.Estimate.Visit, p.Ended.Sub(v.Ticket.IssuedAt))
	}
	first := v.firstCall()
	*p = m.Before
	if !first.IsZero() && v.firstCall().IsZero() {
		b.trust.forget(&b.trust.Waits, v.Ticket.Estimate.Wait, first.Sub(v.Ticket.IssuedAt))
	}
	p.Touched = b.changes
	post.Holds, post.Turns, post.Last, post.Freed = m.Held, m.Turns, nil, time.Time{}
}

// closeDay drops the visits of a day and those before, and has every desk log in anew.
func (b *Book) closeDay(day kiosk.Date) {
	b.order = slices.DeleteFunc(b.order, func(v *Visit) bool { return v.Ticket.Date.Compare(day) <= 0 })
	b.visits = map[kiosk.EventName]*Visit{}
	b.lines, b.cooling, b.seen = lines{}, nil, nil
	b.posts, b.gates, b.counted = nil, nil, 0
	for _, v := range b.order {
		b.visits[v.Ticket.Name] = v
		b.gate(v.Ticket.Queue).Given++
		for _, p := range v.Parts {
			if p.in = nil; p.Stage.atDesk() { // nobody is logged in any more
				p.enter(p.waits(), p.Since)
			}
		}
		b.lower(v, v.Ticket.IssuedAt)
	}
}
