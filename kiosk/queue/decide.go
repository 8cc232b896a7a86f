package queue

import (
	"fmt"
	"slices"
	"time"
)

// Who is at which desk.
type Who struct {
	Desk  DeskID
	Staff StaffID
}

func (w Who) change(k Kind, at time.Time) Change {
	return Change{Kind: k, At: at, Desk: w.Desk, Staff: w.Staff}
}

func (w Who) on(k Kind, id PartID, at time.Time) Change {
	c := w.change(k, at)
	c.Part = id
	return c
}

// post returns the desk of whoever decides.
func (b *Book) post(w Who) (*Post, error) {
	p, ok := b.posts[w.Desk]
	switch {
	case !ok:
		return nil, fmt.Errorf("desk %s: %w", w.Desk, ErrNoLogin)
	case p.Login.Staff != w.Staff:
		return nil, fmt.Errorf("desk %s: %w", w.Desk, ErrOther)
	}
	return p, nil
}

// holding returns the desk and the part that it has.
func (b *Book) holding(w Who, stages ...Stage) (*Post, *Part, error) {
	post, err := b.post(w)
	if err != nil {
		return nil, nil, err
	}
	p, ok := b.Part(post.Holds)
	switch {
	case !ok:
		return post, nil, fmt.Errorf("desk %s: %w", w.Desk, ErrNothing)
	case !slices.Contains(stages, p.Stage):
		return post, nil, stageError(p)
	}
	return post, p, nil
}

func stageError(p *Part) error { return fmt.Errorf("%s is %s: %w", p.ID, p.Stage, ErrStage) }

// free returns the desk, which has nobody.
func (b *Book) free(w Who) (*Post, error) {
	post, err := b.post(w)
	if err == nil && post.Holds != (PartID{}) {
		err = fmt.Errorf("desk %s has %s: %w", w.Desk, post.Holds, ErrDeskBusy)
	}
	return post, err
}

// Open logs somebody in at a desk, or changes what they can do there.
func (b *Book) Open(w Who, l Login, at time.Time) ([]Change, error) {
	if p, ok := b.posts[w.Desk]; ok && p.Login.Staff != w.Staff && p.Holds != (PartID{}) {
		return nil, fmt.Errorf("desk %s: %w", w.Desk, ErrOther)
	}
	l.Staff = w.Staff
	c := w.change(DeskOpened, at)
	c.Login = &l
	return []Change{c}, nil
}

// Close logs out at a desk that has nobody.
func (b *Book) Close(w Who, at time.Time) ([]Change, error) {
	if _, err := b.free(w); err != nil {
		return nil, err
	}
	return []Change{w.change(DeskClosed, at)}, nil
}

// Pause begins or ends a break.
func (b *Book) Pause(w Who, on bool, at time.Time) ([]Change, error) {
	p, err := b.post(w)
	if err != nil || p.Break == on {
		return nil, err
	}
	kind := BreakEnded
	if on {
		kind = BreakBegun
	}
	return []Change{w.change(kind, at)}, nil
}

// Peek returns whom Next would call, and by which rule; nil: nobody. Unlike the
// decisions it may be called by several readers of the book at once.
func (b *Book) Peek(d DeskID, s Settings, at time.Time) (*Part, RuleKind) {
	post, ok := b.posts[d]
	if !ok {
		return nil, ""
	}
	reached, _ := b.reached(post)
	return b.chooseOf(reached, post, s.Rules, at)
}

// Next calls whoever is next for the desk by the rules.
func (b *Book) Next(w Who, s Settings, at time.Time) ([]Change, error) {
	post, err := b.free(w)
	if err != nil {
		return nil, err
	}
	if post.Break {
		return nil, fmt.Errorf("desk %s: %w", w.Desk, ErrOnBreak)
	}
	p, rule := b.choose(post, s.Rules, at)
	if p == nil {
		return nil, ErrNobody
	}
	return b.call(w, post, p, rule, s, at)
}

