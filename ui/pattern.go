package ui

import (
	"math"
	"strings"

	"kundterminal/kiosk"
)

// Pattern is a picture that shows what a screen does wrong. It has the whole
// glass, and the whole of it is one button.
type Pattern struct {
	piece
	Button
	Name string // one of Patterns
}

// The patterns that are drawn pixel by pixel, as values of Item.Pattern.
const (
	Checker  = "checker" // black and white pixels in turn, in both directions
	Columns  = "columns" // black and white columns of pixels in turn
	RowLines = "rows"    // black and white rows of pixels in turn
)

var (
	black = Exactly(RGB{})
	white = Exactly(RGB{255, 255, 255})
)

// patterns are what can be shown, by name.
var patterns = []struct {
	name string
	draw func(*arranger, Box)
}{
	{"white", plain(white)},
	{"black", plain(black)},
	{"red", plain(Exactly(RGB{R: 255}))},
	{"green", plain(Exactly(RGB{G: 255}))},
	{"blue", plain(Exactly(RGB{B: 255}))},
	{"grey", plain(grey(0xC0))},
	{"checker", func(a *arranger, box Box) { a.specimen(Item{Box: box, Fill: white, Pattern: Checker}) }},
	{"lines", (*arranger).lines},
	{"steps", (*arranger).steps},
	{"contrast", (*arranger).contrast},
	{"geometry", (*arranger).geometry},
	{"burn_in", plain(grey(0x80))}, // what stood long on the glass is seen best on an even grey
}

// Patterns lists the names of all patterns, in a good order to show them.
func Patterns() []string {
	var names []string
	for _, p := range patterns {
		names = append(names, p.name)
	}
	return names
}

func grey(v uint8) Color { return Exactly(RGB{v, v, v}) }

func plain(c Color) func(*arranger, Box) {
	return func(a *arranger, box Box) { a.specimen(Item{Box: box, Fill: c}) }
}

// pattern draws the picture, and over it a button that nobody sees. A name that
// is not known is white.
func (a *arranger) pattern(p Pattern) {
	f := a.scene.Frame
	glass := Box{0, 0, f.W, f.H}
	draw := patterns[0].draw
	for _, known := range patterns {
		if known.name == p.Name {
			draw = known.draw
		}
	}
	a.fullHeading("", "", p.Label)
	draw(a, glass)
	b := p.Button
	a.add(Item{ID: b.ID, Kind: Press, Box: glass, Button: &b})
}

func (a *arranger) specimen(i Item) {
	i.ID, i.Kind = a.nextID("specimen"), Specimen
	a.add(i)
}

// lines are single columns of pixels above, and single rows below.
func (a *arranger) lines(box Box) {
	box.H /= 2
	a.specimen(Item{Box: box, Fill: white, Pattern: Columns})
	box.Y += box.H
	a.specimen(Item{Box: box, Fill: white, Pattern: RowLines})
}

// steps are sixteen greys from black to white. Each must be told from the next,
// and the last ones from the borders.
func (a *arranger) steps(box Box) {
	const n = 16
	a.specimen(Item{Box: box, Fill: black})
	in := 12 * a.k
	a.specimen(Item{Box: inset(box, in/2), Fill: white})
	box = inset(box, in)
	for i := range n {
		c := grey(uint8(i * 255 / (n - 1)))
		step := Box{box.X, box.Y + box.H*float64(i)/n, box.W, box.H / n}
		if a.wide {
			step = Box{box.X + box.W*float64(i)/n, box.Y, box.W / n, box.H}
		}
		ink := white
		if i >= n/2 {
			ink = black
		}
		label := block{typing{em: emLeast, ink: ink, centre: true}, []string{itoa(i)}}
		a.specimen(Item{Box: step, Fill: c, Lines: a.place(label, Box{step.X, step.Y + (step.H-label.height())/2, step.W, 0})})
	}
}

func inset(b Box, by float64) Box { return Box{b.X + by, b.Y + by, b.W - 2*by, b.H - 2*by} }

