package escpos

// page is a code page, or none of the two that are used here.
type page uint8

const (
	pageUnset   page = iota
	pagePC858        // Western Europe with the euro sign, and lines
	pageWPC1252      // also š ž and typographic quotes
	pageASCII        // whichever is set
)

// modes is what the printer was last told. The zero value is what ESC @ leaves.
type modes struct {
	page      page
	bold      bool
	underline bool
	size      byte // GS ! n
	align     Align
	font      Font
	hri       bool // letters below a barcode
}

func magnification(n int) int { return min(8, max(1, n)) }

func (s Style) size() byte {
	return byte(magnification(s.Width)-1)<<4 | byte(magnification(s.Height)-1)
}

// cellWidth and cellHeight are the size of one character in dots. They are the same
// on all printers with ESC/POS fonts A and B.
func cellWidth(f Font) int {
	if f == FontB {
		return 9
	}
	return 12
}

func cellHeight(f Font) int {
	if f == FontB {
		return 17
	}
	return 24
}

// set sends the modes that differ from those the printer is in.
func (e *encoder) set(s Style, p page) {
	m := &e.modes
	e.align(s.Align)
	if font := min(s.Font, FontB); font != m.font {
		m.font = font
		e.put(0x1B, 0x4D, byte(font))
	}
	if size := s.size(); size != m.size {
		m.size = size
		e.put(0x1D, 0x21, size)
	}
	if s.Bold != m.bold {
		m.bold = s.Bold
		e.put(0x1B, 0x45, bit(s.Bold))
	}
	if s.Underline != m.underline {
		m.underline = s.Underline
		e.put(0x1B, 0x2D, bit(s.Underline))
	}
	e.setPage(p)
}

func (e *encoder) align(a Align) {
	if a = min(a, Right); a != e.modes.align {
		e.modes.align = a
		e.put(0x1B, 0x61, byte(a))
	}
}

func (e *encoder) setPage(p page) {
	if p == pageASCII || p == e.modes.page {
		return
	}
	n := e.profile.CodePages.PC858
	if p == pageWPC1252 {
		n = e.profile.CodePages.WPC1252
	}
	e.modes.page = p
	e.put(0x1B, 0x74, byte(n))
}

func bit(on bool) byte {
	if on {
		return 1
	}
	return 0
}
