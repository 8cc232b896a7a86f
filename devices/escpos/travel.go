package escpos

import "sort"

// travel is how far the bytes of a job move the paper, byte by byte.
type travel struct{ marks []mark }

// mark says that the bytes up to at move the paper so far, and cut it so often.
type mark struct{ at, dots, cuts int }

// moved notes that what was written last moves the paper by so many dots.
func (e *encoder) moved(dots int) {
	m := e.travel.last()
	e.travel.marks = append(e.travel.marks, mark{len(e.out), m.dots + dots, m.cuts})
}

// severed notes that what was written last moves the paper to the cutter and cuts.
func (e *encoder) severed() {
	m := e.travel.last()
	e.travel.marks = append(e.travel.marks, mark{len(e.out), m.dots + e.profile.dotsOf(e.profile.CutterMM), m.cuts + 1})
}

func (w *travel) last() mark {
	if n := len(w.marks); n > 0 {
		return w.marks[n-1]
	}
	return mark{}
}

// after is what the first sent bytes do.
func (w *travel) after(sent int) mark {
	n := sort.Search(len(w.marks), func(i int) bool { return w.marks[i].at > sent })
	if n == 0 {
		return mark{}
	}
	return w.marks[n-1]
}

// Length is how much paper a document takes, in millimetres, the way from the print
// head to the cutter included. The error is that of Encode.
func Length(p Profile, doc Document) (mm float64, err error) {
	e, err := encodeWhole(p, doc)
	if err != nil {
		return 0, err
	}
	return p.mmOf(e.travel.last().dots), nil
}

func (p *Profile) mmOf(dots int) float64 { return float64(dots) * 25.4 / float64(p.DPI) }
