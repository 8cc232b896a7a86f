package simulate

import (
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// desk is one shift while the day is played.
type desk struct {
	shift  Shift
	who    queue.Who
	opened bool
	resting,
	tidying bool
	breaks  []time.Duration // that are due
	returns []queue.PartID  // on hold here: the people are back

	since  time.Time // it opened
	called time.Time // it called somebody; zero: it has nobody
	use    DeskUse
}

func (p *player) begin(k *desk) {
	if _, taken := p.book.Post(k.who.Desk); taken { // who was there before has not gone yet
		if p.now.Before(p.midnight.Add(k.shift.Until)) {
			p.after(time.Minute, func() { p.begin(k) })
		}
		return
	}
	if k.opened = p.do(p.book.Open(k.who, k.shift.Login, p.now)); k.opened {
		k.since = p.now
	}
	p.lookAll()
}

func (p *player) lookAll() {
	for _, k := range p.staff {
		p.look(k)
	}
}

// look has a free desk do what comes next: go home, rest, or call somebody.
func (p *player) look(k *desk) {
	post, ok := p.book.Post(k.who.Desk)
	if !ok || !k.opened || k.resting || k.tidying || post.Holds != (queue.PartID{}) || post.Login.Staff != k.who.Staff {
		return
	}
	switch {
	case p.goesHome(k):
		p.home(k)
	case len(k.breaks) > 0:
		p.rest(k)
	case len(k.returns) > 0:
		id := k.returns[0]
		k.returns = k.returns[1:]
		if p.do(p.book.Take(k.who, id, p.settings, p.now)) {
			k.called = p.now
			p.serve(k, id)
			return
		}
		p.look(k)
	default:
		p.next(k)
	}
}

// goesHome reports whether a shift is over: who waits when the doors close is served
// for a while yet.
func (p *player) goesHome(k *desk) bool {
	until, closes := p.midnight.Add(k.shift.Until), p.midnight.Add(p.day.Closes)
	switch {
	case k.shift.Until < p.day.Closes:
		return !p.now.Before(until)
	case p.now.Before(closes):
		return false
	}
	return len(p.people) == 0 || !p.now.Before(until.Add(p.day.Stays))
}

func (p *player) home(k *desk) {
	for _, id := range k.returns {
		p.do(p.book.Return(k.who, id, p.now))
	}
	k.returns = nil
	if p.do(p.book.Close(k.who, p.now)) {
		k.opened, p.ended = false, p.now
		k.use.Open += p.now.Sub(k.since)
		p.lookAll()
	}
}

func (p *player) rest(k *desk) {
	length := k.breaks[0]
	k.breaks = k.breaks[1:]
	if !p.do(p.book.Pause(k.who, true, p.now)) {
		return
	}
	k.resting = true
	k.use.Breaks += length
	p.after(length, func() {
		k.resting = false
		p.do(p.book.Pause(k.who, false, p.now))
		p.lookAll()
	})
	p.lookAll() // a language that nobody else speaks is now everybody's
}

func (p *player) next(k *desk) {
	list, err := p.book.Next(k.who, p.settings, p.now)
	if p.watch.Called != nil {
		p.watch.Called(k.who, p.settings, p.now, list, err)
	}
	if err != nil {
		return
	}
	part := list[0].Part
	v, _ := p.book.Visit(part.Visit)
	p.ledger.firstCall(p, v)
	p.do(list, nil)
	k.called = p.now
	who, h := p.people[part.Visit], p.day.Habits
	if p.stays(who, v, part) {
		p.after(who.lasting(h.Walk, h.Spread), func() {
			p.do(p.book.Start(k.who, p.now))
			p.serve(k, part)
		})
		return
	}
	who.away = false
	p.after(h.Waits, func() { p.notHere(k) })
}

// stays reports whether a person comes when called.
func (p *player) stays(who *person, v *queue.Visit, id queue.PartID) bool {
	if who.noShow || who.away {
		return false
	}
	part, _ := v.Part(id.N)
	return who.patience == 0 || part.Waited <= who.patience
}

func (p *player) notHere(k *desk) {
	list, err := p.book.NotHere(k.who, p.settings, p.now)
	p.do(list, err)
	if err == nil && !list[0].Until.IsZero() {
		p.at(list[0].Until, p.lookAll)
	}
	p.free(k)
}

// free ends what a desk had, and lets it call the next person.
func (p *player) free(k *desk) {
	k.use.Busy += p.now.Sub(k.called)
	k.called = time.Time{}
	if b := p.day.Habits.Between; b > 0 {
		k.tidying = true
		p.after(b, func() { k.tidying = false; p.look(k) })
	}
	p.lookAll()
}

// serve draws what becomes of a part at the desk.
func (p *player) serve(k *desk, id queue.PartID) {
	part, _ := p.book.Part(id)
	who, h := p.people[id.Visit], p.day.Habits
	whole := who.lasting(p.serviceTime(part.Services), h.Spread)
	moved, held, cut := who.chance(h.Transferred), who.chance(h.Held), who.chance(h.LinkFails)
	target, can := p.target(who, part)
	switch {
	case k.shift.Login.Remote && cut && part.Fails == 0:
		p.after((whole / 3).Round(time.Second), func() { p.do(p.book.LinkFailed(k.who, p.now)); p.free(k) })
	case moved && can:
		toBack := who.chance(0.2)
		p.after((whole / 3).Round(time.Second), func() {
			if p.do(p.book.Move(k.who, id, target, toBack, p.now)) {
				p.ledger.transferred++
			}
			p.free(k)
		})
	case held && part.HeldFor == 0:
		p.after((whole / 3).Round(time.Second), func() { p.hold(k, id, who) })
	default:
		p.after(whole, func() {
			p.ledger.served(p, part, k)
			k.use.Served++
			p.do(p.book.Finish(k.who, queue.Settled, false, p.now))
			p.free(k)
		})
	}
}

// hold lets a person fetch something. The desk takes them when they are back, or, when it
// has gone home, others call them.
func (p *player) hold(k *desk, id queue.PartID, who *person) {
	p.do(p.book.Hold(k.who, "paper", p.now))
	p.after(who.lasting(8*time.Minute, 0.5), func() {
		if k.opened {
			k.returns = append(k.returns, id)
			p.look(k)
			return
		}
		for _, other := range p.staff {
			if other.opened && p.do(p.book.Return(other.who, id, p.now)) {
				p.lookAll()
				return
			}
		}
	})
	p.free(k)
}

// target draws where a part goes on: what others come for, whom a desk serves.
func (p *player) target(who *person, part *queue.Part) (queue.Target, bool) {
	e := p.day.Errands[who.draws.IntN(len(p.day.Errands))]
	if len(e.Services) == 0 {
		return queue.Target{}, false
	}
	s, _ := p.known.Service(e.Services[0])
	if s.Authority == part.Authority || part.ID.N > 4 || s.Private || !p.day.serves(s) {
		return queue.Target{}, false
	}
	return queue.Target{Authority: s.Authority, Services: []kiosk.ServiceID{s.ID}}, true
}

// serves reports whether somebody at a desk serves the errand for everybody.
func (d Day) serves(s kiosk.Service) bool {
	return slices.ContainsFunc(d.Shifts, func(k Shift) bool {
		l := k.Login
		return !k.Absent && !l.Remote && l.Knows(s.Authority) && (len(l.Services) == 0 || slices.Contains(l.Services, s.ID))
	})
}
