package ui

// piece of a body that knows how high it wants to be. A flexible one takes what
// is left.
type measured struct {
	height   float64 // wanted, or the least of a flexible one
	most     float64 // to which it grows before a flexible one does; 0: it does not
	flexible bool
	draw     func(Box)
}

// body draws the question and the parts below it. On a wide screen the question
// and what is only to be read stand at the left, what can be pressed at the
// right.
func (a *arranger) body(s Screen, box Box) {
	if !a.wide || !pressable(s.Parts) {
		a.column(s.Title, s.Hint, s.Parts, box, s.Calm || !pressable(s.Parts) && !tabular(s.Parts))
		return
	}
	left, right := split(s.Parts)
	lw := box.W * 0.34
	if tabular(left) {
		lw = box.W * 0.5
	}
	a.column(s.Title, s.Hint, left, Box{box.X, box.Y, lw, box.H}, false)
	x := box.X + lw + 2*a.gutter()
	a.column("", "", right, Box{x, box.Y, box.X + box.W - x, box.H}, false)
}

func pressable(parts []Part) bool { return len(partButtons(parts)) > 0 }

// tabular reports whether there is a table for a technician.
func tabular(parts []Part) bool {
	for _, p := range parts {
		switch p.(type) {
		case Facts, Trace:
			return true
		}
	}
	return false
}

// split parts the parts of a wide screen. Where there is a keyboard, it has the
// right side and the list stands at the left.
func split(parts []Part) (left, right []Part) {
	typing := false
	for _, p := range parts {
		if _, ok := p.(Keyboard); ok {
			typing = true
		}
	}
	for _, p := range parts {
		onRight := false
		switch p.(type) {
		case Tiles:
			onRight = true
		case Rows:
			onRight = !typing // a list of results stands beside the keyboard
		case Keyboard, Field:
			onRight = true
		}
		if onRight {
			right = append(right, p)
		} else {
			left = append(left, p)
		}
	}
	return left, right
}

// column stacks the title, the hint and the parts. Calm screens, which only tell
// something, are centred.
func (a *arranger) column(title, hint string, parts []Part, box Box, calm bool) {
	y := box.Y
	head := a.fit(title, typing{em: emTitle * a.k * headGrowth(calm), bold: true, ink: Ink, lines: 4, centre: calm}, box.W)
	sub := a.fit(hint, typing{em: emHint * a.k, ink: Slate, lines: 5, centre: calm}, box.W)
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
	if calm && !flexible(list) {
		y += rest * 0.35
		rest = 0
	}
	if title != "" {
		a.add(Item{ID: a.nextID("title"), Kind: Heading, Box: Box{box.X, y, box.W, head.height()}, Lines: a.place(head, Box{box.X, y, box.W, 0})})
		y += head.height()
	}
	if hint != "" {
		a.add(Item{ID: a.nextID("hint"), Kind: Copy, Box: Box{box.X, y, box.W, sub.height()}, Lines: a.place(sub, Box{box.X, y, box.W, 0})})
		y += sub.height()
	}
	if title != "" {
		y += 7 * a.k
	}
	for i := range list {
		grown := min(max(list[i].most-list[i].height, 0), rest)
		list[i].height += grown
		rest -= grown
	}
	for _, m := range list {
		h := m.height
		if m.flexible {
			h += rest
			rest = 0
		}
		m.draw(Box{box.X, y, box.W, h})
		y += h + a.gutter()
	}
}

func flexible(list []measured) bool {
	for _, m := range list {
		if m.flexible {
			return true
		}
	}
	return false
}

