package display

import (
	"fmt"
	"math"
	"strings"
)

// Screen is the screen on the wall, and how far away it is read.
type Screen struct {
	WidthPx, HeightPx int     // of the whole screen; only their ratio counts
	DiagonalIn        float64 // of the glass
	DistanceM         float64 // from which the numbers can be read at least
}

// CapHeight is how high the numbers are at least, in whole tenths of a millimetre: 0.7 degrees of
// what the reader sees (EN 301 549, 5.1.4), which is 36.7 mm at 3 m and 61.1 mm at 5 m.
func (s Screen) CapHeight() float64 {
	return math.Ceil(s.DistanceM*1e4*math.Tan(0.7*math.Pi/180)) / 10
}

// The rows of calls that a display has.
const (
	leastRows = 3
	mostRows  = 5
)

// capital is how high a capital of Noto Sans is, in parts of its size.
const capital = 0.714

// shape is one way to put a call on the screen. All lengths are in cap heights.
type shape struct {
	name   string
	width  float64 // of the widest call: six characters, a sign of three
	height float64
}

// shapes are the ways that there are: the one with the highest numbers is taken.
var shapes = []shape{
	{"wide", 14.5, 1.75},  // all beside each other
	{"stacked", 7.6, 3.4}, // the number above, the rest below
}

// The bars above and below the calls, and the margin, in cap heights.
const (
	topBar  = 0.86
	headBar = 0.5
	footBar = 1.1
	margin  = 0.5
)

// Layout is where everything stands.
type Layout struct {
	Width, Height float64 // of the screen, in millimetres
	Cap           float64 // how high the numbers are, in millimetres
	Shape         string  // wide or stacked
	Rows          int
	Row           float64 // the least height of a row, in cap heights
}

// Layout fits as many calls on the screen as can be, and makes their numbers as high as
// they then can be; or it says why they do not fit.
func (s Screen) Layout() (Layout, error) {
	if s.WidthPx < 1 || s.HeightPx < 1 || s.DiagonalIn <= 0 || s.DistanceM <= 0 {
		return Layout{}, fmt.Errorf("a screen of %d × %d pixels and %g inches, read from %g m: each must be more than 0", s.WidthPx, s.HeightPx, s.DiagonalIn, s.DistanceM)
	}
	const inch = 25.4
	mm := s.DiagonalIn * inch / math.Hypot(float64(s.WidthPx), float64(s.HeightPx))
	l := Layout{Width: float64(s.WidthPx) * mm, Height: float64(s.HeightPx) * mm}
	for _, try := range shapes {
		rows := min(int((l.Height/s.CapHeight()-topBar-headBar-footBar)/try.height), mostRows)
		if rows < leastRows {
			continue
		}
		fits := min(l.Width/(try.width+2*margin), l.Height/(topBar+headBar+footBar+float64(rows)*try.height))
		if fits > l.Cap {
			l.Shape, l.Rows, l.Cap, l.Row = try.name, rows, fits, try.height
		}
	}
	if l.Cap < s.CapHeight() {
		return Layout{}, fmt.Errorf("a screen of %.0f × %.0f mm has no room for %d numbers that are read from %g m (%g mm high): take a larger screen or a shorter distance",
			l.Width, l.Height, leastRows, s.DistanceM, s.CapHeight())
	}
	return l, nil
}

// rules are the style rules of a layout. A millimetre is a part of the window's width:
// so the numbers have their size however many pixels a browser believes to have.
func (l Layout) rules() string {
	var b strings.Builder
	fmt.Fprintf(&b, ":root{--mm:calc(100vw / %.2f);--cap:calc(var(--mm) * %.2f);--em:calc(var(--cap) / %.3f);", l.Width, l.Cap, capital)
	fmt.Fprintf(&b, "--rows:%d;--row:%g;--top:calc(var(--cap) * %g);--head:calc(var(--cap) * %g);--foot:calc(var(--cap) * %g);--margin:calc(var(--cap) * %g)}\n",
		l.Rows, l.Row, topBar, headBar, footBar, margin)
	return b.String()
}
