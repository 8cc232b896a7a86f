//go:build fyne

package touch

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"kundterminal/ui"
)

// mostLetters bounds the memory for drawn letters.
const mostLetters = 20000

// steps is how many places within a pixel a letter is drawn at.
const steps = 4

// typesetter draws lines of text with the advances that they were laid out
// with: no kerning, no hinting, sizes in parts of a pixel. Fyne's own text
// spaces letters as if their size were the next whole number of pixels. It is
// used by one goroutine.
type typesetter struct {
	fonts    [2]*sfnt.Font
	buf      sfnt.Buffer
	drawn    map[letter]mask
	advances map[rune][2]float64 // in em; regular, bold
}

// letter is a letter in a size, at a place within its pixel.
type letter struct {
	rune rune
	bold bool
	size fixed.Int26_6 // px an em
	step int           // of steps, from the left
}

// mask is a drawn letter, placed from the pixel that its origin is in.
type mask struct {
	alpha *image.Alpha // nil: nothing to be seen
	at    image.Point
}

// written is a line of text as pixels, placed on the window.
type written struct {
	image *image.RGBA // nil: nothing to be seen
	at    image.Point
}

func newTypesetter(f fonts) *typesetter {
	return &typesetter{fonts: f.parsed, drawn: map[letter]mask{}, advances: map[rune][2]float64{}}
}

// write draws a line. Its baseline is on the pixel nearest to the line's.
func (t *typesetter) write(l ui.Line, g glass) written {
	size := l.Em * g.perMM
	left := float64(g.at.X) + l.X*g.perMM
	var masks []mask
	var bounds image.Rectangle
	for _, r := range l.Text {
		step := int(math.Round(left * steps))
		m := t.letter(letter{r, l.Bold, fixed.Int26_6(math.Round(size * 64)), step & (steps - 1)})
		if m.alpha != nil {
			m.at.X += step / steps
			masks = append(masks, m)
			bounds = bounds.Union(m.alpha.Rect.Add(m.at))
		}
		left += t.advance(r, l.Bold) * size
	}
	if len(masks) == 0 {
		return written{}
	}
	img := image.NewRGBA(image.Rectangle{Max: bounds.Size()})
	ink := image.NewUniform(ink(l.Ink))
	for _, m := range masks {
		draw.DrawMask(img, m.alpha.Rect.Add(m.at.Sub(bounds.Min)), ink, image.Point{}, m.alpha, image.Point{}, draw.Over)
	}
	return written{image: img, at: bounds.Min.Add(image.Pt(0, g.point(l.X, l.Y).Y))}
}

// advance returns the width of a letter in em.
func (t *typesetter) advance(r rune, bold bool) float64 {
	both, ok := t.advances[r]
	if !ok {
		for i, f := range t.fonts {
			units := fixed.I(int(f.UnitsPerEm()))
			glyph, err := f.GlyphIndex(&t.buf, r)
			if err != nil {
				continue
			}
			if wide, err := f.GlyphAdvance(&t.buf, glyph, units, font.HintingNone); err == nil {
				both[i] = float64(wide) / float64(units)
			}
		}
		t.advances[r] = both
	}
	return both[index(bold)]
}

func index(bold bool) int {
	if bold {
		return 1
	}
	return 0
}

func (t *typesetter) letter(l letter) mask {
	m, ok := t.drawn[l]
	if !ok {
		if len(t.drawn) >= mostLetters {
			clear(t.drawn)
		}
		m = t.draw(l)
		t.drawn[l] = m
	}
	return m
}

// draw fills a letter's outline. A letter that the font lacks becomes the font's
// sign for such.
func (t *typesetter) draw(l letter) mask {
	f := t.fonts[index(l.bold)]
	glyph, err := f.GlyphIndex(&t.buf, l.rune)
	if err != nil {
		return mask{}
	}
	outline, err := f.LoadGlyph(&t.buf, glyph, l.size, nil)
	if err != nil || len(outline) == 0 {
		return mask{}
	}
	b := outline.Bounds()
	shift := fixed.Int26_6(l.step * 64 / steps)
	box := image.Rect((b.Min.X + shift).Floor(), b.Min.Y.Floor(), (b.Max.X + shift).Ceil(), b.Max.Y.Ceil())
	if box.Empty() {
		return mask{}
	}
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	trace(z, outline, func(p fixed.Point26_6) (x, y float32) {
		return float32(p.X+shift)/64 - float32(box.Min.X), float32(p.Y)/64 - float32(box.Min.Y)
	})
	alpha := image.NewAlpha(image.Rectangle{Max: box.Size()})
	z.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	return mask{alpha: alpha, at: box.Min}
}

func trace(z *vector.Rasterizer, outline sfnt.Segments, at func(fixed.Point26_6) (x, y float32)) {
	for _, s := range outline {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			z.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
}
