package escpos

import (
	"fmt"
	"image"
	"image/color"
	"sync"

	"github.com/go-fonts/dejavu/dejavusansmono"
	"github.com/go-fonts/dejavu/dejavusansmonobold"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// pitch is the line spacing that printers have after ESC @, in dots: a sixth of an
// inch at 180 dots per inch, and the same number on the others.
const pitch = 30

// advanceOfEm is how wide a letter of DejaVu Sans Mono is, in parts of its size.
const advanceOfEm = 1233.0 / 2048.0

var parsed = sync.OnceValues(func() ([2]*opentype.Font, error) {
	regular, err := opentype.Parse(dejavusansmono.TTF)
	if err != nil {
		return [2]*opentype.Font{}, err
	}
	bold, err := opentype.Parse(dejavusansmonobold.TTF)
	return [2]*opentype.Font{regular, bold}, err
})

// drawnLine prints a line as a picture, each letter in a cell of the same size as
// the printer's own.
func (e *encoder) drawnLine(line []rune, s Style) error {
	b, err := drawLine(line, s, e.profile.Dots)
	if err != nil {
		return err
	}
	e.picture(b, s.Align, max(pitch, b.height))
	return nil
}

func drawLine(line []rune, s Style, dots int) (*bitmap, error) {
	fonts, err := parsed()
	if err != nil {
		return nil, fmt.Errorf("the built-in font does not load: %w", err)
	}
	wide, high := magnification(s.Width), magnification(s.Height)
	size := float64(cellWidth(s.Font)*high) / advanceOfEm
	face, err := opentype.NewFace(fonts[bit(s.Bold)], &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return nil, fmt.Errorf("the built-in font has no size %.1f: %w", size, err)
	}
	defer func() { _ = face.Close() }()
	cell, height := cellWidth(s.Font)*high, cellHeight(s.Font)*high
	canvas := image.NewGray(image.Rect(0, 0, cell*len(line), height))
	draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
	drawer := font.Drawer{Dst: canvas, Src: image.Black, Face: face}
	baseline := height - face.Metrics().Descent.Ceil()
	for i, r := range line {
		drawer.Dot = fixed.P(i*cell, baseline)
		drawer.DrawString(string(r))
	}
	if s.Underline {
		draw.Draw(canvas, image.Rect(0, height-high, cell*len(line), height), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	width := min(dots, cellWidth(s.Font)*wide*len(line))
	if wide == high {
		return bitmapOf(canvas.SubImage(image.Rect(0, 0, width, height))), nil
	}
	stretched := image.NewGray(image.Rect(0, 0, width, height))
	draw.NearestNeighbor.Scale(stretched, stretched.Bounds(), canvas, canvas.Bounds(), draw.Src, nil)
	return bitmapOf(stretched), nil
}
