package sim

import (
	"slices"
	"time"
)

// Ticket is one piece of paper that left the printer: cut, torn off, or left
// over from a roll that ended.
type Ticket struct {
	Image    *Bitmap   // every dot, at the model's width; white feed above and below included
	Bytes    []byte    // what the interpreter took from its buffer for this piece, the cut included (at most 1 MiB)
	Text     []string  // the lines of text whose last row is on this piece, in order
	Barcodes []string  // contents of the symbols the printer itself drew (not those sent as raster)
	LengthMM float64   // length of the piece
	At       time.Time // when it was cut or torn
	Partial  bool      // a partial cut: it hangs by a point until it is pulled
	Complete bool      // false when torn off, begun on an earlier piece, or holding an abandoned job
}

// mark ties something that was printed to the row where it ended.
type mark struct {
	row  int
	text string
}

// sheet is the paper between the last cut and the print head.
type sheet struct {
	stride  int
	rows    []byte
	inked   int // rows up to and including the last that has a black dot
	texts   []mark
	codes   []mark
	bytes   []byte
	broken  bool // what is on it is not one whole job
	maxRows int
}

const maxTicketBytes = 1 << 20

func (s *sheet) height() int { return len(s.rows) / s.stride }

// thread begins a new sheet, blank from the knife to the head.
func (s *sheet) thread(knife int) {
	s.rows = make([]byte, knife*s.stride)
	s.inked, s.texts, s.codes = 0, nil, nil
	s.broken = false
}

// add appends one printed row; bits may be shorter or longer than the head.
func (s *sheet) add(bits []byte) {
	n := len(s.rows)
	s.rows = append(s.rows, make([]byte, s.stride)...)
	copy(s.rows[n:], bits)
	for _, b := range bits {
		if b != 0 {
			s.inked = s.height()
			return
		}
	}
}

func (s *sheet) note(bytes ...byte) {
	if len(s.bytes) < maxTicketBytes {
		s.bytes = append(s.bytes, bytes...)
	}
}

// bitmap is a copy of the rows from..to.
func (s *sheet) bitmap(width, from, to int) *Bitmap {
	return &Bitmap{
		Width: width, Height: to - from, Stride: s.stride,
		Bits: slices.Clone(s.rows[from*s.stride : to*s.stride]),
	}
}

// split takes the piece above row off as a ticket; what is below stays, and
// becomes the head of the next one.
func (s *sheet) split(m *Model, row int) Ticket {
	row = max(0, min(row, s.height()))
	t := Ticket{
		Image:    s.bitmap(m.Dots, 0, row),
		Bytes:    s.bytes,
		Complete: !s.broken,
		LengthMM: m.mm(row),
	}
	t.Text, s.texts = part(s.texts, row)
	t.Barcodes, s.codes = part(s.codes, row)
	s.rows = slices.Clone(s.rows[row*s.stride:])
	s.inked = max(0, s.inked-row)
	s.bytes = nil
	s.broken = s.broken && s.inked > 0 // what stayed inside heads the next ticket
	return t
}

// part divides marks at a row.
func part(marks []mark, row int) (above []string, below []mark) {
	for _, m := range marks {
		if m.row <= row {
			above = append(above, m.text)
		} else {
			below = append(below, mark{m.row - row, m.text})
		}
	}
	return above, below
}

// pullBack rewinds blank paper, at most n rows: ink cannot be taken back.
func (s *sheet) pullBack(n int) {
	n = min(n, s.height()-s.inked)
	s.rows = s.rows[:len(s.rows)-n*s.stride]
}
