package touch

import (
	"image"
	"math"

	"kundterminal/ui"
)

// leastPixels is the width and height below which a window is not yet a screen:
// toolkits pass through such sizes while they open one.
const leastPixels = 240

// glass is the window in pixels, and how millimetres become pixels on it.
type glass struct {
	frame ui.Frame    // mm
	size  image.Point // of the window, px
	at    image.Point // upper left corner of the frame in the window, px
	perMM float64     // px per mm
	unit  float32     // px per unit of length of the toolkit
}

// wholeGlass is a glass that the frame fills: a screen of that many pixels, each
// pitch millimetres wide.
func wholeGlass(size image.Point, pitch float64, unit float32) glass {
	return glass{
		frame: ui.Frame{W: float64(size.X) * pitch, H: float64(size.Y) * pitch},
		size:  size,
		perMM: 1 / pitch,
		unit:  unit,
	}
}

// fittedGlass is a window that shows a screen of the frame's size as large as
// it can, in its middle.
func fittedGlass(size image.Point, frame ui.Frame, unit float32) glass {
	g := glass{frame: frame, size: size, unit: unit}
	g.perMM = min(float64(size.X)/frame.W, float64(size.Y)/frame.H)
	g.at.X = (size.X - pixels(frame.W*g.perMM)) / 2
	g.at.Y = (size.Y - pixels(frame.H*g.perMM)) / 2
	return g
}

// usable reports whether a scene can be laid out on the glass.
func (g glass) usable() bool {
	return g.size.X >= leastPixels && g.size.Y >= leastPixels && g.perMM > 0
}

// point returns the pixel nearest to a point in millimetres.
func (g glass) point(x, y float64) image.Point {
	return image.Pt(g.at.X+pixels(x*g.perMM), g.at.Y+pixels(y*g.perMM))
}

// rect returns the pixels of a box, with each of its edges at the nearest one.
// Boxes that touch in millimetres touch in pixels.
func (g glass) rect(b ui.Box) image.Rectangle {
	return image.Rectangle{Min: g.point(b.X, b.Y), Max: g.point(b.X+b.W, b.Y+b.H)}
}

// length returns a length in whole pixels, and one for all that is not nothing.
func (g glass) length(mm float64) int {
	if mm <= 0 {
		return 0
	}
	return max(1, pixels(mm*g.perMM))
}

// whole is the frame in the window.
func (g glass) whole() image.Rectangle {
	return g.rect(ui.Box{W: g.frame.W, H: g.frame.H})
}

// millimetres returns where on the frame a point of the window is.
func (g glass) millimetres(x, y float64) (float64, float64) {
	return (x - float64(g.at.X)) / g.perMM, (y - float64(g.at.Y)) / g.perMM
}

func pixels(v float64) int { return int(math.Round(v)) }
