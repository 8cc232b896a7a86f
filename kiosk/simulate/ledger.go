package simulate

import (
	"cmp"
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Formula is one way to reckon a wait.
type Formula string

// The formulas that are compared: that of the point's queue, and three that are used
// elsewhere. Means are of the same queue: of the last 20 services with the way to the desk,
// and of the last 30 waits.
const (
	ByForecast Formula = "forecast"
	AheadMean  Formula = "ahead_mean"  // people ahead × mean service
	AheadDesks Formula = "ahead_desks" // people ahead × mean service ÷ desks
	MeanWait   Formula = "mean_wait"   // mean of the last waits
)

// Formulas lists the formulas, the point's own first.
func Formulas() []Formula { return []Formula{ByForecast, AheadMean, AheadDesks, MeanWait} }

const (
	lastServices = 20
	lastWaits    = 30
)

// promise is what a person was told with the ticket, and what the formulas would have
// said.
type promise struct {
	ticket kiosk.Ticket
	said   [4]time.Duration
	had    time.Duration
	called bool
}

// line is what the formulas know of a queue.
type line struct {
	waiting  int
	services []time.Duration
	waits    []time.Duration
}

// ledger keeps what was promised and refused.
type ledger struct {
	open        map[kiosk.EventName]*promise
	all         []*promise
	lines       map[kiosk.QueueID]*line
	refused     map[kiosk.Refusal]int
	refusedAt   [24]int
	transferred int
}

func (l *ledger) line(q kiosk.QueueID) *line {
	if l.lines == nil {
		l.lines, l.open, l.refused = map[kiosk.QueueID]*line{}, map[kiosk.EventName]*promise{}, map[kiosk.Refusal]int{}
	}
	if l.lines[q] == nil {
		l.lines[q] = &line{}
	}
	return l.lines[q]
}

func (l *ledger) refuse(why kiosk.Refusal, at time.Time) {
	l.line("")
	l.refused[why]++
	l.refusedAt[at.Hour()]++
}

// issued keeps what is told with a ticket, before it joins.
func (l *ledger) issued(p *player, t kiosk.Ticket) {
	q := l.line(t.Queue)
	var usual time.Duration
	for _, id := range t.Parts[0].Services {
		usual += p.settings.Usual(id)
	}
	mean := meanOf(q.services, usual)
	ahead := time.Duration(q.waiting)
	said := &promise{ticket: t, said: [4]time.Duration{
		t.Estimate.Wait.Mid, ahead * mean, ahead * mean / time.Duration(max(1, p.desksFor(t.Parts[0].Authority))), meanOf(q.waits, 0),
	}}
	q.waiting++
	l.open[t.Name] = said
	l.all = append(l.all, said)
}

// desksFor counts the desks that serve an authority's errands now.
func (p *player) desksFor(a kiosk.AuthorityID) int {
	n := 0
	for _, post := range p.book.Posts() {
		if !post.Break && post.Login.Knows(a) {
			n++
		}
	}
	return n
}

// firstCall keeps how long a person waited who is called for the first time.
func (l *ledger) firstCall(p *player, v *queue.Visit) {
	said, ok := l.open[v.Ticket.Name]
	if !ok {
		return
	}
	delete(l.open, v.Ticket.Name)
	said.had, said.called = p.now.Sub(v.Ticket.IssuedAt), true
	q := l.line(v.Ticket.Queue)
	q.waiting--
	q.waits = latest(append(q.waits, said.had), lastWaits)
}

// served keeps how long a part took that ends now.
func (l *ledger) served(p *player, part *queue.Part, k *desk) {
	v, _ := p.book.Visit(part.ID.Visit)
	q := l.line(v.Ticket.Queue)
	q.services = latest(append(q.services, p.now.Sub(k.called)), lastServices)
}

// desks notes how long the desks were open that are at the end of the day.
func (l *ledger) desks(p *player) {
	for _, k := range p.staff {
		if k.opened {
			p.ended = p.now
			k.use.Open += p.now.Sub(k.since)
		}
	}
}

func latest(list []time.Duration, n int) []time.Duration { return list[max(0, len(list)-n):] }

func meanOf(list []time.Duration, none time.Duration) time.Duration {
	if len(list) == 0 {
		return none
	}
	var sum time.Duration
	for _, d := range list {
		sum += d
	}
	return sum / time.Duration(len(list))
}

// quantile is the value below which a share of the list lies; the list is sorted.
func quantile(list []time.Duration, share float64) time.Duration {
	if len(list) == 0 {
		return 0
	}
	slices.SortFunc(list, func(a, b time.Duration) int { return cmp.Compare(a, b) })
	return list[min(len(list)-1, int(share*float64(len(list))))]
}
