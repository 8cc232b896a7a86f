//go:build fyne

package touch

import (
	"errors"
	"image"

	"kundterminal/ui"
)

// picture is a scene made ready for the stage, away from Fyne's goroutine.
type picture struct {
	scene  ui.Scene
	glass  glass
	images []images // one for each item of the scene
}

// images are the drawn parts of an item; each may be nil.
type images struct {
	icon *image.RGBA
	bars *image.RGBA
}

// newPicture draws the icons and barcodes of a scene. What cannot be drawn is
// left out, and in the error.
func newPicture(scene ui.Scene, g glass, icons *icons) (picture, error) {
	p := picture{scene: scene, glass: g, images: make([]images, len(scene.Items))}
	var errs []error
	for i, item := range scene.Items {
		if item.Icon != "" {
			img, err := icons.of(icon{name: item.Icon, color: iconInk(item), size: g.rect(iconBox(item)).Size()})
			p.images[i].icon = img
			errs = append(errs, err)
		}
		if len(item.Modules) > 0 {
			p.images[i].bars = bars(item.Modules, g.rect(iconBox(item)).Size(), ink(iconInk(item)))
		}
	}
	return p, errors.Join(errs...)
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
