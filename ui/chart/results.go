package chart

import (
	"errors"
	"image/color"
	"strconv"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// ErrNothing is returned when everything that a chart would show is hidden, or
// there is nothing.
var ErrNothing = errors.New("chart: there is nothing that may be shown")

// Grades draws how many people gave each grade.
func (c *Charts) Grades(d kiosk.Distribution, title string) ([]byte, error) {
	if d.Hidden || d.N == 0 {
		return nil, ErrNothing
	}
	var values plotter.Values
	var names, counts []string
	var tops plotter.XYs
	most := 0
	for i, n := range d.Counts {
		values = append(values, float64(n))
		names = append(names, strconv.Itoa(d.Least+i))
		counts = append(counts, strconv.Itoa(n))
		tops = append(tops, plotter.XY{X: float64(i), Y: float64(n)})
		most = max(most, n)
	}
	bars, err := plotter.NewBarChart(values, 46)
	if err != nil {
		return nil, err
	}
	bars.Color, bars.LineStyle.Width = ink(ui.Lake), 0
	labels, err := c.labels(tops, counts, draw.XCenter, vg.Point{Y: 5})
	if err != nil {
		return nil, err
	}
	p := c.plot(title)
	p.Add(bars, labels)
	p.NominalX(names...)
	p.HideY()
	p.X.LineStyle.Color, p.X.Padding = ink(ui.Rim), 0
	p.X.Min, p.X.Max = -0.6, float64(len(values))-0.4
	p.Y.Min, p.Y.Max = 0, float64(most)*1.12
	return c.svg(p, width, height)
}

// labels are figures beside points.
func (c *Charts) labels(at plotter.XYs, texts []string, x draw.XAlignment, offset vg.Point) (*plotter.Labels, error) {
	labels, err := plotter.NewLabels(plotter.XYLabels{XYs: at, Labels: texts})
	if err != nil {
		return nil, err
	}
	for i := range labels.TextStyle {
		labels.TextStyle[i] = c.style(sizeText, xfont.WeightBold, ui.Ink)
		labels.TextStyle[i].XAlign = x
	}
	labels.Offset = offset
	return labels, nil
}

// Weeks draws the mean grade week by week. A hidden week is a gap in the line.
func (c *Charts) Weeks(cells []kiosk.FeedbackCell, l kiosk.Language, title string) ([]byte, error) {
	p := c.plot(title)
	var ticks []plot.Tick
	var all, run plotter.XYs
	var figures []string
	every := (len(cells) + 11) / 12
	draws := func() error {
		if len(run) == 0 {
			return nil
		}
		line, err := plotter.NewLine(run)
		if err != nil {
			return err
		}
		line.LineStyle = draw.LineStyle{Color: ink(ui.Lake), Width: 2.5}
		p.Add(line)
		run = nil
		return nil
	}
	for i, cell := range cells {
		if i%every == 0 {
			_, week, _ := strings.Cut(cell.Week.String(), "-W")
			ticks = append(ticks, plot.Tick{Value: float64(i), Label: strings.TrimLeft(week, "0")})
		}
		if cell.Grade.Hidden || cell.Grade.N == 0 {
			if err := draws(); err != nil {
				return nil, err
			}
			continue
		}
		at := plotter.XY{X: float64(i), Y: cell.Grade.Mean}
		run, all = append(run, at), append(all, at)
		figures = append(figures, Decimal(cell.Grade.Mean, 1, l))
	}
	if len(all) == 0 {
		return nil, ErrNothing
	}
	p.Add(grid())
	if err := draws(); err != nil {
		return nil, err
	}
	if err := c.points(p, all, figures); err != nil {
		return nil, err
	}
	p.X.Tick.Marker = plot.ConstantTicks(ticks)
	p.X.Min, p.X.Max = -0.5, float64(len(cells))-0.5
	p.Y.Min, p.Y.Max = kiosk.MinGrade, kiosk.MaxGrade+0.6
	p.Y.Tick.Marker = wholes(kiosk.MinGrade, kiosk.MaxGrade, 1)
	return c.svg(p, width, height)
}

// points draws dots with their figures above.
func (c *Charts) points(p *plot.Plot, at plotter.XYs, figures []string) error {
	dots, err := plotter.NewScatter(at)
	if err != nil {
		return err
	}
	dots.GlyphStyle = draw.GlyphStyle{Color: ink(ui.Lake), Radius: 4.5, Shape: draw.CircleGlyph{}}
	labels, err := c.labels(at, figures, draw.XCenter, vg.Point{Y: 8})
	if err != nil {
		return err
	}
	p.Add(dots, labels)
	return nil
}

// Named is a cell with the name of its authority.
type Named struct {
	Name string
	kiosk.FeedbackCell
}

// Scores draws the net promoter score of each authority with its interval.
func (c *Charts) Scores(cells []Named, title string) ([]byte, error) {
	p := c.plot(title)
	var names []plot.Tick
	var at plotter.XYs
	var figures []string
	var spans []span
	for _, cell := range cells {
		if cell.Recommend.Hidden || cell.Recommend.N == 0 {
			continue
		}
		y := -float64(len(names))
		names = append(names, plot.Tick{Value: y, Label: cell.Name})
		at = append(at, plotter.XY{X: cell.Recommend.Score, Y: y})
		figures = append(figures, signed(cell.Recommend.Score))
		spans = append(spans, span{cell.Recommend.Low, cell.Recommend.High, y})
	}
	if len(at) == 0 {
		return nil, ErrNothing
	}
	vertical := grid()
	vertical.Vertical, vertical.Horizontal.Width = draw.LineStyle{Color: ink(ui.Faint), Width: 1}, 0
	p.Add(vertical, intervals{spans, ink(ui.Lake)})
	if err := c.points(p, at, figures); err != nil {
		return nil, err
	}
	p.X.Min, p.X.Max = -100, 100
	p.X.Tick.Marker = wholes(-100, 100, 50)
	p.Y.Tick.Marker = plot.ConstantTicks(names)
	p.Y.Tick.LineStyle.Width, p.Y.LineStyle.Width = 0, 0
	p.Y.Min, p.Y.Max = -float64(len(names))+0.4, 0.7
	return c.svg(p, width, vg.Length(90+row*len(names)))
}

// span is an interval on a row.
type span struct{ low, high, y float64 }

// intervals draws a thick line for each span.
type intervals struct {
	spans []span
	color color.Color
}

// Plot implements plot.Plotter.
func (v intervals) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, s := range v.spans {
		style := draw.LineStyle{Color: v.color, Width: 3}
		c.StrokeLine2(style, x(s.low), y(s.y), x(s.high), y(s.y))
		for _, end := range []float64{s.low, s.high} {
			c.StrokeLine2(style, x(end), y(s.y)-4, x(end), y(s.y)+4)
		}
	}
}

func grid() *plotter.Grid {
	g := plotter.NewGrid()
	g.Horizontal = draw.LineStyle{Color: ink(ui.Faint), Width: 1}
	g.Vertical.Width = 0
	return g
}

func wholes(from, to, step int) plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for v := from; v <= to; v += step {
		ticks = append(ticks, plot.Tick{Value: float64(v), Label: minus(strconv.Itoa(v))})
	}
	return ticks
}

// signed writes a score as people read it: "+32", "–8".
func signed(v float64) string {
	s := strconv.FormatFloat(v, 'f', 0, 64)
	switch {
	case s == "-0" || s == "0":
		return "0"
	case v > 0:
		return "+" + s
	}
	return minus(s)
}

// minus writes the sign as a dash: the typeface has no sign of its own for it.
func minus(s string) string { return strings.Replace(s, "-", "–", 1) }

// Decimal writes a number as a language does.
func Decimal(v float64, digits int, l kiosk.Language) string {
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-") // nothing is less than nothing
	}
	s = minus(s)
	if l == kiosk.English {
		return s
	}
	return strings.Replace(s, ".", ",", 1)
}
