package statistics

import (
	"maps"
	"slices"

	"kundterminal/kiosk/queue"
)

func (b *builder) channels() {
	columns := []Column{{Key: "parts", Unit: Count}}
	for _, c := range b.served() {
		columns = append(columns, Column{Key: string(c), Unit: Count, Axis: ByChannel})
	}
	columns = append(columns, Column{Key: "e_services", Unit: Count})
	b.summary(columns, func(p *part) []Value {
		values := []Value{people(p.All.Parts, false)}
		for _, c := range b.served() {
			values = append(values, people(p.at(ByChannel, string(c)).Parts, p.parts[ByChannel][string(c)]))
		}
		uses, _ := p.eServices()
		return append(values, people(sum(uses), false))
	})
	b.authoritiesByChannel(columns)
	b.partsBy(ByChannel, wait, service)
}

// served are the channels of a desk, and that of e-services where parts of visits were
// done in one. Mostly these are used at the terminal alone, which is told beside.
func (b *builder) served() []queue.Channel {
	return slices.DeleteFunc(queue.Channels(), func(c queue.Channel) bool {
		return c == queue.BySelf && !slices.ContainsFunc(b.parts, func(p *part) bool { return p.at(ByChannel, string(c)).Parts > 0 })
	})
}

// authoritiesByChannel tells how each authority's people served.
func (b *builder) authoritiesByChannel(columns []Column) {
	all := map[string]bool{}
	for _, a := range b.keys(ByAuthority) {
		all[a] = true
	}
	for _, p := range b.parts {
		uses, _ := p.eServices()
		for a := range uses {
			all[a] = true
		}
	}
	hidden := make(map[*part]map[place]bool, len(b.parts))
	for _, p := range b.parts {
		hidden[p] = p.pairs().conceal(p.parts[ByAuthority], p.parts[ByChannel])
	}
	b.add(Table{ID: "authority_channel", Axis: ByAuthority, Columns: columns}, slices.Sorted(maps.Keys(all)), func(p *part, key string) []Value {
		values := []Value{people(p.at(ByAuthority, key).Parts, p.parts[ByAuthority][key])}
		g := p.pairs()
		for _, c := range b.served() {
			at := place{key, string(c)}
			values = append(values, people(g[at], hidden[p][at]))
		}
		uses, few := p.eServices()
		return append(values, people(uses[key], few[key]))
	})
}

// eServices are the uses of e-services at the terminals, by authority.
func (p *part) eServices() (uses map[string]int, hidden map[string]bool) {
	uses = map[string]int{}
	for _, t := range p.Terminals {
		for a, n := range t.EServices {
			uses[a] += n
		}
	}
	return uses, conceal(uses)
}

func sum(m map[string]int) int {
	n := 0
	for _, k := range m {
		n += k
	}
	return n
}

func (b *builder) noShows() {
	columns := []Column{{Key: "parts", Unit: Count}}
	for _, s := range Stages() {
		columns = append(columns, Column{Key: string(s), Unit: Count, Axis: ByStage})
	}
	columns = append(columns, Column{Key: "no_show_share", Unit: Share})
	b.summary(columns, func(p *part) []Value {
		values := []Value{people(p.All.Parts, false)}
		for i, s := range Stages() {
			values = append(values, people(p.All.Ended[i], p.ended[string(s)]))
		}
		return append(values, share(p.All.Ended[1], p.All.Over(), p.ended[string(queue.NoShow)]))
	})
	for _, a := range []Axis{ByAuthority, ByHour, ByClass} {
		b.byStage(a, columns)
	}
}

// byStage tells how the parts of each key of an axis ended.
func (b *builder) byStage(a Axis, columns []Column) {
	hidden, grids := map[*part]map[place]bool{}, map[*part]grid{}
	for _, p := range b.parts {
		grids[p] = p.stages(a)
		hidden[p] = grids[p].conceal(p.parts[a], p.ended)
	}
	b.add(Table{ID: string(a), Axis: a, Columns: columns}, b.keys(a), func(p *part, key string) []Value {
		c := p.at(a, key)
		values := []Value{people(c.Parts, p.parts[a][key])}
		for i, s := range Stages() {
			values = append(values, people(c.Ended[i], hidden[p][place{key, string(s)}]))
		}
		return append(values, share(c.Ended[1], c.Over(), p.parts[a][key] || hidden[p][place{key, string(queue.NoShow)}]))
	})
}

// hours tells how many visits begin in each hour of each day of the week.
func (b *builder) hours() {
	b.summary([]Column{{Key: "visits", Unit: Count}, {Key: "visits_a_day", Unit: Decimal}}, func(p *part) []Value {
		return []Value{people(p.All.Visits, false), p.aDay()}
	})
	days := map[string]bool{}
	hidden, grids := map[*part]map[place]bool{}, map[*part]grid{}
	tops := map[*part]map[string]int{}
	covered := map[*part]map[string]bool{}
	for _, p := range b.parts {
		g := p.week()
		grids[p] = g
		_, tops[p] = g.lines()
		for d := range tops[p] {
			days[d] = true
		}
		covered[p] = conceal(tops[p])
		hidden[p] = g.conceal(p.visits[ByHour], covered[p])
	}
	columns := []Column{{Key: "visits", Unit: Count}}
	list := slices.Sorted(maps.Keys(days))
	for _, d := range list {
		columns = append(columns, Column{Key: d, Unit: Count, Axis: ByDay})
	}
	b.add(Table{ID: "week", Axis: ByHour, All: true, Columns: columns}, b.keys(ByHour), func(p *part, key string) []Value {
		if key == Everything {
			values := []Value{people(p.All.Visits, false)}
			for _, d := range list {
				values = append(values, people(tops[p][d], covered[p][d]))
			}
			return values
		}
		values := []Value{people(p.at(ByHour, key).Visits, p.visits[ByHour][key])}
		for _, d := range list {
			at := place{key, d}
			values = append(values, people(grids[p][at], hidden[p][at]))
		}
		return values
	})
	b.measured(ByHour, wait)
}
