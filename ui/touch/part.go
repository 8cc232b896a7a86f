//go:build fyne

package touch

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kundterminal/ui"
)

// part is what the stage draws for one item: its surface, its icon and barcode,
// and its lines.
type part struct {
	item   ui.Item
	images images
	glass  glass

	surface *canvas.Rectangle
	icon    *canvas.Image
	bars    *canvas.Image
	lines   []*canvas.Text
}

// draw brings the part up to date, and reports whether it changed.
func (p *part) draw(item ui.Item, img images, g glass, f fonts, a ascents) bool {
	if p.surface != nil && p.glass == g && p.images == img && alike(p.item, item) {
		p.item = item
		return false
	}
	p.item, p.images, p.glass = item, img, g
	p.drawSurface()
	p.icon = drawImage(p.icon, img.icon, g.rect(iconBox(item)), g.unit)
	p.bars = drawImage(p.bars, img.bars, g.rect(iconBox(item)), g.unit)
	p.drawLines(f, a)
	return true
}

// appendTo adds the part's objects in the order that they lie over one another.
func (p *part) appendTo(list []fyne.CanvasObject) []fyne.CanvasObject {
	if p.item.Fill != ui.None || p.item.Edge != ui.None {
		list = append(list, p.surface)
	}
	if p.bars != nil {
		list = append(list, p.bars)
	}
	if p.icon != nil {
		list = append(list, p.icon)
	}
	for _, line := range p.lines {
		list = append(list, line)
	}
	return list
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
	place(p.surface, p.glass.rect(p.item.Box), p.glass.unit)
}

func (p *part) drawLines(f fonts, a ascents) {
	p.lines = p.lines[:min(len(p.lines), len(p.item.Lines))]
	for len(p.lines) < len(p.item.Lines) {
		p.lines = append(p.lines, &canvas.Text{})
	}
	for i, line := range p.item.Lines {
		drawLine(p.lines[i], line, p.glass, f, a)
	}
}

// drawLine puts a text where its baseline is at the line's. It begins at a whole
// pixel, where Fyne's painter does not blur it.
func drawLine(t *canvas.Text, line ui.Line, g glass, f fonts, a ascents) {
	l := letters{bold: line.Bold, size: float32(line.Em*g.perMM) / g.unit, unit: g.unit}
	t.Text, t.TextSize, t.FontSource, t.Color = line.Text, l.size, f.of(line.Bold), ink(line.Ink)
	at := g.point(line.X, line.Y).Sub(image.Pt(0, a.of(f, l)))
	t.Move(position(at, g.unit))
	t.Resize(t.MinSize())
}

// drawImage puts an image into the middle of room, pixel upon pixel.
func drawImage(old *canvas.Image, img *image.RGBA, room image.Rectangle, unit float32) *canvas.Image {
	if img == nil {
		return nil
	}
	if old == nil {
		old = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScalePixels}
	}
	size := img.Bounds().Size()
	at := room.Min.Add(room.Size().Sub(size).Div(2))
	changed := old.Image != image.Image(img)
	old.Image = img
	place(old, image.Rectangle{Min: at, Max: at.Add(size)}, unit)
	if changed {
		old.Refresh()
	}
	return old
}

// alike reports whether two items look the same.
func alike(a, b ui.Item) bool {
	return a.Box == b.Box && a.Fill == b.Fill && a.Edge == b.Edge && a.EdgeWidth == b.EdgeWidth &&
		a.Radius == b.Radius && a.Icon == b.Icon && a.IconBox == b.IconBox && a.IconInk == b.IconInk &&
		slices.Equal(a.Lines, b.Lines) && slices.Equal(a.Modules, b.Modules)
}

func place(o fyne.CanvasObject, r image.Rectangle, unit float32) {
	o.Move(position(r.Min, unit))
	size := r.Size()
	o.Resize(fyne.NewSize(float32(size.X)/unit, float32(size.Y)/unit))
}

func position(at image.Point, unit float32) fyne.Position {
	return fyne.NewPos(float32(at.X)/unit, float32(at.Y)/unit)
}
