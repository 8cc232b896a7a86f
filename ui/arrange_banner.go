package ui

// bannered arranges a screen above its banner, and then the banner.
func (a *arranger) bannered(s Screen, arrange func()) {
	if s.Banner == nil {
		arrange()
		return
	}
	whole := a.scene.Frame
	label := typing{em: a.soft(emButton), bold: true, ink: Paper, lines: 2}
	text := typing{em: a.soft(emHint), bold: true, ink: Ink, lines: 3}
	icon := 12 * a.k
	room := whole.W - 2*a.margin()
	share := min(room*0.34, 120*a.k)
	if a.large() {
		share = room * 0.4
	}
	fitted := a.fit(s.Banner.Text, text, room-share-a.gutter()-icon-4*a.k)
	button := a.fit(s.Banner.Button.Label, label, a.labelRoom(s.Banner.Button, Box{W: share, H: 22 * a.k}))
	high := max(TargetMin, 20*a.k, button.height()+3*a.k, fitted.height())
	strip := high + 2*TargetGap
	a.scene.Frame.H -= strip
	if a.reach > 0 {
		a.reach -= strip
	} else {
		a.reach = whole.H*reachShare - strip
	}
	arrange()
	a.scene.Frame = whole
	a.region = RegionBar
	if a.scene.Covered() {
		a.region = RegionOver
	}
	y := whole.H - strip
	a.add(Item{ID: "banner", Box: Box{0, y, whole.W, strip}, Fill: Sun})
	x := a.margin()
	at := Box{x, y + (strip-icon)/2, icon, icon}
	words := Box{x + icon + 4*a.k, y + (strip-fitted.height())/2, room - share - a.gutter() - icon - 4*a.k, fitted.height()}
	stop := Box{whole.W - a.margin() - share, y + TargetGap, share, high}
	if a.comfort.LeftHand {
		stop.X = a.margin()
		at.X += share + a.gutter()
		words.X += share + a.gutter()
	}
	a.add(Item{ID: "banner-icon", Kind: Picture, Box: at, Icon: s.Banner.Icon, IconInk: Ink, IconBox: at})
	a.add(Item{ID: "banner-text", Kind: Copy, Box: words, Lines: a.place(fitted, words)})
	a.press(s.Banner.Button, stop, Lake, None, Paper)
}
