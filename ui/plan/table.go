package plan

import (
	"fmt"
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/simulate"
)

// TableID names a table.
type TableID string

// The tables of a day.
const (
	Summary     TableID = "summary"
	Hours       TableID = "by_hour"
	Classes     TableID = "by_class"
	Authorities TableID = "by_authority"
	Desks       TableID = "by_desk"
	Promises    TableID = "promises"
	Formulas    TableID = "formulas"
	WhatIfs     TableID = "what_ifs"
)

// Table is a part of what became of a day. The first column names the rows.
type Table struct {
	ID    TableID
	Title string
	Heads []string
	Rows  []Row
}

// Row is a row of a table.
type Row struct {
	Cells []string
	Bar   float64 // 0 to 1: what the row's bar shows; tables without bars have all at 0
}

// Played is a change of a day, and what became of it.
type Played struct {
	Change simulate.WhatIf
	Result simulate.Result
}

func (w Words) table(id TableID, heads ...string) Table {
	t := Table{ID: id, Title: w.say("plan_" + string(id))}
	for _, key := range heads {
		t.Heads = append(t.Heads, w.say("plan_"+key))
	}
	return t
}

func (t *Table) row(bar float64, cells ...string) { t.Rows = append(t.Rows, Row{cells, bar}) }

// Tables are what became of a day, and of the same day with changes.
func (w Words) Tables(d simulate.Day, r simulate.Result, changed []Played) []Table {
	list := []Table{
		w.summary(r), w.hours(r), w.groups(Classes, "class", "visits", r.Classes), w.groups(Authorities, "authority", "parts", r.Authorities),
		w.desks(d, r), w.promises(r.Promises), w.formulas(r.Promises),
	}
	if len(changed) > 0 {
		list = append(list, w.WhatIfs(r, changed))
	}
	return list
}

func (w Words) summary(r simulate.Result) Table {
	t := w.table(Summary, "measure", "value")
	say := func(key string, n int) { t.row(0, w.say("plan_"+key), w.number(n)) }
	say("people", r.People)
	say("numbers", r.Visits)
	for _, f := range r.Refused {
		say("refused_"+f.Why, f.N)
	}
	say("services", r.Served)
	say("transferred", r.Transferred)
	say("no_shows", r.NoShows)
	say("never", r.Never)
	say("expired", r.Expired)
	t.row(0, w.say("plan_ended"), w.Language.Clock(r.Ended))
	for i, text := range waits(r.Waits) {
		t.row(0, w.say("plan_waits")+": "+w.say("plan_"+measures[i]), text)
	}
	return t
}

// measures are what is told of waits, in the order of waits.
var measures = []string{"median", "p90", "most"}

// waits says waits, or that nobody was called.
func waits(w simulate.Waits) []string {
	if w.N == 0 {
		return []string{nothing, nothing, nothing}
	}
	return []string{lasts(w.Median), lasts(w.P90), lasts(w.Max)}
}

func (w Words) hours(r simulate.Result) Table {
	t := w.table(Hours, slices.Concat([]string{"hour", "came", "refused", "desks"}, measures, []string{"kept"})...)
	var most time.Duration
	for _, h := range r.Hours {
		most = max(most, h.P90)
	}
	for _, h := range r.Hours {
		cells := append([]string{hourName(h.Hour), w.number(h.Came), w.number(h.Refused), w.number(h.Desks)}, waits(h.Waits)...)
		t.row(share(h.P90, most), append(cells, w.part(h.Held, h.Told))...)
	}
	return t
}

func hourName(n int) string { return fmt.Sprintf("%02d–%02d", n, n+1) }

func share(d, of time.Duration) float64 {
	if of <= 0 {
		return 0
	}
	return float64(d) / float64(of)
}

func (w Words) groups(id TableID, of, counted string, list []simulate.Group) Table {
	t := w.table(id, append([]string{of, counted}, measures...)...)
	var most time.Duration
	for _, g := range list {
		most = max(most, g.P90)
	}
	for _, g := range list {
		name := w.class(g.Key)
		if id == Authorities {
			name = w.authority(kiosk.AuthorityID(g.Key))
		}
		t.row(share(g.P90, most), name, w.number(g.N), lasts(g.Median), lasts(g.P90), lasts(g.Max))
	}
	return t
}

func (w Words) desks(d simulate.Day, r simulate.Result) Table {
	t := w.table(Desks, "desk", "competence", "parts", "open", "breaks", "used")
	for _, u := range r.Desks {
		t.row(u.Share(), string(u.Desk), w.competence(login(d, u.Desk)), w.number(u.Served), lasts(u.Open), lasts(u.Breaks), w.percent(u.Share()))
	}
	return t
}

func (w Words) promises(p simulate.Promises) Table {
	t := w.table(Promises, "measure", "visits", "share")
	say := func(key string, n int) { t.row(0, w.say("plan_"+key), w.number(n), w.part(n, p.Told)) }
	say("told", p.Told)
	say("held", p.Held)
	say("longer", p.Later)
	say("shorter", p.Earlier)
	t.row(0, w.say("plan_width"), lasts(p.Width), "")
	return t
}

func (w Words) formulas(p simulate.Promises) Table {
	t := w.table(Formulas, "formula", "visits", "error_median", "error_mean")
	var most time.Duration
	for _, e := range p.Errors {
		most = max(most, e.Mean)
	}
	for _, e := range p.Errors {
		t.row(share(e.Mean, most), w.formula(e.Formula), w.number(e.N), lasts(e.Median), lasts(e.Mean))
	}
	return t
}

// WhatIfs is what changes of the day would have done, below the day as it is.
func (w Words) WhatIfs(r simulate.Result, changed []Played) Table {
	t := w.table(WhatIfs, slices.Concat([]string{"change"}, measures, []string{"kept", "refused", "never", "used"})...)
	most := r.Waits.P90
	for _, c := range changed {
		most = max(most, c.Result.Waits.P90)
	}
	say := func(name string, r simulate.Result) {
		refused := 0
		for _, f := range r.Refused {
			refused += f.N
		}
		cells := append([]string{name}, waits(r.Waits)...)
		t.row(share(r.Waits.P90, most), append(cells,
			w.part(r.Promises.Held, r.Promises.Told), w.number(refused), w.number(r.Never), w.percent(used(r)))...)
	}
	say(w.say("plan_if_none"), r)
	for _, c := range changed {
		say(w.WhatIf(c.Change), c.Result)
	}
	return t
}

// used is which part of their time all desks had somebody.
func used(r simulate.Result) float64 {
	var busy, open time.Duration
	for _, u := range r.Desks {
		busy, open = busy+u.Busy, open+u.Open-u.Breaks
	}
	return share(busy, open)
}
