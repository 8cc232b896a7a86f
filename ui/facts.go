package ui

import "kundterminal/kiosk"

// Facts is a table of facts in sections, for a technician, of which a page is
// shown at a time.
type Facts struct {
	piece
	Groups []FactGroup
	Page   int
	Pager  *Pager // nil: all of it is shown, as high as it is
}

// FactGroup is some facts under a heading.
type FactGroup struct {
	Title string // may be empty
	Rows  []FactRow
}

// FactRow is one fact.
type FactRow struct {
	Name, Value string // a value that is too long goes on below
	Health      kiosk.Health
	HealthWord  string // empty: it is not told, and has no mark
}

// Sizes of a table of facts, in mm at growth 1.
const (
	emFact    = 5.0
	emCaption = 6.2
	hairline  = 0.3 // a pixel on every screen
)

// factSize is the em of a technician's text: it grows with the screen and is
// never too small to be read.
func (a *arranger) factSize(em float64) float64 { return max(em*a.k, emFine) }

// factTable is a table that is measured at the width of its columns.
type factTable struct {
	width             float64 // of a column
	em, icon          float64
	name, value, mark float64 // where these begin, from the column's left
	head, gap, pad    float64 // heights
	groups            []factGroup
	rows              int
}

type factGroup struct {
	title block
	rows  []factLine
}

type factLine struct {
	row               FactRow
	name, value, word block
	height            float64
}

// factScales are how much larger than the least a table may be: the largest at
// which all of it is on one page.
var factScales = []float64{1.4, 1.3, 1.2, 1.1, 1}

func (a *arranger) facts(p Facts, width float64) measured {
	n := 1
	if width > 420*a.k {
		n = 2
	}
	column := (width - a.gutter()*float64(n-1)) / float64(n)
	if p.Pager == nil {
		t := a.factTable(p, column, factScales[2])
		if t.rows > 8 {
			t = a.factTable(p, column, 1)
		}
		whole := t.lowest(n)
		return measured{height: whole, draw: func(box Box) { a.factColumns(t, t.flow(whole), box) }}
	}
	t := a.factTable(p, column, 1)
	least := min(t.lowest(n), 50*a.k+a.pagerHeight())
	return measured{flexible: true, height: least, draw: func(box Box) {
		for _, scale := range factScales {
			t := a.factTable(p, column, scale)
			if whole := t.lowest(1); whole <= box.H {
				a.factColumns(t, t.flow(whole), box)
				return
			}
			if whole := t.lowest(n); whole <= box.H {
				a.factColumns(t, t.flow(whole), box)
				return
			}
		}
		columns := t.flow(box.H - a.pagerHeight())
		page, pages := clampPage(p.Page, len(columns), n)
		a.factColumns(t, pageOf(columns, page, n), box)
		a.pager(*p.Pager, page, pages, a.pagerBox(box))
	}}
}

// factTable sets all texts. Names, values and marks stand in the same places in
// all sections.
func (a *arranger) factTable(p Facts, width, scale float64) factTable {
	t := factTable{width: width, em: a.factSize(emFact * scale), gap: 4 * a.k, pad: 1.5 * a.k * scale}
	t.icon = t.em * 1.15
	t.head = t.em*emCaption/emFact*lineHeight + 5*a.k
	side, between := 5*a.k, 4*a.k
	t.name = side
	inner := width - 2*side
	names, words := 0.0, 0.0
	for _, s := range p.Groups {
		for _, r := range s.Rows {
			names = max(names, a.font.Width(r.Name, t.em, false))
			words = max(words, a.font.Width(r.HealthWord, t.em, true))
			t.rows++
		}
	}
	names = min(names+0.01, inner*0.36)
	t.value = t.name + names + between
	t.mark = width - side
	values := t.mark - t.value
	if words > 0 {
		words = min(words+0.01, inner*0.26)
		t.mark -= words + t.icon*1.4
		values = t.mark - t.value - between
	}
	for _, s := range p.Groups {
		if len(s.Rows) == 0 {
			continue
		}
		g := factGroup{title: a.fit(s.Title, typing{em: t.em * emCaption / emFact, bold: true, ink: Lake, lines: 1, fine: true}, inner)}
		for _, r := range s.Rows {
			g.rows = append(g.rows, a.factLine(t, r, names, values, words))
		}
		t.groups = append(t.groups, g)
	}
	return t
}

