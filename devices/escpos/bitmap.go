package escpos

import (
	"bytes"
	"image"
	"math/bits"
)

// bitmap is a picture of black and white dots, one bit each, the leftmost in the
// highest bit, every row padded to whole bytes: as printers want it.
type bitmap struct {
	width, height, stride int
	bits                  []byte
}

func newBitmap(width, height int) *bitmap {
	stride := (width + 7) / 8
	return &bitmap{width: width, height: height, stride: stride, bits: make([]byte, stride*height)}
}

func (b *bitmap) set(x, y int) {
	if x >= 0 && y >= 0 && x < b.width && y < b.height {
		b.bits[y*b.stride+x/8] |= 0x80 >> (x & 7)
	}
}

func (b *bitmap) black(x, y int) bool {
	return b.bits[y*b.stride+x/8]&(0x80>>(x&7)) != 0
}

// fill blackens the dots from x0, y0 up to and without x1, y1.
func (b *bitmap) fill(x0, y0, x1, y1 int) {
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			b.set(x, y)
		}
	}
}

func (b *bitmap) row(y int) []byte { return b.bits[y*b.stride : (y+1)*b.stride] }

func (b *bitmap) blankRow(y int) bool {
	for _, v := range b.row(y) {
		if v != 0 {
			return false
		}
	}
	return true
}

// inkColumns are the first column with a black dot and the one after the last.
func (b *bitmap) inkColumns() (x0, x1 int) {
	x0, x1 = b.width, 0
	for y := range b.height {
		for i, v := range b.row(y) {
			if v == 0 {
				continue
			}
			x0 = min(x0, i*8+bits.LeadingZeros8(v))
			x1 = max(x1, i*8+8-bits.TrailingZeros8(v))
		}
	}
	return x0, x1
}

// crop copies the rectangle from x0, y0 up to and without x1, y1.
func (b *bitmap) crop(x0, y0, x1, y1 int) *bitmap {
	out := newBitmap(x1-x0, y1-y0)
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			if b.black(x, y) {
				out.set(x-x0, y-y0)
			}
		}
	}
	return out
}

// halfHeight is every second row, if all rows come in equal pairs; else nil.
func (b *bitmap) halfHeight() *bitmap {
	if b.height%2 != 0 {
		return nil
	}
	out := newBitmap(b.width, b.height/2)
	for y := range out.height {
		if !bytes.Equal(b.row(2*y), b.row(2*y+1)) {
			return nil
		}
		copy(out.row(y), b.row(2*y))
	}
	return out
}

// halfWidth is every second column, if all columns come in equal pairs; else nil.
func (b *bitmap) halfWidth() *bitmap {
	for _, v := range b.bits {
		if (v^v<<1)&0xAA != 0 {
			return nil
		}
	}
	out := newBitmap((b.width+1)/2, b.height)
	for y := range out.height {
		for x := range out.width {
			if b.black(2*x, y) {
				out.set(x, y)
			}
		}
	}
	return out
}

// bitmapOf takes the dark and opaque pixels of a picture.
func bitmapOf(img image.Image) *bitmap {
	box := img.Bounds()
	out := newBitmap(box.Dx(), box.Dy())
	for y := range out.height {
		for x := range out.width {
			r, g, b, a := img.At(box.Min.X+x, box.Min.Y+y).RGBA()
			luminance := (299*r + 587*g + 114*b) / 1000
			if luminance+(0xFFFF-a) < 0x8000 {
				out.set(x, y)
			}
		}
	}
	return out
}
