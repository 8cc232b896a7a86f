package queue

import (
	"slices"
	"time"

	"kundterminal/kiosk"
)

// eligible is which lines a desk's competences reach. It holds as long as the lines and
// the desks do.
type eligible struct {
	epoch int
	lines []*line
}

// reach lists the lines that a desk may call from.
func (b *Book) reach(p *Post) []*line {
	list, seen := b.reached(p)
	if seen {
		return list
	}
	if b.seen == nil {
		b.seen = map[DeskID]eligible{}
	}
	b.seen[p.Desk] = eligible{b.lines.epoch, list}
	return list
}

// reached is reach for those who only read the book, of whom there may be several at
// once: it remembers nothing. Seen reports that it was remembered.
func (b *Book) reached(p *Post) (list []*line, seen bool) {
	if e, ok := b.seen[p.Desk]; ok && e.epoch == b.lines.epoch {
		return e.lines, true
	}
	for _, l := range b.lines.list {
		if b.may(p, l) {
			list = append(list, l)
		}
	}
	return list, false
}

// may reports whether a desk has the competence for a line. A language that is spoken at
// no desk that could call it keeps nobody waiting: then every such desk may.
func (b *Book) may(p *Post, l *line) bool {
	return p.knows(l) && (p.tongue(l) || !b.spoken(l))
}

// spoken reports whether a desk that could call the line speaks its language.
func (b *Book) spoken(l *line) bool {
	for _, p := range b.posts {
		if !p.Break && p.knows(l) && p.tongue(l) {
			return true
		}
	}
	return false
}

// knows reports whether a desk has the competence for a line, but for the language.
func (p *Post) knows(l *line) bool {
	return p.Login.can(l.key, l.services) && (l.key.desk == "" || l.key.desk == p.Desk)
}

// tongue reports whether the language of a line is spoken at a desk.
func (p *Post) tongue(l *line) bool {
	return len(p.Login.Languages) == 0 || slices.Contains(p.Login.Languages, l.key.language)
}

// can reports whether a login has the competence, but for the language.
func (l Login) can(k lineKey, services []kiosk.ServiceID) bool {
	switch {
	case k.video != l.Remote,
		k.expert && !l.Expert,
		k.private && !l.Door && !l.Remote, // a room of remote service has a door
		k.staff != "" && k.staff != l.Staff,
		!l.Knows(k.authority):
		return false
	}
	return len(l.Services) == 0 || !slices.ContainsFunc(services, func(id kiosk.ServiceID) bool { return !slices.Contains(l.Services, id) })
}

// choose returns whom the desk calls next, and by which rule; nil where nobody waits
// for it.
func (b *Book) choose(p *Post, rules []Rule, at time.Time) (*Part, RuleKind) {
	return b.chooseOf(b.reach(p), p, rules, at)
}

func (b *Book) chooseOf(reached []*line, p *Post, rules []Rule, at time.Time) (*Part, RuleKind) {
	if warm := b.warm(p, at); len(warm) > 0 {
		reached = append(slices.Clip(reached), warm...)
	}
	if len(reached) == 0 {
		return nil, ""
	}
	for _, r := range rules {
		if part := r.pick(reached, p, at); part != nil {
			return part, r.Take
		}
	}
	for _, r := range []Rule{{Take: TakeLongest}, {Take: TakeEarly}} { // whatever the rules are, nobody is forgotten
		if part := r.pick(reached, p, at); part != nil {
			return part, r.Take
		}
	}
	return nil, ""
}

// warm gives those a line of their own who were left alone for long enough, until the
// next change puts them back.
func (b *Book) warm(p *Post, at time.Time) []*line {
	var list []*line
	for _, part := range b.cooling {
		if !b.cooled(part, at) {
			continue
		}
		l := &line{key: keyOf(part), services: part.Services}
		*l.of(part.Class) = []*Part{part}
		if b.may(p, l) {
			list = append(list, l)
		}
	}
	return list
}

// pick returns whom the rule chooses of the lines; nil: nobody.
func (r Rule) pick(lines []*line, p *Post, at time.Time) *Part {
	switch r.Take {
	case TakeAppointment:
		return foremost(lines, func(l *line) *Part { return due(l.booked, at.Add(r.Before)) })
	case TakeAged:
		return foremost(lines, func(l *line) *Part { return l.eldest(at.Add(-r.After)) })
	case TakePriority:
		return foremost(lines, func(l *line) *Part { return head(l.first) })
	case TakeEarly:
		return foremost(lines, func(l *line) *Part { return head(l.booked) })
	case TakeLongest:
		if len(r.Weights) > 0 {
			lines = p.weighed(lines, r.Weights)
		}
		return foremost(lines, (*line).longest)
	}
	return nil
}

func foremost(lines []*line, of func(*line) *Part) *Part {
	var first *Part
	for _, l := range lines {
		first = sooner(first, of(l))
	}
	return first
}

func sooner(a, b *Part) *Part {
	if a == nil || b != nil && byPlace(b, a) < 0 {
		return b
	}
	return a
}

func head(list []*Part) *Part {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// due is the first whose time has come.
func due(list []*Part, by time.Time) *Part {
	if p := head(list); p != nil && !p.Effective.After(by) {
		return p
	}
	return nil
}

// longest is who has waited longest without an appointment.
func (l *line) longest() *Part { return sooner(head(l.walkIns), head(l.first)) }

// eldest is the first of any class who has waited since a time.
func (l *line) eldest(since time.Time) *Part {
	return sooner(due(l.walkIns, since), sooner(due(l.first, since), due(l.booked, since)))
}
