//go:build fyne

package touch

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kundterminal/ui"
)

// part is what the stage draws for one item: its surface, its icon and barcode,
// and its lines.
type part struct {
	item  ui.Item
	glass glass

	surface *canvas.Rectangle
	icon    stamp
	bars    stamp
	lines   []stamp
}

// draw brings the part up to date, and reports whether it changed.
func (p *part) draw(item ui.Item, img images, g glass) bool {
	if p.surface != nil && p.glass == g && alike(p.item, item) {
		p.item = item
		return false
	}
	p.item, p.glass = item, g
	p.drawSurface()
	room := g.rect(iconBox(item))
	p.icon.draw(img.icon, centred(img.icon, room), g.unit)
	p.bars.draw(img.bars, centred(img.bars, room), g.unit)
	for len(p.lines) > len(img.lines) {
		p.lines[len(p.lines)-1].forget()
		p.lines = p.lines[:len(p.lines)-1]
	}
	for i, line := range img.lines {
		if i == len(p.lines) {
			p.lines = append(p.lines, stamp{})
		}
		p.lines[i].draw(line.image, line.at, g.unit)
	}
	return true
}

// appendTo adds the part's objects in the order that they lie over one another.
func (p *part) appendTo(list []fyne.CanvasObject) []fyne.CanvasObject {
	if p.item.Fill != ui.None || p.item.Edge != ui.None {
		list = append(list, p.surface)
	}
	list = p.bars.appendTo(list)
	list = p.icon.appendTo(list)
	for i := range p.lines {
		list = p.lines[i].appendTo(list)
	}
	return list
}

// forget frees what the part drew.
func (p *part) forget() {
	p.icon.forget()
	p.bars.forget()
	for i := range p.lines {
		p.lines[i].forget()
	}
}

func (p *part) drawSurface() {
	if p.surface == nil {
		p.surface = &canvas.Rectangle{}
	}
	p.surface.FillColor = ink(p.item.Fill)
	p.surface.StrokeColor = ink(p.item.Edge)
	p.surface.StrokeWidth = 0
	if p.item.Edge != ui.None {
		p.surface.StrokeWidth = float32(p.glass.length(p.item.EdgeWidth)) / p.glass.unit
	}
	p.surface.CornerRadius = float32(p.glass.length(p.item.Radius)) / p.glass.unit
	r := p.glass.rect(p.item.Box)
	if b := p.item.Box; b.W < ui.Thin {
		r.Max.X = r.Min.X + p.glass.length(b.W)
	} else if b.H < ui.Thin {
		r.Max.Y = r.Min.Y + p.glass.length(b.H)
	}
	place(p.surface, r, p.glass.unit)
}

// centred returns where an image begins in the middle of room.
func centred(img *image.RGBA, room image.Rectangle) image.Point {
	if img == nil {
		return image.Point{}
	}
	return room.Min.Add(room.Size().Sub(img.Rect.Size()).Div(2))
}

func place(o fyne.CanvasObject, r image.Rectangle, unit float32) {
	o.Move(fyne.NewPos(float32(r.Min.X)/unit, float32(r.Min.Y)/unit))
	size := r.Size()
	o.Resize(fyne.NewSize(float32(size.X)/unit, float32(size.Y)/unit))
}
