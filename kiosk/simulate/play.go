package simulate

import (
	"container/heap"
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Watcher sees a day while it is played. Its methods may be nil.
type Watcher struct {
	Joined  func(t kiosk.Ticket)
	Called  func(w queue.Who, s queue.Settings, at time.Time, list []queue.Change, err error) // what Next decided, before it is done
	Changed func(c queue.Change)                                                              // before it is done
}

// Play plays a day, and returns what became of it. The zero seed is that of the file.
func Play(d Day, c *kiosk.Catalogue, seed uint64, w Watcher) Result {
	if seed == 0 {
		seed = d.Seed
	}
	p := newPlayer(d, c, seed, w)
	for len(p.agenda) > 0 {
		e := heap.Pop(&p.agenda).(event)
		p.now = e.at
		e.do()
	}
	for _, change := range p.book.CloseDay(d.Date, p.now) {
		p.ledger.desks(p)
		p.records = p.book.Records(d.Date, true, p.now)
		p.apply(change)
	}
	return p.result(seed)
}

// player plays one day.
type player struct {
	day      Day
	settings queue.Settings
	known    *kiosk.Catalogue
	watch    Watcher
	book     queue.Book
	midnight time.Time
	now      time.Time
	ended    time.Time // the last desk that has gone home did so
	agenda   agenda
	count    int
	people   map[kiosk.EventName]*person
	numbers  map[kiosk.Series]int
	staff    []*desk
	minutes  map[kiosk.ServiceID]time.Duration // that services take on average
	ledger   ledger
	records  []queue.Record
}

func newPlayer(d Day, c *kiosk.Catalogue, seed uint64, w Watcher) *player {
	p := &player{
		day: d, settings: d.Settings(c), known: c, watch: w, minutes: d.minutes(c),
		midnight: time.Date(d.Date.Year, d.Date.Month, d.Date.Day, 0, 0, 0, 0, time.UTC),
		people:   map[kiosk.EventName]*person{}, numbers: map[kiosk.Series]int{},
	}
	for _, s := range d.Shifts {
		if s.Absent {
			continue
		}
		k := &desk{shift: s, who: queue.Who{Desk: s.Desk, Staff: s.Login.Staff}}
		p.staff = append(p.staff, k)
		p.at(p.midnight.Add(s.From), func() { p.begin(k) })
		p.at(p.midnight.Add(s.Until), func() { p.look(k) })
		p.at(p.midnight.Add(s.Until+d.Stays), func() { p.look(k) })
		for _, b := range s.Breaks {
			p.at(p.midnight.Add(b.Opens), func() { k.breaks = append(k.breaks, b.Closes-b.Opens); p.look(k) })
		}
	}
	for i, who := range d.people(c, seed, p.midnight) {
		p.at(who.at, func() { p.arrive(who, i) })
	}
	p.at(p.midnight.Add(d.Closes), p.lookAll)
	for _, q := range c.Queues {
		if n := d.Plan.Quotas[q.ID]; n > 0 {
			p.do(p.book.SetQuota(queue.Who{}, q.ID, n, p.midnight))
		}
	}
	return p
}

// event is something that will happen on the day.
type event struct {
	at time.Time
	n  int // in the order in which they were foreseen
	do func()
}

type agenda []event

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at.Before(a[j].at) || a[i].at.Equal(a[j].at) && a[i].n < a[j].n
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(event)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

func (p *player) at(t time.Time, do func()) {
	p.count++
	heap.Push(&p.agenda, event{t, p.count, do})
}

func (p *player) after(d time.Duration, do func()) { p.at(p.now.Add(d), do) }

// do makes the changes that a decision came to, and reports whether it came to any.
func (p *player) do(list []queue.Change, err error) bool {
	if err != nil {
		return false
	}
	for _, c := range list {
		p.apply(c)
	}
	return len(list) > 0
}

func (p *player) apply(c queue.Change) {
	if p.watch.Changed != nil {
		p.watch.Changed(c)
	}
	p.book.Apply(c)
	if v, ok := p.book.Visit(c.Part.Visit); ok && v.Ended() {
		delete(p.people, c.Part.Visit)
	}
}

// arrive has a person take a number, unless they are told that they cannot.
func (p *player) arrive(who *person, i int) {
	parts := p.known.PartsOf(who.errands)
	if !p.offered(who.served, parts) {
		who.served = kiosk.ServedByAdvisor
	}
	q, _ := p.known.QueueServing(who.served, who.errands)
	prospect := kiosk.Prospect{
		Queue: q.ID, Class: kiosk.WalkIn, Parts: parts, Served: who.served, Language: who.language, Booked: who.booked,
	}
	if !who.booked.IsZero() {
		prospect.Class = kiosk.ByAppointment
	}
	f := p.book.Forecast(p.settings, p.now)
	if why := f.Admit(prospect, p.now); why != kiosk.NotRefused {
		p.ledger.refuse(why, p.now)
		return
	}
	p.numbers[q.Series]++
	t := kiosk.Ticket{
		Name:   kiosk.EventName{Terminal: kiosk.TerminalID(1 + i%p.day.Terminals), Epoch: "DAY", Seq: uint64(1 + i)},
		Series: q.Series, Number: p.numbers[q.Series], Date: p.day.Date, Queue: q.ID, Class: prospect.Class,
		Errands: who.errands, Language: who.language, IssuedAt: p.now, Booking: kiosk.Booking{From: who.booked},
		Estimate: f.Estimate(prospect, p.now), Served: who.served, Parts: parts,
	}
	p.people[t.Name] = who
	p.ledger.issued(p, t)
	if p.watch.Joined != nil {
		p.watch.Joined(t)
	}
	p.book.Join(t)
	if who.priority {
		p.after(time.Minute, func() { p.do(p.book.Prefer(queue.Who{}, t.Name, queue.Frail, p.now)) })
	}
	p.lookAll()
}

// offered reports whether a way to be served is offered at the terminal now: experts are
// while one is there.
func (p *player) offered(by kiosk.Served, parts []kiosk.TicketPart) bool {
	if by == kiosk.ServedByAdvisor {
		return true
	}
	now := p.now.Sub(p.midnight)
	return len(parts) == 1 && slices.ContainsFunc(p.day.Shifts, func(s Shift) bool {
		l := s.Login
		return !s.Absent && s.From <= now && now < s.Until && l.Knows(parts[0].Authority) &&
			(by == kiosk.ServedRemotely && l.Remote || by == kiosk.ServedByExpert && l.Expert && !l.Remote)
	})
}
