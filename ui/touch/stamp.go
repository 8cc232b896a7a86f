//go:build fyne

package touch

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// stamp is an image on the stage, pixel upon pixel. It is a raster of Fyne's:
// its images draw the whole window once more when they first appear.
type stamp struct {
	raster *canvas.Raster // nil: nothing to be seen
	inked  *inked
}

// inked is what a raster shows now.
type inked struct{ image *image.RGBA }

// nothing is shown by a raster that was forgotten, should it be asked.
var nothing = image.NewRGBA(image.Rect(0, 0, 1, 1))

func (i *inked) pixels(int, int) image.Image {
	if i.image == nil {
		return nothing
	}
	return i.image
}

// draw puts an image at a place of the window, in pixels.
func (s *stamp) draw(img *image.RGBA, at image.Point, unit float32) {
	if img == nil {
		s.forget()
		return
	}
	if s.raster == nil {
		s.inked = &inked{}
		s.raster = canvas.NewRaster(s.inked.pixels)
		s.raster.ScaleMode = canvas.ImageScalePixels
	}
	changed := s.inked.image != img
	s.inked.image = img
	place(s.raster, img.Rect.Add(at), unit)
	if changed {
		canvas.Refresh(s.raster)
	}
}

// forget frees the image without waiting until the toolkit's caches expire: the
// next person's screen keeps nothing of the last one's.
func (s *stamp) forget() {
	if s.raster == nil {
		return
	}
	s.inked.image = nil
	canvas.Refresh(s.raster)
	*s = stamp{}
}

func (s *stamp) appendTo(list []fyne.CanvasObject) []fyne.CanvasObject {
	if s.raster == nil {
		return list
	}
	return append(list, s.raster)
}
