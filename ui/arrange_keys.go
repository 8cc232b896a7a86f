package ui

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/boombuler/barcode/code128"
)

func (a *arranger) field(p Field) measured {
	if p.Lines > 1 {
		return a.longField(p)
	}
	h := max(24*a.k, a.em(emLabel)*lineHeight+4*a.k)
	return measured{height: h, draw: func(box Box) {
		t := typing{em: a.em(emLabel), bold: true, ink: Ink, lines: 1}
		text := p.Text + "|"
		if p.Text == "" {
			t.bold, t.ink, text = false, Slate, p.Placeholder
		}
		b := a.fit(text, t, box.W-12*a.k)
		a.add(Item{
			ID: "field", Kind: Entry, Box: box, Fill: Paper, Edge: Lake, EdgeWidth: 1.2, Radius: 3 * a.k,
			Lines: a.place(b, Box{X: box.X + 6*a.k, Y: box.Y + (h-b.height())/2}),
		})
	}}
}

// longField shows the end of a text of several lines, where the person writes. A
// word that is too long is broken without a hyphen, which nobody has typed.
func (a *arranger) longField(p Field) measured {
	t := typing{em: a.em(emLabel), ink: Ink}
	pad := 6 * a.k
	lines := p.Lines
	if a.large() {
		lines--
	}
	h := float64(lines)*t.em*lineHeight + 2*pad
	return measured{height: h, draw: func(box Box) {
		text := p.Text + "|"
		if p.Text == "" {
			t.ink, text = Slate, p.Placeholder
		}
		b := a.anywhere(text, t, box.W-2*pad)
		if over := len(b.text) - lines; over > 0 {
			b.text = b.text[over:]
		}
		box.H = h
		a.add(Item{
			ID: "field", Kind: Entry, Box: box, Fill: Paper, Edge: Lake, EdgeWidth: 1.2, Radius: 3 * a.k,
			Lines: a.place(b, Box{X: box.X + pad, Y: box.Y + pad}),
		})
	}}
}

// keyboard keeps the rows of a keyboard where keys of the least width fit, and
// flows the keys into more rows where they do not.
func (a *arranger) keyboard(p Keyboard, width float64) measured {
	if p.Pad {
		return a.pad(p, width)
	}
	rows := p.Rows
	cols := 0
	for _, r := range rows {
		cols = max(cols, keyUnits(r))
	}
	most := int((width + TargetGap) / (TargetMin + TargetGap))
	if cols > most {
		rows = reflow(rows, most)
		cols = most
	}
	unit := (width - TargetGap*float64(cols-1)) / float64(cols)
	h := max(min(unit, 24*a.k), TargetMin)
	height := float64(len(rows))*(h+TargetGap) - TargetGap
	return measured{height: height, draw: func(box Box) {
		y := box.Y
		for i, row := range rows {
			used := float64(keyUnits(row))*(unit+TargetGap) - TargetGap
			x := box.X + (box.W-used)/2
			a.group(i, row, Box{x, y, used, h})
			for _, b := range row {
				n := float64(keyWidth(b))
				w := n*unit + (n-1)*TargetGap
				a.key(b, Box{x, y, w, h}, b.ID == p.Main)
				x += w + TargetGap
			}
			y += h + TargetGap
		}
	}}
}

// pad is a keypad: its keys grow with the room, and stay between square and twice
// as wide as high.
func (a *arranger) pad(p Keyboard, width float64) measured {
	cols, rows := 1, float64(len(p.Rows))
	for _, r := range p.Rows {
		cols = max(cols, len(r))
	}
	least, most := max(24*a.k, TargetMin), 40*a.k
	switch {
	case a.comfort.Low:
		least = TargetMin // a reach may be short
	case !a.wide:
		least = 34 * a.k
	}
	gap := max(TargetGap, 4*a.k)
	widest := (width - gap*float64(cols-1)) / float64(cols)
	return measured{height: rows*(least+gap) - gap, most: rows*(most+gap) - gap, draw: func(box Box) {
		h := (box.H+gap)/rows - gap
		w := min(widest, h*1.6)
		left := box.X + (box.W-float64(cols)*(w+gap)+gap)/2
		if a.comfort.LeftHand {
			left = box.X
		}
		large := len(partButtons([]Part{p})) > manyKeys
		for y, row := range p.Rows {
			if large {
				a.group(y, row, Box{left, box.Y + float64(y)*(h+gap), float64(cols)*(w+gap) - gap, h})
			}
			for x, b := range row {
				if b.ID != "" {
					at := Box{left + float64(x)*(w+gap), box.Y + float64(y)*(h+gap), w, h}
					a.key(b, at, b.ID == p.Main)
				}
			}
		}
	}}
}

