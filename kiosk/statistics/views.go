package statistics

import (
	"slices"

	"kundterminal/kiosk/queue"
)

func (b *builder) overview() {
	b.summary(slices.Concat(
		[]Column{{Key: "visits", Unit: Count}, {Key: "visits_a_day", Unit: Decimal}, {Key: "parts", Unit: Count}},
		timeColumns("wait"), timeColumns("service")[:1], []Column{{Key: "no_show_share", Unit: Share}},
	), func(p *part) []Value {
		return slices.Concat(
			[]Value{people(p.All.Visits, false), p.aDay(), people(p.All.Parts, false)},
			times(p.All.Wait, false), times(p.All.Service, false)[:1],
			[]Value{share(p.All.Ended[1], p.All.Over(), p.ended[string(queue.NoShow)])},
		)
	})
	b.series("visits", []Column{{Key: "visits", Unit: Count}}, func(p *bucket, hidden bool) []Value {
		if p.Days == 0 {
			return []Value{{State: None}}
		}
		return []Value{people(p.All.Visits, hidden)}
	})
	b.visitsBy(ByLanguage)
	b.visitsBy(ByClass)
}

// aDay is the visits of a day on which anybody came.
func (p *part) aDay() Value {
	if p.Figures.Days == 0 {
		return Value{State: None}
	}
	if p.All.Visits < Fewest {
		return Value{State: Hidden}
	}
	return number(float64(p.All.Visits) / float64(p.Figures.Days))
}

// series adds a table of how figures went on over the spans. A bucket with few visits
// is hidden.
func (b *builder) series(id string, columns []Column, value func(*bucket, bool) []Value) {
	u := unitFor(b.Spans[0])
	t := Table{ID: id, Axis: ByTime, Columns: columns}
	for k, p := range b.parts {
		list := p.buckets(u)
		counts := map[string]int{}
		for _, bk := range list {
			counts[bk.from.String()] = bk.All.Visits
		}
		hidden := conceal(counts)
		for i := range list {
			key := list[i].from.String()
			if i == len(t.Lines) {
				t.Lines = append(t.Lines, Line{Key: key, Spans: make([][]Value, len(b.parts))})
			}
			t.Lines[i].Spans[k] = value(&list[i], hidden[key])
		}
	}
	for _, l := range t.Lines {
		for k := range l.Spans {
			for len(l.Spans[k]) < len(columns) {
				l.Spans[k] = append(l.Spans[k], Value{State: None})
			}
		}
	}
	t.Lines = slices.DeleteFunc(t.Lines, func(l Line) bool { // on which nobody ever came
		return !slices.ContainsFunc(l.Spans, func(v []Value) bool { return v[0].State != None })
	})
	b.Tables = append(b.Tables, t)
}

// visitsBy adds the visits by an axis.
func (b *builder) visitsBy(a Axis) {
	b.add(Table{ID: string(a), Axis: a, All: true, Columns: []Column{{Key: "visits", Unit: Count}, {Key: "of_visits", Unit: Share}}},
		b.keys(a), func(p *part, key string) []Value {
			if key == Everything {
				return []Value{people(p.All.Visits, false), share(p.All.Visits, p.All.Visits, false)}
			}
			n, hidden := p.at(a, key).Visits, p.visits[a][key]
			return []Value{people(n, hidden), share(n, p.All.Visits, hidden)}
		})
}

func (b *builder) waits() {
	b.summary(slices.Concat(timeColumns("wait"), timeColumns("walk"), timeColumns("service"), timeColumns("stay"),
		[]Column{{Key: "left_out", Unit: Count}}), func(p *part) []Value {
		return slices.Concat(times(p.All.Wait, false), times(p.All.Walk, false), times(p.All.Service, false), times(p.Stay, false),
			[]Value{number(p.All.Wrong)})
	})
	b.series("waits", timeColumns("wait"), func(p *bucket, hidden bool) []Value { return times(p.All.Wait, hidden) })
	for _, a := range []Axis{ByHour, ByAuthority, ByClass, ByChannel} {
		b.measured(a, wait, walk, service)
	}
}

// measured adds times by an axis.
func (b *builder) measured(a Axis, list ...measure) {
	var columns []Column
	for _, m := range list {
		columns = append(columns, timeColumns(string(m))...)
	}
	b.add(Table{ID: string(a), Axis: a, All: true, Columns: columns}, b.keys(a), func(p *part, key string) []Value {
		var values []Value
		for _, m := range list {
			if key == Everything {
				values = append(values, times(m.of(&p.All), false)...)
				continue
			}
			values = append(values, times(m.of(p.at(a, key)), p.slow(a, m)[key])...)
		}
		return values
	})
}

func (b *builder) services() {
	served := func(p *part) int { return p.All.Ended[0] }
	columns := []Column{{Key: "parts", Unit: Count}, {Key: "done", Unit: Count}}
	for _, o := range queue.Outcomes() {
		columns = append(columns, Column{Key: string(o), Unit: Share, Axis: ByResult})
	}
	b.summary(slices.Concat(columns, timeColumns("service")), func(p *part) []Value {
		values := []Value{people(p.All.Parts, false), people(served(p), p.ended[string(queue.Done)])}
		counts := map[string]int{}
		all := 0
		for i, o := range queue.Outcomes() {
			counts[string(o)] = p.All.Outcomes[i]
			all += p.All.Outcomes[i]
		}
		hidden := conceal(counts)
		for _, o := range queue.Outcomes() {
			values = append(values, share(counts[string(o)], all, hidden[string(o)]))
		}
		return append(values, times(p.All.Service, false)...)
	})
	for _, a := range []Axis{ByAuthority, BySort, ByService} {
		b.partsBy(a, service)
	}
}

// partsBy adds how many parts there were by an axis, and how long things took.
func (b *builder) partsBy(a Axis, list ...measure) {
	columns := []Column{{Key: "parts", Unit: Count}, {Key: "of_parts", Unit: Share}}
	for _, m := range list {
		columns = append(columns, timeColumns(string(m))...)
	}
	b.add(Table{ID: string(a), Axis: a, All: true, Columns: columns}, b.keys(a), func(p *part, key string) []Value {
		c, hidden := &p.All, false
		if key != Everything {
			c, hidden = p.at(a, key), p.parts[a][key]
		}
		values := []Value{people(c.Parts, hidden), share(c.Parts, p.All.Parts, hidden)}
		for _, m := range list {
			values = append(values, times(m.of(c), key != Everything && p.slow(a, m)[key])...)
		}
		return values
	})
}
