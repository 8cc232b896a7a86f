package ui

import "slices"

// listStyle is how the rows of a list are set, in mm.
type listStyle struct {
	label, detail, word float64 // ems
	least, pad          float64 // height of a row, and what a row has above and below its texts
	left, right         float64 // of the text, from the row's ends
	leads, words        float64 // widths of what stands at the right; 0: nothing
	icon                float64
	fine                bool
}

// line of a list, laid out at a width.
type listLine struct {
	row                 Row
	label, detail, word block
	height              float64
}

func (a *arranger) listStyle(p Rows) listStyle {
	t := listStyle{
		label: a.em(a.labelSize()), detail: a.em(emDetail), word: emDetail * a.k, least: 32 * a.k, pad: 10 * a.k,
		left: 24 * a.k, right: 24 * a.k, icon: 15 * a.k, fine: p.Dense,
	}
	if a.large() || a.comfort.Simple {
		t.icon, t.left, t.right = 20*a.k, 28*a.k, 28*a.k
	}
	if p.Dense {
		t.label, t.detail, t.word = emDetail*a.k, a.factSize(emFact*1.1), a.factSize(emFact*1.1)
		t.least, t.pad, t.icon, t.left = max(TargetMin, 23*a.k), 5*a.k, 12*a.k, 20*a.k
	}
	if !p.Dense && !slices.ContainsFunc(p.Rows, marksLeft) {
		t.left = 8 * a.k
	}
	for _, r := range p.Rows {
		if r.Leads {
			t.leads = 12 * a.k
		}
		if r.HealthWord != "" {
			t.words = max(t.words, a.font.Width(r.HealthWord, t.word, true))
		}
	}
	if t.leads+t.words > 0 {
		t.right = 6*a.k + t.leads
		if t.words > 0 {
			t.words = min(t.words+0.01, 52*a.k)
			t.right += t.words + t.word*1.6 + 6*a.k
		}
	}
	return t
}

// marksLeft reports whether a row has something before its text.
func marksLeft(r Row) bool { return r.Icon != "" || r.Mark != NoMark }

// rows are a list that takes the height that is left. Rows are as high as their
// texts need; a page holds as many as fit.
func (a *arranger) rows(p Rows, width float64) measured {
	if len(p.Rows) == 0 {
		m := a.paragraph(Paragraph{Text: p.Empty, Large: true}, width, false)
		m.flexible = true
		return m
	}
	t := a.listStyle(p)
	lines := make([]listLine, len(p.Rows))
	total := 0.0
	for i, r := range p.Rows {
		lines[i] = a.listLine(r, t, width)
		total += lines[i].height + TargetGap
	}
	least := 0.0
	for _, l := range lines {
		least = max(least, l.height) // each must fit onto a page
	}
	if p.Pager != nil && len(lines) > 1 {
		least = min(total, least+a.pagerHeight())
	} else {
		least = total - TargetGap
	}
	return measured{flexible: p.Pager != nil, height: least, draw: func(box Box) {
		list := lines
		if total-TargetGap <= box.H {
			a.stretch(list, t, box.H)
		} else if p.Pager != nil {
			pages := paginate(lines, box.H-a.pagerHeight())
			page := min(max(p.Page, 0), len(pages)-1)
			a.sparse = a.sparse.with(len(lines), len(pages))
			defer a.pager(*p.Pager, page, len(pages), a.pagerBox(box))
			list = pages[page]
		}
		y := box.Y
		for _, l := range list {
			a.listRow(l, t, Box{box.X, y, box.W, l.height})
			y += l.height + TargetGap
		}
	}}
}

// stretch lets the rows of a short list grow into the room there is, up to a
// height that is good for any finger.
func (a *arranger) stretch(list []listLine, t listStyle, room float64) {
	n := float64(len(list))
	most := t.least * 1.375
	for i := range list {
		list[i].height = max(list[i].height, min(most, (room+TargetGap)/n-TargetGap))
	}
	used := -TargetGap
	for _, l := range list {
		used += l.height + TargetGap
	}
	if used > room {
		for i := range list {
			l := &list[i]
			l.height = l.lowest(t)
		}
	}
}