func headGrowth(calm bool) float64 {
	if calm {
		return 1.25
	}
	return 1
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
			m = a.tiles(p)
		case Rows:
			m = a.rows(p, width)
		case Paragraph:
			if p.Text == "" {
				continue
			}
			m = a.paragraph(p, width, calm)
		case Drawing:
			m = a.drawing(p)
		case Number:
			m = a.number(p)
		case Barcode:
			m = a.barcode(p, width)
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

func (a *arranger) paragraph(p Paragraph, width float64, calm bool) measured {
	t := typing{em: emDetail * a.k, ink: Slate, centre: calm}
	if p.Large {
		t.em, t.ink = emLabel*a.k, Ink
	}
	if p.Tone == Plain {
		b := a.fit(p.Text, t, width)
		return measured{height: b.height(), draw: func(box Box) {
			box.H = b.height()
			a.add(Item{ID: a.nextID("text"), Kind: Copy, Box: box, Lines: a.place(b, box), Language: p.Language})
		}}
	}
	// A tone is an icon, a word and a colour together.
	icon, pad := 11*a.k, 5*a.k
	t.ink, t.centre = toneInk[p.Tone], false
	b := a.fit(p.Text, t, width-icon-3*pad)
	h := max(b.height(), icon) + 2*pad
	return measured{height: h, draw: func(box Box) {
		a.add(Item{
			ID: a.nextID("notice"), Kind: Copy, Box: box, Fill: Paper, Edge: toneInk[p.Tone], EdgeWidth: 0.9, Radius: 3 * a.k,
			Icon: toneIcon[p.Tone], IconInk: toneInk[p.Tone], IconBox: Box{box.X + pad, box.Y + (h-icon)/2, icon, icon},
			Lines: a.place(b, Box{box.X + icon + 2*pad, box.Y + (h-b.height())/2, a.width(b), 0}), Language: p.Language,
		})
	}}
}

var (
	toneInk  = [...]Color{Plain: Ink, Done: Moss, Attention: Amber, Fault: Red}
	toneIcon = [...]string{Plain: "", Done: "ui-check", Attention: "ui-info", Fault: "ui-warning"}
)

func (a *arranger) drawing(p Drawing) measured {
	h := 72 * a.k
	switch {
	case a.wide && p.Large:
		h = 90 * a.k
	case a.wide:
		h = 44 * a.k
	case p.Large:
		h = 150 * a.k
	}
	return measured{height: h, draw: func(box Box) {
		at := Box{box.X + (box.W-h)/2, box.Y, h, h}
		a.add(Item{ID: a.nextID("drawing"), Kind: Picture, Box: at, Icon: p.Icon, IconInk: Lake, IconBox: at})
	}}
}

// number is a card with a queue number to be read at two metres.
func (a *arranger) number(p Number) measured {
	pad := 8 * a.k
	if a.wide {
		pad = 5 * a.k
	}
	caption := typing{em: emLabel * a.k, ink: Slate, lines: 1, centre: true}
	label := typing{em: emNumber * a.k, min: 20, bold: true, ink: Ink, lines: 1, centre: true}
	h := 2*pad + caption.em*lineHeight + label.em*1.05
	return measured{height: h, draw: func(box Box) {
		a.add(Item{ID: a.nextID("card"), Box: box, Fill: Paper, Edge: Lake, EdgeWidth: 1.2, Radius: 4 * a.k})
		in := Box{box.X + pad, box.Y + pad, box.W - 2*pad, 0}
		c := a.fit(p.Caption, caption, in.W)
		a.add(Item{ID: a.nextID("caption"), Kind: Copy, Box: Box{in.X, in.Y, in.W, c.height()}, Lines: a.place(c, in)})
		in.Y += c.height()
		n := a.fit(p.Label, label, in.W)
		in.Y -= n.em * (lineHeight - 1.05) / 2
		a.add(Item{ID: "queue-number", Kind: Copy, Box: Box{in.X, in.Y, in.W, n.height()}, Lines: a.place(n, in)})
	}}
}

func (a *arranger) countdown(p Countdown, width float64) measured {
	b := a.fit(p.Text, typing{em: emLabel * a.k, ink: Ink}, width)
	bar := 5 * a.k
	h := b.height() + 4*a.k + bar
	return measured{height: h, draw: func(box Box) {
		a.add(Item{ID: "countdown", Kind: Status, Box: Box{box.X, box.Y, box.W, b.height()}, Lines: a.place(b, box)})
		track := Box{box.X, box.Y + h - bar, box.W, bar}
		a.add(Item{ID: "countdown-track", Box: track, Fill: Mist, Edge: Rim, EdgeWidth: 0.5, Radius: bar / 2})
		if p.Of > 0 && p.Seconds > 0 {
			track.W *= min(float64(p.Seconds)/float64(p.Of), 1)
			a.add(Item{ID: "countdown-left", Box: track, Fill: Lake, Radius: bar / 2})
		}
	}}
}
