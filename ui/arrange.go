package ui

import (
	"strconv"

	"kundterminal/kiosk"
)

// Sizes in millimetres. Targets and texts are sizes for a hand and an eye, so
// they are the same on every screen; only a larger screen may grow them.
const (
	TargetMin = 20.0 // width and height of anything that can be pressed
	TargetGap = 3.0  // between two of them
	CapMin    = 4.8  // cap height of the smallest text (ADA 707.7.2)
	CapFine   = 3.2  // the same of a text for technicians, who stand near

	emTitle  = 14.0
	emHint   = 8.4
	emLarge  = 12.0
	emLabel  = 9.4
	emDetail = 7.4
	emButton = 10.0
	emNumber = 60.0
	emLeast  = CapMin / CapHeight  // 6.72
	emFine   = CapFine / CapHeight // 4.48
)

type arranger struct {
	scene  Scene
	font   *Font
	k      float64 // growth of texts and paddings on large screens
	wide   bool    // landscape
	region Region
}

// Arrange lays a screen out on a frame. Texts that find no room are listed in
// the scene's Faults.
func Arrange(s Screen, f Frame, font *Font) Scene {
	a := &arranger{
		scene: Scene{Name: s.Name, Language: s.Language, Frame: f},
		font:  font,
		k:     min(max(min(f.W, f.H)/336, 0.8), 1.3),
		wide:  f.W > f.H,
	}
	if !a.full(s) {
		a.ordinary(s, f)
	}
	if s.Over != nil {
		a.region = RegionOver
		a.over(*s.Over)
	}
	return a.scene
}

// full draws a screen of which one part has the whole glass.
func (a *arranger) full(s Screen) bool {
	a.region = RegionBody
	for _, part := range s.Parts {
		switch p := part.(type) {
		case Targets:
			a.targets(p, s.Title, s.Hint)
			return true
		case Pattern:
			a.pattern(p)
			return true
		}
	}
	a.region = RegionTop
	return false
}

// ordinary draws a screen with its bars, its body and the way back and on.
func (a *arranger) ordinary(s Screen, f Frame) {
	a.add(Item{ID: "room", Box: Box{0, 0, f.W, f.H}, Fill: Mist})
	top := a.top(s)
	if s.Corners {
		a.corners()
	}
	bottom := f.H
	if len(s.Bar) > 0 {
		bottom -= 34 * a.k
	}
	way := bottom
	if s.Back != nil || s.Next != nil {
		way -= 32*a.k + a.gutter()
	}
	a.region = RegionBody
	a.body(s, Box{a.margin(), top, f.W - 2*a.margin(), way - top - a.gutter()})
	a.region = RegionWay
	a.way(s, Box{a.margin(), way, f.W - 2*a.margin(), 32 * a.k})
	a.region = RegionBar
	a.bar(s.Bar, Box{0, bottom, f.W, 34 * a.k})
}

// corners are four hidden buttons. They lie below all others.
func (a *arranger) corners() {
	f, size := a.scene.Frame, max(TargetMin, 24*a.k)
	for i, at := range []Box{
		{0, 0, size, size},
		{f.W - size, 0, size, size},
		{f.W - size, f.H - size, size, size},
		{0, f.H - size, size, size},
	} {
		b := Button{ID: "corner:" + strconv.Itoa(i), Event: kiosk.CornerTouched{Corner: i}}
		a.add(Item{ID: b.ID, Kind: Hidden, Box: at, Button: &b})
	}
}

func (a *arranger) margin() float64 { return 14 * a.k }
func (a *arranger) gutter() float64 { return 6 * a.k }

func (a *arranger) add(i Item) {
	i.Region = a.region
	a.scene.Items = append(a.scene.Items, i)
}

// top draws the bar with the service point's name, the step and the time. It
// returns where the body begins.
func (a *arranger) top(s Screen) float64 {
	h := 22 * a.k
	w := a.scene.Frame.W
	a.add(Item{ID: "top", Box: Box{0, 0, w, h}, Fill: Deep})
	t := typing{em: emHint * a.k, bold: true, ink: Paper, lines: 1}
	clock := a.fit(s.Top.Clock, t, w/6)
	cw := a.width(clock)
	mid := (h - clock.height()) / 2
	a.add(Item{ID: "place-icon", Kind: Picture, Box: Box{a.margin(), h/2 - 5*a.k, 10 * a.k, 10 * a.k}, Icon: "logo", IconInk: Paper, IconBox: Box{a.margin(), h/2 - 5*a.k, 10 * a.k, 10 * a.k}})
	step := block{}
	sw := 0.0
	if s.Top.Step != "" {
		step = a.fit(s.Top.Step, t, w/6)
		sw = a.width(step) + 10*a.k
	}
	x := a.margin() + 14*a.k
	place := a.fit(s.Top.Place, t, w-x-a.margin()-cw-sw-10*a.k)
	a.add(Item{ID: "place", Kind: Copy, Box: Box{x, mid, a.width(place), place.height()}, Lines: a.place(place, Box{X: x, Y: mid})})
	right := w - a.margin()
	a.add(Item{ID: "clock", Kind: Status, Box: Box{right - cw, mid, cw, clock.height()}, Lines: a.place(clock, Box{X: right - cw, Y: mid})})
	if s.Top.Step != "" {
		x := right - cw - sw
		a.add(Item{ID: "step", Kind: Copy, Box: Box{x, mid, sw, step.height()}, Lines: a.place(step, Box{X: x, Y: mid})})
	}
	return h + 10*a.k
}

