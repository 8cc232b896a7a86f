package chart

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// outlined is a canvas that draws letters as their outlines.
type outlined struct {
	vg.Canvas
	w, h vg.Length
}

// Size returns the size of the canvas.
func (o outlined) Size() (w, h vg.Length) { return o.w, o.h }

// FillString implements vg.Canvas. A letter that the typeface lacks is left out.
func (o outlined) FillString(f font.Face, at vg.Point, text string) {
	var buffer sfnt.Buffer
	// In units of the typeface, so that nothing is rounded.
	units := fixed.I(int(f.Face.UnitsPerEm()))
	scale := f.Font.Size / vg.Length(f.Face.UnitsPerEm())
	before, begun := sfnt.GlyphIndex(0), false
	for _, r := range text {
		glyph, err := f.Face.GlyphIndex(&buffer, r)
		if err != nil || glyph == 0 {
			continue
		}
		if kern, err := f.Face.Kern(&buffer, before, glyph, units, 0); begun && err == nil {
			at.X += length(kern) * scale
		}
		if segments, err := f.Face.LoadGlyph(&buffer, glyph, units, nil); err == nil && len(segments) > 0 {
			o.Fill(outline(segments, at, scale))
		}
		if advance, err := f.Face.GlyphAdvance(&buffer, glyph, units, 0); err == nil {
			at.X += length(advance) * scale
		}
		before, begun = glyph, true
	}
}

func length(v fixed.Int26_6) vg.Length { return vg.Length(v) / 64 }

// outline is a letter's path with its origin at a point. In a typeface y grows
// downwards, on the canvas upwards.
func outline(segments sfnt.Segments, at vg.Point, scale vg.Length) vg.Path {
	var path vg.Path
	point := func(p fixed.Point26_6) vg.Point {
		return vg.Point{X: at.X + length(p.X)*scale, Y: at.Y - length(p.Y)*scale}
	}
	for i, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.Close()
			}
			path.Move(point(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(point(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(point(s.Args[0]), point(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(point(s.Args[0]), point(s.Args[1]), point(s.Args[2]))
		}
	}
	path.Close()
	return path
}
