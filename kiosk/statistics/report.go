package statistics

import (
	"kundterminal/kiosk"
)

// View is what a report is about.
type View string

// The views.
const (
	Overview  View = "overview"
	Waits     View = "waits"
	Services  View = "services"
	Channels  View = "channels"
	NoShows   View = "no_shows"
	Hours     View = "hours"
	Promises  View = "promises"
	Terminals View = "terminals"
	Feedback  View = "feedback"
)

// Views lists the views, in the order of the page.
func Views() []View {
	return []View{Overview, Waits, Services, Channels, NoShows, Hours, Promises, Terminals, Feedback}
}

// Unit is what a Value counts.
type Unit string

// The units.
const (
	Count   Unit = "count"
	Minute  Unit = "minutes"
	Hour    Unit = "hours"
	Share   Unit = "share" // 0 to 1
	Decimal Unit = "decimal"
)

// Column is what a table tells of each of its lines.
type Column struct {
	Key  string
	Unit Unit
	Axis Axis // what the key is of, in a table by two axes; else empty
}

// State is whether a Value is told.
type State uint8

// The states of a value.
const (
	Told State = iota
	Hidden
	None // there is nothing to be told
)

// Value is one figure.
type Value struct {
	State  State
	Number float64
}

// Line is one line of a table.
type Line struct {
	Key   string
	Spans [][]Value // by the report's spans, then by column
}

// Everything is the key of a table's line on all. The empty key is of what is not told
// apart, such as private errands.
const Everything = "*"

// Table is figures by one axis. Its first line has the key Everything where All is set. A table with the axis BySpan has a single line: its spans are the lines.
type Table struct {
	ID      string
	Axis    Axis
	All     bool
	Columns []Column
	Lines   []Line
}

// The axes of tables that are no axes of cells.
const (
	BySpan   Axis = "span"
	ByTime   Axis = "time"    // days, weeks or months of a span, by their first date
	ByFault  Axis = "fault"   // of a printer
	ByTrial  Axis = "reading" // why a document was not read
	ByStep   Axis = "step"    // of a session
	ByStage  Axis = "stage"
	ByResult Axis = "outcome"
	ByDay    Axis = "weekday"
	ByKept   Axis = "kept" // held, early, late or never known
)

// Report is a view of a span and of those that it is compared with.
type Report struct {
	View   View
	Spans  []Span
	Tables []Table
}

// Source is what a report is made of.
type Source struct {
	Days     func(Span) ([]Day, error)
	Feedback func(first, last kiosk.Date) (kiosk.FeedbackReport, error) // nil: nothing is told of it
}

// NewReport makes a view of spans. The first of them is the one that was asked for.
func NewReport(v View, spans []Span, from Source) (Report, error) {
	b := builder{Report: Report{View: v, Spans: spans}}
	for _, s := range spans {
		days, err := from.Days(s)
		if err != nil {
			return Report{}, err
		}
		b.parts = append(b.parts, newPart(s, days))
	}
	switch v {
	case Waits:
		b.waits()
	case Services:
		b.services()
	case Channels:
		b.channels()
	case NoShows:
		b.noShows()
	case Hours:
		b.hours()
	case Promises:
		b.promises()
	case Terminals:
		b.terminals()
	case Feedback:
		if err := b.feedback(from); err != nil {
			return Report{}, err
		}
	default:
		b.overview()
	}
	b.hideFew()
	return b.Report, nil
}

// machine are the columns that tell of machines and not of people.
var machine = map[string]bool{"uptime": true, "up_hours": true, "starts": true, "copies": true, "failed": true, "faults": true}

// hideFew hides all that a span of few visits tells: a few people can have many parts.
func (b *builder) hideFew() {
	for k, p := range b.parts {
		if p.All.Visits == 0 || p.All.Visits >= Fewest || b.View == Feedback {
			continue
		}
		for _, t := range b.Tables {
			for _, l := range t.Lines {
				for i, c := range t.Columns {
					if !machine[c.Key] && t.Axis != ByFault {
						l.Spans[k][i] = Value{State: Hidden}
					}
				}
			}
		}
	}
}

// builder puts tables together.
type builder struct {
	Report
	parts []*part
}

// add adds a table that has a line for each key of any span, in the order given.
func (b *builder) add(t Table, keys []string, value func(p *part, key string) []Value) {
	if t.All {
		keys = append([]string{Everything}, keys...)
	}
	for _, key := range keys {
		l := Line{Key: key}
		for _, p := range b.parts {
			l.Spans = append(l.Spans, value(p, key))
		}
		t.Lines = append(t.Lines, l)
	}
	b.Tables = append(b.Tables, t)
}

// summary adds a table of the spans themselves.
func (b *builder) summary(columns []Column, value func(p *part) []Value) {
	b.add(Table{ID: "summary", Axis: BySpan, Columns: columns}, []string{""}, func(p *part, _ string) []Value { return value(p) })
}

func number[N int | int64 | float64](n N) Value { return Value{Number: float64(n)} }

// people is a count of people, which is hidden where they are few.
func people(n int, hidden bool) Value {
	if hidden || n > 0 && n < Fewest {
		return Value{State: Hidden}
	}
	return number(n)
}

// share is n of a total; not told where the total is nothing or n is hidden.
func share(n, of int, hidden bool) Value {
	switch {
	case hidden || n > 0 && n < Fewest || of > 0 && of < Fewest:
		return Value{State: Hidden}
	case of == 0:
		return Value{State: None}
	}
	return number(float64(n) / float64(of))
}

// times are the median, the 90th percentile, the mean, and how many they are of.
func times(m Minutes, hidden bool) []Value {
	n := m.N()
	switch {
	case hidden || n > 0 && n < Fewest:
		h := Value{State: Hidden}
		return []Value{h, h, h, h}
	case n == 0:
		none := Value{State: None}
		return []Value{none, none, none, number(0)}
	}
	return []Value{number(m.Quantile(0.5)), number(m.Quantile(0.9)), number(m.Mean()), number(n)}
}

// timeColumns are the columns of times.
func timeColumns(of string) []Column {
	return []Column{{Key: of + "_median", Unit: Minute}, {Key: of + "_p90", Unit: Minute}, {Key: of + "_mean", Unit: Minute}, {Key: of + "_n", Unit: Count}}
}