func paginate(lines []listLine, room float64) [][]listLine {
	var pages [][]listLine
	var page []listLine
	used := 0.0
	for _, l := range lines {
		if len(page) > 0 && used+l.height > room {
			pages = append(pages, page)
			page, used = nil, 0
		}
		page = append(page, l)
		used += l.height + TargetGap
	}
	return append(pages, page)
}

func (l listLine) lowest(t listStyle) float64 {
	return max(max(l.label.height()+l.detail.height(), l.word.height())+t.pad, t.least)
}

func (a *arranger) listLine(r Row, t listStyle, width float64) listLine {
	room := width - t.left - t.right
	if r.Mark == MarkRemove { // it has an icon at one end only
		room += t.left - 8*a.k
	}
	ink := Ink
	if r.Off {
		ink = Slate
	}
	l := listLine{
		row:    r,
		label:  a.fit(r.Label, typing{em: t.label, bold: true, ink: ink, lines: a.upTo(3), fine: t.fine}, room),
		detail: a.fit(r.Detail, typing{em: t.detail, ink: Slate, lines: a.upTo(3), fine: t.fine}, room),
	}
	if r.HealthWord != "" {
		l.word = a.fit(r.HealthWord, typing{em: t.word, bold: true, ink: healthInk[r.Health], lines: 2, fine: t.fine}, t.words)
	}
	l.height = l.lowest(t)
	return l
}

func (a *arranger) listRow(l listLine, t listStyle, box Box) {
	fill, edge, width := Paper, Rim, 0.6
	icon, ink := l.row.Icon, Lake
	switch l.row.Mark {
	case MarkEmpty:
		icon = "ui-check-empty"
	case MarkSet:
		icon, edge, width = "ui-check-on", Lake, 1.2
	}
	if l.row.Off {
		fill, ink = Mist, Slate
	}
	size := t.icon
	text := Box{box.X + t.left, box.Y + (box.H-l.label.height()-l.detail.height())/2, box.W, 0}
	lines := a.place(l.label, text)
	text.Y += l.label.height()
	at := Box{box.X + (t.left-size)/2, box.Y + (box.H-size)/2, size, size}
	if l.row.Mark == MarkRemove && !a.comfort.LeftHand {
		at.X = box.X + box.W - t.left + (t.left-size)/2
		shift := t.left - 8*a.k
		for i := range lines {
			lines[i].X -= shift
		}
		text.X -= shift
	}
	lines = append(lines, a.place(l.detail, text)...)
	right := box.X + box.W - t.right + 6*a.k
	lines = append(lines, a.place(l.word, Box{X: right + t.word*1.6, Y: box.Y + (box.H-l.word.height())/2})...)
	b := l.row.Button
	a.add(Item{
		ID: b.ID, Kind: Press, Box: box, Fill: fill, Edge: edge, EdgeWidth: width, Radius: 3 * a.k, Button: &b,
		Icon: icon, IconInk: ink, IconBox: at, Lines: lines, Fine: t.fine,
		Toggle: l.row.Mark == MarkEmpty || l.row.Mark == MarkSet, Set: l.row.Mark == MarkSet, Language: b.Language,
	})
	if l.row.HealthWord != "" {
		a.rowIcon(b.ID+" health", healthIcon[l.row.Health], healthInk[l.row.Health], right, t.word*1.25, box)
	}
	if l.row.Leads {
		a.rowIcon(b.ID+" leads", "ui-leads", ink, box.X+box.W-4*a.k-t.leads*0.7, t.leads*0.7, box)
	}
}

// rowIcon draws an icon over a row, at its middle height.
func (a *arranger) rowIcon(id, icon string, ink Color, x, size float64, row Box) {
	at := Box{x, row.Y + (row.H-size)/2, size, size}
	a.add(Item{ID: id, Kind: Picture, Box: at, Icon: icon, IconInk: ink, IconBox: at})
}
