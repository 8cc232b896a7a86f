package ui

import "kundterminal/kiosk"

// tileLeast is how wide a tile of a grid must be for the longest word, in mm.
const tileLeast = 124

// tiles are a choice of large tiles on a grid, or one below the other where they
// are wide. A grid takes the height that is left and is turned in pages.
func (a *arranger) tiles(p Tiles, width float64) measured {
	switch {
	case p.Wide:
		return a.wideTiles(p, width)
	case p.Low:
		return a.lowTiles(p)
	}
	cols := max(int((width+a.gutter())/(tileLeast*a.k*a.grow+a.gutter())), 1)
	w := (width - a.gutter()*float64(cols-1)) / float64(cols)
	least := a.tilesLeast(p.Tiles, w, 46*a.k)
	height := 2*least + a.gutter()
	if a.large() {
		height = least + a.pagerHeight()
	}
	return measured{flexible: true, height: height, draw: func(box Box) {
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
		h := min((box.H-a.gutter()*float64(rows-1))/float64(rows), max(92*a.k, least))
		for i, t := range pageOf(p.Tiles, page, per) {
			x := box.X + float64(i%cols)*(w+a.gutter())
			y := box.Y + float64(i/cols)*(h+a.gutter())
			a.tile(t, Box{x, y, w, h})
		}
	}}
}

// tilesLeast is the least height at which the largest of the tiles holds its
// texts.
func (a *arranger) tilesLeast(tiles []Tile, width, least float64) float64 {
	if !a.large() {
		return least
	}
	for _, t := range tiles {
		least = max(least, a.besideHeight(t, width))
	}
	return least
}

// besideIcon is the size of an icon beside a tile's texts, where these have grown.
func (a *arranger) besideIcon() float64 {
	if a.comfort.Simple && !a.large() {
		return 30 * a.k
	}
	return 20 * a.k
}

// besideHeight is how high a tile must be for its texts beside that icon.
func (a *arranger) besideHeight(t Tile, width float64) float64 {
	label, detail := a.tileTexts(t, width, a.besideIcon(), a.em(a.labelSize()), a.em(emDetail))
	return max(label.height()+detail.height()+6*a.k, 30*a.k, TargetMin)
}

func (a *arranger) wideTiles(p Tiles, width float64) measured {
	least, most := 30*a.k, 88*a.k
	if len(p.Tiles) == 1 {
		most = least
	}
	n := float64(len(p.Tiles))
	needs, total := make([]float64, len(p.Tiles)), a.gutter()*(n-1)
	for i, t := range p.Tiles {
		needs[i] = a.tilesLeast([]Tile{t}, width, least)
		total += needs[i]
	}
	return measured{flexible: true, height: total, draw: func(box Box) {
		share := (box.H - total) / n
		for i, t := range p.Tiles {
			box.H = max(min(needs[i]+share, most), needs[i])
			a.wideTile(t, box)
			box.Y += box.H + a.gutter()
		}
	}}
}

// wideTile draws a tile over the whole width, with larger texts where it is high.
func (a *arranger) wideTile(t Tile, box Box) {
	label, detail, icon := a.em(emLabel), a.em(emDetail), min(34*a.k, box.H-14*a.k)
	if a.large() {
		icon = a.besideIcon()
	} else if box.H > 40*a.k {
		label, detail = emLarge*a.k, emHint*a.k
	}
	a.tileBeside(t, box, icon, label, detail)
}

// lowTiles are choices of a word each, in two columns.
func (a *arranger) lowTiles(p Tiles) measured {
	rows := (len(p.Tiles) + 1) / 2
	gaps := a.gutter() * float64(rows-1)
	return measured{flexible: true, height: float64(rows)*28*a.k + gaps, draw: func(box Box) {
		w, h := (box.W-a.gutter())/2, min((box.H-gaps)/float64(rows), 60*a.k)
		for i, t := range p.Tiles {
			at := Box{box.X + float64(i%2)*(w+a.gutter()), box.Y + float64(i/2)*(h+a.gutter()), w, h}
			a.tileBeside(t, at, min(16*a.k, h-8*a.k), emLabel*a.k, emDetail*a.k)
		}
	}}
}

