package statistics

import (
	"bytes"
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kundterminal/kiosk"
	"kundterminal/kiosk/statistics"
)

var pages = template.Must(template.ParseFS(static, "static/*.html"))

// link is a way to another page; Here says that it is this one.
type link struct {
	Name, Href string
	Lang       kiosk.Language
	Here       bool
}

// choice is what can be chosen in a list.
type choice struct {
	Value, Name string
	Chosen      bool
}

// pageView is a page in one language.
type pageView struct {
	h *handler
	l kiosk.Language

	CSS, Here, Desk, Planning           string
	Views, Languages, Presets, Files    []link
	Years, Periods, Comparisons         []choice
	Title, Span, Span2, Span3, From, To string
	Wrong                               bool
	Tables                              []tableView
}

// Lang is the language of the page.
func (v *pageView) Lang() kiosk.Language { return v.l }

// T returns a text of the page.
func (v *pageView) T(key string) string { return v.h.Say(v.l, key) }

// page writes the page of a report.
func (h *handler) page(q request, r statistics.Report) ([]byte, error) {
	v := &pageView{
		h: h, l: q.l, CSS: h.css, Desk: h.Desk, Planning: h.planning(q.l), Here: Root + string(q.view), Title: h.Say(q.l, "stat_view_"+string(q.view)), Wrong: q.wrong,
		Span: h.spanName(q.l, q.span), Span2: days(q.l, q.span), From: q.span.From.String(), To: q.span.To.String(),
	}
	if v.Span2 == v.Span {
		v.Span2 = ""
	}
	for i, s := range r.Spans[1:] {
		if i > 0 {
			v.Span3 += ", "
		}
		v.Span3 += days(q.l, s)
	}
	v.links(q)
	v.choices(q)
	for _, t := range r.Tables {
		if len(t.Lines) == 0 {
			continue
		}
		shown := v.lay(t, r)
		if err := v.draw(&shown, t, v.sorted(t), r); err != nil {
			return nil, err
		}
		v.Tables = append(v.Tables, shown)
	}
	var b bytes.Buffer
	err := pages.ExecuteTemplate(&b, "statistics.html", v)
	return b.Bytes(), err
}

// links are the ways to other views, languages, spans and files.
func (v *pageView) links(q request) {
	href := func(view statistics.View, form, span string, l kiosk.Language) string {
		return Root + string(view) + form + "?" + url.Values{"span": {span}, "with": {string(q.with)}, "lang": {string(l)}}.Encode()
	}
	for _, view := range statistics.Views() {
		if view == statistics.Feedback && v.h.Feedback == nil {
			continue
		}
		v.Views = append(v.Views, link{v.T("stat_view_" + string(view)), href(view, "", q.preset, q.l), "", view == q.view})
	}
	for _, l := range v.h.Languages {
		v.Languages = append(v.Languages, link{v.h.Say(l, "stat_language"), href(q.view, "", q.preset, l), l, l == q.l})
	}
	for _, word := range []string{"today", "week", "month", "half", "year"} {
		v.Presets = append(v.Presets, link{v.T("stat_span_" + word), href(q.view, "", word, q.l), "", word == q.preset})
	}
	v.Files = []link{
		{"CSV", href(q.view, ".csv", q.preset, q.l), "", false},
		{"JSON Lines", href(q.view, ".jsonl", q.preset, q.l), "", false},
	}
}

// shownYears is how many years can be chosen.
const shownYears = 5

// choices are the lists of the form.
func (v *pageView) choices(q request) {
	for y := v.h.Today().Year; y > v.h.Today().Year-shownYears; y-- {
		text := strconv.Itoa(y)
		v.Years = append(v.Years, choice{text, text, y == q.span.From.Year})
	}
	period := ""
	if len(q.span.Name) == 7 {
		period = q.span.Name[5:]
	}
	v.Periods = append(v.Periods, choice{"", v.T("stat_period_year"), period == ""})
	for _, p := range []string{"H1", "H2", "Q1", "Q2", "Q3", "Q4", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} {
		v.Periods = append(v.Periods, choice{p, v.h.Say(v.l, "stat_period_"+p, "year", ""), p == period})
	}
	for _, c := range statistics.Comparisons() {
		v.Comparisons = append(v.Comparisons, choice{string(c), v.T("stat_with_" + string(c)), c == q.with})
	}
}

