//go:build fyne

package touch

import (
	"image"

	"kundterminal/ui"
)

// pattern draws a test picture pixel by pixel: a black one first, and then a
// white one in turn.
func pattern(name string, size image.Point) *image.RGBA {
	img := image.NewRGBA(image.Rectangle{Max: size})
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := range size.Y {
		for x := range size.X {
			at := x + y
			switch name {
			case ui.Columns:
				at = x
			case ui.RowLines:
				at = y
			}
			if at%2 == 0 {
				i := img.PixOffset(x, y)
				img.Pix[i], img.Pix[i+1], img.Pix[i+2] = 0, 0, 0
			}
		}
	}
	return img
}
