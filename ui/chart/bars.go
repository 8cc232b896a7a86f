package chart

import (
	"math"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"kundterminal/ui"
)

// The measures of bars, in points.
const (
	barName   = 20 // the name above the bars
	barHeight = 15
	barGap    = 11 // below the last bar of a name
)

// Bars draws a bar for each mark, below its name. Bars begin at nothing.
func (c *Charts) Bars(f Figure) ([]byte, error) {
	most, ok := f.most()
	if !ok {
		return nil, ErrNothing
	}
	var rows []int
	for i := range f.Names {
		for _, s := range f.Series {
			if s.at(i).Text != "" {
				rows = append(rows, i)
				break
			}
		}
	}
	high := vg.Length(barName + barHeight*len(f.Series) + barGap)
	b := c.board(f.width(), vg.Length(len(rows))*high+c.legendHeight(f)-barGap)
	y := b.legend(f.Series)
	name, value := c.style(sizeText, xfont.WeightNormal, ui.Ink), c.style(sizeText, xfont.WeightBold, ui.Ink)
	room := f.width() - 4 - widest(value, f)
	for _, i := range rows {
		b.write(name, 0, y+barName/2, shorten(name, f.Names[i], f.width()))
		for k, s := range f.Series {
			m, top := s.at(i), y+barName+vg.Length(k)*barHeight
			if m.Text == "" {
				continue
			}
			long := vg.Length(0)
			if most > 0 {
				long = room * vg.Length(math.Max(m.Value, 0)/most)
			}
			b.box(0, top, max(long, 1), barHeight-2, tint(k))
			b.write(value, max(long, 1)+6, top+barHeight/2-1, m.Text)
		}
		y += high
	}
	return b.end()
}

// widest is how wide the widest text of a mark is, with the gap before it.
func widest(s draw.TextStyle, f Figure) vg.Length {
	w := vg.Length(0)
	for _, one := range f.Series {
		for _, m := range one.Marks {
			w = max(w, s.Width(m.Text))
		}
	}
	return w + 8
}

// Heat draws a field for each mark, the darker the greater. Names are the rows, and the
// series the columns.
func (c *Charts) Heat(f Figure) ([]byte, error) {
	most, ok := f.most()
	if !ok {
		return nil, ErrNothing
	}
	const head, line, left = 24, 30, 46
	b := c.board(f.width(), vg.Length(head+line*len(f.Names)))
	label, light, dark := c.style(sizeText, xfont.WeightNormal, ui.Slate), c.style(sizeText, xfont.WeightBold, ui.Ink), c.style(sizeText, xfont.WeightBold, ui.Paper)
	wide := (f.width() - left) / vg.Length(len(f.Series))
	label.XAlign, light.XAlign, dark.XAlign = draw.XCenter, draw.XCenter, draw.XCenter
	for k, s := range f.Series {
		b.write(label, left+wide*(vg.Length(k)+0.5), head/2, shorten(label, s.Name, wide))
	}
	label.XAlign = draw.XLeft
	for i, row := range f.Names {
		y := vg.Length(head + line*i)
		b.write(label, 0, y+line/2, row)
		for k, s := range f.Series {
			m, x := s.at(i), left+wide*vg.Length(k)
			if m.Text == "" {
				b.box(x+1, y+1, wide-2, line-2, ink(ui.Mist))
				b.write(light, x+wide/2, y+line/2, "–")
				continue
			}
			share := 0.0
			if most > 0 {
				share = m.Value / most
			}
			style := light
			if share > 0.45 {
				style = dark
			}
			b.box(x+1, y+1, wide-2, line-2, between(ui.Mist, ui.Lake, share))
			b.write(style, x+wide/2, y+line/2, m.Text)
		}
	}
	return b.end()
}
