package queue

import (
	"slices"
	"time"

	"kundterminal/kiosk"
)

// Apply makes a change. What it is about and does not know is passed over: a book that
// is read from a journal never fails.
func (b *Book) Apply(c Change) {
	b.changes++
	b.thaw(c.At)
	if c.Part != (PartID{}) {
		b.applyPart(c)
		return
	}
	switch c.Kind {
	case DeskOpened, DeskClosed, BreakBegun, BreakEnded, HelpCalled, HelpAnswered, HelpEnded:
		b.applyDesk(c)
	case QueuePaused:
		b.gate(c.Queue).Paused = true
	case QueueResumed:
		g := b.gate(c.Queue)
		g.Paused, g.Closed = false, false
	case QueueShut:
		b.gate(c.Queue).Closed = true
	case QuotaSet:
		b.gate(c.Queue).Quota = c.N
	case StaffCounted:
		b.counted = c.N
	case DayClosed:
		b.closeDay(c.Date)
	}
}

func (b *Book) applyDesk(c Change) {
	p := b.posts[c.Desk]
	if c.Kind == DeskOpened && c.Login != nil {
		if b.posts == nil {
			b.posts = map[DeskID]*Post{}
		}
		if p == nil {
			p = &Post{Desk: c.Desk, Since: c.At}
			b.posts[c.Desk] = p
		}
		p.Login, p.Break, p.Rests = *c.Login, false, time.Time{}
		b.seen = nil
		return
	}
	if p == nil {
		return
	}
	switch c.Kind {
	case DeskClosed:
		delete(b.posts, c.Desk)
		b.seen = nil
	case BreakBegun:
		p.Break, p.Rests, p.Freed = true, c.At, time.Time{}
		b.seen = nil
	case BreakEnded:
		p.Break, p.Rests = false, time.Time{}
		b.seen = nil
	case HelpCalled:
		p.Alarm, p.Answers = c.At, ""
	case HelpAnswered:
		p.Answers = DeskID(c.Phrase)
	case HelpEnded:
		p.Alarm, p.Answers = time.Time{}, ""
	}
}

// applyPart makes a change of one part: the visit is taken out of the lines for it.
func (b *Book) applyPart(c Change) {
	v := b.visits[c.Part.Visit]
	p, ok := v.Part(c.Part.N)
	if !ok {
		return
	}
	b.lift(v, c.At)
	post := b.posts[c.Desk]
	if c.Kind == Undone {
		b.undo(v, post)
	} else {
		memo := Memo{Kind: c.Kind, Change: b.changes, Before: *p}
		if post != nil {
			memo.Held, memo.Turns = post.Holds, post.Turns
		}
		parts := len(v.Parts)
		b.part(v, p, post, c)
		p.Touched = b.changes
		if post != nil {
			post.freed(memo.Held, c.At)
		}
		if len(v.Parts) > parts {
			memo.Added = len(v.Parts)
		}
		if post != nil && undoable(c.Kind) {
			memo.Before.in, memo.Before.Notes = nil, slices.Clone(memo.Before.Notes)
			post.Last = &memo
		}
	}
	b.lower(v, c.At)
}

// freed notes when a desk lets somebody go.
func (p *Post) freed(held PartID, at time.Time) {
	switch {
	case p.Holds != (PartID{}):
		p.Freed = time.Time{}
	case held != (PartID{}):
		p.Freed = at
	}
}

// undoable reports whether an action of the kind can be taken back.
func undoable(k Kind) bool {
	switch k {
	case PartCalled, NobodyCame, Arrived, Taken, PutOnHold, PutBack, Moved, LinkFailed, Finished, WentAway, Revived, PartAdded:
		return true
	}
	return false
}

