package statistics

import (
	"errors"
	"html/template"
	"slices"

	"kundterminal/kiosk"
	"kundterminal/kiosk/statistics"
	"kundterminal/ui/chart"
)

// mostBars is how many names a chart has at most; the table has all of them.
const mostBars = 12

// drawn are the columns that charts show of tables whose first one says less.
var drawn = map[string]string{
	"authority_channel": "remote", "promise": "held_share", "promise_hour": "held_share", "promise_service": "held_share",
	"terminal": "visits",
}

// shownColumn is the column of a table that its chart shows.
func shownColumn(view statistics.View, t statistics.Table) int {
	key := drawn[t.ID]
	switch {
	case key != "":
	case view == statistics.NoShows:
		key = "no_show_share"
	case view == statistics.Waits && t.Axis == statistics.BySpan, t.ID == "waits":
		key = "wait_median"
	case view == statistics.Channels && t.Axis == statistics.BySpan:
		key = "remote"
	case view == statistics.Feedback && t.ID != "grade":
		key = "satisfied_share"
	}
	return max(slices.IndexFunc(t.Columns, func(c statistics.Column) bool { return c.Key == key }), 0)
}

// draw adds the chart of a table, for a wide page and for a phone.
func (v *pageView) draw(shown *tableView, t statistics.Table, lines []statistics.Line, r statistics.Report) error {
	if t.Axis == statistics.BySpan && len(r.Spans) < 2 || t.Axis == statistics.ByTime && len(lines) < 2 {
		return nil // one bar or dot says nothing
	}
	f, draws := v.figure(t, lines, r)
	for _, to := range []*template.HTML{&shown.Wide, &shown.Narrow} {
		f.Narrow = to == &shown.Narrow
		svg, err := draws(f)
		if errors.Is(err, chart.ErrNothing) {
			return nil
		}
		if err != nil {
			return err
		}
		*to = template.HTML(svg) // of our own making: shapes alone
	}
	shown.Says = shown.Title
	if t.ID != "week" {
		shown.Says += ": " + v.h.column(v.l, t.Columns[shownColumn(r.View, t)])
	}
	return nil
}

// figure is what a table's chart shows, and how it is drawn.
func (v *pageView) figure(t statistics.Table, lines []statistics.Line, r statistics.Report) (chart.Figure, func(chart.Figure) ([]byte, error)) {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l statistics.Line) bool { return l.Key == statistics.Everything })
	if t.ID == "week" {
		return v.week(t, lines), v.h.Charts.Heat
	}
	i := shownColumn(r.View, t)
	unit := t.Columns[i].Unit
	f := chart.Figure{}
	if t.Axis == statistics.BySpan {
		s := chart.Series{}
		for k, span := range r.Spans {
			f.Names = append(f.Names, v.h.spanName(v.l, span))
			s.Marks = append(s.Marks, mark(v.l, unit, lines[0].Spans[k][i]))
		}
		f.Series = []chart.Series{s}
		return f, v.h.Charts.Bars
	}
	draws := v.h.Charts.Lines
	if t.Axis != statistics.ByTime {
		draws = v.h.Charts.Bars
		if t.Axis != statistics.ByHour {
			lines = lines[:min(len(lines), mostBars)]
		}
	}
	for k, span := range r.Spans {
		s := chart.Series{Name: v.h.spanName(v.l, span)}
		for _, l := range lines {
			s.Marks = append(s.Marks, mark(v.l, unit, l.Spans[k][i]))
		}
		f.Series = append(f.Series, s)
	}
	for _, l := range lines {
		f.Names = append(f.Names, v.lineName(t, l, r))
	}
	return f, draws
}

// week is the heat map of what was asked for.
func (v *pageView) week(t statistics.Table, lines []statistics.Line) chart.Figure {
	f := chart.Figure{}
	for _, l := range lines {
		f.Names = append(f.Names, v.h.name(v.l, t.Axis, l.Key))
	}
	for i, c := range t.Columns[1:] {
		s := chart.Series{Name: v.h.column(v.l, c)}
		for _, l := range lines {
			s.Marks = append(s.Marks, mark(v.l, c.Unit, l.Spans[0][i+1]))
		}
		f.Series = append(f.Series, s)
	}
	return f
}

func mark(l kiosk.Language, u statistics.Unit, value statistics.Value) chart.Mark {
	if value.State != statistics.Told {
		return chart.Mark{None: value.State == statistics.None}
	}
	return chart.Mark{Value: value.Number, Text: write(l, u, value)}
}
