//go:build fyne

package touch

import (
	"errors"
	"image"
	"slices"

	"kundterminal/ui"
)

// picture is a scene made ready for the stage, away from Fyne's goroutine.
type picture struct {
	scene  ui.Scene
	glass  glass
	images []images // one for each item of the scene
}

// images are the drawn parts of an item. They are not changed once drawn.
type images struct {
	icon  *image.RGBA // nil: none
	bars  *image.RGBA // of a barcode, or a pattern; nil: none
	lines []written
}

// painter draws the parts of items to pixels, and keeps those of the last
// picture, of which most are in the next one. It is used by one goroutine.
type painter struct {
	icons *icons
	text  *typesetter
	last  map[string]painted
	glass glass
}

// painted is an item and what was drawn for it.
type painted struct {
	item   ui.Item
	images images
}

func newPainter(i *icons, f fonts) *painter {
	return &painter{icons: i, text: newTypesetter(f)}
}

// picture draws the icons, barcodes and texts of a scene. What cannot be drawn
// is left out, and in the error.
func (p *painter) picture(scene ui.Scene, g glass) (picture, error) {
	pic := picture{scene: scene, glass: g, images: make([]images, len(scene.Items))}
	now := make(map[string]painted, len(scene.Items))
	var errs []error
	for i, item := range scene.Items {
		if before, ok := p.last[item.ID]; ok && p.glass == g && alike(before.item, item) {
			pic.images[i] = before.images
		} else {
			img, err := p.paint(item, g)
			pic.images[i] = img
			errs = append(errs, err)
		}
		now[item.ID] = painted{item, pic.images[i]}
	}
	p.last, p.glass = now, g
	return pic, errors.Join(errs...)
}

func (p *painter) paint(item ui.Item, g glass) (img images, err error) {
	room := g.rect(iconBox(item)).Size()
	if item.Icon != "" {
		img.icon, err = p.icons.of(icon{name: item.Icon, color: iconInk(item), size: room})
	}
	if len(item.Modules) > 0 {
		img.bars = bars(item.Modules, item.Across, room, ink(iconInk(item)))
	}
	if item.Pattern != "" {
		img.bars = pattern(item.Pattern, room)
	}
	for _, line := range item.Lines {
		img.lines = append(img.lines, p.text.write(line, g))
	}
	return img, err
}

// alike reports whether two items look the same.
func alike(a, b ui.Item) bool {
	return a.Box == b.Box && a.Fill == b.Fill && a.Edge == b.Edge && a.EdgeWidth == b.EdgeWidth &&
		a.Radius == b.Radius && a.Icon == b.Icon && a.IconBox == b.IconBox && a.IconInk == b.IconInk &&
		a.Pattern == b.Pattern && a.Across == b.Across && slices.Equal(a.Lines, b.Lines) && slices.Equal(a.Modules, b.Modules)
}

func iconInk(item ui.Item) ui.Color {
	if item.IconInk == ui.None {
		return ui.Ink
	}
	return item.IconInk
}

// iconBox is where an icon or the modules of a barcode go.
func iconBox(item ui.Item) ui.Box {
	if item.IconBox.W > 0 {
		return item.IconBox
	}
	return item.Box
}
