package plan

import (
	"html/template"
	"time"

	"kundterminal/kiosk/simulate"
	"kundterminal/ui/chart"
)

// shown is a table with its chart.
type shown struct {
	Table
	Wide, Narrow template.HTML // the chart; empty: there is none
	Says         string        // what the chart shows
}

// show adds the chart of a table, for a wide page and for a phone.
func (h *handler) show(w Words, t Table, r simulate.Result, played []Played) shown {
	s := shown{Table: t}
	f, draws, says := h.figure(w, t, r, played)
	if draws == nil {
		return s
	}
	for _, to := range []*template.HTML{&s.Wide, &s.Narrow} {
		f.Narrow = to == &s.Narrow
		svg, err := draws(f)
		if err != nil {
			return shown{Table: t} // the table says it all
		}
		*to = template.HTML(svg) // of our own making: shapes alone
	}
	s.Says = t.Title + ": " + says
	return s
}

// figure is what the chart of a table shows, how it is drawn, and what it says; a nil
// function: the table has none.
func (h *handler) figure(w Words, t Table, r simulate.Result, played []Played) (f chart.Figure, draws func(chart.Figure) ([]byte, error), says string) {
	for _, row := range t.Rows {
		f.Names = append(f.Names, row.Cells[0])
	}
	bars := func(of func(i int) chart.Mark) {
		s := chart.Series{}
		for i := range t.Rows {
			s.Marks = append(s.Marks, of(i))
		}
		f.Series = []chart.Series{s}
		draws = h.Charts.Bars
	}
	median, p90 := w.say("plan_median"), w.say("plan_p90")
	switch t.ID {
	case Hours:
		a, b := chart.Series{Name: median + " (min)"}, chart.Series{Name: p90 + " (min)"}
		f.Names = nil
		for _, hour := range r.Hours {
			f.Names = append(f.Names, hourName(hour.Hour))
			if hour.N == 0 { // nobody was called: no wait at all is not a short one
				a.Marks, b.Marks = append(a.Marks, chart.Mark{}), append(b.Marks, chart.Mark{})
				continue
			}
			a.Marks, b.Marks = append(a.Marks, mark(hour.Median)), append(b.Marks, mark(hour.P90))
		}
		f.Series = []chart.Series{a, b}
		return f, h.Charts.Lines, median + ", " + p90
	case Classes:
		bars(func(i int) chart.Mark { return mark(r.Classes[i].P90) })
		return f, draws, p90
	case Authorities:
		bars(func(i int) chart.Mark { return mark(r.Authorities[i].P90) })
		return f, draws, p90
	case Desks:
		for i, row := range t.Rows {
			f.Names[i] += " · " + row.Cells[1]
		}
		bars(func(i int) chart.Mark {
			share := r.Desks[i].Share()
			return chart.Mark{Value: share, Text: w.percent(share)}
		})
		return f, draws, w.say("plan_used")
	case Formulas:
		bars(func(i int) chart.Mark { return mark(r.Promises.Errors[i].Mean) })
		return f, draws, w.say("plan_error_mean")
	case WhatIfs:
		bars(func(i int) chart.Mark {
			if i == 0 {
				return mark(r.Waits.P90)
			}
			return mark(played[i-1].Result.Waits.P90)
		})
		return f, draws, p90
	}
	return f, nil, ""
}

func mark(d time.Duration) chart.Mark { return chart.Mark{Value: d.Minutes(), Text: lasts(d)} }
