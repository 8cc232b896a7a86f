package statistics

import (
	"maps"
	"slices"
	"strconv"

	"kundterminal/kiosk"
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
		return append(values, share(p.All.Ended[1], p.All.Parts, p.ended[string(queue.NoShow)]))
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
		return append(values, share(c.Ended[1], c.Parts, p.parts[a][key] || hidden[p][place{key, string(queue.NoShow)}]))
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

// The ways a promise can come out.
const (
	held  = "held"
	early = "early"
	late  = "late"
	open  = "open" // never known: the person had gone
)

func (l *Ledger) outcomes() map[string]int {
	return map[string]int{held: l.Held, early: l.Early, late: l.Late, open: l.Made - l.Known()}
}

func (b *builder) promises() {
	columns := []Column{{Key: "promises", Unit: Count}}
	for _, k := range []string{held, early, late, open} {
		columns = append(columns, Column{Key: k, Unit: Count, Axis: ByKept})
	}
	columns = append(append(columns, Column{Key: "held_share", Unit: Share}), timeColumns("error")...)
	values := func(l *Ledger, row bool, hidden func(string) bool, slow bool) []Value {
		list := []Value{people(l.Made, row)}
		counts := l.outcomes()
		for _, k := range []string{held, early, late, open} {
			list = append(list, people(counts[k], row || hidden(k)))
		}
		// The share tells held from the rest of those known.
		list = append(list, share(l.Held, l.Known(), row || hidden(held) || hidden(open)))
		return append(list, times(l.Error, row || slow)...)
	}
	b.add(Table{ID: "promise", Axis: "promise", Columns: columns}, []string{"waits", "wholes"}, func(p *part, key string) []Value {
		l := &p.Figures.Waits
		if key == "wholes" {
			l = &p.Figures.Wholes
		}
		hidden := conceal(l.outcomes())
		return values(l, false, func(k string) bool { return hidden[k] }, hidden[open])
	})
	for _, by := range []struct {
		axis Axis
		of   func(*part) map[string]*Ledger
	}{
		{ByHour, func(p *part) map[string]*Ledger { return p.Figures.Hours }},
		{ByService, func(p *part) map[string]*Ledger { return p.Figures.Services }},
	} {
		keys, rows, grids := map[string]bool{}, map[*part]map[string]bool{}, map[*part]map[place]bool{}
		for _, p := range b.parts {
			g := grid{}
			for key, l := range by.of(p) {
				keys[key] = true
				for k, n := range l.outcomes() {
					g[place{key, k}] = n
				}
			}
			made, _ := g.lines()
			rows[p] = conceal(made)
			grids[p] = g.conceal(rows[p], conceal(p.Figures.Waits.outcomes()))
		}
		b.add(Table{ID: "promise_" + string(by.axis), Axis: by.axis, Columns: columns}, slices.Sorted(maps.Keys(keys)), func(p *part, key string) []Value {
			l := by.of(p)[key]
			if l == nil {
				l = &Ledger{}
			}
			hidden := func(k string) bool { return grids[p][place{key, k}] }
			return values(l, rows[p][key], hidden, hidden(open))
		})
	}
}

func (b *builder) terminals() {
	columns := []Column{
		{Key: "visits", Unit: Count},
		{Key: "sessions", Unit: Count},
		{Key: "given_up", Unit: Count},
		{Key: "calls", Unit: Count},
		{Key: "uptime", Unit: Share},
		{Key: "up_hours", Unit: Hour},
		{Key: "starts", Unit: Count},
		{Key: "tickets", Unit: Count},
		{Key: "printed", Unit: Count},
		{Key: "shown", Unit: Count},
		{Key: "copies", Unit: Count},
		{Key: "failed", Unit: Count},
		{Key: "slips", Unit: Count},
		{Key: "faults", Unit: Count},
		{Key: "unread", Unit: Count},
	}
	b.add(Table{ID: "terminal", Axis: ByTerminal, Columns: columns}, b.terminalKeys(), func(p *part, key string) []Value {
		return p.terminal(key)
	})
	for _, by := range []struct {
		axis Axis
		of   func(*Terminal) map[string]int
	}{
		{ByStep, func(t *Terminal) map[string]int { return t.GivenUp }},
		{ByFault, func(t *Terminal) map[string]int { return t.Faults }},
		{ByTrial, func(t *Terminal) map[string]int { return t.Unread }},
	} {
		keys, sums := map[string]bool{}, map[*part]map[string]int{}
		for _, p := range b.parts {
			sums[p] = map[string]int{}
			for _, t := range p.Terminals {
				for key, n := range by.of(t) {
					sums[p][key] += n
					keys[key] = true
				}
			}
		}
		b.add(Table{ID: string(by.axis), Axis: by.axis, Columns: []Column{{Key: "times", Unit: Count}}}, slices.Sorted(maps.Keys(keys)), func(p *part, key string) []Value {
			if by.axis == ByFault { // of a machine
				return []Value{number(sums[p][key])}
			}
			return []Value{people(sums[p][key], conceal(sums[p])[key])}
		})
	}
}

// terminal tells of one terminal. What people did there is hidden where they are few;
// what the machine did is told.
func (p *part) terminal(key string) []Value {
	id, _ := strconv.Atoi(key)
	t := p.Terminals[kiosk.TerminalID(id)]
	if t == nil {
		t = &Terminal{}
	}
	gone := map[string]int{}
	unread := map[string]int{}
	for id, t := range p.Terminals {
		gone[strconv.Itoa(int(id))] = sum(t.GivenUp)
		unread[strconv.Itoa(int(id))] = sum(t.Unread)
	}
	uptime := Value{State: None}
	if all := t.Up + t.Down; all > 0 {
		uptime = number(float64(t.Up) / float64(all))
	}
	return []Value{
		people(p.at(ByTerminal, key).Visits, p.visits[ByTerminal][key]), people(t.Sessions, false), people(sum(t.GivenUp), conceal(gone)[key]), people(t.Calls, false),
		uptime, number(inHours(t.Up)), number(t.Starts),
		people(t.Tickets, false), people(t.Printed, false), people(t.Shown, false), number(t.Copies), number(t.Failed),
		people(t.Slips, false), number(sum(t.Faults)), people(sum(t.Unread), conceal(unread)[key]),
	}
}
