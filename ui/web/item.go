package web

import (
	"fmt"
	"strconv"
	"strings"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// strut is how far above its baseline a line of text hangs, in its em: more than
// the ascent of every letter.
const strut = 1.2

// draw writes one item. Its class and layer are those of its place in the scene.
func (w *writer) draw(item ui.Item) {
	tag, attrs := element(item)
	if item.Kind == ui.Bars {
		attrs = ` role="img" aria-label="` + escape(w.barsLabel(item)) + `"`
	}
	if item.Language != "" {
		attrs += ` lang="` + escape(string(item.Language)) + `"`
	}
	if item.Kind == ui.Heading {
		if w.asked || w.scene.Covered() && item.Region != ui.RegionOver {
			tag = "h2"
		} else {
			w.asked = true
		}
	}
	w.add("<", tag, ` class="a `, w.class(), colours(item), patternClass(item), `"`)
	if item.ID != "" {
		w.add(` id="`, escape(item.ID), `"`)
	}
	w.add(attrs, ">")
	w.place(item)
	if item.Icon != "" {
		w.icon(item)
	}
	for i, line := range item.Lines {
		w.line(item, i, line)
	}
	if item.Kind == ui.Bars {
		w.bars(item)
	}
	w.add("</", tag, ">")
}

// element returns the element that has an item's meaning, and its attributes.
func element(item ui.Item) (tag, attrs string) {
	if item.Button != nil {
		return "button", buttonAttrs(item)
	}
	switch item.Kind {
	case ui.Heading:
		attrs = ` tabindex="-1"`
		if item.Says != "" {
			attrs += ` aria-label="` + escape(item.Says) + `"`
		}
		return "h1", attrs
	case ui.Caption:
		return "h2", ""
	case ui.Specimen:
		return "div", ` aria-hidden="true"`
	case ui.Copy:
		return "p", ""
	case ui.Entry:
		return "output", ` aria-live="polite"`
	case ui.Status:
		if item.Region == ui.RegionOver { // a countdown; to be told each second would be torment
			return "p", ` role="timer" aria-live="off"`
		}
		if item.Region == ui.RegionTop {
			return "p", ` aria-live="off"` // the clock
		}
		return "p", ` role="status" aria-live="polite"`
	case ui.Bars:
		return "div", ""
	}
	if len(item.Lines) > 0 {
		return "div", ""
	}
	return "div", ` aria-hidden="true"`
}

func buttonAttrs(item ui.Item) string {
	b := item.Button
	attrs := ` type="submit" name="id" value="` + escape(item.ID) + `"`
	seen := text(item.Lines)
	switch {
	case b.Label == "" && seen == "":
		attrs += ` tabindex="-1" aria-hidden="true"` // a hidden corner
	case !strings.Contains(flat(seen), flat(b.Label)):
		attrs += ` aria-label="` + escape(b.Label) + `"` // an icon, or a word that was broken
	}
	if item.Toggle {
		attrs += ` aria-pressed="` + strconv.FormatBool(item.Set) + `"`
	}
	if b.Off {
		attrs += ` disabled aria-disabled="true"`
	}
	if _, aimed := b.Event.(kiosk.TargetTouched); aimed {
		attrs += ` data-aim` // the script tells where it was touched
	}
	if key := keyOf(b.Event); key != "" {
		attrs += ` data-key="` + escape(key) + `"`
	}
	return attrs
}

// flat is a text with one space wherever there are spaces.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// keyOf is the key of a real keyboard that presses the same.
func keyOf(p kiosk.Press) string {
	switch p := p.(type) {
	case kiosk.BackPressed, kiosk.OverlayClosed, kiosk.StayPressed:
		return "Escape"
	case kiosk.LetterDeleted:
		return "Backspace"
	case kiosk.LetterTyped:
		if p.Letter != ' ' { // the space bar presses what has focus
			return strings.ToLower(string(p.Letter))
		}
	}
	return ""
}

func colours(item ui.Item) string {
	c := ""
	if item.Fill != ui.None && !item.Fill.Exact() {
		c += " fill-" + item.Fill.String()
	}
	if item.Edge != ui.None && item.EdgeWidth > 0 {
		c += " edge-" + edgeName(item.Edge)
	}
	return c
}

// edgeName is the class of a border's colour; one that is no token has its own rule.
func edgeName(c ui.Color) string {
	if c.Exact() {
		return "exact"
	}
	return c.String()
}

// patternClass is that of what is drawn pixel by pixel, or is not seen at all.
func patternClass(item ui.Item) string {
	switch {
	case item.Pattern != "":
		return " pattern-" + item.Pattern
	case item.Kind == ui.Hidden:
		return " hidden"
	}
	return ""
}

// class is that of the item being drawn.
func (w *writer) class() string { return "i" + strconv.Itoa(w.layer) }

// place writes the rule of an item.
func (w *writer) place(item ui.Item) {
	b := item.Box
	fmt.Fprintf(&w.rules, ".%s{left:%s;top:%s;width:%s;height:%s;z-index:%d", w.class(), mm(b.X), mm(b.Y), thick(b.W), thick(b.H), w.layer)
	if item.Radius > 0 {
		fmt.Fprintf(&w.rules, ";border-radius:%s", mm(item.Radius))
	}
	if item.Fill.Exact() {
		fmt.Fprintf(&w.rules, ";background-color:%s", item.Fill)
	}
	w.rules.WriteString("}\n")
	if item.Edge != ui.None && item.EdgeWidth > 0 {
		colour := ""
		if item.Edge.Exact() {
			colour = ";border-color:" + item.Edge.String()
		}
		fmt.Fprintf(&w.rules, ".%s::after{border-width:%s%s}\n", w.class(), mm(item.EdgeWidth), colour)
	}
}

// thick is a width or height: of a thin line whole pixels, so that all of one
// width look alike.
func thick(v float64) string {
	if v < ui.Thin {
		return "max(round(" + mm(v) + ",1px),1px)"
	}
	return mm(v)
}

// within writes the rule of a part of an item.
func (w *writer) within(class string, item ui.Item, box ui.Box) {
	fmt.Fprintf(&w.rules, ".%s{left:%s;top:%s;width:%s;height:%s}\n", class,
		mm(box.X-item.Box.X), mm(box.Y-item.Box.Y), mm(box.W), mm(box.H))
}

func (w *writer) icon(item ui.Item) {
	box, ink, class := item.IconBox, item.IconInk, w.class()+"i"
	if box == (ui.Box{}) {
		box = item.Box
	}
	if ink == ui.None {
		ink = ui.Ink
	}
	w.add(w.icons.markup(item.Icon, "a "+class+" ink-"+ink.String()))
	w.within(class, item, box)
}

// line writes a line of text, and a space behind it that parts the words of two
// lines where they are read and not seen.
func (w *writer) line(item ui.Item, i int, l ui.Line) {
	class := w.class() + "l" + strconv.Itoa(i)
	w.add(`<span class="t `, class)
	colour := ""
	if l.Ink.Exact() {
		colour = ";color:" + l.Ink.String()
	} else {
		w.add(` ink-`, l.Ink.String())
	}
	if l.Bold {
		w.add(" b")
	}
	w.add(`"`)
	if l.Language != "" {
		w.add(` lang="`, escape(string(l.Language)), `"`)
	}
	w.add(`>`, escape(l.Text), `</span>`)
	if i+1 < len(item.Lines) {
		w.add(" ")
	}
	fmt.Fprintf(&w.rules, ".%s{left:%s;top:%s;font-size:%s%s}\n", class,
		mm(l.X-item.Box.X), mm(l.Y-strut*l.Em-item.Box.Y), mm(l.Em), colour)
}

// barsLabel is what a barcode holds: its own text, or the one drawn after it.
func (w *writer) barsLabel(item ui.Item) string {
	if len(item.Lines) == 0 && w.layer+1 < len(w.scene.Items) {
		return text(w.scene.Items[w.layer+1].Lines)
	}
	return text(item.Lines)
}

// bars writes a barcode or a QR code: one path, a rectangle for each run of black
// modules. A module is a whole number of pixels wide where the browser can round, and the
// rest of the room is white on both sides.
func (w *writer) bars(item ui.Item) {
	n := len(item.Modules)
	if n == 0 {
		return
	}
	across := n
	if item.Across > 0 {
		across = item.Across
	}
	class := w.class() + "m"
	w.add(`<svg class="a `, class, ` ink-ink" aria-hidden="true" focusable="false" preserveAspectRatio="none" `,
		`shape-rendering="crispEdges" fill="currentColor" viewBox="0 0 `, strconv.Itoa(across), " ", strconv.Itoa(n/across), `"><path d="`)
	for row := range n / across {
		w.runs(item.Modules[row*across:(row+1)*across], row)
	}
	w.add(`"/></svg>`)
	w.within(class, item, item.Box)
	width := fmt.Sprintf("max(round(down,%s,1px),1px)*%d", mm(item.Box.W/float64(across)), across)
	fmt.Fprintf(&w.rules, ".%s{width:calc(%s);left:calc((%s - %s)/2)}\n", class, width, mm(item.Box.W), width)
	if item.Across > 0 { // as high as it is wide
		fmt.Fprintf(&w.rules, ".%s{height:calc(%s)}\n", class, width)
	}
}

// runs writes a rectangle for each run of black modules of a row.
func (w *writer) runs(modules []bool, row int) {
	for i := 0; i < len(modules); {
		from := i
		for i < len(modules) && modules[i] {
			i++
		}
		if i > from {
			w.add(fmt.Sprintf("M%d %dh%dv1h-%dz", from, row, i-from, i-from))
		} else {
			i++
		}
	}
}
