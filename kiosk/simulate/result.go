package simulate

import (
	"maps"
	"slices"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Result is what became of a day.
type Result struct {
	Date kiosk.Date `json:"date"`
	Seed uint64     `json:"seed"`

	People      int       `json:"people"`   // who came
	Visits      int       `json:"visits"`   // who were given a number
	Served      int       `json:"served"`   // parts
	NoShows     int       `json:"no_shows"` // parts
	Expired     int       `json:"expired"`  // parts that were open when the day ended
	Never       int       `json:"never"`    // visits that were never called
	Transferred int       `json:"transferred"`
	Refused     []Refused `json:"refused,omitempty"`
	Ended       time.Time `json:"ended"` // the last desk went home

	Waits       Waits     `json:"waits"` // of visits, until they were first called
	Classes     []Group   `json:"classes"`
	Authorities []Group   `json:"authorities"` // of parts, while in line
	Hours       []Hour    `json:"hours"`       // in which people came
	Desks       []DeskUse `json:"desks"`
	Promises    Promises  `json:"promises"`
}

// Refused is why no number was given, and how often.
type Refused struct {
	Why string `json:"why"` // the name of a kiosk.Refusal
	N   int    `json:"n"`
}

// Waits are how long people waited.
type Waits struct {
	N      int           `json:"n"`
	Median time.Duration `json:"median_ns"`
	P90    time.Duration `json:"p90_ns"`
	Max    time.Duration `json:"max_ns"`
}

// Group is the waits of some of the people.
type Group struct {
	Key string `json:"key"` // a kiosk.Class or kiosk.AuthorityID
	Waits
}

// Hour is what became of those who came in an hour.
type Hour struct {
	Hour    int `json:"hour"`
	Came    int `json:"came"`
	Refused int `json:"refused"`
	Desks   int `json:"desks"` // that should be open at half past
	Waits
	Told int `json:"told"` // were told how long they would wait
	Held int `json:"held"` // waited for so long
}

// DeskUse is how a shift was used.
type DeskUse struct {
	Desk   queue.DeskID  `json:"desk"`
	Served int           `json:"served"`
	Open   time.Duration `json:"open_ns"`
	Breaks time.Duration `json:"breaks_ns"`
	Busy   time.Duration `json:"busy_ns"` // from calls to the ends of services
}

// Share is which part of its time without breaks the desk had somebody, 0 to 1.
func (u DeskUse) Share() float64 {
	if u.Open <= u.Breaks {
		return 0
	}
	return float64(u.Busy) / float64(u.Open-u.Breaks)
}

// Promises are what people were told with their tickets, beside what happened.
type Promises struct {
	Told    int           `json:"told"`     // visits that were told a range, and called
	Held    int           `json:"held"`     // within it
	Later   int           `json:"later"`    // waited longer than the range
	Earlier int           `json:"earlier"`  // or not as long
	Width   time.Duration `json:"width_ns"` // median of the ranges
	Errors  []Errors      `json:"errors"`   // of the formulas, for visits without an appointment
}

// Share is which part of the promises was kept, 0 to 1.
func (p Promises) Share() float64 {
	if p.Told == 0 {
		return 0
	}
	return float64(p.Held) / float64(p.Told)
}

// Errors are how far a formula was from what happened, on either side.
type Errors struct {
	Formula Formula       `json:"formula"`
	N       int           `json:"n"`
	Median  time.Duration `json:"median_ns"`
	Mean    time.Duration `json:"mean_ns"`
}

func (p *player) result(seed uint64) Result {
	r := Result{
		Date: p.day.Date, Seed: seed, People: p.day.People(), Visits: len(p.ledger.all),
		Transferred: p.ledger.transferred, Ended: p.ended, Never: len(p.ledger.open), Promises: p.ledger.promises(),
	}
	for why, n := range p.ledger.refused {
		r.Refused = append(r.Refused, Refused{why.String(), n})
	}
	slices.SortFunc(r.Refused, func(a, b Refused) int { return strings.Compare(a.Why, b.Why) })
	for _, k := range p.staff {
		k.use.Desk = k.shift.Desk
		r.Desks = append(r.Desks, k.use)
	}
	r.count(p.records)
	r.wait(p.records)
	r.hours(p)
	return r
}

func (r *Result) count(records []queue.Record) {
	for _, rec := range records {
		switch rec.Stage {
		case queue.Done:
			r.Served++
		case queue.NoShow:
			r.NoShows++
		case queue.Expired:
			r.Expired++
		}
	}
}

func (r *Result) wait(records []queue.Record) {
	var all []time.Duration
	classes, authorities := map[string][]time.Duration{}, map[string][]time.Duration{}
	for _, rec := range records {
		if !rec.Reached {
			continue
		}
		a := string(rec.Authority)
		authorities[a] = append(authorities[a], rec.Waited)
		if rec.First {
			all = append(all, rec.Had)
			classes[string(rec.Class)] = append(classes[string(rec.Class)], rec.Had)
		}
	}
	r.Waits, r.Classes, r.Authorities = waitsOf(all), groups(classes), groups(authorities)
}

func groups(by map[string][]time.Duration) []Group {
	var list []Group
	for _, key := range slices.Sorted(maps.Keys(by)) {
		list = append(list, Group{key, waitsOf(by[key])})
	}
	return list
}

func waitsOf(list []time.Duration) Waits {
	return Waits{N: len(list), Median: quantile(list, 0.5), P90: quantile(list, 0.9), Max: quantile(list, 1)}
}

func (r *Result) hours(p *player) {
	var had [24][]time.Duration
	var hours [24]Hour
	for _, said := range p.ledger.all {
		i := said.ticket.IssuedAt.Hour()
		h := &hours[i]
		h.Came++
		if !said.called {
			continue
		}
		had[i] = append(had[i], said.had)
		if w := said.ticket.Estimate.Wait; w.Known() {
			h.Told++
			if w.Least <= said.had && said.had <= w.Most {
				h.Held++
			}
		}
	}
	for i := range hours {
		h := &hours[i]
		h.Hour, h.Refused, h.Waits = i, p.ledger.refusedAt[i], waitsOf(had[i])
		if h.Came += h.Refused; h.Came == 0 {
			continue
		}
		h.Desks = p.day.desksAt(time.Duration(i)*time.Hour + 30*time.Minute)
		r.Hours = append(r.Hours, *h)
	}
}

// desksAt counts the desks that should be open at a time.
func (d Day) desksAt(at time.Duration) int {
	n := 0
	for _, s := range d.Shifts {
		resting := slices.ContainsFunc(s.Breaks, func(b kiosk.OpenDay) bool { return b.Opens <= at && at < b.Closes })
		if !s.Absent && s.From <= at && at < s.Until && !resting {
			n++
		}
	}
	return n
}

func (l *ledger) promises() Promises {
	var r Promises
	var widths []time.Duration
	errs := make([][]time.Duration, len(Formulas()))
	for _, said := range l.all {
		w := said.ticket.Estimate.Wait
		if !said.called || !w.Known() {
			continue
		}
		r.Told++
		widths = append(widths, w.Most-w.Least)
		switch {
		case said.had > w.Most:
			r.Later++
		case said.had < w.Least:
			r.Earlier++
		default:
			r.Held++
		}
		if said.ticket.Class == kiosk.ByAppointment {
			continue
		}
		for i := range errs {
			errs[i] = append(errs[i], (said.had - said.said[i]).Abs())
		}
	}
	r.Width = quantile(widths, 0.5)
	for i, f := range Formulas() {
		r.Errors = append(r.Errors, Errors{Formula: f, N: len(errs[i]), Median: quantile(errs[i], 0.5), Mean: meanOf(errs[i], 0)})
	}
	return r
}
