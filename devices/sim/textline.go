package sim

// textLine is the print buffer: the letters of one line, before it is printed.
type textLine struct {
	cells []cell
	x     int // where the next letter goes, in dots from the left margin
	width int // right edge of the last letter
}

// cell is one letter in its place.
type cell struct {
	r     rune
	x     int
	gap   int // dots right of it that belong to it
	style style
}

// maxCells bounds a line: moving the head back would else let it grow for ever.
const maxCells = 1024

func (l *textLine) empty() bool { return len(l.cells) == 0 && l.x == 0 }

// moveTo sets the position of the next letter, if it is inside the area.
func (l *textLine) moveTo(x, area int) {
	if x >= 0 && x < area {
		l.x = x
	}
}

// size of a letter's cell in dots.
func (s style) size() (width, height int) {
	if s.fontB {
		return 9 * s.wide, 17 * s.high
	}
	return 12 * s.wide, 24 * s.high
}

// area is the width of the print area in dots.
func (i *interpreter) area() int {
	return max(0, min(i.modes.area, i.m.Dots-i.modes.left))
}

// indent is where something of a width begins, by the alignment.
func (i *interpreter) indent(width int) int {
	return max(0, i.area()-width) * int(i.modes.align) / 2
}

// put adds a letter to the line, and begins a new line when it is full.
func (i *interpreter) put(r rune) {
	s := i.modes.style
	width, _ := s.size()
	if l := &i.line; len(l.cells) >= maxCells || len(l.cells) > 0 && l.x+width > i.area() {
		i.flushLine(i.modes.spacing)
	}
	l, gap := &i.line, i.modes.gap*s.wide
	l.cells = append(l.cells, cell{r, l.x, gap, s})
	l.x += width + gap
	l.width = max(l.width, l.x-gap)
}

// tab moves to the next of the tab stops, which are eight letters apart.
func (i *interpreter) tab() {
	width, _ := i.modes.style.size()
	step := 8 * (width + i.modes.gap*i.modes.style.wide)
	i.line.moveTo((i.line.x/step+1)*step, i.area())
}

// beginLine prints what is in the line, if anything is.
func (i *interpreter) beginLine() {
	if !i.line.empty() {
		i.flushLine(i.modes.spacing)
	}
}

// flushLine prints the line and moves the paper on by the given dots in all,
// or by the height of the line if that is more.
func (i *interpreter) flushLine(advance int) {
	if i.err != nil {
		return
	}
	l := i.line
	i.line = textLine{}
	if len(l.cells) == 0 {
		i.feed(advance)
		return
	}
	b := i.compose(&l)
	for y := range b.Height {
		i.row(b.row(y))
	}
	if i.err == nil {
		i.p.noteText(i.work, l.text())
	}
	i.feed(advance - b.Height)
	i.prove()
}

// compose draws a line. Letters of different heights stand on one bottom line.
func (i *interpreter) compose(l *textLine) *Bitmap {
	height := 0
	for _, c := range l.cells {
		_, h := c.style.size()
		height = max(height, h)
	}
	b := NewBitmap(i.m.Dots, height)
	x0 := i.modes.left + i.indent(l.width)
	for _, c := range l.cells {
		c.draw(b, x0+c.x)
	}
	return b
}

// draw puts the letter at x and on the bottom of b.
func (c cell) draw(b *Bitmap, x int) {
	w, h := c.style.size()
	y := b.Height - h
	g := glyphOf(c.r, c.style.fontB)
	for gy := range g.Height {
		for gx := range g.Width {
			if !g.Black(gx, gy) {
				continue
			}
			x0, y0 := x+gx*c.style.wide, y+gy*c.style.high
			x1 := x0 + c.style.wide
			if c.style.bold {
				x1++
			}
			b.fill(x0, y0, min(x1, x+w), y0+c.style.high)
		}
	}
	if c.style.underline > 0 {
		b.fill(x, b.Height-c.style.underline, x+w+c.gap, b.Height)
	}
	if c.style.inverse {
		for dy := y; dy < b.Height; dy++ {
			for dx := x; dx < min(x+w+c.gap, b.Width); dx++ {
				b.toggle(dx, dy)
			}
		}
	}
}

// text is the line as it reads.
func (l *textLine) text() string {
	runes := make([]rune, len(l.cells))
	for i, c := range l.cells {
		runes[i] = c.r
	}
	return string(runes)
}

// noteText records a line of text that is on the paper now.
func (p *Printer) noteText(work int, s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.work == work {
		p.sheet.texts = append(p.sheet.texts, mark{p.sheet.height(), s})
	}
}

// noteCode records a symbol that is on the paper now.
func (p *Printer) noteCode(work int, s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.work == work {
		p.sheet.codes = append(p.sheet.codes, mark{p.sheet.height(), s})
	}
}
