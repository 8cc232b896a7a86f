package simulate

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"
)

// Case is a result with the change of the day that led to it; the empty change is the day
// as it is.
type Case struct {
	Change string `json:"change"` // as WhatIf writes it
	Result Result `json:"result"`
}

// WriteCSV writes results as CSV with semicolons: the change, what is counted (day, hour,
// class, authority, desk, formula), which of them, the measure and its value. Times are in
// seconds, shares between 0 and 1.
func WriteCSV(w io.Writer, cases []Case) error {
	out := csv.NewWriter(w)
	out.Comma = ';'
	_ = out.Write([]string{"change", "of", "which", "measure", "value"}) // the writer keeps its error
	for _, c := range cases {
		c.Result.rows(func(of, which, measure string, value any) {
			text := fmt.Sprint(value)
			switch v := value.(type) {
			case time.Duration:
				text = strconv.Itoa(int(v.Seconds()))
			case float64:
				text = strconv.FormatFloat(v, 'f', 3, 64)
			}
			_ = out.Write([]string{c.Change, of, which, measure, text})
		})
	}
	out.Flush()
	return out.Error()
}

func (r Result) rows(say func(of, which, measure string, value any)) {
	day := r.Date.String()
	for _, v := range []struct {
		measure string
		value   any
	}{
		{"people", r.People},
		{"visits", r.Visits},
		{"served", r.Served},
		{"no_shows", r.NoShows},
		{"never", r.Never},
		{"expired", r.Expired},
		{"transferred", r.Transferred},
		{"told", r.Promises.Told},
		{"held", r.Promises.Held},
		{"later", r.Promises.Later},
		{"earlier", r.Promises.Earlier},
		{"width", r.Promises.Width},
	} {
		say("day", day, v.measure, v.value)
	}
	for _, f := range r.Refused {
		say("day", day, "refused_"+f.Why, f.N)
	}
	r.Waits.rows(func(m string, v any) { say("day", day, m, v) })
	for _, h := range r.Hours {
		which := strconv.Itoa(h.Hour)
		say("hour", which, "came", h.Came)
		say("hour", which, "refused", h.Refused)
		say("hour", which, "desks", h.Desks)
		say("hour", which, "told", h.Told)
		say("hour", which, "held", h.Held)
		h.Waits.rows(func(m string, v any) { say("hour", which, m, v) })
	}
	for _, g := range r.Classes {
		g.Waits.rows(func(m string, v any) { say("class", g.Key, m, v) })
	}
	for _, g := range r.Authorities {
		g.Waits.rows(func(m string, v any) { say("authority", g.Key, m, v) })
	}
	r.deskRows(say)
}

func (r Result) deskRows(say func(of, which, measure string, value any)) {
	for _, u := range r.Desks {
		which := string(u.Desk)
		say("desk", which, "served", u.Served)
		say("desk", which, "open", u.Open)
		say("desk", which, "breaks", u.Breaks)
		say("desk", which, "busy", u.Busy)
		say("desk", which, "share", u.Share())
	}
	for _, e := range r.Promises.Errors {
		say("formula", string(e.Formula), "error_median", e.Median)
		say("formula", string(e.Formula), "error_mean", e.Mean)
	}
}

func (w Waits) rows(say func(measure string, value any)) {
	say("called", w.N)
	say("wait_median", w.Median)
	say("wait_p90", w.P90)
	say("wait_most", w.Max)
}
