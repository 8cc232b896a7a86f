package web

import (
	"errors"
	"html/template"
	"strconv"

	"kundterminal/kiosk"
	"kundterminal/ui/chart"
)

// resultsView is the page of results in one language.
type resultsView struct {
	*Results
	Asset    map[string]string
	From, To string
	Parts    []part

	l     kiosk.Language
	fault error
}

// Lang is the language of the page.
func (v *resultsView) Lang() kiosk.Language { return v.l }

// T returns a text of the page.
func (v *resultsView) T(key string) string { return v.Say(v.l, key) }

// show lays the report out: all authorities, then each of which anything is told.
func (v *resultsView) show(r kiosk.FeedbackReport) {
	all := part{Title: v.T("results_all")}
	var named []chart.Named
	rows := [][]string{v.row(all.Title, r.Total)}
	for _, c := range r.Authorities {
		name := v.Name(v.l, c.Authority)
		rows = append(rows, v.row(name, c))
		named = append(named, chart.Named{Name: name, FeedbackCell: c})
	}
	all.Rows = table{Heads: v.heads("results_authority"), Rows: rows}
	v.spread(&all, all.Title, r.Total)
	v.draw(&all, v.T("results_scores_chart"), func(title string) ([]byte, error) { return v.Charts.Scores(named, title) })
	v.Parts = append(v.Parts, all)
	for _, n := range named {
		if n.Hidden {
			continue
		}
		p := part{Title: n.Name, Rows: table{Heads: v.heads("results_week")}}
		var cells []kiosk.FeedbackCell
		for _, c := range r.Weeks {
			if c.Authority == n.Authority {
				cells = append(cells, c)
				p.Rows.Rows = append(p.Rows.Rows, v.row(c.Week.String(), c))
			}
		}
		v.spread(&p, n.Name, n.FeedbackCell)
		v.draw(&p, v.Say(v.l, "results_weeks_chart", "name", n.Name), func(title string) ([]byte, error) { return v.Charts.Weeks(cells, v.l, title) })
		v.Parts = append(v.Parts, p)
	}
}

func (v *resultsView) heads(first string) []string {
	list := []string{v.T(first)}
	for _, key := range []string{"tickets", "answers", "rate", "done", "grade", "score", "interval"} {
		list = append(list, v.T("results_"+key))
	}
	return list
}

// dash stands where nothing is told.
const dash = "–"

func (v *resultsView) row(name string, c kiosk.FeedbackCell) []string {
	list := []string{name, strconv.Itoa(c.Tickets), dash, dash, dash, dash, dash, dash}
	if c.Hidden {
		return list
	}
	list[2] = strconv.Itoa(c.Answers)
	if c.Tickets > 0 {
		list[3] = v.percent(c.Rate)
	}
	if d := c.Success; !d.Hidden {
		list[4] = v.percent(float64(d.Counts[0]) / float64(d.N))
	}
	if d := c.Grade; !d.Hidden {
		list[5] = chart.Decimal(d.Mean, 2, v.l)
	}
	if d := c.Recommend; !d.Hidden {
		list[6] = chart.Decimal(d.Score, 0, v.l)
		list[7] = chart.Decimal(d.Low, 0, v.l) + " … " + chart.Decimal(d.High, 0, v.l)
	}
	return list
}

func (v *resultsView) percent(share float64) string {
	digits := 0
	if share > 0 && share < 0.1 {
		digits = 1
	}
	space := "\u00a0"
	if v.l == kiosk.English {
		space = ""
	}
	return chart.Decimal(100*share, digits, v.l) + space + "%"
}

// spread adds how the answers of a cell are spread.
func (v *resultsView) spread(p *part, name string, c kiosk.FeedbackCell) {
	if d := c.Grade; !d.Hidden {
		t := table{Caption: v.T("results_grade"), Heads: []string{v.T("results_value"), v.T("results_answers"), "%"}}
		for i, n := range d.Counts {
			t.Rows = append(t.Rows, []string{strconv.Itoa(d.Least + i), strconv.Itoa(n), v.percent(float64(n) / float64(d.N))})
		}
		p.Tables = append(p.Tables, t)
		v.draw(p, v.Say(v.l, "results_grades_chart", "name", name), func(title string) ([]byte, error) { return v.Charts.Grades(d, title) })
	}
	if d := c.Success; !d.Hidden {
		t := table{Caption: v.T("success_title"), Heads: []string{v.T("results_value"), v.T("results_answers"), "%"}}
		for i, s := range kiosk.Successes() {
			t.Rows = append(t.Rows, []string{v.T("success_" + s.String()), strconv.Itoa(d.Counts[i]), v.percent(float64(d.Counts[i]) / float64(d.N))})
		}
		p.Tables = append(p.Tables, t)
	}
	t := table{Caption: v.T("results_statements"), Heads: []string{v.T("results_value"), v.T("results_answers"), v.T("results_mean")}}
	for i, s := range kiosk.Statements() {
		if d := c.Ratings[i]; !d.Hidden {
			t.Rows = append(t.Rows, []string{v.T("statement_" + s.String()), strconv.Itoa(d.N), chart.Decimal(d.Mean, 2, v.l)})
		}
	}
	if len(t.Rows) > 0 {
		p.Tables = append(p.Tables, t)
	}
}

// draw adds a chart where there is something to be drawn.
func (v *resultsView) draw(p *part, title string, drawn func(title string) ([]byte, error)) {
	svg, err := drawn(title)
	switch {
	case errors.Is(err, chart.ErrNothing):
	case err != nil:
		v.fault = errors.Join(v.fault, err)
	default:
		p.Figures = append(p.Figures, figure{title, template.HTML(svg)}) // of our own making: shapes alone
	}
}