func (b *Book) part(v *Visit, p *Part, post *Post, c Change) {
	switch c.Kind {
	case PartCalled:
		b.called(p, post, c)
	case CallRepeated:
		p.LastCall = c.At
	case NobodyCame:
		p.Walked = 0 // they were not on their way
		p.release(post)
		p.enter(NoShow, c.At)
		if !c.Until.IsZero() {
			p.enter(p.waits(), c.At)
			p.Cool = &Cooling{Until: c.Until, Desk: c.Desk}
			if post != nil && c.N > 0 {
				p.Cool.Calls = post.Calls + c.N
			}
		}
	case Arrived, Taken:
		b.taken(p, post, c)
	case PutOnHold:
		p.release(post)
		p.enter(OnHold, c.At)
		p.Held = c.Phrase
	case PutBack, LinkFailed:
		p.Walked = 0
		p.release(post)
		if c.Kind == LinkFailed {
			p.Fails++
		}
		p.Cool = nil
		p.enter(p.waits(), c.At)
	case Moved:
		b.moved(v, p, post, c)
	case Finished:
		p.release(post)
		p.enter(Done, c.At)
		p.Outcome, p.Wrong = c.Outcome, p.Wrong || c.Wrong
		if !p.Wrong {
			b.means.learn(p)
		}
		if v.served() {
			b.trust.ended(v.Ticket, c.At)
		}
	default:
		b.aside(v, p, post, c)
	}
}

// aside makes the changes that happen beside the desk.
func (b *Book) aside(v *Visit, p *Part, post *Post, c Change) {
	switch c.Kind {
	case WentAway:
		p.release(post)
		p.enter(Left, c.At)
	case Revived:
		p.Effective, p.Cool, p.Calls = c.Place, nil, 0
		p.enter(p.waits(), c.At)
	case Preferred:
		p.Why, p.Class = c.Why, kiosk.Priority
		if c.Why == "" {
			p.Class = kiosk.WalkIn
			if !p.Booked.IsZero() {
				p.Class = kiosk.ByAppointment
			}
		}
	case PartAdded:
		n := v.add(Part{Stage: Waiting, Class: kiosk.WalkIn, Effective: c.Place, Touched: b.changes}, c.At)
		n.aim(*c.To)
	case NoteAdded:
		p.Notes = append(slices.Clone(p.Notes), c.Phrase)
	case TimesWrong:
		p.Wrong = true
		b.means.forget(p.ID)
	}
}

// called has the part called. The first call of a visit shows what its promise was worth.
func (b *Book) called(p *Part, post *Post, c Change) {
	v := b.visits[p.ID.Visit]
	if v.firstCall().IsZero() {
		b.trust.learn(v.Ticket, c.At)
	}
	if post != nil && !post.Freed.IsZero() && !p.Since.After(post.Freed) {
		b.means.tidied(c.At.Sub(post.Freed)) // somebody waited, and the desk took its time
	}
	p.enter(Called, c.At)
	p.Cool, p.Walked = nil, 0
	p.Calls++
	p.LastCall, p.Desk, p.Staff, p.Room = c.At, c.Desk, c.Staff, c.Room
	if p.First.IsZero() {
		p.First = c.At
	}
	if post == nil {
		return
	}
	post.Holds = p.ID
	post.Calls++
	if c.Rule == TakeLongest {
		post.took(p.Authority, c.Round)
	}
}

// firstCall is when the person was first called, or zero.
func (v *Visit) firstCall() time.Time {
	var first time.Time
	for _, p := range v.Parts {
		if !p.First.IsZero() && (first.IsZero() || p.First.Before(first)) {
			first = p.First
		}
	}
	return first
}

// taken has the part served at the desk.
func (b *Book) taken(p *Part, post *Post, c Change) {
	if c.Kind == Taken {
		p.Room = c.Room
		if p.First.IsZero() {
			if v := b.visits[p.ID.Visit]; v.firstCall().IsZero() {
				b.trust.learn(v.Ticket, c.At)
			}
			p.First = c.At
		}
	} else if !p.Wrong {
		b.means.walked(p.Walked)
	}
	p.enter(Serving, c.At)
	p.Cool, p.Held = nil, ""
	p.Desk, p.Staff = c.Desk, c.Staff
	if post != nil {
		post.Holds = p.ID
		p.Channel = post.Login.Channel()
	}
}

func (p *Part) enter(s Stage, at time.Time) {
	p.Stage, p.Since = s, at
	if s.Ended() {
		p.Ended = at
	} else {
		p.Ended = time.Time{}
	}
}

// release lets go of the part's desk.
func (p *Part) release(post *Post) {
	if post != nil && post.Holds == p.ID {
		post.Holds = PartID{}
	}
}
