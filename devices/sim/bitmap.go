package sim

import (
	"image"
	"image/color"
)

// Bitmap is a picture of dots, one bit each, as a thermal head prints them: a
// set bit is black, the highest bit of a byte is its leftmost dot. It is an
// [image.Image] with a palette of two, so png.Encode writes it at one bit a
// dot.
type Bitmap struct {
	Width  int // dots
	Height int // dots
	Stride int // bytes from one row to the next
	Bits   []byte
}

// palette is the plain one: index 0 white paper, index 1 black dot.
var palette = color.Palette{color.Gray{Y: 0xFF}, color.Gray{Y: 0}}

// NewBitmap returns a white bitmap.
func NewBitmap(width, height int) *Bitmap {
	stride := (width + 7) / 8
	return &Bitmap{Width: width, Height: height, Stride: stride, Bits: make([]byte, stride*height)}
}

// ColorModel returns the palette of white and black.
func (b *Bitmap) ColorModel() color.Model { return palette }

// Bounds begins at the origin.
func (b *Bitmap) Bounds() image.Rectangle { return image.Rect(0, 0, b.Width, b.Height) }

// At is white outside the bounds.
func (b *Bitmap) At(x, y int) color.Color { return palette[b.ColorIndexAt(x, y)] }

// ColorIndexAt is 1 for a black dot.
func (b *Bitmap) ColorIndexAt(x, y int) uint8 {
	if b.Black(x, y) {
		return 1
	}
	return 0
}

// Black tells whether the dot is printed. Outside the bounds nothing is.
func (b *Bitmap) Black(x, y int) bool {
	if x < 0 || y < 0 || x >= b.Width || y >= b.Height {
		return false
	}
	return b.Bits[y*b.Stride+x>>3]&(0x80>>(x&7)) != 0
}

// set blackens one dot, and ignores dots outside.
func (b *Bitmap) set(x, y int) {
	if x >= 0 && y >= 0 && x < b.Width && y < b.Height {
		b.Bits[y*b.Stride+x>>3] |= 0x80 >> (x & 7)
	}
}

// toggle inverts one dot, and ignores dots outside.
func (b *Bitmap) toggle(x, y int) {
	if x >= 0 && y >= 0 && x < b.Width && y < b.Height {
		b.Bits[y*b.Stride+x>>3] ^= 0x80 >> (x & 7)
	}
}

// fill blackens a rectangle.
func (b *Bitmap) fill(x0, y0, x1, y1 int) {
	for y := max(y0, 0); y < min(y1, b.Height); y++ {
		for x := max(x0, 0); x < min(x1, b.Width); x++ {
			b.set(x, y)
		}
	}
}

// row is the dots of one row.
func (b *Bitmap) row(y int) []byte { return b.Bits[y*b.Stride : (y+1)*b.Stride] }

// Ink counts the black dots.
func (b *Bitmap) Ink() int {
	n := 0
	for y := range b.Height {
		for x := range b.Width {
			if b.Black(x, y) {
				n++
			}
		}
	}
	return n
}
