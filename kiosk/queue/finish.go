package queue

import (
	"fmt"
	"slices"
	"time"

	"kundterminal/kiosk"
)

// Finish ends the service of the desk's part. Wrong says that its times are not true:
// they then count in no average.
func (b *Book) Finish(w Who, o Outcome, wrong bool, at time.Time) ([]Change, error) {
	_, p, err := b.holding(w, Serving)
	switch {
	case err != nil:
		return nil, err
	case !slices.Contains(Outcomes(), o):
		return nil, fmt.Errorf("outcome %q: %w", o, ErrWord)
	}
	c := w.on(Finished, p.ID, at)
	c.Outcome, c.Wrong = o, wrong
	return []Change{c}, nil
}

// Hold lets the person go for a while, such as to fetch a paper. Why is the key of a
// phrase.
func (b *Book) Hold(w Who, why string, at time.Time) ([]Change, error) {
	_, p, err := b.holding(w, Serving)
	if err != nil {
		return nil, err
	}
	c := w.on(PutOnHold, p.ID, at)
	c.Phrase = why
	return []Change{c}, nil
}

// Return puts a part back into the queue, at its place: the desk's own, or one that is
// on hold.
func (b *Book) Return(w Who, id PartID, at time.Time) ([]Change, error) {
	if _, err := b.post(w); err != nil {
		return nil, err
	}
	p, err := b.within(w, id, Called, Serving, OnHold)
	if err != nil {
		return nil, err
	}
	return []Change{w.on(PutBack, p.ID, at)}, nil
}

// within returns a part that is in one of the stages, and at no other desk.
func (b *Book) within(w Who, id PartID, stages ...Stage) (*Part, error) {
	p, ok := b.Part(id)
	switch {
	case !ok:
		return nil, fmt.Errorf("%s: %w", id, ErrNoPart)
	case p.Stage.atDesk() && p.Desk != w.Desk:
		return nil, fmt.Errorf("%s is %s at desk %s: %w", id, p.Stage, p.Desk, ErrTaken)
	case !slices.Contains(stages, p.Stage):
		return nil, stageError(p)
	}
	return p, nil
}

// LinkFailed puts the desk's part back to its place, because the video link failed.
func (b *Book) LinkFailed(w Who, at time.Time) ([]Change, error) {
	post, p, err := b.holding(w, Called, Serving)
	switch {
	case err != nil:
		return nil, err
	case !post.Login.Remote:
		return nil, fmt.Errorf("desk %s serves nobody by video: %w", w.Desk, ErrStage)
	}
	return []Change{w.on(LinkFailed, p.ID, at)}, nil
}

// Move transfers a part. It keeps its place unless it is to go to the back. That of an
// appointment whose time has not come is its arrival: it goes on without the appointment.
func (b *Book) Move(w Who, id PartID, to Target, toBack bool, at time.Time) ([]Change, error) {
	if _, err := b.post(w); err != nil {
		return nil, err
	}
	p, err := b.within(w, id, Waiting, AwaitingExpert, Called, Serving, OnHold)
	if err != nil {
		return nil, err
	}
	same := to.Authority == "" && len(to.Services) == 0 && to.Desk == "" && to.Staff == "" && to.Point == "" && to.Want == p.Want
	switch {
	case same:
		return nil, fmt.Errorf("%s: %w: nothing of it changes", id, ErrTarget)
	case to.Desk != "" && to.Desk == w.Desk && p.Stage.atDesk():
		return nil, fmt.Errorf("%s: %w: it is at that desk", id, ErrTarget)
	case to.Want == kiosk.ServedRemotely && to.Authority == "" && p.Authority == "":
		return nil, fmt.Errorf("%s: %w: name the authority whose expert is waited for", id, ErrTarget)
	}
	c := w.on(Moved, id, at)
	c.To, c.Place = &to, p.Effective
	if arrived := b.visits[id.Visit].Ticket.IssuedAt; p.Effective.Equal(p.Booked) && arrived.Before(p.Booked) {
		c.Place = arrived
	}
	if toBack {
		c.Place = at
	}
	return []Change{c}, nil
}

