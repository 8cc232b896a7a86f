package statistics

import (
	"cmp"
	"slices"
)

// Fewest is how many people there must be before anything is told of them.
const Fewest = 5

// A line is counts that add up to a total that may be shown. Those under Fewest are
// hidden. One hidden count would follow from the total and the others: so where there
// is one alone, or all that are hidden are too few together, the smallest that is
// still shown is hidden too.
func conceal(counts map[string]int) map[string]bool {
	hidden := map[string]bool{}
	total, sum := 0, 0
	for key, n := range counts {
		total += n
		if n > 0 && n < Fewest {
			hidden[key] = true
			sum += n
		}
	}
	for len(hidden) > 0 && (len(hidden) < 2 || sum < Fewest || total < Fewest) {
		smallest, found := "", false
		for key, n := range counts {
			if n > 0 && !hidden[key] && (!found || n < counts[smallest] || n == counts[smallest] && key < smallest) {
				smallest, found = key, true
			}
		}
		if !found {
			break
		}
		hidden[smallest] = true
		sum += counts[smallest]
	}
	return hidden
}

// place is a cell of a grid.
type place struct{ row, column string }

// A grid is counts by two axes, whose sums by row and by column may be shown in other
// tables.
type grid map[place]int

func (g grid) lines() (rows, columns map[string]int) {
	rows, columns = map[string]int{}, map[string]int{}
	for p, n := range g {
		rows[p.row] += n
		columns[p.column] += n
	}
	return rows, columns
}

// conceal hides the rows and columns whose sums are hidden, and every count under
// Fewest. A single count must not follow from the sums of its row and column: so three
// more are hidden that make a rectangle with it, of which two opposite ones can grow
// by as much as the others shrink without any sum changing.
func (g grid) conceal(rows, columns map[string]bool) map[place]bool {
	hidden := map[place]bool{}
	sums, tops := g.lines()
	for r := range sums {
		for c := range tops {
			if rows[r] || columns[c] {
				hidden[place{r, c}] = true
			}
		}
	}
	for _, p := range g.few() {
		if !rows[p.row] && !columns[p.column] {
			hidden[p] = true
			for _, q := range g.rectangle(p, hidden, keysOf(sums), keysOf(tops)) {
				hidden[q] = true
			}
		}
	}
	return hidden
}

// few lists the cells that have too few people, in order.
func (g grid) few() []place {
	var list []place
	for p, n := range g {
		if n > 0 && n < Fewest {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, comparePlaces)
	return list
}

// rectangle finds the three other corners that hide the least.
func (g grid) rectangle(p place, hidden map[place]bool, rows, columns []string) []place {
	cost := func(q place) int {
		if hidden[q] {
			return 0
		}
		return 1 + g[q]
	}
	var best []place
	least := -1
	for _, r := range rows {
		for _, c := range columns {
			side, below, across := place{p.row, c}, place{r, p.column}, place{r, c}
			if r == p.row || c == p.column || g[across] == 0 && (g[side] == 0 || g[below] == 0) {
				continue
			}
			if sum := cost(side) + cost(below) + cost(across); least < 0 || sum < least {
				least, best = sum, []place{side, below, across}
			}
		}
	}
	return best
}

func keysOf(m map[string]int) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column))
}
