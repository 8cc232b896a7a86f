package escpos

// worthSplitting is how many bytes of blank rows are sent rather than beginning a
// new band, whose commands take up to eleven.
const worthSplitting = 12

// picture prints a bitmap as raster (GS v 0), cropped to its ink: blank columns are
// left out and blank rows are paper feed. The paper is fed by at least pitch dots
// altogether, so that a drawn line is as high as a printed one.
func (e *encoder) picture(b *bitmap, align Align, pitch int) {
	x0, x1 := b.inkColumns()
	total := max(b.height, pitch)
	if x0 >= x1 {
		e.feed(total)
		return
	}
	margin := 0
	switch {
	case align != Left:
		e.align(align)
	case x0 >= 64: // otherwise the two commands cost more than the white does
		e.align(Left)
		margin = x0
	default:
		e.align(Left)
		x0 = 0
	}
	if margin > 0 {
		e.put(0x1D, 0x4C, byte(margin), byte(margin>>8))
	}
	done := 0
	for _, band := range bands(b, (x1-x0+7)/8, e.bandRows) {
		e.feed(band.from - done)
		e.band(b.crop(x0, band.from, x1, band.to))
		done = band.to
	}
	if margin > 0 {
		e.put(0x1D, 0x4C, 0, 0)
	}
	e.feed(total - done)
}

// band sends rows as they are, or, where all dots come in pairs, half of them with
// the printer's own magnification: a drawn barcode is a quarter or half as long then.
func (e *encoder) band(b *bitmap) {
	var mode byte
	if half := b.halfHeight(); half != nil {
		b, mode = half, mode|2
	}
	if half := b.halfWidth(); half != nil {
		b, mode = half, mode|1
	}
	e.put(0x1D, 0x76, 0x30, mode, byte(b.stride), byte(b.stride>>8), byte(b.height), byte(b.height>>8))
	start := len(e.out)
	e.put(b.bits...)
	Defuse(e.out[start:])
	e.moved(b.height << (mode >> 1))
}

// rows is a run of rows, from inclusive, to exclusive.
type rows struct{ from, to int }

// bands finds the runs of rows with ink. Short blank runs stay inside a band, and
// no band has more rows than most.
func bands(b *bitmap, stride, most int) []rows {
	var found []rows
	for y := range b.height {
		if b.blankRow(y) {
			continue
		}
		if n := len(found); n > 0 {
			last := &found[n-1]
			if (y-last.to)*stride <= worthSplitting && y+1-last.from <= most {
				last.to = y + 1
				continue
			}
		}
		found = append(found, rows{y, y + 1})
	}
	return found
}
