//go:build fyne

package touch

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kundterminal/ui"
)

// The widths of the focus ring, in mm: sun, seen on dark grounds, inside ink,
// seen on light ones. Together they are narrower than the gap between targets.
const (
	sunWidth = 1.5
	inkWidth = 0.8
)

// marks lie over all items: the shade on what is being pressed, and the ring
// round what has focus.
type marks struct {
	shade, sun, ink *canvas.Rectangle
}

func newMarks() marks {
	m := marks{shade: &canvas.Rectangle{}, sun: &canvas.Rectangle{}, ink: &canvas.Rectangle{}}
	m.sun.StrokeColor, m.ink.StrokeColor = ink(ui.Sun), ink(ui.Ink)
	m.shade.Hide()
	m.unring()
	return m
}

func (m marks) appendTo(list []fyne.CanvasObject) []fyne.CanvasObject {
	return append(list, m.shade, m.ink, m.sun)
}

// shadeOver darkens a light surface, and lightens a dark one.
func (m marks) shadeOver(item ui.Item, g glass) {
	rgb := ui.Paper.RGB()
	alpha := uint8(60)
	if item.Fill == ui.None || ui.Contrast(item.Fill.RGB(), ui.Ink.RGB()) > 4.5 {
		rgb, alpha = ui.Ink.RGB(), 44
	}
	m.shade.FillColor = color.NRGBA{R: rgb.R, G: rgb.G, B: rgb.B, A: alpha}
	m.shade.CornerRadius = float32(g.length(item.Radius)) / g.unit
	place(m.shade, g.rect(item.Box), g.unit)
	m.shade.Refresh()
	m.shade.Show()
}

// ringRound draws the ring outside the item's box, or at the edge of the glass
// where the box reaches it.
func (m marks) ringRound(item ui.Item, g glass) {
	sun, dark := g.length(sunWidth), g.length(inkWidth)
	box := g.rect(item.Box)
	m.frame(m.ink, box, sun+dark, dark, item.Radius, g)
	m.frame(m.sun, box, sun, sun, item.Radius, g)
	if outer := box.Inset(-sun - dark); !outer.In(g.whole()) {
		inner := outer.Intersect(g.whole()).Inset(dark)
		place(m.sun, inner, g.unit)
		m.sun.Refresh()
	}
}

func (m marks) frame(r *canvas.Rectangle, box image.Rectangle, out, wide int, radius float64, g glass) {
	r.StrokeWidth = float32(wide) / g.unit
	r.CornerRadius = 0
	if radius > 0 {
		r.CornerRadius = float32(g.length(radius)+out) / g.unit
	}
	place(r, box.Inset(-out).Intersect(g.whole()), g.unit)
	r.Refresh()
	r.Show()
}

func (m marks) unring() {
	m.sun.Hide()
	m.ink.Hide()
}