// Leave says that the person has told that they go.
func (b *Book) Leave(w Who, id PartID, at time.Time) ([]Change, error) {
	if _, err := b.post(w); err != nil {
		return nil, err
	}
	p, err := b.within(w, id, Waiting, AwaitingExpert, Called, Serving, OnHold)
	if err != nil {
		return nil, err
	}
	return []Change{w.on(WentAway, p.ID, at)}, nil
}

// Revive lets a no-show wait again: at the old place when they come soon.
func (b *Book) Revive(w Who, id PartID, s Settings, at time.Time) ([]Change, error) {
	if _, err := b.post(w); err != nil {
		return nil, err
	}
	p, err := b.within(w, id, NoShow, Left)
	if err != nil {
		return nil, err
	}
	c := w.on(Revived, id, at)
	if c.Place = p.Effective; at.Sub(p.Ended) > s.KeepsPlace {
		c.Place = at
	}
	return []Change{c}, nil
}

// Prefer gives the open parts of a visit priority, with a reason, or takes it back.
func (b *Book) Prefer(w Who, visit kiosk.EventName, why Precedence, at time.Time) ([]Change, error) {
	v, ok := b.visits[visit]
	switch {
	case !ok:
		return nil, fmt.Errorf("%s: %w", visit, ErrNoPart)
	case why != "" && !slices.Contains(Precedences(), why):
		return nil, fmt.Errorf("reason %q: %w", why, ErrWord)
	}
	var list []Change
	for _, p := range v.Parts {
		if p.Stage.queued() && p.Why != why {
			c := w.on(Preferred, p.ID, at)
			c.Why = why
			list = append(list, c)
		}
	}
	if list == nil {
		return nil, fmt.Errorf("%s: %w", visit, ErrStage)
	}
	return list, nil
}

// Add gives a visit another part, with the place of its arrival.
func (b *Book) Add(w Who, visit kiosk.EventName, to Target, at time.Time) ([]Change, error) {
	if _, err := b.post(w); err != nil {
		return nil, err
	}
	v, ok := b.visits[visit]
	switch {
	case !ok:
		return nil, fmt.Errorf("%s: %w", visit, ErrNoPart)
	case to.Authority == "":
		return nil, fmt.Errorf("%s: %w: name the authority", visit, ErrTarget)
	}
	c := w.on(PartAdded, PartID{visit, 1}, at)
	c.To, c.Place = &to, v.Ticket.IssuedAt
	return []Change{c}, nil
}

// Note adds a phrase to a part. The phrase is a key, or text that was found to have
// nothing personal in it.
func (b *Book) Note(w Who, id PartID, phrase string, at time.Time) ([]Change, error) {
	if _, ok := b.Part(id); !ok || phrase == "" {
		return nil, fmt.Errorf("%s: %w", id, ErrNoPart)
	}
	c := w.on(NoteAdded, id, at)
	c.Phrase = phrase
	return []Change{c}, nil
}

// Mistime says that a part's times are not true.
func (b *Book) Mistime(w Who, id PartID, at time.Time) ([]Change, error) {
	p, ok := b.Part(id)
	switch {
	case !ok:
		return nil, fmt.Errorf("%s: %w", id, ErrNoPart)
	case p.Wrong:
		return nil, nil
	}
	return []Change{w.on(TimesWrong, id, at)}, nil
}

// Undo takes back what the desk did last.
func (b *Book) Undo(w Who, at time.Time) ([]Change, error) {
	post, err := b.post(w)
	if err != nil {
		return nil, err
	}
	m := post.Last
	if m == nil {
		return nil, fmt.Errorf("desk %s: %w", w.Desk, ErrNoUndo)
	}
	id := m.Before.ID
	v := b.visits[id.Visit]
	p, ok := v.Part(id.N)
	busy := ok && v.AtDesk() != nil && v.AtDesk() != p
	switch {
	case !ok,
		p.Touched != m.Change,
		m.Added > 0 && (m.Added != len(v.Parts) || v.Parts[m.Added-1].Touched != m.Change),
		m.Before.Stage.atDesk() && (busy || b.roomTaken(m.Before.Room, post)),
		m.Held != post.Holds && m.Held != (PartID{}) && post.Holds != (PartID{}):
		return nil, fmt.Errorf("desk %s: %w", w.Desk, ErrMeanwhile)
	}
	return []Change{w.on(Undone, id, at)}, nil
}
