//go:build fyne

package touch

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io/fs"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"kundterminal/ui"
)

// drawnInk is the colour that all icons are drawn in, to be replaced by the one
// they are asked in.
const drawnInk = "#10243A"

// mostIcons bounds the cache; all icons of a screen in its sizes and colours
// are far fewer.
const mostIcons = 1024

// icons draws icons to pixels and remembers them. The drawings are the program's
// own: the reader of SVG may take for ever over a hostile one. It is used by one
// goroutine.
type icons struct {
	files fs.FS
	drawn map[icon]*image.RGBA
}

// icon is an icon in a colour and a size.
type icon struct {
	name  string
	color ui.Color
	size  image.Point // px
}

func newIcons(files fs.FS) *icons {
	return &icons{files: files, drawn: map[icon]*image.RGBA{}}
}

// of returns the pixels of an icon. What cannot be drawn is an error once, and
// empty.
func (s *icons) of(i icon) (*image.RGBA, error) {
	if img, ok := s.drawn[i]; ok {
		return img, nil
	}
	if len(s.drawn) >= mostIcons {
		clear(s.drawn)
	}
	img, err := s.draw(i)
	if err != nil {
		img = image.NewRGBA(image.Rectangle{Max: i.size})
		err = fmt.Errorf("touch: icon %q: %w", i.name, err)
	}
	s.drawn[i] = img
	return img, err
}

func (s *icons) draw(i icon) (img *image.RGBA, err error) {
	defer func() {
		if r := recover(); r != nil { // the reader of SVG does not promise otherwise
			err = fmt.Errorf("the drawing cannot be read: %v", r)
		}
	}()
	data, err := fs.ReadFile(s.files, i.name+".svg")
	if err != nil {
		return nil, err
	}
	rgb := i.color.RGB()
	wanted := fmt.Appendf(nil, "#%02X%02X%02X", rgb.R, rgb.G, rgb.B)
	svg, err := oksvg.ReadIconStream(bytes.NewReader(bytes.ReplaceAll(data, []byte(drawnInk), wanted)))
	if err != nil {
		return nil, err
	}
	return rasterise(svg, i.size), nil
}

// rasterise draws as large as fits, in the middle.
func rasterise(svg *oksvg.SvgIcon, size image.Point) *image.RGBA {
	img := image.NewRGBA(image.Rectangle{Max: size})
	scale := min(float64(size.X)/svg.ViewBox.W, float64(size.Y)/svg.ViewBox.H)
	w, h := svg.ViewBox.W*scale, svg.ViewBox.H*scale
	for i := range svg.SVGPaths { // the reader scales outlines, and not what is drawn along them
		style := &svg.SVGPaths[i].PathStyle
		style.LineWidth *= scale
		style.DashOffset *= scale
		for j := range style.Dash {
			style.Dash[j] *= scale
		}
	}
	svg.SetTarget((float64(size.X)-w)/2, (float64(size.Y)-h)/2, w, h)
	scanner := rasterx.NewScannerGV(size.X, size.Y, img, img.Bounds())
	svg.Draw(rasterx.NewDasher(size.X, size.Y, scanner), 1)
	return img
}

// bars draws a barcode to fit into size, or a QR code of which so many modules stand
// across: each module the same whole number of pixels wide, so that no edge is
// blurred. It is empty where size is too narrow.
func bars(modules []bool, across int, size image.Point, ink color.Color) *image.RGBA {
	rows, high := 1, size.Y
	if across == 0 {
		across = len(modules)
	} else {
		rows = len(modules) / across
	}
	if len(modules) == 0 || size.X < across || size.Y < rows {
		return nil
	}
	wide := size.X / across
	if rows > 1 {
		wide = min(wide, size.Y/rows)
		high = wide
	}
	img := image.NewRGBA(image.Rect(0, 0, wide*across, high*rows))
	for i, bar := range modules[:rows*across] {
		if bar {
			x, y := i%across*wide, i/across*high
			draw.Draw(img, image.Rect(x, y, x+wide, y+high), image.NewUniform(ink), image.Point{}, draw.Src)
		}
	}
	return img
}
