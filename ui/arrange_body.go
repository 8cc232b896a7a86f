package ui

// piece of a body that knows how high it wants to be. A flexible one takes what
// is left.
type measured struct {
	height   float64 // wanted, or the least of a flexible one
	most     float64 // to which it grows before a flexible one does; 0: it does not
	flexible bool
	presses  int    // how many things in it can be pressed
	kind     string // of the list that it is one of; empty: it is of none
	draw     func(Box)
}

// body draws the question and the parts below it. On a wide screen the question
// and what is only to be read stand at the left, what can be pressed at the
// right; on a low one they stand above and below, as near as they can.
func (a *arranger) body(s Screen, box Box) {
	if a.plan.flow {
		a.pagedBody(s, box)
		return
	}
	s.Parts = undrawnIf(a.plan.bare, s.Parts)
	low := a.lowest() > box.Y
	switch {
	case !pressable(s.Parts) || !a.wide && !low:
		at := atHead
		if s.Calm || !pressable(s.Parts) && !tabular(s.Parts) {
			at = atMiddle
		}
		a.column(s.Title, s.Hint, s.Parts, box, at)
	case a.wide:
		left, right := a.sides(s.Parts, false)
		lw := box.W * 0.34
		if tabular(left) || a.large() && typed(s.Parts) {
			lw = box.W * 0.5
		}
		a.column(s.Title, s.Hint, left, a.handed(Box{box.X, box.Y, lw, box.H}, box), atHead)
		x := box.X + lw + 2*a.gutter()
		a.column("", "", right, a.handed(Box{x, box.Y, box.X + box.W - x, box.H}, box), atHead)
	default:
		upper, lower := a.sides(s.Parts, true)
		at := a.lowest()
		a.column(s.Title, s.Hint, upper, Box{box.X, box.Y, box.W, at - a.gutter() - box.Y}, atFoot)
		a.column("", "", lower, Box{box.X, at, box.W, box.Y + box.H - at}, atHead)
	}
}

// undrawnIf leaves out the drawings where the glass must be bare of them.
func undrawnIf(bare bool, parts []Part) []Part {
	if !bare {
		return parts
	}
	var list []Part
	for _, p := range parts {
		if _, drawn := p.(Drawing); !drawn {
			list = append(list, p)
		}
	}
	return list
}

func pressable(parts []Part) bool { return len(partButtons(parts)) > 0 }

// tabular reports whether there is a table for a technician, or cards: what is read
// from its head.
func tabular(parts []Part) bool {
	for _, p := range parts {
		switch p.(type) {
		case Facts, Trace, Card:
			return true
		}
	}
	return false
}

// typed reports whether there is a keyboard.
func typed(parts []Part) bool {
	for _, p := range parts {
		if _, ok := p.(Keyboard); ok {
			return true
		}
	}
	return false
}

// sides parts what is only read from what is pressed, which goes to the right or,
// on a low screen, to the lower part. Where there is a keyboard, it has the right
// side, and a list stands beside it at the left.
func (a *arranger) sides(parts []Part, low bool) (reads, presses []Part) {
	typing := typed(parts)
	for _, p := range parts {
		pressed := false
		switch p := p.(type) {
		case Tiles:
			pressed = low || !typing || !a.large()
		case Rows:
			pressed = low || !typing
		case Keyboard, Choice:
			pressed = true
		case Field:
			pressed = !low && !(p.Lines > 1 && a.wide && a.large()) // beside large keys there is room for long texts
		case Drawing:
			pressed = a.wide && a.large() // beside long texts there is room below what is pressed
		}
		if pressed {
			presses = append(presses, p)
		} else {
			reads = append(reads, p)
		}
	}
	return reads, presses
}

// titleType is how the question is set: larger where a screen only tells
// something.
func (a *arranger) titleType(calm bool) typing {
	t := typing{em: a.soft(emTitle), bold: true, ink: Ink, lines: 4, centre: calm}
	if calm && !a.large() {
		t.em *= 1.25
	}
	return t
}

// lie is where a column lies in its box.
type lie uint8

const (
	atHead lie = iota
	atMiddle
	atFoot
)

// column stacks the title, the hint and the parts, and returns how much of the
// box they take with the gap below. Calm screens lie in the middle.
func (a *arranger) column(title, hint string, parts []Part, box Box, at lie) (taken float64) {
	calm := at == atMiddle
	head := a.fit(title, a.titleType(calm), box.W)
	sub := a.fit(hint, typing{em: a.em(a.hintSize()), ink: Slate, lines: a.upTo(5), centre: calm}, box.W)
	list := a.measureIn(parts, box.W, calm)
	used := head.height() + sub.height()
	if title != "" {
		used += 7 * a.k
	}
	for _, m := range list {
		used += m.height + a.gutter()
	}
	rest := max(box.H-used, 0)
	if used > box.H+a.gutter() {
		a.fault("the parts need %.0f mm of height and have %.0f", used, box.H)
	}
	for i := range list {
		grown := min(max(list[i].most-list[i].height, 0), rest)
		list[i].height += grown
		rest -= grown
	}
	y := box.Y
	switch {
	case at == atFoot:
		y, rest = y+rest, 0
	case calm && !flexible(list):
		y, rest = y+rest*0.35, 0
	}
	y = a.heading(title, hint, head, sub, Box{box.X, y, box.W, 0})
	for _, m := range list {
		h := m.height
		if m.flexible {
			h += rest
			rest = 0
		}
		m.draw(Box{box.X, y, box.W, h})
		y += h + a.gutter()
	}
	return y - box.Y
}

// heading draws the title and the hint, and returns where the parts begin.
func (a *arranger) heading(title, hint string, head, sub block, box Box) (y float64) {
	if title != "" {
		box.H = head.height()
		a.add(Item{ID: a.nextID("title"), Kind: Heading, Box: box, Lines: a.place(head, box)})
		box.Y += box.H
	}
	if hint != "" {
		box.H = sub.height()
		a.add(Item{ID: a.nextID("hint"), Kind: Copy, Box: box, Lines: a.place(sub, box)})
		box.Y += box.H
	}
	if title != "" {
		box.Y += 7 * a.k
	}
	return box.Y
}

func flexible(list []measured) bool {
	for _, m := range list {
		if m.flexible {
			return true
		}
	}
	return false
}

// measure returns the parts with their heights at a width, for a panel.
func (a *arranger) measure(parts []Part, width float64) []measured {
	return a.measureIn(parts, width, false)
}

func (a *arranger) measureIn(parts []Part, width float64, calm bool) []measured {
	var list []measured
	for _, p := range parts {
		var m measured
		switch p := p.(type) {
		case Tiles:
			m = a.tiles(p, width)
		case Rows:
			m = a.rows(p, width)
		case Paragraph:
			if p.Text == "" {
				continue
			}
			m = a.paragraph(p, width, calm)
		case Card:
			m = a.card(p, width)
		case Drawing:
			m = a.drawing(p)
		case Number:
			m = a.number(p)
		case Barcode:
			m = a.barcode(p, width)
		case QR:
			m = a.qr(p, width)
		case Map:
			m = a.floorplan(p, width)
		case Choice:
			m = a.choice(p, width)
		case Field:
			m = a.field(p)
		case Keyboard:
			m = a.keyboard(p, width)
		case Countdown:
			m = a.countdown(p, width)
		case Facts:
			m = a.facts(p, width)
		case Trace:
			m = a.trace(p, width)
		default:
			continue // it has the whole glass
		}
		list = append(list, m)
	}
	return list
}
