package chart

import (
	"image/color"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"kundterminal/ui"
)

// Figure is what a chart of figures shows: for each name a mark of each series.
type Figure struct {
	Names  []string // of lines, columns or rows
	Series []Series
	Narrow bool // for a phone held upright
}

// Series is figures that belong together, such as those of one year.
type Series struct {
	Name  string
	Marks []Mark // by the figure's names
}

// Mark is one figure with how it is written. One that has no text is not drawn: it is
// hidden or, where None is set, there is nothing, and a line goes on over it.
type Mark struct {
	Value float64
	Text  string
	None  bool
}

// The widths of charts of figures: beside a table, and for a phone.
const (
	beside = 470
	narrow = 340
)

func (f Figure) width() vg.Length {
	if f.Narrow {
		return narrow
	}
	return beside
}

// most is the greatest value; ok is false where nothing may be shown.
func (f Figure) most() (most float64, ok bool) {
	for _, s := range f.Series {
		for _, m := range s.Marks {
			if m.Text != "" {
				most, ok = max(most, m.Value), true
			}
		}
	}
	return most, ok
}

// at is the mark of a name.
func (s Series) at(i int) Mark {
	if i < len(s.Marks) {
		return s.Marks[i]
	}
	return Mark{None: true}
}

// tints are the colours of series, the first for what was asked for. They differ in
// lightness too.
var tints = []ui.Color{ui.Lake, ui.Amber, ui.Rim}

func tint(i int) color.Color { return ink(tints[i%len(tints)]) }

// board is a canvas that is drawn on by hand, from the top.
type board struct {
	draw.Canvas
	charts *Charts
	svg    *vgsvg.Canvas
	h      vg.Length
}

func (c *Charts) board(w, h vg.Length) board {
	svg := vgsvg.New(w, h)
	b := board{draw.New(outlined{svg, w, h}), c, svg, h}
	b.box(0, 0, w, h, ink(ui.Paper))
	return b
}

// box fills a rectangle whose upper left corner is so far from the left and the top.
func (b board) box(x, y, w, h vg.Length, c color.Color) {
	b.SetColor(c)
	b.Fill(vg.Rectangle{Min: vg.Point{X: x, Y: b.h - y - h}, Max: vg.Point{X: x + w, Y: b.h - y}}.Path())
}

// capital is how high a capital letter of the typeface is, by its size.
const capital = 0.714

// write writes a text whose middle is so far from the top.
func (b board) write(s text.Style, x, y vg.Length, words string) {
	s.YAlign = draw.YBottom
	b.FillText(s, vg.Point{X: x, Y: b.h - y - s.Font.Size*capital/2}, words)
}

func (b board) end() ([]byte, error) {
	var out strings.Builder
	if _, err := b.svg.WriteTo(&out); err != nil {
		return nil, err
	}
	return inAttributes([]byte(out.String())), nil
}

// legend writes the names of several series in a row and returns how high that is.
func (b board) legend(list []Series) vg.Length {
	s := b.charts.style(sizeText, xfont.WeightNormal, ui.Ink)
	places, high := placed(s, list, b.Max.X)
	for i, at := range places {
		b.box(at.X, at.Y-5, 12, 10, tint(i))
		b.write(s, at.X+18, at.Y, list[i].Name)
	}
	return high
}

func (c *Charts) legendHeight(f Figure) vg.Length {
	_, high := placed(c.style(sizeText, xfont.WeightNormal, ui.Ink), f.Series, f.width())
	return high
}

// placed are the places of the names in a legend from the top, and how high it is. One
// series alone needs no name.
func placed(s text.Style, list []Series, wide vg.Length) (places []vg.Point, high vg.Length) {
	if len(list) < 2 {
		return nil, 0
	}
	x, y := vg.Length(0), vg.Length(9)
	for i, one := range list {
		w := 18 + s.Width(one.Name)
		if i > 0 && x+w > wide {
			x, y = 0, y+18
		}
		places = append(places, vg.Point{X: x, Y: y})
		x += w + 20
	}
	return places, y + 17
}

// shorten cuts a text to a width.
func shorten(s text.Style, words string, w vg.Length) string {
	if s.Width(words) <= w {
		return words
	}
	runes := []rune(words)
	for len(runes) > 1 && s.Width(string(runes)+"…") > w {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ,.·") + "…"
}
