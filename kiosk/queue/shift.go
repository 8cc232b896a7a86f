package queue

import (
	"slices"
	"time"

	"kundterminal/kiosk"
)

// usualBreak is how long a break is taken to be that nobody has planned.
const usualBreak = 20 * time.Minute

// plan is what a desk is still to do in a rehearsal, beside serving people.
type plan struct {
	breaks []rest    // to come, the first one first
	until  time.Time // its shift ends; zero: it does not
}

type rest struct {
	from time.Time
	last time.Duration
}

// plan notes the breaks of a desk that are to come, and when it is back from one.
func (r *rehearsal) plan(post *Post) {
	shift := r.settings.Shifts[post.Desk]
	y, m, d := r.now.Date()
	clock := func(since time.Duration) time.Time {
		return time.Date(y, m, d, 0, 0, int(since/time.Second), 0, r.now.Location())
	}
	p := &plan{}
	busy, _ := r.book.Part(post.Holds)
	for _, b := range shift.Breaks {
		from := clock(b.Opens)
		due := from.After(r.now) || busy != nil && from.After(busy.Since) // served since before it
		if due {
			p.breaks = append(p.breaks, rest{from, b.Closes - b.Opens})
		}
	}
	if shift.Until > 0 {
		p.until = clock(shift.Until)
		if _, closes := r.settings.Hours.On(r.now); r.settings.Hours != (kiosk.OpenHours{}) && !p.until.Before(closes) {
			p.until = time.Time{} // who waits when the point closes is served
		}
	}
	if post.Break {
		r.free[post.Desk] = r.now.Add(left(shift.lasts(post.Rests, clock), r.now.Sub(post.Rests)))
	}
	if r.plans == nil {
		r.plans = map[DeskID]*plan{}
	}
	r.plans[post.Desk] = p
}

// lasts is how long a break lasts that began at a time: the planned one that was nearest.
func (s Shift) lasts(began time.Time, clock func(time.Duration) time.Time) time.Duration {
	length, nearest := usualBreak, 30*time.Minute
	for _, b := range s.Breaks {
		if off := began.Sub(clock(b.Opens)).Abs(); off < nearest {
			length, nearest = b.Closes-b.Opens, off
		}
	}
	return length
}

// left is how much of something is still to come. What has taken longer than expected is
// expected to take a third of its time more.
func left(whole, gone time.Duration) time.Duration { return max(whole-max(0, gone), whole/3) }

// stays reports whether a desk that is free calls somebody: not while it rests, or when
// its shift is over.
func (r *rehearsal) stays(post *Post) bool {
	p := r.plans[post.Desk]
	if p == nil {
		return true
	}
	if post.Break { // it is back
		post.Break = false
		r.book.seen = nil
	}
	switch {
	case !p.until.IsZero() && !r.now.Before(p.until):
		delete(r.free, post.Desk)
		delete(r.book.posts, post.Desk)
		r.desks = slices.DeleteFunc(r.desks, func(d *Post) bool { return d == post })
	case len(p.breaks) > 0 && !r.now.Before(p.breaks[0].from):
		post.Break = true
		r.free[post.Desk] = r.now.Add(p.breaks[0].last)
		p.breaks = p.breaks[1:]
	default:
		return true
	}
	r.book.seen = nil
	r.wake() // a language that nobody speaks now is everybody's
	return false
}
