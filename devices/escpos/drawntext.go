package escpos

import (
	"errors"
	"fmt"
	"image"
	"sync"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"
	"github.com/go-fonts/dejavu/dejavusansmono"
	"github.com/go-fonts/dejavu/dejavusansmonobold"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// pitch is the line spacing that printers have after ESC @, in dots: a sixth of an
// inch at 180 dots per inch, and the same number on the others.
const pitch = 30

// advanceOfEm is how wide a letter of DejaVu Sans Mono is, in parts of its size.
const advanceOfEm = 1233.0 / 2048.0

// letters are the fonts that lines are drawn with: one with all letters equally
// wide, and one that has the few letters which that one lacks, such as Skolt Sámi Ǥ.
type letters struct{ mono, spare *opentype.Font }

var parsed = sync.OnceValues(func() ([2]letters, error) {
	var fonts [2]letters
	var faults []error
	for _, f := range []struct {
		into **opentype.Font
		ttf  []byte
	}{
		{&fonts[0].mono, dejavusansmono.TTF},
		{&fonts[0].spare, dejavusanscondensed.TTF},
		{&fonts[1].mono, dejavusansmonobold.TTF},
		{&fonts[1].spare, dejavusanscondensedbold.TTF},
	} {
		parsed, err := opentype.Parse(f.ttf)
		*f.into = parsed
		faults = append(faults, err)
	}
	return fonts, errors.Join(faults...)
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
	cell, height := cellWidth(s.Font)*high, cellHeight(s.Font)*high
	canvas := image.NewGray(image.Rect(0, 0, cell*len(line), height))
	draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
	if err := drawLetters(canvas, line, fonts[bit(s.Bold)], cell); err != nil {
		return nil, err
	}
	if s.Underline {
		draw.Draw(canvas, image.Rect(0, height-high, cell*len(line), height), image.Black, image.Point{}, draw.Src)
	}
	width := min(dots, cellWidth(s.Font)*wide*len(line))
	if wide == high {
		return bitmapOf(canvas.SubImage(image.Rect(0, 0, width, height))), nil
	}
	stretched := image.NewGray(image.Rect(0, 0, width, height))
	draw.NearestNeighbor.Scale(stretched, stretched.Bounds(), canvas, canvas.Bounds(), draw.Src, nil)
	return bitmapOf(stretched), nil
}

// drawLetters draws each letter in its cell.
func drawLetters(canvas draw.Image, line []rune, fonts letters, cell int) error {
	size := float64(cell) / advanceOfEm
	face, err := newFace(fonts.mono, size)
	if err != nil {
		return err
	}
	defer func() { _ = face.Close() }()
	baseline := canvas.Bounds().Dy() - face.Metrics().Descent.Ceil()
	var buffer sfnt.Buffer
	for i, r := range line {
		drawer := font.Drawer{Dst: canvas, Src: image.Black, Face: face, Dot: fixed.P(i*cell, baseline)}
		if glyph, _ := fonts.mono.GlyphIndex(&buffer, r); glyph == 0 {
			if glyph, _ = fonts.spare.GlyphIndex(&buffer, r); glyph != 0 {
				spare, err := fitting(fonts.spare, r, size, cell)
				if err != nil {
					return err
				}
				drawer.Face = spare
			}
		}
		drawer.DrawString(string(r))
	}
	return nil
}

// fitting is a face in which the letter is no wider than the cell.
func fitting(f *opentype.Font, r rune, size float64, cell int) (font.Face, error) {
	face, err := newFace(f, size)
	if err != nil {
		return nil, err
	}
	if advance, _ := face.GlyphAdvance(r); advance > fixed.I(cell) {
		return newFace(f, size*float64(fixed.I(cell))/float64(advance))
	}
	return face, nil
}

func newFace(f *opentype.Font, size float64) (font.Face, error) {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return nil, fmt.Errorf("the built-in font has no size %.1f: %w", size, err)
	}
	return face, nil
}
