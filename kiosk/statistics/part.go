package statistics

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk"
)

// measure is what of a cell a table tells the times of.
type measure string

const (
	wait    measure = "wait"
	walk    measure = "walk"
	service measure = "service"
)

func (m measure) of(c *Cell) Minutes {
	switch m {
	case wait:
		return c.Wait
	case walk:
		return c.Walk
	}
	return c.Service
}

// part is a span with its figures, and with what of them is hidden. The same is hidden
// in all views of a span.
type part struct {
	Span
	Figures
	days []Day

	parts  map[Axis]map[string]bool // by axis, the keys with too few parts
	visits map[Axis]map[string]bool
	ended  map[string]bool // the stages with too few parts
}

func newPart(s Span, days []Day) *part {
	p := &part{Span: s, days: days, Figures: Sum(days), parts: map[Axis]map[string]bool{}, visits: map[Axis]map[string]bool{}}
	for _, a := range []Axis{ByAuthority, ByService, BySort, ByChannel, ByLanguage, ByClass, ByHour, ByTerminal} {
		parts, visits := map[string]int{}, map[string]int{}
		for key, c := range p.By[a] {
			parts[key], visits[key] = c.Parts, c.Visits
		}
		p.parts[a], p.visits[a] = conceal(parts), conceal(visits)
	}
	ended := map[string]int{}
	for i, s := range Stages() {
		ended[string(s)] = p.All.Ended[i]
	}
	p.ended = conceal(ended)
	return p
}

// keys lists the keys of an axis that any span has, in order.
func (b *builder) keys(a Axis) []string {
	all := map[string]bool{}
	for _, p := range b.parts {
		for key := range p.By[a] {
			all[key] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// at is the cell of a key, and of all for the empty key of a total line.
func (p *part) at(a Axis, key string) *Cell {
	if c := p.By[a][key]; c != nil {
		return c
	}
	return &Cell{}
}

// slow are the keys of an axis of which too few times are known.
func (p *part) slow(a Axis, m measure) map[string]bool {
	counts := map[string]int{}
	for key, c := range p.By[a] {
		if !p.parts[a][key] {
			counts[key] = m.of(c).N()
		}
	}
	hidden := conceal(counts)
	maps.Copy(hidden, p.parts[a])
	return hidden
}

// pairs are the parts by authority and channel.
func (p *part) pairs() grid {
	g := grid{}
	for key, c := range p.By[ByBoth] {
		a, by, _ := strings.Cut(key, "|")
		g[place{a, by}] = c.Parts
	}
	return g
}

// stages are the parts by an axis and the stage in which they ended.
func (p *part) stages(a Axis) grid {
	g := grid{}
	for key, c := range p.By[a] {
		for i, s := range Stages() {
			g[place{key, string(s)}] = c.Ended[i]
		}
	}
	return g
}

// week is the visits by hour and day of the week.
func (p *part) week() grid {
	g := grid{}
	for key, c := range p.By[ByWeek] {
		day, hour, _ := strings.Cut(key, "|")
		g[place{hour, day}] = c.Visits
	}
	return g
}

// bucket is a day, week or month of a span.
type bucket struct {
	from kiosk.Date
	Figures
}

// buckets cut the span into so many days, weeks or months as a chart has room for. Those
// of spans that are compared begin as many after the beginning.
func (p *part) buckets(u unit) []bucket {
	var list []bucket
	for d := p.From; d.Compare(p.To) <= 0; d = spanAt(u, d).To.Add(1) {
		list = append(list, bucket{from: d})
	}
	i := 0
	days := slices.Clone(p.days)
	slices.SortFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	for _, d := range days {
		for i+1 < len(list) && d.Date.Compare(list[i+1].from) >= 0 {
			i++
		}
		if i < len(list) {
			f := &list[i].Figures
			f.Days += d.Days
			f.All.Merge(&d.All)
		}
	}
	return list
}

// unitFor is into what a span is cut.
func unitFor(s Span) unit {
	switch n := s.Days(); {
	case n <= 31:
		return oneDay
	case n <= 200:
		return oneWeek
	}
	return oneMonth
}

// InMonths reports whether the time in a span is told month by month.
func InMonths(s Span) bool { return unitFor(s) == oneMonth }

// inHours is a time in hours of so many seconds.
func inHours(seconds int64) float64 { return time.Duration(seconds * int64(time.Second)).Hours() }

// terminalKeys lists the terminals of any span in the order of their numbers.
func (b *builder) terminalKeys() []string {
	all := map[kiosk.TerminalID]bool{}
	for _, p := range b.parts {
		for id := range p.Terminals {
			all[id] = true
		}
	}
	var list []string
	for _, id := range slices.Sorted(maps.Keys(all)) {
		list = append(list, strconv.Itoa(int(id)))
	}
	return list
}