// factLine sets a row in columns of these widths.
func (a *arranger) factLine(t factTable, r FactRow, names, values, words float64) factLine {
	set := typing{em: t.em, ink: Slate, fine: true}
	l := factLine{row: r, name: a.anywhere(r.Name, set, names)}
	set.bold, set.ink = true, Ink
	l.value = a.anywhere(r.Value, set, values)
	set.ink = healthInk[r.Health]
	l.word = a.anywhere(r.HealthWord, set, words)
	l.height = max(l.name.height(), l.value.height(), l.word.height(), t.icon) + 2*t.pad
	return l
}

// factCard is a section, or what a column has of it.
type factCard struct {
	title  block
	rows   []factLine
	height float64
}

// flow fills columns of a height. A section that is broken has its heading again.
func (t factTable) flow(room float64) [][]factCard {
	var columns [][]factCard
	var column []factCard
	used := 0.0
	for _, g := range t.groups {
		card := t.card(g)
		for _, r := range g.rows {
			if used+card.height+r.height > room+0.01 && len(column)+len(card.rows) > 0 {
				if len(card.rows) > 0 {
					column = append(column, card)
				}
				columns = append(columns, column)
				column, used, card = nil, 0, t.card(g)
			}
			card.rows = append(card.rows, r)
			card.height += r.height
		}
		column = append(column, card)
		used += card.height + t.gap
	}
	return append(columns, column)
}

func (t factTable) card(g factGroup) factCard {
	card := factCard{title: g.title, height: 2 * t.pad}
	if len(g.title.text) > 0 {
		card.height += t.head
	}
	return card
}

// lowest returns the least height at which all of it fits into n columns.
func (t factTable) lowest(n int) float64 {
	total := 0.0
	for _, g := range t.groups {
		total += t.card(g).height + t.gap
		for _, r := range g.rows {
			total += r.height
		}
	}
	if n == 1 {
		return max(total-t.gap, 0)
	}
	for h := total / float64(n); ; h += 3 {
		if len(t.flow(h)) <= n {
			return h
		}
	}
}

func (a *arranger) factColumns(t factTable, columns [][]factCard, box Box) {
	for i, cards := range columns {
		at := Box{box.X + float64(i)*(t.width+a.gutter()), box.Y, t.width, 0}
		for _, c := range cards {
			at.H = c.height
			a.factCard(t, c, at)
			at.Y += c.height + t.gap
		}
	}
}

func (a *arranger) factCard(t factTable, c factCard, box Box) {
	a.add(Item{ID: a.nextID("facts"), Box: box, Fill: Paper, Radius: 2 * a.k})
	y := box.Y + t.pad
	if len(c.title.text) > 0 {
		at := Box{box.X + t.name, y + (t.head-c.title.height())/2, t.width - 2*t.name, c.title.height()}
		a.add(Item{ID: a.nextID("section"), Kind: Caption, Box: at, Lines: a.place(c.title, at), Fine: true})
		y += t.head
		a.add(Item{ID: a.nextID("rule"), Box: Box{box.X + t.name, y - hairline, t.width - 2*t.name, hairline}, Fill: Lake})
	}
	for i, r := range c.rows {
		if i > 0 {
			a.add(Item{ID: a.nextID("rule"), Box: Box{box.X + t.name, y, t.width - 2*t.name, hairline}, Fill: Faint})
		}
		a.factRow(t, r, Box{box.X, y, t.width, r.height})
		y += r.height
	}
}

func (a *arranger) factRow(t factTable, l factLine, box Box) {
	item := Item{ID: a.nextID("fact"), Kind: Copy, Box: box, Fine: true}
	line := max(l.name.em, t.icon/lineHeight) * lineHeight // of the first line of all
	put := func(b block, x float64) {
		y := box.Y + t.pad + (line-b.em*lineHeight)/2
		item.Lines = append(item.Lines, a.place(b, Box{X: box.X + x, Y: y})...)
	}
	put(l.name, t.name)
	put(l.value, t.value)
	if l.row.HealthWord != "" {
		put(l.word, t.mark+t.icon*1.4)
		item.Icon, item.IconInk = healthIcon[l.row.Health], healthInk[l.row.Health]
		item.IconBox = Box{box.X + t.mark, box.Y + t.pad + (line-t.icon)/2, t.icon, t.icon}
	}
	a.add(item)
}
