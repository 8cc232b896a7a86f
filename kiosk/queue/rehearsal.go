package queue

import (
	"slices"
	"time"
)

// mostSteps is how long a rehearsal goes on at most.
const mostSteps = 40_000

// rehearsal plays on what is open, with every service taking as long as is expected. It
// changes its book.
type rehearsal struct {
	book     *Book
	settings Settings
	now      time.Time
	free     map[DeskID]time.Time // when each desk is free; desks that wait for somebody are not in it
	desks    []*Post
	plans    map[DeskID]*plan
	tidy     time.Duration // between two people
	walk     time.Duration // to the desk
}

func newRehearsal(b *Book, s Settings, at time.Time) *rehearsal {
	r := &rehearsal{book: b, settings: s, now: at, free: map[DeskID]time.Time{}, desks: b.Posts(), tidy: b.means.tidy(), walk: b.means.walk()}
	for _, post := range r.desks {
		r.free[post.Desk] = at
		if p, ok := b.Part(post.Holds); ok {
			r.free[post.Desk] = at.Add(r.left(p))
		}
		if len(s.Shifts) > 0 || post.Break {
			r.plan(post)
		}
	}
	return r
}

// left is how long a part that a desk has will still take.
func (r *rehearsal) left(p *Part) time.Duration {
	whole := r.book.means.part(p.Services, r.settings)
	gone := max(0, r.now.Sub(p.Since))
	if p.Stage == Called {
		return whole + max(r.walk-gone, 0)
	}
	return left(whole, gone)
}

// run plays until the visit has ended. It returns how long it took until it was first
// called and until it ended, each with one nanosecond more: 0 means never; and how many
// others were called before.
func (r *rehearsal) run(v *Visit) (called, ended time.Duration, ahead int) {
	begun := r.now
	if !r.possible(v) {
		return 0, 0, 0
	}
	for range mostSteps {
		post := r.soonest()
		if post == nil {
			return called, 0, ahead
		}
		if p, ok := r.book.Part(post.Holds); ok {
			r.end(post, p)
			if v.Ended() {
				return called, r.now.Sub(begun) + 1, ahead
			}
			r.wake()
			if r.tidy > 0 {
				r.free[post.Desk] = r.now.Add(r.tidy)
				continue
			}
		}
		if !r.stays(post) {
			continue
		}
		p, rule := r.book.choose(post, r.settings.Rules, r.now)
		if p == nil {
			delete(r.free, post.Desk) // it waits until another desk lets somebody go
			continue
		}
		if mine := r.book.visits[p.ID.Visit] == v; called == 0 && mine {
			called = r.now.Sub(begun) + 1
		} else if called == 0 {
			ahead++
		}
		r.begin(post, p, rule)
	}
	return called, 0, ahead
}

// possible reports whether a desk is open that could call a part of the visit.
func (r *rehearsal) possible(v *Visit) bool {
	for _, p := range v.Parts {
		for _, post := range r.desks {
			if p.in != nil && !post.Break && r.book.may(post, p.in) {
				return true
			}
		}
	}
	return false
}

// soonest is the desk that is free first, and moves the clock there; nil where all wait.
func (r *rehearsal) soonest() *Post {
	var first *Post
	for _, post := range r.desks {
		if at, ok := r.free[post.Desk]; ok && (first == nil || at.Before(r.free[first.Desk])) {
			first = post
		}
	}
	if first == nil {
		return r.thaw()
	}
	if at := r.free[first.Desk]; at.After(r.now) {
		r.now = at
	}
	return first
}

// thaw moves the clock to when the next one can be called who did not come.
func (r *rehearsal) thaw() *Post {
	var until time.Time
	for _, p := range r.book.cooling {
		if p.Cool != nil && (until.IsZero() || p.Cool.Until.Before(until)) {
			until = p.Cool.Until
		}
	}
	if !until.After(r.now) || len(r.desks) == 0 {
		return nil
	}
	r.now = until
	r.wake()
	return r.desks[0] // all wait
}

// wake has desks that wait look again.
func (r *rehearsal) wake() {
	for _, post := range r.desks {
		if _, ok := r.free[post.Desk]; !ok {
			r.free[post.Desk] = r.now
		}
	}
}

func (r *rehearsal) begin(post *Post, p *Part, rule RuleKind) {
	r.book.thaw(r.now)
	for _, other := range r.book.visits[p.ID.Visit].Parts {
		r.book.lines.remove(other)
		if other.Cool != nil {
			r.book.cooling = slices.DeleteFunc(r.book.cooling, func(c *Part) bool { return c == other })
			other.Cool = nil
		}
	}
	p.Stage, p.Since = Serving, r.now
	post.Holds = p.ID
	post.Calls++
	if rule == TakeLongest {
		post.took(p.Authority, post.over(p.Authority, weightsOf(r.settings.Rules)))
	}
	r.free[post.Desk] = r.now.Add(r.walk + r.book.means.part(p.Services, r.settings))
}

func (r *rehearsal) end(post *Post, p *Part) {
	p.Stage = Done
	post.Holds = PartID{}
	r.book.index(r.book.visits[p.ID.Visit])
}
