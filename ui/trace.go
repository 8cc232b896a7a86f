package ui

import "fmt"

// Trace is what goes over a device's line, for a technician: the newest at the
// bottom, and as much before it as there is room for.
type Trace struct {
	piece
	Rows  []TraceRow
	Empty string // shown while there is none
}

// TraceRow is a piece of it.
type TraceRow struct {
	Time     string // of the day
	ToDevice bool
	Bytes    []byte // at most TraceBytes
	Masked   []bool // for each byte whether it is personal data, of which nothing is shown
	Meaning  string
}

// TraceBytes is how many bytes stand in a row.
const TraceBytes = 8

// traceTable is where the columns of a trace begin, from its left.
type traceTable struct {
	arrow, hex, ascii, meaning float64
	cell, char                 float64 // widths of a byte's place in hexadecimal and as a character
	em, pad, side              float64
}

type traceLine struct {
	row     TraceRow
	meaning block
	height  float64
}

func (a *arranger) trace(p Trace, width float64) measured {
	t := a.traceTable(p, width)
	least := 8 * (t.em*lineHeight + t.pad)
	return measured{flexible: true, height: least, draw: func(box Box) {
		a.add(Item{ID: a.nextID("trace"), Box: box, Fill: Paper, Radius: 2 * a.k})
		inner := Box{box.X + t.side, box.Y + 2*t.pad, box.W - 2*t.side, box.H - 4*t.pad}
		if len(p.Rows) == 0 {
			b := a.fit(p.Empty, typing{em: emDetail * a.k, ink: Slate}, inner.W)
			a.add(Item{ID: a.nextID("text"), Kind: Copy, Box: Box{inner.X, inner.Y, inner.W, b.height()}, Lines: a.place(b, inner)})
			return
		}
		lines := a.newest(p, t, inner)
		for _, x := range []float64{t.hex, t.ascii, t.meaning} {
			a.add(Item{ID: a.nextID("rule"), Box: Box{inner.X + x - 2*a.k, inner.Y, hairline, inner.H}, Fill: Faint})
		}
		at := inner
		for _, l := range lines {
			at.H = l.height
			a.traceRow(t, l, at)
			at.Y += l.height
		}
	}}
}

// traceTable makes the letters as large as leaves room for what the bytes mean.
func (a *arranger) traceTable(p Trace, width float64) traceTable {
	em := a.factSize(emFact * 0.94)
	em = min(max((0.62*width-16*a.k)/29, em), em*1.25)
	t := traceTable{em: em, pad: 1 * a.k, side: 5 * a.k, cell: em * 1.75, char: em * 0.95}
	gap := 4 * a.k
	times := 0.0
	for _, r := range p.Rows {
		times = max(times, a.font.Width(r.Time, em, false))
	}
	t.arrow = times + gap*0.75
	t.hex = t.arrow + em + gap*1.25
	t.ascii = t.hex + TraceBytes*t.cell + gap
	t.meaning = t.ascii + TraceBytes*t.char + gap
	return t
}

// newest returns the last rows that fit, the newest last.
func (a *arranger) newest(p Trace, t traceTable, box Box) []traceLine {
	var lines []traceLine
	used := 0.0
	for i := len(p.Rows) - 1; i >= 0; i-- {
		l := traceLine{row: p.Rows[i]}
		l.meaning = a.anywhere(l.row.Meaning, typing{em: t.em, ink: Ink, fine: true}, box.W-t.meaning)
		l.height = max(l.meaning.height(), t.em*lineHeight) + t.pad
		if used += l.height; used > box.H && len(lines) > 0 {
			break
		}
		lines = append([]traceLine{l}, lines...)
	}
	return lines
}

// traceRow draws a row, each byte in a place of its own: the typeface has
// letters of different widths.
func (a *arranger) traceRow(t traceTable, l traceLine, box Box) {
	size := t.em * 1.05
	high := t.em * lineHeight
	item := Item{ID: a.nextID("line"), Kind: Copy, Box: box, Fine: true, Icon: "ui-back", IconInk: Amber}
	if l.row.ToDevice {
		item.Icon, item.IconInk = "ui-next", Lake
	}
	item.IconBox = Box{box.X + t.arrow, box.Y + (high-size)/2, size, size}
	put := func(text string, at Box, ink Color, bold bool) {
		b := block{typing{em: t.em, ink: ink, bold: bold, centre: at.W > 0}, []string{text}}
		item.Lines = append(item.Lines, a.place(b, at)...)
	}
	put(l.row.Time, Box{X: box.X, Y: box.Y}, Slate, false)
	bytes := l.row.Bytes[:min(len(l.row.Bytes), TraceBytes)]
	for i := 0; i < len(bytes); i++ {
		if from := i; l.row.masked(i) {
			for i+1 < len(bytes) && l.row.masked(i+1) {
				i++
			}
			n := float64(i + 1 - from)
			mask := Box{box.X + t.hex + float64(from)*t.cell, box.Y, n * t.cell, high}
			a.mask(mask)
			put("••", mask, Paper, false)
			a.mask(Box{box.X + t.ascii + float64(from)*t.char, box.Y, n * t.char, high})
			continue
		}
		put(fmt.Sprintf("%02X", bytes[i]), Box{box.X + t.hex + float64(i)*t.cell, box.Y, t.cell, 0}, Ink, false)
	}
	for i, c := range bytes {
		if !l.row.masked(i) {
			put(printable(c), Box{box.X + t.ascii + float64(i)*t.char, box.Y, t.char, 0}, Slate, false)
		}
	}
	item.Lines = append(item.Lines, a.place(l.meaning, Box{X: box.X + t.meaning, Y: box.Y})...)
	a.add(item)
}

func (r TraceRow) masked(i int) bool { return i < len(r.Masked) && r.Masked[i] }

// mask is a block that stands for what is not shown.
func (a *arranger) mask(box Box) {
	in := 0.4 * a.k
	a.add(Item{ID: a.nextID("mask"), Box: Box{box.X + in, box.Y + in, box.W - 2*in, box.H - 2*in}, Fill: Rim, Radius: 0.8 * a.k})
}

// printable is a byte as a character, where ASCII has one to be seen.
func printable(c byte) string {
	if c <= ' ' || c > '~' {
		return "·"
	}
	return string(rune(c))
}