// tableView is a table with its charts.
type tableView struct {
	Title   string
	Corner  []string // the headings of the first columns
	Heads   []string
	Rows    []row
	Says    string
	Wide    template.HTML
	Narrow  template.HTML
	Grouped bool
	Broad   bool // too broad to stand beside a chart
}

// row is a line of a table for one span.
type row struct {
	Name  string // the heading; empty where the row above has it
	Over  int    // rows that the heading stands for
	Span  string
	Cells []string
}

// lay lays a table out, without its charts. Where spans are compared, a line has a row for each of them.
func (v *pageView) lay(t statistics.Table, r statistics.Report) tableView {
	shown := tableView{Title: v.tableTitle(t), Grouped: t.Axis != statistics.BySpan && len(r.Spans) > 1}
	if t.Axis == statistics.BySpan {
		shown.Corner = []string{v.T("stat_axis_span")}
	} else {
		shown.Corner = []string{v.T("stat_axis_" + string(t.Axis))}
	}
	if shown.Grouped {
		shown.Corner = append(shown.Corner, v.T("stat_axis_span"))
	}
	for _, c := range t.Columns {
		shown.Heads = append(shown.Heads, v.h.column(v.l, c))
	}
	shown.Broad = len(shown.Corner)+len(shown.Heads) > 7
	lines := v.sorted(t)
	for _, l := range lines {
		name := v.lineName(t, l, r)
		for k, values := range l.Spans {
			line := row{Span: v.h.spanName(v.l, r.Spans[k])}
			switch {
			case t.Axis == statistics.BySpan:
				line.Name, line.Over = line.Span, 1
			case k == 0:
				line.Name, line.Over = name, len(l.Spans)
			}
			for i, value := range values {
				line.Cells = append(line.Cells, write(v.l, t.Columns[i].Unit, value))
			}
			shown.Rows = append(shown.Rows, line)
		}
	}
	return shown
}

func (v *pageView) tableTitle(t statistics.Table) string {
	for _, key := range []string{"stat_table_" + t.ID, "stat_axis_" + string(t.Axis)} {
		if text := v.T(key); text != key {
			return text
		}
	}
	return t.ID
}

// sorted puts lines with the most people first, where they have no order of their own.
// What is hidden comes last, by name.
func (v *pageView) sorted(t statistics.Table) []statistics.Line {
	switch t.Axis {
	case statistics.ByHour, statistics.ByTime, statistics.ByTerminal, statistics.BySpan, "promise", "grade":
		return t.Lines
	}
	lines := slices.Clone(t.Lines)
	size := func(l statistics.Line) float64 {
		switch first := l.Spans[0][0]; {
		case l.Key == statistics.Everything:
			return 1e18
		case first.State == statistics.Told:
			return first.Number
		}
		return -1
	}
	slices.SortStableFunc(lines, func(a, b statistics.Line) int {
		return cmp.Or(cmp.Compare(size(b), size(a)), cmp.Compare(v.h.name(v.l, t.Axis, a.Key), v.h.name(v.l, t.Axis, b.Key)))
	})
	return lines
}

// lineName is the heading of a line. Days and weeks have no year, months a name.
func (v *pageView) lineName(t statistics.Table, l statistics.Line, r statistics.Report) string {
	d, err := kiosk.ParseDate(l.Key)
	if t.Axis != statistics.ByTime || err != nil {
		return v.h.name(v.l, t.Axis, l.Key)
	}
	if statistics.InMonths(r.Spans[0]) {
		return v.T("stat_period_" + l.Key[5:7])
	}
	return strings.TrimSuffix(strings.TrimSuffix(v.l.Date(day(d)), strconv.Itoa(d.Year)), "/")
}

// planning is the address of the page on which days are simulated, in the language.
func (h *handler) planning(l kiosk.Language) string {
	if h.Planning == "" {
		return ""
	}
	return h.Planning + "?lang=" + string(l)
}
