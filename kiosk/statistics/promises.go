package statistics

import (
	"maps"
	"slices"
)

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
