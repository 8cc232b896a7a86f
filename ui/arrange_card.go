package ui

// Card is a heading with lines about it, to be read together.
type Card struct {
	piece
	Title string
	Lines []string
}

// card is a white sheet with the heading in bold. It is never broken in two.
func (a *arranger) card(p Card, width float64) measured {
	pad := 5 * a.k
	title := a.fit(p.Title, typing{em: a.em(emLabel), bold: true, ink: Ink}, width-2*pad)
	blocks := []block{title}
	height := title.height() + 2*pad
	for _, line := range p.Lines {
		b := a.fit(line, typing{em: a.em(emDetail), ink: Slate}, width-2*pad)
		blocks = append(blocks, b)
		height += b.height()
	}
	return measured{height: height, draw: func(box Box) {
		box.H = height
		item := Item{ID: a.nextID("card"), Kind: Copy, Box: box, Fill: Paper, Edge: Rim, EdgeWidth: 0.6, Radius: 3 * a.k}
		y := box.Y + pad
		for _, b := range blocks {
			item.Lines = append(item.Lines, a.place(b, Box{X: box.X + pad, Y: y})...)
			y += b.height()
		}
		a.add(item)
	}}
}
