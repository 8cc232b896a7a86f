package ui

import "kundterminal/kiosk"

// Targets is the grid of the touchscreen's test. It has the whole glass; lying,
// columns and rows change places.
type Targets struct {
	piece
	Cols, Rows int // zero: 4 by 6
	Next       int // the target that is asked for, in reading order; none where it is not on the grid
	Label      string
	Hits       []TargetHit
}

// TargetHit is where a finger came down.
type TargetHit struct {
	Target int
	DX, DY float64 // mm from the target's middle
	Lost   bool    // nothing came, or it was taken for another place
}

func (p Targets) grid(wide bool) (cols, rows int) {
	cols, rows = p.Cols, p.Rows
	if cols <= 0 || rows <= 0 {
		cols, rows = 4, 6
	}
	if wide == (cols < rows) {
		cols, rows = rows, cols
	}
	return cols, rows
}

func (p Targets) buttons() []Button {
	cols, rows := p.grid(false)
	list := make([]Button, cols*rows)
	for i := range list {
		list[i] = Button{ID: "target:" + itoa(i), Label: p.Label + " " + itoa(i+1), Event: kiosk.TargetTouched{Target: i}}
	}
	return list
}

// targets draws the grid over the whole glass: lines, what was hit, and the cells,
// of which the next has a ring with a cross.
func (a *arranger) targets(p Targets, title, hint string) {
	f := a.scene.Frame
	cols, rows := p.grid(a.wide)
	w, h := f.W/float64(cols), f.H/float64(rows)
	a.add(Item{ID: "glass", Box: Box{0, 0, f.W, f.H}, Fill: Paper})
	for i := 1; i < cols; i++ {
		a.add(Item{ID: a.nextID("rule"), Box: Box{float64(i)*w - hairline/2, 0, hairline, f.H}, Fill: Faint})
	}
	for i := 1; i < rows; i++ {
		a.add(Item{ID: a.nextID("rule"), Box: Box{0, float64(i)*h - hairline/2, f.W, hairline}, Fill: Faint})
	}
	a.fullHeading(title, hint, p.Label)
	for _, hit := range p.Hits {
		cell := Box{float64(hit.Target%cols) * w, float64(hit.Target/cols) * h, w, h}
		if hit.Target >= 0 && hit.Target < cols*rows {
			a.hit(hit, cell)
		}
	}
	ring := min(30*a.k, w*0.5, h*0.5)
	for i, b := range p.buttons() {
		x, y := float64(i%cols)*w, float64(i/cols)*h
		item := Item{ID: b.ID, Kind: Press, Button: &b, Box: Box{x + TargetGap/2, y + TargetGap/2, w - TargetGap, h - TargetGap}}
		if i == p.Next {
			item.Icon, item.IconInk, item.IconBox = "ui-target", Lake, Box{x + (w-ring)/2, y + (h-ring)/2, ring, ring}
		}
		a.add(item)
	}
}

func (a *arranger) hit(hit TargetHit, cell Box) {
	f := a.scene.Frame
	size, x, y := 5*a.k, cell.X+cell.W/2, cell.Y+cell.H/2
	if hit.Lost {
		size = 12 * a.k
		at := Box{x - size/2, y - size/2, size, size}
		a.add(Item{ID: a.nextID("hit"), Kind: Picture, Box: at, Icon: "ui-close", IconInk: Red, IconBox: at})
		return
	}
	x = min(max(x+hit.DX-size/2, 0), f.W-size)
	y = min(max(y+hit.DY-size/2, 0), f.H-size)
	a.add(Item{ID: a.nextID("hit"), Box: Box{x, y, size, size}, Fill: Moss, Radius: size / 2})
}

// fullHeading is the question of a screen that something else has all of. It
// stands at its top, or is only said.
func (a *arranger) fullHeading(title, hint, says string) {
	f := a.scene.Frame
	in := Box{a.margin(), 4 * a.k, f.W - 2*a.margin(), 0}
	head := a.fit(title, typing{em: emHint * a.k, bold: true, ink: Ink, lines: 1, centre: true}, in.W)
	item := Item{ID: "title", Kind: Heading, Box: Box{in.X, in.Y, in.W, head.height()}, Lines: a.place(head, in)}
	if title == "" {
		item.Says = says
	}
	a.add(item)
	if hint != "" {
		in.Y += head.height()
		sub := a.fit(hint, typing{em: emLeast, ink: Slate, lines: 1, centre: true}, in.W)
		a.add(Item{ID: "hint", Kind: Status, Box: Box{in.X, in.Y, in.W, sub.height()}, Lines: a.place(sub, in)})
	}
}
