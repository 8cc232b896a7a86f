package simulate_test

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// model is the queue as its rules say it in words, and nothing more: a list of everybody,
// looked through from one end to the other whenever a desk is free. It knows of the
// engine only what has happened.
type model struct {
	parts []*waiting              // that have not ended
	count map[kiosk.EventName]int // the parts that each ticket has had
	desks map[queue.DeskID]*place
}

// waiting is a part in the model.
type waiting struct {
	id         queue.PartID
	authority  kiosk.AuthorityID
	services   []kiosk.ServiceID
	private    bool
	want       kiosk.Served
	language   kiosk.Language
	desk       queue.DeskID
	staff      queue.StaffID
	class      kiosk.Class
	usual      kiosk.Class // without priority
	arrived    time.Time   // its place
	where      string      // "waits", "desk", "hold", "ended"
	again      time.Time   // not called before, unless
	againBy    queue.DeskID
	againCalls int // this desk has made so many calls; 0: no such thing
	after      bool
}

type place struct {
	login queue.Login
	rests bool
	calls int
	turns map[kiosk.AuthorityID]int // had in the round
	round bool                      // whoever the model calls begins another
}

func newModel() *model {
	return &model{desks: map[queue.DeskID]*place{}, count: map[kiosk.EventName]int{}}
}

func (m *model) joined(t kiosk.Ticket) {
	m.count[t.Name] = len(t.Parts)
	for i, p := range t.Parts {
		w := &waiting{
			id: queue.PartID{Visit: t.Name, N: i + 1}, authority: p.Authority, services: p.Services, private: p.Private,
			want: t.Served, language: t.Language, class: t.Class, usual: t.Class, arrived: t.IssuedAt, where: "waits",
		}
		if t.Class == kiosk.ByAppointment && !t.Booking.From.IsZero() {
			w.arrived = t.Booking.From
		}
		m.parts = append(m.parts, w)
	}
}

func (m *model) part(id queue.PartID) *waiting {
	for _, w := range m.parts {
		if w.id == id {
			return w
		}
	}
	return nil
}

// changed takes in what has happened.
func (m *model) changed(c queue.Change) {
	m.forgive(c.At)
	if w := m.part(c.Part); w != nil {
		m.changedPart(w, c)
		if w.where == "ended" {
			m.parts = slices.DeleteFunc(m.parts, func(p *waiting) bool { return p == w })
		}
		return
	}
	switch c.Kind {
	case queue.DeskOpened:
		m.desks[c.Desk] = &place{login: *c.Login, turns: map[kiosk.AuthorityID]int{}}
	case queue.DeskClosed:
		delete(m.desks, c.Desk)
	case queue.BreakBegun, queue.BreakEnded:
		m.desks[c.Desk].rests = c.Kind == queue.BreakBegun
	}
}

func (m *model) changedPart(w *waiting, c queue.Change) {
	switch c.Kind {
	case queue.PartCalled:
		d := m.desks[c.Desk]
		d.calls++
		if c.Rule == queue.TakeLongest {
			if d.round {
				clear(d.turns)
			}
			d.turns[w.authority]++
		}
		w.where, w.after = "desk", false
	case queue.Taken:
		w.where, w.after = "desk", false
	case queue.NobodyCame:
		if w.where = "ended"; !c.Until.IsZero() {
			w.where, w.after, w.again, w.againBy, w.againCalls = "waits", true, c.Until, c.Desk, m.desks[c.Desk].calls+c.N
		}
	case queue.PutOnHold:
		w.where = "hold"
	case queue.PutBack, queue.LinkFailed:
		w.where, w.after = "waits", false
	case queue.Finished, queue.WentAway:
		w.where = "ended"
	case queue.Moved:
		w.where = "ended"
		m.moved(w, c)
	case queue.Preferred:
		if w.class = kiosk.Priority; c.Why == "" {
			w.class = w.usual
		}
	}
}

// moved adds the part that goes on with one that was transferred.
func (m *model) moved(w *waiting, c queue.Change) {
	m.count[w.id.Visit]++
	next := &waiting{
		id: queue.PartID{Visit: w.id.Visit, N: m.count[w.id.Visit]}, authority: c.To.Authority, services: c.To.Services, private: c.To.Private,
		want: c.To.Want, language: w.language, desk: c.To.Desk, staff: c.To.Staff, class: kiosk.WalkIn, usual: kiosk.WalkIn,
		arrived: c.Place, where: "waits",
	}
	if w.class == kiosk.Priority {
		next.class = kiosk.Priority
	}
	m.parts = append(m.parts, next)
}

// forgive lets those be called again who were left alone for long enough.
func (m *model) forgive(at time.Time) {
	for _, w := range m.parts {
		d := m.desks[w.againBy]
		if w.after && (!at.Before(w.again) || d != nil && d.calls >= w.againCalls) {
			w.after = false
		}
	}
}