// Call calls somebody who was chosen by hand.
func (b *Book) Call(w Who, id PartID, s Settings, at time.Time) ([]Change, error) {
	post, p, err := b.wanted(w, id)
	if err != nil {
		return nil, err
	}
	if !p.Stage.queued() {
		return nil, stageError(p)
	}
	return b.call(w, post, p, "", s, at)
}

// wanted returns a part that a free desk wants, whose person is at no other desk.
func (b *Book) wanted(w Who, id PartID) (*Post, *Part, error) {
	post, err := b.free(w)
	if err != nil {
		return nil, nil, err
	}
	p, ok := b.Part(id)
	if !ok {
		return nil, nil, fmt.Errorf("%s: %w", id, ErrNoPart)
	}
	if busy := b.visits[id.Visit].AtDesk(); busy != nil {
		return nil, nil, fmt.Errorf("%s is %s at desk %s: %w", busy.ID, busy.Stage, busy.Desk, ErrTaken)
	}
	k := keyOf(p)
	k.desk, k.staff = "", "" // by hand, whoever it waits for
	if !post.Login.can(k, p.Services) {
		return nil, nil, fmt.Errorf("%s at desk %s: %w", id, w.Desk, ErrCompetence)
	}
	return post, p, nil
}

func (b *Book) call(w Who, post *Post, p *Part, rule RuleKind, s Settings, at time.Time) ([]Change, error) {
	c := w.on(PartCalled, p.ID, at)
	c.Rule, c.Round = rule, rule == TakeLongest && post.over(p.Authority, weightsOf(s.Rules))
	var err error
	c.Room, err = b.room(post, s)
	if err != nil {
		return nil, err
	}
	return []Change{c}, nil
}

// room is a free room for remote service, where the desk serves by video.
func (b *Book) room(post *Post, s Settings) (RoomID, error) {
	if !post.Login.Remote {
		return "", nil
	}
	for _, r := range s.Rooms {
		if !b.roomTaken(r, post) {
			return r, nil
		}
	}
	return "", ErrNoRoom
}

// roomTaken reports whether another desk has somebody in a room.
func (b *Book) roomTaken(r RoomID, but *Post) bool {
	for _, other := range b.posts {
		if p, ok := b.Part(other.Holds); ok && other != but && r != "" && p.Room == r {
			return true
		}
	}
	return false
}

// Repeat has the display and the voice call the desk's person once more.
func (b *Book) Repeat(w Who, s Settings, at time.Time) ([]Change, error) {
	_, p, err := b.holding(w, Called)
	switch {
	case err != nil:
		return nil, err
	case at.Sub(p.LastCall) < s.Repeats:
		return nil, fmt.Errorf("%s: %w", p.ID, ErrTooSoon)
	}
	return []Change{w.on(CallRepeated, p.ID, at)}, nil
}

// NotHere says that nobody came. They are called again after a while, with their place
// kept; after the last call they are a no-show.
func (b *Book) NotHere(w Who, s Settings, at time.Time) ([]Change, error) {
	_, p, err := b.holding(w, Called)
	if err != nil {
		return nil, err
	}
	c := w.on(NobodyCame, p.ID, at)
	if p.Calls < s.Calls {
		c.Until, c.N = at.Add(s.Again), s.AgainCalls
	}
	return []Change{c}, nil
}

// Start says that the person is at the desk.
func (b *Book) Start(w Who, at time.Time) ([]Change, error) {
	_, p, err := b.holding(w, Called)
	if err != nil {
		return nil, err
	}
	return []Change{w.on(Arrived, p.ID, at)}, nil
}

// Take serves a part without a call: the person stands at the desk, or was on hold,
// here or with somebody else.
func (b *Book) Take(w Who, id PartID, s Settings, at time.Time) ([]Change, error) {
	post, p, err := b.wanted(w, id)
	if err != nil {
		return nil, err
	}
	if !p.Stage.queued() && p.Stage != OnHold && p.Stage != NoShow {
		return nil, stageError(p)
	}
	c := w.on(Taken, p.ID, at)
	if c.Room, err = b.room(post, s); err != nil {
		return nil, err
	}
	return []Change{c}, nil
}
