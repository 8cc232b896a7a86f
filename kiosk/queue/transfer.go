package queue

import (
	"slices"

	"kundterminal/kiosk"
)

// moved ends the part here, and lets a new one go on with it unless the visit goes on
// at another point.
func (b *Book) moved(v *Visit, p *Part, post *Post, c Change) {
	p.release(post)
	p.enter(Transferred, c.At)
	if c.To.Point != "" {
		p.Away = c.To.Point
		return
	}
	n := v.add(Part{
		Authority: p.Authority, Services: p.Services, Private: p.Private, Stage: Waiting,
		Class: kiosk.WalkIn, Effective: c.Place, Touched: b.changes, Notes: slices.Clone(p.Notes),
	}, c.At)
	if p.Class == kiosk.Priority {
		n.Class, n.Why = kiosk.Priority, p.Why
	}
	n.aim(*c.To)
	p.Next = n.ID.N
}

// aim sets what a transfer says of a part.
func (p *Part) aim(t Target) {
	if t.Authority != "" && t.Authority != p.Authority {
		p.Authority, p.Services, p.Private = t.Authority, nil, p.Private || t.Private
	}
	if len(t.Services) > 0 {
		p.Services, p.Private = t.Services, t.Private
	}
	p.ForDesk, p.ForStaff, p.Want = t.Desk, t.Staff, t.Want
	p.Stage = p.waits()
}

// waits is the stage in which the part waits.
func (p *Part) waits() Stage {
	if p.Want == kiosk.ServedRemotely {
		return AwaitingExpert
	}
	return Waiting
}
