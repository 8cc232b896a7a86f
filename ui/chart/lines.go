package chart

import (
	"fmt"
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"kundterminal/ui"
)

// between is a colour so far from one token to another.
func between(from, to ui.Color, share float64) color.Color {
	a, b := from.RGB(), to.RGB()
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*share) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// dashes tell series apart where colours do not.
var dashes = [][]vg.Length{nil, {7, 4}, {2, 3}}

// Lines draws a line for each series over the names. A hidden mark is a gap.
func (c *Charts) Lines(f Figure) ([]byte, error) {
	most, ok := f.most()
	if !ok {
		return nil, ErrNothing
	}
	p := c.plot("")
	p.Add(grid())
	for k := len(f.Series) - 1; k >= 0; k-- { // what was asked for lies on top
		if err := f.line(p, k); err != nil {
			return nil, err
		}
	}
	every := max((len(f.Names)+f.ticks()-1)/f.ticks(), 1)
	var ticks []plot.Tick
	for i, name := range f.Names {
		if i%every == 0 {
			ticks = append(ticks, plot.Tick{Value: float64(i), Label: name})
		}
	}
	p.X.Tick.Marker = plot.ConstantTicks(ticks)
	p.X.Min, p.X.Max = -0.5, float64(len(f.Names))-0.5
	p.Y.Tick.Marker = even(most)
	p.Y.Min, p.Y.Max = 0, max(most*1.06, 1)
	const high = 240
	b := c.board(f.width(), high)
	top := b.legend(f.Series)
	p.Draw(draw.Crop(b.Canvas, 0, -4, 2, -top))
	return b.end()
}

func (f Figure) ticks() int {
	if f.Narrow {
		return 5
	}
	return 10
}

// line adds one series: a line through each run of marks, and a dot for each mark.
func (f Figure) line(p *plot.Plot, k int) error {
	var all, run plotter.XYs
	style := draw.LineStyle{Color: tint(k), Width: 2.25, Dashes: dashes[k%len(dashes)]}
	draws := func() error {
		if len(run) > 1 {
			l, err := plotter.NewLine(run)
			if err != nil {
				return err
			}
			l.LineStyle = style
			p.Add(l)
		}
		run = nil
		return nil
	}
	for i := range f.Names {
		m := f.Series[k].at(i)
		if m.Text == "" {
			if m.None {
				continue
			}
			if err := draws(); err != nil {
				return err
			}
			continue
		}
		at := plotter.XY{X: float64(i), Y: m.Value}
		all, run = append(all, at), append(run, at)
	}
	if err := draws(); err != nil || len(all) == 0 {
		return err
	}
	dots, err := plotter.NewScatter(all)
	if err != nil {
		return err
	}
	dots.GlyphStyle = draw.GlyphStyle{Color: tint(k), Radius: 2.75, Shape: draw.CircleGlyph{}}
	p.Add(dots)
	return nil
}

// even are four or five ticks at round numbers.
func even(most float64) plot.ConstantTicks {
	step := math.Pow(10, math.Floor(math.Log10(max(most, 1)/4)))
	for _, k := range []float64{1, 2, 5, 10} {
		if most/(step*k) <= 5 {
			step *= k
			break
		}
	}
	step = max(step, 1)
	var ticks plot.ConstantTicks
	for v := 0.0; v <= most*1.06+step/1000; v += step {
		ticks = append(ticks, plot.Tick{Value: v, Label: grouped(int(v))})
	}
	return ticks
}

// grouped writes a whole number with a gap between its thousands.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s\u00a0%03d", grouped(n/1000), n%1000)
}
