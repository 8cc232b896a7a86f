package ui

import "kundterminal/kiosk"

// tileLeast is how wide a tile of a grid must be for the longest word, in mm.
const tileLeast = 124

// tiles are a choice of large tiles on a grid, or one below the other where they
// are wide. A grid takes the height that is left and is turned in pages.
func (a *arranger) tiles(p Tiles) measured {
	if p.Wide {
		return a.wideTiles(p)
	}
	return measured{flexible: true, height: 2*46*a.k + a.gutter(), draw: func(box Box) {
		cols := max(int((box.W+a.gutter())/(tileLeast*a.k+a.gutter())), 1)
		least := 46 * a.k
		rows := max(int((box.H+a.gutter())/(least+a.gutter())), 1)
		if len(p.Tiles) > cols*rows {
			rows = max(int((box.H-a.pagerHeight()+a.gutter())/(least+a.gutter())), 1)
		}
		rows = min(rows, max(6/cols, 2)+1)
		per := cols * rows
		page, pages := clampPage(p.Page, len(p.Tiles), per)
		if pages > 1 {
			defer a.pager(*p.Pager, page, pages, a.pagerBox(box)) // after the tiles in the order of focus
			box.H -= a.pagerHeight()
		} else {
			rows = min(rows, (len(p.Tiles)+cols-1)/cols)
		}
		w := (box.W - a.gutter()*float64(cols-1)) / float64(cols)
		h := min((box.H-a.gutter()*float64(rows-1))/float64(rows), 92*a.k)
		for i, t := range pageOf(p.Tiles, page, per) {
			x := box.X + float64(i%cols)*(w+a.gutter())
			y := box.Y + float64(i/cols)*(h+a.gutter())
			a.tile(t, Box{x, y, w, h})
		}
	}}
}

func (a *arranger) wideTiles(p Tiles) measured {
	least, most := 30*a.k, 88*a.k
	if len(p.Tiles) == 1 {
		most = least
	}
	n := float64(len(p.Tiles))
	gaps := a.gutter() * (n - 1)
	return measured{flexible: true, height: n*least + gaps, draw: func(box Box) {
		h := min((box.H-gaps)/n, most)
		label, detail := emLabel, emDetail
		if h > 40*a.k {
			label, detail = emLarge, emHint
		}
		for i, t := range p.Tiles {
			at := Box{box.X, box.Y + float64(i)*(h+a.gutter()), box.W, h}
			a.tileBeside(t, at, min(34*a.k, h-14*a.k), label*a.k, detail*a.k)
		}
	}}
}

// tile draws a tile of the grid: the icon above the label where it is high
// enough, else beside it.
func (a *arranger) tile(t Tile, box Box) {
	if box.H < 64*a.k || t.Icon == "" {
		a.tileBeside(t, box, min(22*a.k, box.H-14*a.k), emLabel*a.k, emDetail*a.k)
		return
	}
	pad, icon := 9*a.k, 30*a.k
	text := Box{box.X + pad, 0, box.W - 2*pad, 0}
	label := a.fit(t.Label, typing{em: emLabel * a.k, bold: true, ink: Ink, lines: 3}, text.W)
	y := box.Y + (box.H-icon-4*a.k-label.height())/2
	text.Y = y + icon + 4*a.k
	if y < box.Y {
		a.fault("tile %s is too low for its label", t.ID)
	}
	at := Box{box.X + pad, y, icon, icon}
	a.tileItem(t, box, at, a.place(label, text))
}

// tileBeside draws the icon at the left, the label and the second line beside it.
func (a *arranger) tileBeside(t Tile, box Box, icon, labelEm, detailEm float64) {
	pad := 8 * a.k
	text := Box{box.X + 2*pad + icon, box.Y, box.W - 3*pad - icon, box.H}
	if t.Icon == "" {
		text.X, text.W = box.X+pad, box.W-2*pad
	}
	label := a.fit(t.Label, typing{em: labelEm, bold: true, ink: Ink, lines: 3}, text.W)
	detail := a.fit(t.Detail, typing{em: detailEm, ink: Slate, lines: 3}, text.W)
	if label.height()+detail.height() > box.H-2*a.k {
		a.fault("tile %s needs %.0f mm of height and has %.0f", t.ID, label.height()+detail.height(), box.H)
	}
	text.Y += (box.H - label.height() - detail.height()) / 2
	lines := a.place(label, text)
	text.Y += label.height()
	at := Box{box.X + pad, box.Y + (box.H-icon)/2, icon, icon}
	a.tileItem(t, box, at, append(lines, a.place(detail, text)...))
}

func (a *arranger) tileItem(t Tile, box, icon Box, lines []Line) {
	a.add(Item{
		ID: t.ID, Kind: Press, Box: box, Fill: Paper, Edge: Rim, EdgeWidth: 0.6, Radius: 3 * a.k, Button: &t.Button,
		Icon: t.Icon, IconInk: Lake, IconBox: icon, Lines: lines, Language: t.Language,
	})
}

func clampPage(page, items, per int) (at, pages int) {
	pages = max((items+per-1)/per, 1)
	return min(max(page, 0), pages-1), pages
}

func pageOf[T any](list []T, page, per int) []T {
	from := min(page*per, len(list))
	return list[from:min(from+per, len(list))]
}

func (a *arranger) pagerHeight() float64 { return 26*a.k + a.gutter() }

// pagerBox is where the pager of a list stands: at its lower end.
func (a *arranger) pagerBox(list Box) Box {
	h := a.pagerHeight()
	return Box{list.X, list.Y + list.H - h + a.gutter(), list.W, h - a.gutter()}
}

// pager draws two large buttons and between them where one is.
func (a *arranger) pager(p Pager, page, pages int, box Box) {
	w := (box.W - 34*a.k - 2*a.gutter()) / 2
	earlier, more := p.Earlier, p.More
	earlier.Off, earlier.Event = page == 0, kiosk.PageTurned{To: page - 1}
	more.Off, more.Event = page == pages-1, kiosk.PageTurned{To: page + 1}
	a.press(earlier, Box{box.X, box.Y, w, box.H}, Paper, Lake, Lake)
	label := a.fit(p.Label(page+1, pages), typing{em: emHint * a.k, bold: true, ink: Ink, lines: 1, centre: true}, 34*a.k+a.gutter())
	mid := Box{box.X + w + a.gutter(), box.Y + (box.H-label.height())/2, 34 * a.k, label.height()}
	a.add(Item{ID: "page", Kind: Status, Box: mid, Lines: a.place(label, mid)})
	a.press(more, Box{box.X + box.W - w, box.Y, w, box.H}, Paper, Lake, Lake)
}
