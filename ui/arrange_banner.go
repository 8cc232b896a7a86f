package ui

// strip is how a banner is set.
type strip struct {
	banner *Banner
	text   block
	icon   float64
	share  float64 // width of the button
	high   float64 // of the button
}

// stripOf lays a banner out; without one it takes no room.
func (a *arranger) stripOf(b *Banner) strip {
	s := strip{banner: b, icon: 12 * a.k}
	if b == nil {
		return s
	}
	room := a.scene.Frame.W - 2*a.margin()
	s.share = min(room*0.34, 120*a.k)
	if a.large() {
		s.share = room * 0.4
	}
	s.text = a.fit(b.Text, typing{em: a.soft(emHint), bold: true, ink: Ink, lines: 3}, a.besideButton(s))
	label := typing{em: a.soft(emButton), bold: true, ink: Paper, lines: 2}
	if a.large() {
		label.lines = 3
	}
	button := a.fit(b.Button.Label, label, a.labelRoom(b.Button, Box{W: s.share, H: 22 * a.k}))
	s.high = max(TargetMin, 20*a.k, button.height()+3*a.k, s.text.height())
	return s
}

// height is what a strip takes of the glass.
func (s strip) height() float64 {
	if s.banner == nil {
		return 0
	}
	return s.high + 2*TargetGap
}

func (a *arranger) besideButton(s strip) float64 {
	return a.scene.Frame.W - 2*a.margin() - s.share - a.gutter() - s.icon - 4*a.k
}

// banner draws a strip from y downwards, with its button at the side of the hand.
func (a *arranger) banner(s strip, y float64) {
	if s.banner == nil {
		return
	}
	w := a.scene.Frame.W
	icon := Box{a.margin(), y + (s.height()-s.icon)/2, s.icon, s.icon}
	words := Box{icon.X + s.icon + 4*a.k, y + (s.height()-s.text.height())/2, a.besideButton(s), s.text.height()}
	stop := Box{w - a.margin() - s.share, y + TargetGap, s.share, s.high}
	if a.comfort.LeftHand {
		stop.X = a.margin()
		icon.X += s.share + a.gutter()
		words.X += s.share + a.gutter()
	}
	a.add(Item{ID: "banner", Box: Box{0, y, w, s.height()}, Fill: Sun})
	a.add(Item{
		ID: "banner-text", Kind: Copy, Fill: Sun, // of its own, for letters in high contrast
		Box:  Box{icon.X, min(icon.Y, words.Y), words.X + words.W - icon.X, max(s.icon, words.H)},
		Icon: s.banner.Icon, IconInk: Ink, IconBox: icon, Lines: a.place(s.text, words),
	})
	a.press(s.banner.Button, stop, Deep, None, Paper)
}

// overBanner draws what lies over a screen above its banner, which nothing lies over.
func (a *arranger) overBanner(b *Banner, draw func()) {
	s := a.stripOf(b)
	whole, reach := a.scene.Frame, a.reach
	if b != nil {
		if reach <= 0 {
			a.reach = whole.H * reachShare
		}
		a.reach -= s.height()
		a.scene.Frame.H -= s.height()
	}
	draw()
	a.scene.Frame, a.reach = whole, reach
	a.banner(s, whole.H-s.height())
}
