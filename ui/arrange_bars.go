package ui

import (
	"slices"
	"strings"
)

// top draws the bar with the service point's name, the step and the time. It
// returns where the body begins.
func (a *arranger) top(s Screen) float64 {
	w := a.scene.Frame.W
	t := typing{em: a.soft(emHint), bold: true, ink: Paper, lines: 1}
	clock := a.fit(s.Top.Clock, t, w/5)
	cw := a.width(clock)
	step := block{}
	sw := 0.0
	if s.Top.Step != "" {
		step = a.fit(s.Top.Step, t, w/4)
		sw = a.width(step) + 10*a.k
	}
	x := a.margin() + 14*a.k
	if a.large() {
		t.lines = 2
	}
	place := a.fit(s.Top.Place, t, w-x-a.margin()-cw-sw-10*a.k)
	h := max(22*a.k, place.height()+4*a.k)
	a.add(Item{ID: "top", Box: Box{0, 0, w, h}, Fill: Deep})
	logo := Box{a.margin(), h/2 - 5*a.k, 10 * a.k, 10 * a.k}
	a.add(Item{ID: "place-icon", Kind: Picture, Box: logo, Icon: "logo", IconInk: Paper, IconBox: logo})
	mid := func(b block) float64 { return (h - b.height()) / 2 }
	a.add(Item{ID: "place", Kind: Copy, Box: Box{x, mid(place), a.width(place), place.height()}, Lines: a.place(place, Box{X: x, Y: mid(place)})})
	right := w - a.margin()
	a.add(Item{ID: "clock", Kind: Status, Box: Box{right - cw, mid(clock), cw, clock.height()}, Lines: a.place(clock, Box{X: right - cw, Y: mid(clock)})})
	if s.Top.Step != "" {
		x := right - cw - sw
		a.add(Item{ID: "step", Kind: Copy, Box: Box{x, mid(step), sw, step.height()}, Lines: a.place(step, Box{X: x, Y: mid(step)})})
	}
	if a.large() && a.wide {
		return h + 5*a.k
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

// wayHeight is how high the presses back and on are: higher where a label that
// has grown takes a third line.
func (a *arranger) wayHeight(s Screen) float64 {
	h := a.high(32)
	back, next := a.wayBoxes(s, Box{W: a.scene.Frame.W - 2*a.margin(), H: h})
	faults := len(a.scene.Faults)
	for b, w := range map[*Button]float64{s.Back: back.W, s.Next: next.W} {
		if b != nil && a.large() {
			label := a.fit(b.Label, typing{em: a.floor, bold: true}, a.labelRoom(*b, Box{W: w, H: h}))
			h = max(h, label.height()+4*a.k)
		}
	}
	a.scene.Faults = a.scene.Faults[:faults] // drawing tells of them
	return h
}

// wayBoxes are the places of the presses back and on.
func (a *arranger) wayBoxes(s Screen, box Box) (back, next Box) {
	share := 0.38
	if a.large() {
		share = 0.44 // a short word with its icon is the longer part of it
	}
	back = Box{box.X, box.Y, (box.W - a.gutter()) * share, box.H}
	next = Box{back.X + back.W + a.gutter(), box.Y, box.W - back.W - a.gutter(), box.H}
	if s.Back == nil {
		next = box
		if a.wide {
			next = Box{box.X + box.W*0.3, box.Y, box.W * 0.7, box.H}
		}
	}
	if s.Next != nil { // the only one stays at the left for either hand
		back = a.handed(back, box)
	}
	return back, a.handed(next, box)
}

// way draws the press back, outlined at the left, and the press on, filled and
// wider at the right. For a left hand they change places, and the order of focus
// with them.
func (a *arranger) way(s Screen, box Box) {
	back, next := a.wayBoxes(s, box)
	draw := []func(){
		func() {
			if s.Back != nil {
				a.press(*s.Back, back, Paper, Lake, Lake)
			}
		},
		func() {
			switch {
			case s.Next != nil && s.Next.Quiet:
				a.press(*s.Next, next, Paper, Lake, Lake)
			case s.Next != nil:
				a.press(*s.Next, next, Lake, None, Paper)
			}
		},
	}
	a.inHandOrder(draw)
}

// press draws a button with its icon and its label beside each other, centred.
func (a *arranger) press(b Button, box Box, fill, edge, ink Color) {
	if b.Off {
		fill, edge, ink = Mist, Rim, Slate
	}
	icon, gap := min(12*a.k, box.H*0.5), 4*a.k
	if b.Icon == "" {
		icon, gap = 0, 0
	}
	t := typing{em: a.soft(emButton), bold: true, ink: ink, lines: 2, height: box.H}
	if a.large() {
		t.lines = 3
	}
	label := a.fit(b.Label, t, a.labelRoom(b, box))
	w := a.width(label)
	x := box.X + (box.W-icon-gap-w)/2
	a.add(Item{
		ID: b.ID, Kind: Press, Box: box, Fill: fill, Edge: edge, EdgeWidth: 0.9, Radius: 3 * a.k, Language: b.Language,
		Button: &b, Icon: b.Icon, IconInk: ink, IconBox: Box{x, box.Y + (box.H-icon)/2, icon, icon},
		Lines: a.place(label, Box{X: x + icon + gap, Y: box.Y + (box.H-label.height())/2}),
	})
}

// labelRoom is how wide the label of a press may be.
func (a *arranger) labelRoom(b Button, box Box) float64 {
	pad := 6 * a.k
	if a.large() {
		pad = 3 * a.k
	}
	if b.Icon == "" {
		return box.W - 2*pad
	}
	return box.W - 2*pad - min(12*a.k, box.H*0.5) - 4*a.k
}

// barStyle is how the bottom bar is set.
type barStyle struct {
	typing
	icon   float64
	beside bool // icons stand beside their labels, not above
	widths []float64
	height float64
}

// barStyle lays the bar's labels out. Places are as wide as each other, or as
// their longest words need where one is too narrow.
func (a *arranger) barStyle(buttons []Button) barStyle {
	w := a.scene.Frame.W
	st := barStyle{
		typing: typing{em: a.soft(emLeast * 1.05), bold: true, ink: Paper, lines: 2, centre: true},
		icon:   13 * a.k, beside: a.wide && a.large(), widths: make([]float64, len(buttons)),
	}
	if slices.ContainsFunc(buttons, func(b Button) bool { return b.ID != "" && strings.Contains(b.Label, between) }) {
		st.lines = 4 // two languages
	}
	need, most := make([]float64, len(buttons)), 0.0
	free := w
	for i, b := range buttons {
		for _, word := range strings.Fields(b.Label) {
			need[i] = max(need[i], a.font.Width(word, max(a.floor, min(st.em, emLeast)), true)+4.01+TargetGap)
		}
		if st.beside {
			need[i] += st.icon
		}
		need[i] = max(need[i], TargetMin+TargetGap)
		most = max(most, need[i])
		free -= need[i]
	}
	tallest := 0.0
	faults := len(a.scene.Faults)
	for i, b := range buttons {
		st.widths[i] = w / float64(len(buttons))
		if most > st.widths[i] {
			st.widths[i] = need[i] + free/float64(len(buttons))
		}
		tallest = max(tallest, a.fit(b.Label, st.typing, st.room(i)).height())
	}
	a.scene.Faults = a.scene.Faults[:faults] // drawing tells of them
	st.height = max(tallest+st.icon+TargetGap+6*a.k, 34*a.k)
	if st.beside {
		st.height = max(tallest+3*a.k, 28*a.k, TargetMin) + TargetGap
	}
	return st
}

// room is how wide a label may be.
func (st barStyle) room(i int) float64 {
	room := st.widths[i] - TargetGap - 4
	if st.beside {
		room -= st.icon
	}
	return room
}

// bar draws the bottom bar: icons and their labels, always in the same order and
// in the same places.
func (a *arranger) bar(buttons []Button, st barStyle, box Box) {
	if len(buttons) == 0 {
		return
	}
	a.add(Item{ID: "bar", Box: box, Fill: Deep})
	x := box.X
	for i, b := range buttons {
		target := Box{x + TargetGap/2, box.Y + TargetGap/2, st.widths[i] - TargetGap, box.H - TargetGap}
		x += st.widths[i]
		if b.ID == "" {
			continue
		}
		label := a.fit(b.Label, st.typing, st.room(i))
		item := Item{ID: b.ID, Kind: Press, Box: target, Fill: Deep, Radius: 3 * a.k, Button: &b, Icon: b.Icon, IconInk: Paper}
		if st.beside {
			w := a.width(label)
			left := target.X + (target.W-st.icon-w-2)/2
			item.IconBox = Box{left, target.Y + (target.H-st.icon)/2, st.icon, st.icon}
			item.Lines = a.place(label, Box{left + st.icon + 2, target.Y + (target.H-label.height())/2, w, 0})
		} else {
			y := target.Y + (target.H-st.icon-label.height()-1*a.k)/2
			item.IconBox = Box{target.X + (target.W-st.icon)/2, y, st.icon, st.icon}
			item.Lines = a.place(label, Box{target.X, y + st.icon + 1*a.k, target.W, 0})
		}
		a.add(item)
	}
}
