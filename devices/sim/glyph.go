package sim

import (
	"image"
	"sync"

	"github.com/go-fonts/dejavu/dejavusansmono"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The printer's own letters: DejaVu Sans Mono, drawn at the size where its
// advance is the width of the cell, and reduced to black and white.
var glyphs struct {
	sync.Mutex
	faces [2]font.Face
	cache map[glyphKey]*Bitmap
}

type glyphKey struct {
	r     rune
	fontB bool
}

// fonts are the cells of font A and font B. The advance of DejaVu Sans Mono is
// 0.602 of its size.
var fonts = [2]struct{ width, height, baseline int }{{12, 24, 19}, {9, 17, 14}}

// glyphOf returns the letter's dots in its cell.
func glyphOf(r rune, fontB bool) *Bitmap {
	glyphs.Lock()
	defer glyphs.Unlock()
	key := glyphKey{r, fontB}
	if g := glyphs.cache[key]; g != nil {
		return g
	}
	g := drawGlyph(r, pickFont(fontB))
	if glyphs.cache == nil {
		glyphs.cache = map[glyphKey]*Bitmap{}
	}
	glyphs.cache[key] = g
	return g
}

func pickFont(fontB bool) int {
	if fontB {
		return 1
	}
	return 0
}

// drawGlyph draws one letter; an empty cell if the font cannot be read.
func drawGlyph(r rune, n int) *Bitmap {
	cell := fonts[n]
	b := NewBitmap(cell.width, cell.height)
	if glyphs.faces[n] == nil {
		parsed, err := opentype.Parse(dejavusansmono.TTF)
		if err != nil {
			return b
		}
		face, err := opentype.NewFace(parsed, &opentype.FaceOptions{
			Size: float64(cell.width) / 0.602, DPI: 72, Hinting: font.HintingFull,
		})
		if err != nil {
			return b
		}
		glyphs.faces[n] = face
	}
	bounds, mask, at, _, ok := glyphs.faces[n].Glyph(fixed.P(0, cell.baseline), r)
	if !ok {
		return b
	}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if alpha(mask, at.X+x-bounds.Min.X, at.Y+y-bounds.Min.Y) > 0x68 {
				b.set(x, y)
			}
		}
	}
	return b
}

func alpha(m image.Image, x, y int) uint32 {
	_, _, _, a := m.At(x, y).RGBA()
	return a >> 8
}
