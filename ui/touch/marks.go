//go:build fyne

package touch

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kundterminal/ui"
)

// marks lie over all items: the shade on what is being pressed, and the ring
// round what has focus.
type marks struct {
	shade, inner, outer *canvas.Rectangle

	shaded, ringed mark
	colors         [2]ui.Color // of the ring: inner and outer
	glass          glass
}

// mark is where a mark lies. The zero mark lies nowhere.
type mark struct {
	box    ui.Box
	radius float64 // mm
	dark   bool    // the surface below
}

// markOf returns the mark for an item that says what it is. A hidden corner has
// none.
func markOf(item ui.Item) mark {
	if !named(item) {
		return mark{}
	}
	dark := item.Fill != ui.None && ui.Contrast(item.Fill.RGB(), ui.Paper.RGB()) >= 4.5
	return mark{box: item.Box, radius: item.Radius, dark: dark}
}

func newMarks() *marks {
	m := &marks{shade: &canvas.Rectangle{}, inner: &canvas.Rectangle{}, outer: &canvas.Rectangle{}}
	for _, r := range []*canvas.Rectangle{m.shade, m.inner, m.outer} {
		r.Hidden = true
	}
	return m
}

// appendTo adds the marks in the order that they lie over one another.
func (m *marks) appendTo(list []fyne.CanvasObject) []fyne.CanvasObject {
	return append(list, m.shade, m.outer, m.inner)
}

// draw puts the marks where they belong, and reports whether one changed. The
// fields are set without telling the canvas, which does not know hidden objects:
// the caller has all of it drawn anew.
func (m *marks) draw(shaded, ringed mark, colors [2]ui.Color, g glass) bool {
	if shaded == m.shaded && ringed == m.ringed && colors == m.colors && g == m.glass {
		return false
	}
	m.shaded, m.ringed, m.colors, m.glass = shaded, ringed, colors, g
	m.shade.Hidden = shaded == mark{}
	m.inner.Hidden = ringed == mark{}
	m.outer.Hidden = m.inner.Hidden
	if !m.shade.Hidden {
		m.drawShade()
	}
	if !m.inner.Hidden {
		m.drawRing()
	}
	return true
}

// drawShade darkens a light surface, and lightens a dark one.
func (m *marks) drawShade() {
	rgb, alpha := ui.Ink.RGB(), uint8(44)
	if m.shaded.dark {
		rgb, alpha = ui.Paper.RGB(), 60
	}
	m.shade.FillColor = color.NRGBA{R: rgb.R, G: rgb.G, B: rgb.B, A: alpha}
	m.shade.CornerRadius = float32(m.glass.length(m.shaded.radius)) / m.glass.unit
	place(m.shade, m.glass.rect(m.shaded.box), m.glass.unit)
}

// drawRing draws the ring outside the box, or along the edge of the glass where
// the box reaches it.
func (m *marks) drawRing() {
	g := m.glass
	inner, outer := g.length(ui.RingInner), g.length(ui.RingOuter)
	m.inner.StrokeColor, m.outer.StrokeColor = ink(m.colors[0]), ink(m.colors[1])
	box := g.rect(m.ringed.box).Inset(-inner - outer).Intersect(g.whole())
	m.drawFrame(m.outer, box, outer, inner+outer)
	m.drawFrame(m.inner, box.Inset(outer), inner, inner)
}

// drawFrame draws a border inside r, whose corners lie out pixels outside the
// item's.
func (m *marks) drawFrame(o *canvas.Rectangle, r image.Rectangle, width, out int) {
	o.StrokeWidth = float32(width) / m.glass.unit
	o.CornerRadius = 0
	if m.ringed.radius > 0 {
		o.CornerRadius = float32(m.glass.length(m.ringed.radius)+out) / m.glass.unit
	}
	place(o, r, m.glass.unit)
}