// contrast has a square and a text of each contrast, on white and on black.
func (a *arranger) contrast(box Box) {
	ratios := []float64{1.5, 3, 4.5, 7}
	box.W /= 2
	for half, ground := range []Color{white, black} {
		at := Box{box.X + float64(half)*box.W, box.Y, box.W, box.H}
		a.specimen(Item{Box: at, Fill: ground})
		at.H /= float64(len(ratios))
		for _, r := range ratios {
			a.patch(at, r, ground)
			at.Y += at.H
		}
	}
}

// patch is one contrast: its number, to be read in any case, and the samples.
func (a *arranger) patch(box Box, ratio float64, ground Color) {
	ink, other := greyOn(ground, ratio), black
	if ground == black {
		other = white
	}
	in := 8 * a.k
	size := min(box.H-2*in-emTitle*a.k*lineHeight, box.W*0.3)
	label := block{typing{em: emLabel * a.k, ink: other}, []string{a.number1(ratio) + " : 1"}}
	sample := block{typing{em: emLarge * a.k, bold: true, ink: ink}, []string{"Aa 123"}}
	small := block{typing{em: emLeast, ink: ink}, []string{"Aa 123 ÅÄÖ"}}
	y := box.Y + (box.H-size-label.height())/2
	lines := a.place(label, Box{X: box.X + in, Y: y})
	y += label.height()
	a.specimen(Item{Box: Box{box.X + in, y, size, size}, Fill: ink})
	text := Box{X: box.X + 2*in + size, Y: y + (size-sample.height()-small.height())/2}
	lines = append(lines, a.place(sample, text)...)
	text.Y += sample.height()
	a.specimen(Item{Box: box, Lines: append(lines, a.place(small, text)...)})
}

// number1 writes a number with one digit behind the point as the language does.
func (a *arranger) number1(v float64) string {
	whole, tenth := int(v), int(math.Round(v*10))%10
	if tenth == 0 {
		return itoa(whole)
	}
	text := itoa(whole) + "." + itoa(tenth)
	if a.scene.Language != kiosk.English {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// greyOn returns the grey whose contrast with the ground is nearest to ratio.
func greyOn(ground Color, ratio float64) Color {
	best, least := ground, math.Inf(1)
	for v := range 256 {
		c := grey(uint8(v))
		if d := math.Abs(Contrast(c.RGB(), ground.RGB()) - ratio); d < least {
			best, least = c, d
		}
	}
	return best
}

// geometry shows whether circles are round, squares square and the outermost
// pixels on the glass.
func (a *arranger) geometry(box Box) {
	a.specimen(Item{Box: box, Fill: white})
	step := min(box.W, box.H) / 8
	bar := func(b Box, c Color) { a.specimen(Item{Box: b, Fill: c}) }
	for x := math.Mod(box.W/2-1, step) + 1; x < box.W-1; x += step {
		bar(Box{x - hairline/2, 0, hairline, box.H}, grey(0xB0))
	}
	for y := math.Mod(box.H/2-1, step) + 1; y < box.H-1; y += step {
		bar(Box{0, y - hairline/2, box.W, hairline}, grey(0xB0))
	}
	bar(Box{box.W/2 - 0.5, 0, 1, box.H}, black)
	bar(Box{0, box.H/2 - 0.5, box.W, 1}, black)
	ring := func(x, y, r float64) {
		a.specimen(Item{Box: Box{x - r, y - r, 2 * r, 2 * r}, Edge: black, EdgeWidth: 1, Radius: r})
	}
	ring(box.W/2, box.H/2, step*4-hairline)
	ring(box.W/2, box.H/2, step)
	for _, x := range []float64{step, box.W - step} {
		for _, y := range []float64{step, box.H - step} {
			ring(x, y, step-2*a.k)
		}
	}
	for _, in := range []float64{0, 3} { // the outer one is cut off where the screen shows too little
		b := inset(box, in)
		bar(Box{b.X, b.Y, b.W, hairline}, black)
		bar(Box{b.X, b.Y + b.H - hairline, b.W, hairline}, black)
		bar(Box{b.X, b.Y, hairline, b.H}, black)
		bar(Box{b.X + b.W - hairline, b.Y, hairline, b.H}, black)
	}
}
