package ui

// flows reports whether parts can be set one below the other and turned in pages.
// A keyboard must be seen together with what it types.
func flows(parts []Part) bool {
	for _, p := range parts {
		switch p.(type) {
		case Keyboard, Facts, Trace:
			return false
		}
	}
	return true
}

// pagedBody sets what does not fit onto the glass on several pages, with the
// question on each of them.
func (a *arranger) pagedBody(s Screen, box Box) {
	reads, rest := box, box
	low := a.lowest()
	beside := a.wide || low > box.Y
	switch {
	case a.wide:
		reads.W = box.W * 0.36
		rest.X, rest.W = box.X+reads.W+2*a.gutter(), box.W-reads.W-2*a.gutter()
		reads, rest = a.handed(reads, box), a.handed(rest, box)
	case beside:
		reads.H = low - box.Y - a.gutter()
		rest.Y, rest.H = low, box.Y+box.H-low
	default:
		reads.H = box.H * 0.4
	}
	hint, head, parts := a.heads(s, reads, beside)
	at := atHead
	if beside && !a.wide {
		at = atFoot
	}
	used := a.column(s.Title, hint, head, reads, at)
	if !beside {
		rest.Y, rest.H = box.Y+used, box.H-used
	}
	a.pages(s, a.units(parts, rest.W), rest)
}

// heads returns what stands with the question on every page: the hint, and beside
// the question as many of the parts that are only read as there is room for. The
// others are left.
func (a *arranger) heads(s Screen, box Box, beside bool) (hint string, head, left []Part) {
	title := a.fit(s.Title, a.titleType(false), box.W).height() + 7*a.k
	room := box.H - title
	for _, p := range append([]Part{Paragraph{Text: s.Hint}}, s.Parts...) {
		text, isText := p.(Paragraph)
		_, isDrawing := p.(Drawing)
		isHint := isText && text.Text == s.Hint && hint == ""
		if isDrawing || isHint && s.Hint == "" {
			continue
		}
		if !isText || !beside && !isHint || len(left) > 0 {
			left = append(left, p)
			continue
		}
		list := a.measure([]Part{p}, box.W)
		switch {
		case len(list) == 0 || list[0].height > room:
			left = append(left, p)
			continue
		case isHint:
			hint = s.Hint
		default:
			head = append(head, p)
		}
		room -= list[0].height + a.gutter()
	}
	return hint, head, left
}

// pages draws one page of a list of units, and the pager where there are several.
func (a *arranger) pages(s Screen, units []measured, box Box) {
	pages := a.flow(units, box.H)
	if len(pages) > 1 {
		pages = a.flow(units, box.H-a.pagerHeight())
	}
	page, n := clampPage(s.Page, len(pages), 1)
	room := box.H
	if n > 1 {
		room -= a.pagerHeight()
	}
	for _, list := range pages { // a page that is not shown must fit as well
		if h := stacked(list, a.gutter()); h > room+0.01 {
			a.fault("a part needs %.0f mm of height and has %.0f", h, room)
		}
	}
	grown := a.growth(pages, room)
	y := box.Y
	for _, m := range pages[page] {
		if m.kind != "" {
			m.height += grown
		}
		m.draw(Box{box.X, y, box.W, m.height})
		y += m.height + a.gutter()
	}
	if n > 1 {
		a.sparse = a.sparse.with(len(units), n)
		a.pager(*s.Pager, page, n, a.pagerBox(box))
	}
}

// flow fills pages of a height, with gaps between what is on them. There is one
// at least. Whoever has one thing on each screen has few choices on a page, and
// those of one kind.
func (a *arranger) flow(units []measured, room float64) [][]measured {
	var pages [][]measured
	var page []measured
	for _, u := range units {
		full := stacked(page, a.gutter())+a.gutter()+u.height > room+0.01
		if len(page) > 0 && (full || a.comfort.Simple && crowds(page, u)) {
			pages = append(pages, page)
			page = nil
		}
		page = append(page, u)
	}
	return append(pages, page)
}

func stacked(list []measured, gap float64) float64 {
	h := 0.0
	for i, m := range list {
		if i > 0 {
			h += gap
		}
		h += m.height
	}
	return h
}

// units are the parts with each tile and each row for itself.
func (a *arranger) units(parts []Part, width float64) []measured {
	var list []measured
	for _, p := range parts {
		switch p := p.(type) {
		case Drawing:
		case Tiles:
			for _, t := range p.Tiles {
				list = append(list, measured{height: a.besideHeight(t, width), presses: 1, kind: "tiles", draw: func(box Box) {
					a.tileBeside(t, box, a.besideIcon(), a.em(a.labelSize()), a.em(emDetail))
				}})
			}
		case Rows:
			if len(p.Rows) == 0 {
				list = append(list, a.measure([]Part{Paragraph{Text: p.Empty, Large: true}}, width)...)
				continue
			}
			style := a.listStyle(p)
			for _, r := range p.Rows {
				line := a.listLine(r, style, width)
				list = append(list, measured{height: line.height, presses: 1, kind: "rows", draw: func(box Box) { a.listRow(line, style, box) }})
			}
		default:
			for _, m := range a.measure([]Part{p}, width) {
				m.presses = len(partButtons([]Part{p}))
				list = append(list, m)
			}
		}
	}
	return list
}
