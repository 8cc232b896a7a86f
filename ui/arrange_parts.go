package ui

func (a *arranger) paragraph(p Paragraph, width float64, calm bool) measured {
	t := typing{em: a.em(emDetail), ink: Slate, centre: calm}
	if p.Large {
		t.em, t.ink = a.em(emLabel), Ink
	}
	if p.Tone == Plain {
		b := a.fit(p.Text, t, width)
		return measured{height: b.height(), draw: func(box Box) {
			box.H = b.height()
			a.add(Item{ID: a.nextID("text"), Kind: Copy, Box: box, Lines: a.place(b, box), Language: p.Language})
		}}
	}
	// A tone is an icon, a word and a colour together.
	icon, pad := 11*a.k*(1+a.grow)/2, 5*a.k
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
	toneInk  = [...]Color{Plain: Ink, Done: Moss, Attention: Amber, Fault: Red, Told: Lake}
	toneIcon = [...]string{Plain: "", Done: "ui-check", Attention: "ui-info", Fault: "ui-warning", Told: "ui-notice"}
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
	m := measured{height: h}
	if a.large() || a.comfort.Low {
		m.height, m.most = h/2, h // a smaller one is better than none
	}
	m.draw = func(box Box) {
		at := Box{box.X + (box.W-box.H)/2, box.Y, box.H, box.H}
		a.add(Item{ID: a.nextID("drawing"), Kind: Picture, Box: at, Icon: p.Icon, IconInk: Lake, IconBox: at})
	}
	return m
}

// number is a card with a queue number to be read at two metres.
func (a *arranger) number(p Number) measured {
	pad := 8 * a.k
	if a.wide {
		pad = 5 * a.k
	}
	caption := typing{em: a.soft(emLabel), ink: Slate, lines: 1, centre: true}
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
	b := a.fit(p.Text, typing{em: a.em(emLabel), ink: Ink}, width)
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