// next is whom the desk has to call, and by which rule.
func (m *model) next(id queue.DeskID, rules []queue.Rule, at time.Time) (queue.PartID, queue.RuleKind) {
	m.forgive(at)
	away := map[kiosk.EventName]bool{} // people who are at a desk
	for _, w := range m.parts {
		if w.where == "desk" {
			away[w.id.Visit] = true
		}
	}
	var list []*waiting
	for _, w := range m.parts {
		if w.where == "waits" && !w.after && !away[w.id.Visit] && m.can(id, w) {
			list = append(list, w)
		}
	}
	sort.Slice(list, func(i, j int) bool { return earlier(list[i], list[j]) })
	rules = append(slices.Clone(rules), queue.Rule{Take: queue.TakeLongest}, queue.Rule{Take: queue.TakeEarly})
	for _, r := range rules {
		for _, w := range m.inTurn(id, r, list) {
			if fits(w, r, at) {
				return w.id, r.Take
			}
		}
	}
	return queue.PartID{}, ""
}

func earlier(a, b *waiting) bool {
	if !a.arrived.Equal(b.arrived) {
		return a.arrived.Before(b.arrived)
	}
	key := func(w *waiting) string {
		return fmt.Sprintf("%020d %05d %s %03d", w.id.Visit.Seq, w.id.Visit.Terminal, w.id.Visit.Epoch, w.id.N)
	}
	return key(a) < key(b)
}

func fits(w *waiting, r queue.Rule, at time.Time) bool {
	switch r.Take {
	case queue.TakeAppointment:
		return w.class == kiosk.ByAppointment && w.arrived.Sub(at) <= r.Before
	case queue.TakeAged:
		return at.Sub(w.arrived) >= r.After
	case queue.TakePriority:
		return w.class == kiosk.Priority
	case queue.TakeLongest:
		return w.class != kiosk.ByAppointment
	}
	return w.class == kiosk.ByAppointment
}

// inTurn leaves of the list, where a rule has weights, those of the authority whose turn
// it is. In each round an authority has as many turns as its weight. Of those that have
// some left it is the one that has had the smallest share of them once it has had another,
// and among the same the one with whoever came first. Where none has, a round begins.
func (m *model) inTurn(id queue.DeskID, r queue.Rule, list []*waiting) []*waiting {
	if r.Take != queue.TakeLongest || len(r.Weights) == 0 {
		return list
	}
	d := m.desks[id]
	weight := func(a kiosk.AuthorityID) int {
		if i := slices.Index(d.login.Authorities, a); i >= 0 && i < len(r.Weights) {
			return r.Weights[i]
		}
		return r.Weights[len(r.Weights)-1]
	}
	d.round = !slices.ContainsFunc(list, func(w *waiting) bool {
		return w.class != kiosk.ByAppointment && d.turns[w.authority] < weight(w.authority)
	})
	share := func(a kiosk.AuthorityID) float64 {
		switch {
		case d.round:
			return 1 / float64(weight(a))
		case d.turns[a] >= weight(a):
			return math.Inf(1)
		}
		return float64(d.turns[a]+1) / float64(weight(a))
	}
	var best *waiting
	for _, w := range list {
		if w.class != kiosk.ByAppointment && (best == nil || share(w.authority) < share(best.authority)-1e-9) {
			best = w
		}
	}
	var mine []*waiting
	for _, w := range list {
		if best != nil && w.authority == best.authority {
			mine = append(mine, w)
		}
	}
	return mine
}

// can reports whether a desk may call a part. Who does not speak its language may, where
// nobody else is there who could call it and does.
func (m *model) can(id queue.DeskID, w *waiting) bool {
	if !m.knows(id, w) {
		return false
	}
	if speaks(m.desks[id].login, w.language) {
		return true
	}
	for other, d := range m.desks {
		if other != id && !d.rests && m.knows(other, w) && speaks(d.login, w.language) {
			return false
		}
	}
	return true
}

// knows reports whether a desk could call a part, were it not for the language.
func (m *model) knows(id queue.DeskID, w *waiting) bool {
	l := m.desks[id].login
	if l.Remote != (w.want == kiosk.ServedRemotely) || w.want == kiosk.ServedByExpert && !l.Expert {
		return false
	}
	if w.private && !l.Door && !l.Remote || w.desk != "" && w.desk != id || w.staff != "" && w.staff != l.Staff {
		return false
	}
	if !serves(l, w.authority) {
		return false
	}
	for _, s := range w.services {
		if len(l.Services) > 0 && !slices.Contains(l.Services, s) {
			return false
		}
	}
	return true
}

func serves(l queue.Login, a kiosk.AuthorityID) bool {
	return a == "" || len(l.Authorities) == 0 || slices.Contains(l.Authorities, a)
}

func speaks(l queue.Login, tongue kiosk.Language) bool {
	return len(l.Languages) == 0 || slices.Contains(l.Languages, tongue)
}