// manyKeys is how many keys a keypad on the screen has at most to be walked key by
// key: those of the digits.
const manyKeys = 14

// group makes one stop of a row of keys.
func (a *arranger) group(n int, row []Button, box Box) {
	g := Group{ID: "keys:" + strconv.Itoa(n), Box: box, Radius: 2 * a.k}
	var labels []string
	for _, b := range row {
		if b.ID != "" {
			g.Keys, labels = append(g.Keys, b.ID), append(labels, b.Label)
		}
	}
	if g.Label = strings.Join(labels, ", "); len(g.Keys) > 0 {
		a.scene.Groups = append(a.scene.Groups, g)
	}
}

// keyWidth is how many columns a key takes: a key with an icon takes two.
func keyWidth(b Button) int {
	if b.Icon != "" {
		return 2
	}
	return 1
}

func keyUnits(row []Button) int {
	n := 0
	for _, b := range row {
		n += keyWidth(b)
	}
	return n
}

func reflow(rows [][]Button, cols int) [][]Button {
	var flowed [][]Button
	var row []Button
	for _, r := range rows {
		for _, b := range r {
			if keyUnits(row)+keyWidth(b) > cols {
				flowed = append(flowed, row)
				row = nil
			}
			row = append(row, b)
		}
	}
	return append(flowed, row)
}

func (a *arranger) key(b Button, box Box, main bool) {
	fill, edge, ink := Paper, Rim, Ink
	if main {
		fill, edge, ink = Lake, None, Paper
	}
	if b.Off {
		fill, edge, ink = Mist, Rim, Slate
	}
	item := Item{
		ID: b.ID, Kind: Press, Box: box, Fill: fill, Edge: edge, EdgeWidth: 0.6, Radius: 2 * a.k, Button: &b,
	}
	if b.Icon != "" {
		size := max(min(12*a.k, box.H*0.6), box.H*0.4)
		item.Icon, item.IconInk = b.Icon, ink
		item.IconBox = Box{box.X + (box.W-size)/2, box.Y + (box.H-size)/2, size, size}
	} else {
		em := max(min(max(emButton*a.k, box.H*0.36), max(emButton*a.k, box.W*0.5)), a.floor)
		label := a.fit(b.Label, typing{em: em, bold: true, ink: ink, lines: 1, centre: true}, box.W)
		item.Lines = a.place(label, Box{box.X, box.Y + (box.H-label.height())/2, box.W, 0})
	}
	a.add(item)
}

const quietZone = 10 // modules on each side of a Code 128 (ISO/IEC 15417)

// barcode draws a ticket's code as a Code 128, with the characters below it. It is
// black on white in high contrast too: no scanner reads the contrary.
func (a *arranger) barcode(p Barcode, width float64) measured {
	modules := codeModules(string(p.Code))
	if modules == nil {
		return measured{draw: func(Box) {}}
	}
	w := min(width, 230*a.k)
	label := a.fit(p.Code.Spaced(), typing{em: a.soft(emLabel), bold: true, ink: Black, lines: 1, centre: true}, w)
	bars := 34 * a.k
	pad := 5 * a.k
	h := bars + label.height() + 2*pad
	return measured{height: h, draw: func(box Box) {
		card := Box{box.X + (box.W-w)/2, box.Y, w, h}
		a.add(Item{ID: a.nextID("card"), Box: card, Fill: White, Radius: 3 * a.k})
		a.add(Item{ID: "code", Kind: Bars, Box: Box{card.X, card.Y + pad, w, bars}, Modules: modules, Lines: nil})
		at := Box{card.X, card.Y + pad + bars, w, label.height()}
		a.add(Item{ID: "code-text", Kind: Copy, Box: at, Lines: a.place(label, at)})
	}}
}

// codeModules returns the modules of a Code 128, quiet zones included, or nil
// where there is nothing to encode.
func codeModules(text string) []bool {
	code, err := code128.Encode(text)
	if err != nil {
		return nil
	}
	n := code.Bounds().Dx()
	modules := make([]bool, n+2*quietZone)
	for x := range n {
		modules[quietZone+x] = code.At(x, 0) == color.Black
	}
	return modules
}
