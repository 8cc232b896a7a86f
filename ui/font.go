package ui

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Font measures text in the typeface of the screens, without hinting or
// kerning. It is safe for use by several goroutines.
type Font struct {
	faces [2]face // regular, bold
}

// CapHeight is the height of the capitals of Noto Sans, in parts of its em.
const CapHeight = 0.714

// ordinary is where the letters of Finnish, Swedish and most of Sámi end.
const ordinary = 0x250

type face struct {
	font  *sfnt.Font
	units float64
	plain [ordinary]float64 // advances of the runes below ordinary, in em; known from the start

	mu       sync.Mutex
	buf      sfnt.Buffer
	advances map[rune]float64 // in em
}

// NewFont parses the two weights, TrueType or OpenType.
func NewFont(regular, bold []byte) (*Font, error) {
	f := &Font{}
	for i, data := range [][]byte{regular, bold} {
		parsed, err := sfnt.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("screen font %d of 2: %w", i+1, err)
		}
		f.faces[i].font = parsed
		f.faces[i].units = float64(parsed.UnitsPerEm())
		f.faces[i].advances = map[rune]float64{}
		for r := range f.faces[i].plain {
			f.faces[i].plain[r] = f.faces[i].advance(rune(r))
		}
	}
	return f, nil
}

// Width returns how wide the text is at a size of em, in the unit of em.
func (f *Font) Width(text string, em float64, bold bool) float64 {
	return f.further(0, text, bold) * em
}

// further is how wide a text is, in em, whose beginning is as wide as given and goes
// on with this.
func (f *Font) further(w float64, text string, bold bool) float64 {
	face := f.face(bold)
	for _, r := range text {
		if r < ordinary {
			w += face.plain[r]
		} else {
			w += face.rare(r)
		}
	}
	return w
}

// rare is the advance of a rune that few texts have.
func (f *face) rare(r rune) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.advance(r)
}

// Has reports whether both weights have a glyph for r.
func (f *Font) Has(r rune) bool {
	for i := range f.faces {
		face := &f.faces[i]
		face.mu.Lock()
		glyph, err := face.font.GlyphIndex(&face.buf, r)
		face.mu.Unlock()
		if err != nil || glyph == 0 {
			return false
		}
	}
	return true
}

func (f *Font) face(bold bool) *face {
	if bold {
		return &f.faces[1]
	}
	return &f.faces[0]
}

// advance returns the width of r in em; a rune without a glyph is as wide as
// the font's box for such. The caller holds mu.
func (f *face) advance(r rune) float64 {
	if w, ok := f.advances[r]; ok {
		return w
	}
	glyph, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil {
		return 1
	}
	advance, err := f.font.GlyphAdvance(&f.buf, glyph, fixed.I(int(f.units)), font.HintingNone)
	if err != nil {
		return 1
	}
	w := float64(advance) / 64 / f.units
	f.advances[r] = w
	return w
}