func (a *arranger) width(b block) float64 {
	w := 0.0
	for _, line := range b.text {
		w = max(w, a.font.Width(line, b.em, b.bold))
	}
	return w
}

// way draws the press back, outlined at the left, and the press on, filled and
// wider at the right.
func (a *arranger) way(s Screen, box Box) {
	back := Box{box.X, box.Y, (box.W - a.gutter()) * 0.38, box.H}
	next := Box{back.X + back.W + a.gutter(), box.Y, box.W - back.W - a.gutter(), box.H}
	if s.Back != nil {
		a.press(*s.Back, back, Paper, Lake, Lake)
	}
	if s.Next != nil {
		if s.Back == nil {
			next = box
			if a.wide {
				next = Box{box.X + box.W*0.3, box.Y, box.W * 0.7, box.H}
			}
		}
		a.press(*s.Next, next, Lake, None, Paper)
	}
}

// press draws a button with its icon and its label beside each other, centred.
func (a *arranger) press(b Button, box Box, fill, edge, ink Color) {
	if b.Off {
		fill, edge, ink = Mist, Rim, Slate
	}
	icon := min(12*a.k, box.H*0.5)
	pad, gap := 6*a.k, 4*a.k
	if b.Icon == "" {
		icon, gap = 0, 0
	}
	label := a.fit(b.Label, typing{em: emButton * a.k, bold: true, ink: ink, lines: 2}, box.W-2*pad-icon-gap)
	w := a.width(label)
	x := box.X + (box.W-icon-gap-w)/2
	a.add(Item{
		ID: b.ID, Kind: Press, Box: box, Fill: fill, Edge: edge, EdgeWidth: 0.9, Radius: 3 * a.k, Language: b.Language,
		Button: &b, Icon: b.Icon, IconInk: ink, IconBox: Box{x, box.Y + (box.H-icon)/2, icon, icon},
		Lines: a.place(label, Box{X: x + icon + gap, Y: box.Y + (box.H-label.height())/2}),
	})
}

// bar draws the bottom bar: icons above their labels, always in the same order.
func (a *arranger) bar(buttons []Button, box Box) {
	if len(buttons) == 0 {
		return
	}
	a.add(Item{ID: "bar", Box: box, Fill: Deep})
	w := box.W / float64(len(buttons))
	for i, b := range buttons {
		target := Box{box.X + w*float64(i) + TargetGap/2, box.Y + TargetGap/2, w - TargetGap, box.H - TargetGap}
		label := a.fit(b.Label, typing{em: emLeast * 1.05 * a.k, bold: true, ink: Paper, lines: 1, centre: true}, target.W-4)
		icon := 13 * a.k
		y := target.Y + (target.H-icon-label.height()-1*a.k)/2
		a.add(Item{
			ID: b.ID, Kind: Press, Box: target, Fill: Deep, Radius: 3 * a.k, Button: &b,
			Icon: b.Icon, IconInk: Paper, IconBox: Box{target.X + (target.W-icon)/2, y, icon, icon},
			Lines: a.place(label, Box{target.X, y + icon + 1*a.k, target.W, 0}),
		})
	}
}

// over draws a panel over everything else.
func (a *arranger) over(p Panel) {
	f := a.scene.Frame
	a.add(Item{ID: "veil", Box: Box{0, 0, f.W, f.H}, Fill: Veil})
	w := min(f.W-2*a.margin(), 300*a.k)
	pad := 12 * a.k
	inner := Box{(f.W-w)/2 + pad, 0, w - 2*pad, f.H}
	title := a.fit(p.Title, typing{em: emTitle * a.k, bold: true, ink: Ink, lines: 3}, inner.W)
	parts := a.measure(p.Parts, inner.W)
	buttonH := 30 * a.k
	h := 2*pad + title.height() + 6*a.k
	if len(p.Buttons) > 0 {
		h += 5*a.k + buttonH
	}
	for _, part := range parts {
		h += part.height + a.gutter()
	}
	panel := Box{(f.W - w) / 2, max((f.H-h)/2, a.margin()), w, h}
	a.add(Item{ID: "panel", Box: panel, Fill: Paper, Radius: 5 * a.k})
	y := panel.Y + pad
	a.add(Item{ID: "panel-title", Kind: Heading, Box: Box{inner.X, y, inner.W, title.height()}, Lines: a.place(title, Box{X: inner.X, Y: y})})
	y += title.height() + 6*a.k
	for _, part := range parts {
		part.draw(Box{inner.X, y, inner.W, part.height})
		y += part.height + a.gutter()
	}
	a.panelButtons(p.Buttons, Box{inner.X, y + 5*a.k, inner.W, buttonH})
}

func (a *arranger) panelButtons(buttons []Button, box Box) {
	n := float64(len(buttons))
	w := (box.W - a.gutter()*(n-1)) / n
	for i, b := range buttons {
		target := Box{box.X + float64(i)*(w+a.gutter()), box.Y, w, box.H}
		if i == len(buttons)-1 {
			a.press(b, target, Lake, None, Paper)
		} else {
			a.press(b, target, Paper, Lake, Lake)
		}
	}
}

func (a *arranger) nextID(prefix string) string {
	return prefix + "-" + strconv.Itoa(len(a.scene.Items))
}
