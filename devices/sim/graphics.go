package sim

import (
	"encoding/binary"
	"slices"
)

// raster is GS v 0: rows of bytes, printed as they arrive.
func (i *interpreter) raster() {
	if i.u8() != '0' {
		i.refuse("unknown GS v command")
		return
	}
	m := i.u8() &^ 0x30
	width, rows := i.u16(), i.u16()
	if i.err != nil {
		return
	}
	if m > 3 {
		i.refuse("unknown raster mode")
		i.take(width*rows, 0)
		return
	}
	i.beginLine()
	wide, high := 1+int(m&1), 1+int(m>>1)
	keep := (i.m.Dots + 7) / 8
	for range rows {
		bits := i.take(width, keep)
		if i.err != nil {
			return
		}
		b := &Bitmap{Width: len(bits) * 8, Height: 1, Stride: len(bits), Bits: bits}
		i.picture(b, width*8*wide, wide, high)
	}
}

// picture prints a bitmap, magnified, aligned as a picture of the given width.
func (i *interpreter) picture(b *Bitmap, width, wide, high int) {
	x0 := i.modes.left + i.indent(width)
	limit := min(i.modes.left+i.area(), i.m.Dots)
	for y := range b.Height {
		row := NewBitmap(i.m.Dots, 1)
		for x := 0; x < b.Width && x0+x*wide < limit; x++ {
			if b.Black(x, y) {
				row.fill(x0+x*wide, 0, min(x0+(x+1)*wide, limit), 1)
			}
		}
		for range high {
			i.row(row.Bits)
		}
	}
}

// graphics executes GS ( L and GS 8 L.
func (i *interpreter) graphics(d []byte) {
	if i.lacks(Graphics, "GS ( L") {
		return
	}
	if len(d) < 2 || d[0] != 0x30 {
		i.refuse("unknown GS ( L")
		return
	}
	switch fn, d := d[1], d[2:]; fn {
	case 0x70: // 112: raster into the print buffer
		i.store(d)
	case 0x32, 0x02: // 50: print it
		i.printStored()
	case 0x43, 0x45, 0x42, 0x40, 0x41:
		i.memory(fn, d)
	default:
		i.refuse("unknown function of GS ( L")
	}
}

// store is fn 112: tone bx by colour xL xH yL yH data.
func (i *interpreter) store(d []byte) {
	if len(d) < 8 || d[0] != 0x30 || d[1] < 1 || d[1] > 2 || d[2] < 1 || d[2] > 2 || d[3] != 0x31 {
		i.refuse("bad parameters of graphics")
		return
	}
	b := readPicture(d[4:8], d[8:])
	if b == nil {
		i.refuse("graphics of a length unlike its size")
		return
	}
	i.stored = magnify(b, int(d[1]), int(d[2]))
}

// readPicture reads a size in dots (xL xH yL yH) and its rows; nil if they do not
// fit each other.
func readPicture(size, rows []byte) *Bitmap {
	width, height := int(binary.LittleEndian.Uint16(size)), int(binary.LittleEndian.Uint16(size[2:]))
	b := &Bitmap{Width: width, Height: height, Stride: (width + 7) / 8, Bits: rows}
	if width == 0 || height == 0 || len(rows) != b.Stride*height {
		return nil
	}
	return b
}

func magnify(b *Bitmap, wide, high int) *Bitmap {
	if wide == 1 && high == 1 {
		return b
	}
	out := NewBitmap(b.Width*wide, b.Height*high)
	for y := range out.Height {
		for x := range out.Width {
			if b.Black(x/wide, y/high) {
				out.set(x, y)
			}
		}
	}
	return out
}

func (i *interpreter) printStored() {
	if i.stored == nil {
		i.refuse("no graphics in the print buffer")
		return
	}
	i.beginLine()
	b := i.stored
	i.stored = nil
	i.picture(b, b.Width, 1, 1)
}

// memory executes the functions of the non-volatile memory: define (67),
// print (69), delete one (66) or all (65), list the keys (64).
func (i *interpreter) memory(fn byte, d []byte) {
	switch {
	case fn == 0x43 && len(d) >= 9 && d[0] == 0x30 && d[3] == 1 && d[8] == 0x31:
		b := readPicture(d[4:8], slices.Clone(d[9:]))
		if b == nil {
			i.refuse("graphics of a length unlike its size")
		} else if !i.p.remember([2]byte(d[1:3]), b) {
			i.refuse("no room in the NV memory")
		}
	case fn == 0x45 && len(d) == 4 && d[2] >= 1 && d[2] <= 2 && d[3] >= 1 && d[3] <= 2:
		b := i.p.remembered([2]byte(d[:2]))
		if b == nil {
			i.refuse("no graphics under this key")
			return
		}
		i.beginLine()
		b = magnify(b, int(d[2]), int(d[3]))
		i.picture(b, b.Width, 1, 1)
	case fn == 0x42 && len(d) == 2:
		i.p.forget([2]byte(d))
	case fn == 0x41 && string(d) == "CLR":
		for _, key := range i.p.NVKeys() {
			i.p.forget([2]byte([]byte(key)))
		}
	case fn == 0x40 && string(d) == "KC":
		i.listKeys()
	default:
		i.refuse("bad parameters of NV graphics")
	}
}

// listKeys answers 37 72 status keys 00, at most 40 keys in a block; the
// status is 41 while a block follows, 40 in the last.
func (i *interpreter) listKeys() {
	keys := i.p.NVKeys()
	for {
		block := keys[:min(len(keys), 40)]
		keys = keys[len(block):]
		answer := []byte{0x37, 0x72, 0x40 | pick(len(keys) > 0, 1)}
		for _, key := range block {
			answer = append(answer, key...)
		}
		i.reply(append(answer, 0x00)...)
		if len(keys) == 0 {
			return
		}
	}
}
