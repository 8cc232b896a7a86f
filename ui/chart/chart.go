package chart

import (
	"bytes"
	"fmt"
	"image/color"
	"regexp"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"kundterminal/ui"
)

// The sizes of charts and letters, in points.
const (
	width  = 640
	height = 300
	row    = 34 // of a chart with a row for each authority

	sizeTitle = 15
	sizeText  = 12
)

const typeface = "Noto Sans"

// Charts draws charts. Its methods may be called from several goroutines.
type Charts struct{ fonts *font.Cache }

// New returns a drawer with these typefaces, as TrueType.
func New(regular, bold []byte) (*Charts, error) {
	var faces font.Collection
	for weight, data := range map[xfont.Weight][]byte{xfont.WeightNormal: regular, xfont.WeightBold: bold} {
		face, err := opentype.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("chart: the typeface: %w", err)
		}
		faces = append(faces, font.Face{Font: letters(0, weight), Face: face})
	}
	return &Charts{font.NewCache(faces)}, nil
}

func letters(size float64, w xfont.Weight) font.Font {
	return font.Font{Typeface: typeface, Variant: "Sans", Weight: w, Size: font.Length(size)}
}

// ink returns a token of the palette as plot wants it.
func ink(c ui.Color) color.Color {
	v := c.RGB()
	return color.RGBA{v.R, v.G, v.B, 255}
}

func (c *Charts) style(size float64, w xfont.Weight, of ui.Color) text.Style {
	return text.Style{Color: ink(of), Font: letters(size, w), Handler: text.Plain{Fonts: c.fonts}}
}

// plot returns an empty chart with the house's letters and thin axes.
func (c *Charts) plot(title string) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = ink(ui.Paper)
	p.TextHandler = text.Plain{Fonts: c.fonts}
	p.Title.Text = title
	p.Title.TextStyle = c.style(sizeTitle, xfont.WeightBold, ui.Ink)
	p.Title.TextStyle.XAlign, p.Title.TextStyle.YAlign = draw.XCenter, draw.YTop
	p.Title.Padding = 10
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Color = ink(ui.Rim)
		a.LineStyle = draw.LineStyle{Color: ink(ui.Rim), Width: 1}
		a.Tick.LineStyle = a.LineStyle
		a.Tick.Length = 4
		x, y := a.Tick.Label.XAlign, a.Tick.Label.YAlign
		a.Tick.Label = c.style(sizeText, xfont.WeightNormal, ui.Slate)
		a.Tick.Label.XAlign, a.Tick.Label.YAlign = x, y
		rotation := a.Label.TextStyle.Rotation
		a.Label.TextStyle = c.style(sizeText, xfont.WeightNormal, ui.Slate)
		a.Label.TextStyle.Rotation = rotation
		a.Label.TextStyle.XAlign, a.Label.TextStyle.YAlign = draw.XCenter, draw.YBottom
	}
	return p
}

// svg draws a chart with a margin around it.
func (c *Charts) svg(p *plot.Plot, w, h vg.Length) ([]byte, error) {
	canvas := vgsvg.New(w, h)
	area := draw.New(outlined{canvas, w, h})
	area.SetColor(ink(ui.Paper))
	area.Fill(area.Rectangle.Path())
	p.Draw(draw.Crop(area, 14, -18, 12, -14))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	return inAttributes(b.Bytes()), nil
}

var (
	styles = regexp.MustCompile(`style="([^"]*)"`)
	prolog = regexp.MustCompile(`(?s)^.*?<svg`)
)

// inAttributes says in attributes what the drawing says in styles, and leaves the
// head away: a page that allows no styles but its own shows it then.
func inAttributes(svg []byte) []byte {
	svg = prolog.ReplaceAll(svg, []byte("<svg"))
	return styles.ReplaceAllFunc(svg, func(style []byte) []byte {
		var list [][]byte
		for pair := range bytes.SplitSeq(styles.FindSubmatch(style)[1], []byte(";")) {
			if name, value, ok := bytes.Cut(pair, []byte(":")); ok {
				list = append(list, fmt.Appendf(nil, "%s=%q", bytes.TrimSpace(name), bytes.TrimSpace(value)))
			}
		}
		return bytes.Join(list, []byte(" "))
	})
}