// tile draws a tile of the grid: the icon above the label where it is high
// enough, else beside it.
func (a *arranger) tile(t Tile, box Box) {
	if a.large() {
		a.tileBeside(t, box, a.besideIcon(), a.em(emLabel), a.em(emDetail))
		return
	}
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
	text := Box{box.X + 2*pad + icon, box.Y, box.W, box.H}
	if t.Icon == "" {
		text.X = box.X + pad
	}
	label, detail := a.tileTexts(t, box.W, icon, labelEm, detailEm)
	if label.height()+detail.height() > box.H-2*a.k {
		a.fault("tile %s needs %.0f mm of height and has %.0f", t.ID, label.height()+detail.height(), box.H)
	}
	text.Y += (box.H - label.height() - detail.height()) / 2
	lines := a.place(label, text)
	text.Y += label.height()
	at := Box{box.X + pad, box.Y + (box.H-icon)/2, icon, icon}
	a.tileItem(t, box, at, append(lines, a.place(detail, text)...))
}

// tileTexts sets the texts of a tile of that width.
func (a *arranger) tileTexts(t Tile, width, icon, labelEm, detailEm float64) (label, detail block) {
	room := width - 24*a.k - icon
	if t.Icon == "" {
		room = width - 16*a.k
	}
	label = a.fit(t.Label, typing{em: labelEm, bold: true, ink: Ink, lines: a.upTo(3)}, room)
	detail = a.fit(t.Detail, typing{em: detailEm, ink: Slate, lines: a.upTo(3)}, room)
	return label, detail
}

func (a *arranger) tileItem(t Tile, box, icon Box, lines []Line) {
	fill, ink := Paper, Lake
	if t.Off {
		fill, ink = Mist, Slate
		for i := range lines {
			lines[i].Ink = Slate
		}
	}
	a.add(Item{
		ID: t.ID, Kind: Press, Box: box, Fill: fill, Edge: Rim, EdgeWidth: 0.6, Radius: 3 * a.k, Button: &t.Button,
		Icon: t.Icon, IconInk: ink, IconBox: icon, Lines: lines, Language: t.Language,
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

func (a *arranger) pagerHeight() float64 { return a.high(26) + a.gutter() }

// pagerBox is where the pager of a list stands: at its lower end.
func (a *arranger) pagerBox(list Box) Box {
	h := a.pagerHeight()
	return Box{list.X, list.Y + list.H - h + a.gutter(), list.W, h - a.gutter()}
}

// pager draws two large buttons and between them where one is: that to more at
// the person's hand.
func (a *arranger) pager(p Pager, page, pages int, box Box) {
	set := typing{em: a.soft(emHint), bold: true, ink: Ink, lines: 1, centre: true}
	text := p.Label(page+1, pages)
	mid := max(34*a.k, a.font.Width(text, max(emLeast, a.floor), true)-a.gutter()+0.01)
	w := (box.W - mid - 2*a.gutter()) / 2
	earlier, more := p.Earlier, p.More
	earlier.Off, earlier.Event = page == 0, kiosk.PageTurned{To: page - 1}
	more.Off, more.Event = page == pages-1, kiosk.PageTurned{To: page + 1}
	label := a.fit(text, set, mid+a.gutter())
	at := Box{box.X + w + a.gutter()/2, box.Y + (box.H-label.height())/2, mid + a.gutter(), label.height()}
	id := "page"
	if a.region == RegionOver {
		id = "panel-page"
	}
	a.inHandOrder([]func(){
		func() { a.press(earlier, a.handed(Box{box.X, box.Y, w, box.H}, box), Paper, Lake, Lake) },
		func() { a.add(Item{ID: id, Kind: Status, Box: at, Lines: a.place(label, at)}) },
		func() { a.press(more, a.handed(Box{box.X + box.W - w, box.Y, w, box.H}, box), Paper, Lake, Lake) },
	})
}
