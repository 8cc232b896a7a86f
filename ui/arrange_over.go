package ui

// over draws a panel over everything else. On a low screen it stands at the lower
// end of the glass.
func (a *arranger) over(p Panel, beside *Button) {
	f := a.scene.Frame
	a.add(Item{ID: "veil", Box: Box{0, 0, f.W, f.H}, Fill: Veil})
	a.beside(beside)
	w := min(f.W-2*a.margin(), 300*a.k*a.grow)
	pad := 12 * a.k
	if a.large() {
		pad = 7 * a.k
	}
	inner := Box{(f.W-w)/2 + pad, 0, w - 2*pad, f.H}
	title := a.fit(p.Title, typing{em: a.soft(emTitle), bold: true, ink: Ink, lines: a.upTo(3)}, inner.W)
	buttonH := a.high(30)
	frame := 2*pad + title.height() + 6*a.k
	if len(p.Buttons) > 0 {
		frame += 5*a.k + buttonH
	}
	most := f.H - a.lowest() - 2*a.margin()
	if a.large() {
		most = f.H - a.lowest() - a.margin()
	}
	parts, tallest, pager := a.panelParts(p, inner.W, most-frame)
	h := frame + tallest
	if pager != nil {
		h += a.pagerHeight()
	}
	if h > most+a.gutter() {
		a.fault("the panel needs %.0f mm of height and has %.0f", h, most)
	}
	panel := Box{(f.W - w) / 2, max((f.H-h)/2, (f.H-most)/2), w, h}
	if a.comfort.Low {
		panel.Y = f.H - (f.H-a.lowest()-most)/2 - h
	}
	a.add(Item{ID: "panel", Box: panel, Fill: Paper, Radius: 5 * a.k})
	y := panel.Y + pad
	a.add(Item{ID: "panel-title", Kind: Heading, Box: Box{inner.X, y, inner.W, title.height()}, Lines: a.place(title, Box{X: inner.X, Y: y})})
	y += title.height() + 6*a.k
	drawn := len(a.scene.Items)
	for _, part := range parts {
		part.draw(Box{inner.X, y, inner.W, part.height})
		y += part.height + a.gutter()
	}
	a.scene.begin = beginOf(p, a.scene.Items[drawn:])
	foot := panel.Y + panel.H - pad - buttonH
	if pager != nil {
		pager(Box{inner.X, foot - 5*a.k - a.pagerHeight(), inner.W, a.pagerHeight() - a.gutter()})
	}
	a.panelButtons(p.Buttons, Box{inner.X, foot, inner.W, buttonH})
}

// panelParts returns the parts of a panel, or those of one of its pages and how
// to draw its pager. All pages are as high as the tallest, so that nothing that is
// pressed moves when they are turned.
func (a *arranger) panelParts(p Panel, width, room float64) (parts []measured, tallest float64, pager func(Box)) {
	pages := [][]measured{a.measure(undrawnIf(a.plan.bare, p.Parts), width)}
	if a.plan.flow {
		pages = a.flow(a.units(p.Parts, width), room-a.pagerHeight())
	}
	for _, page := range pages {
		tallest = max(tallest, stacked(page, a.gutter())+a.gutter())
	}
	page, n := clampPage(p.Page, len(pages), 1)
	if n > 1 {
		pager = func(box Box) { a.pager(*p.Pager, page, n, box) }
	}
	return pages[page], tallest, pager
}

// beginOf is where the keypad begins on a panel: at the first choice in it, else at
// the last button, which most people need.
func beginOf(p Panel, parts []Item) string {
	for _, item := range parts {
		if item.Button != nil {
			return item.ID
		}
	}
	if n := len(p.Buttons); n > 0 {
		return p.Buttons[n-1].ID
	}
	return ""
}

func (a *arranger) panelButtons(buttons []Button, box Box) {
	n := float64(len(buttons))
	w := (box.W - a.gutter()*(n-1)) / n
	var draw []func()
	for i, b := range buttons {
		target := a.handed(Box{box.X + float64(i)*(w+a.gutter()), box.Y, w, box.H}, box)
		if i == len(buttons)-1 {
			draw = append(draw, func() { a.press(b, target, Lake, None, Paper) })
		} else {
			draw = append(draw, func() { a.press(b, target, Paper, Lake, Lake) })
		}
	}
	a.inHandOrder(draw)
}
