package statistics

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// told is a grid as somebody sees it: shown counts, shown sums, and the total.
type told struct {
	rows, columns int
	n             [][]int // what is true
	hidden        [][]bool
	row, column   []bool // hidden sums
}

// other looks for counts that fit everything that is shown and give the cell at r and c
// another value. It tries every one from nothing to a little more than the truth.
func (t told) other(r, c int) bool {
	fill := make([][]int, t.rows)
	for i := range fill {
		fill[i] = make([]int, t.columns)
	}
	total := 0
	for _, row := range t.n {
		for _, n := range row {
			total += n
		}
	}
	return t.try(fill, 0, total, r, c)
}

func (t told) try(fill [][]int, at, left, r, c int) bool {
	if at == t.rows*t.columns {
		return left == 0 && fill[r][c] != t.n[r][c] && t.fits(fill)
	}
	i, k := at/t.columns, at%t.columns
	low, high := t.n[i][k], t.n[i][k]
	if t.hidden[i][k] {
		low, high = max(low-1, 0), low+1
	}
	for n := low; n <= high && n <= left; n++ {
		fill[i][k] = n
		if t.try(fill, at+1, left-n, r, c) {
			return true
		}
	}
	return false
}

func (t told) fits(fill [][]int) bool {
	for i := range t.rows {
		sum, want := 0, 0
		for k := range t.columns {
			sum, want = sum+fill[i][k], want+t.n[i][k]
		}
		if !t.row[i] && sum != want {
			return false
		}
	}
	for k := range t.columns {
		sum, want := 0, 0
		for i := range t.rows {
			sum, want = sum+fill[i][k], want+t.n[i][k]
		}
		if !t.column[k] && sum != want {
			return false
		}
	}
	return true
}

// seen hides what is to be hidden of a grid, its sums being shown elsewhere.
func seen(n [][]int) told {
	t := told{rows: len(n), columns: len(n[0]), n: n}
	g := grid{}
	for i, row := range n {
		for k, v := range row {
			g[place{fmt.Sprint(i), fmt.Sprint(k)}] = v
		}
	}
	sums, tops := g.lines()
	rows, columns := conceal(sums), conceal(tops)
	hidden := g.conceal(rows, columns)
	t.row, t.column = make([]bool, t.rows), make([]bool, t.columns)
	for k := range t.columns {
		t.column[k] = columns[fmt.Sprint(k)]
	}
	for i := range t.rows {
		t.row[i] = rows[fmt.Sprint(i)]
		t.hidden = append(t.hidden, make([]bool, t.columns))
		for k := range t.columns {
			t.hidden[i][k] = hidden[place{fmt.Sprint(i), fmt.Sprint(k)}]
		}
	}
	return t
}

func TestNoCountUnderFiveIsShownNorFollowsFromWhatIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 4).Draw(t, "rows"), rapid.IntRange(1, 3).Draw(t, "columns")
		n, total := make([][]int, rows), 0
		for i := range n {
			for range columns {
				v := rapid.SampledFrom([]int{0, 0, 1, 2, 3, 4, 5, 6, 9, 40}).Draw(t, "n")
				n[i], total = append(n[i], v), total+v
			}
		}
		if total < Fewest {
			return // the total is not shown, and so nothing is
		}
		s := seen(n)
		for i, row := range n {
			for k, v := range row {
				if v == 0 || v >= Fewest {
					continue
				}
				if !s.hidden[i][k] {
					t.Fatalf("of %v the %d in row %d, column %d is shown", n, v, i, k)
				}
				if !s.other(i, k) {
					t.Fatalf("of %v, hidden %v, sums hidden %v and %v: the %d in row %d, column %d follows from the rest", n, s.hidden, s.row, s.column, v, i, k)
				}
			}
		}
	})
}

func TestNoSumUnderFiveFollowsFromTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.IntRange(0, 12), 1, 12).Draw(t, "counts")
		counts, total := map[string]int{}, 0
		for i, n := range list {
			counts[fmt.Sprint(i)], total = n, total+n
		}
		hidden := conceal(counts)
		sum, people := 0, 0
		for key, n := range counts {
			if n > 0 && n < Fewest && !hidden[key] {
				t.Fatalf("%d is shown", n)
			}
			if hidden[key] {
				sum, people = sum+n, people+1
			}
		}
		if people > 0 && total >= Fewest && (people < 2 || sum < Fewest) {
			t.Fatalf("of %v only %v is hidden: %d people", counts, hidden, sum)
		}
	})
}
