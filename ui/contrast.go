package ui

// grounds are the surfaces of high contrast, for those of the ordinary palette.
var grounds = [colors]Color{
	Ink: White, Slate: White, Paper: Black, Mist: Black, Rim: White, Faint: White, Lake: Yellow, Deep: Black,
	Sun: Yellow, Moss: Yellow, Amber: Yellow, Red: Yellow, Veil: Veil,
	Black: Black, White: White, Yellow: Yellow, Ash: Ash,
}

// inks are what is written and drawn on a black ground in high contrast.
var inks = [colors]Color{
	Ink: White, Slate: White, Paper: White, Mist: White, Rim: White, Faint: White, Lake: Yellow, Deep: White,
	Sun: Yellow, Moss: Yellow, Amber: Yellow, Red: Yellow,
	Black: Black, White: White, Yellow: Yellow, Ash: Ash,
}

// outline is the width of the border that parts of one black ground have from
// another, in mm.
const outline = 0.6

// inContrast returns the item in black, white and yellow. It is the only place
// where high contrast is made: front ends draw its colours as any others.
func (i Item) inContrast() Item {
	ink := func(c Color) Color { return within(inks, c) }
	ground := i.Fill
	i.Fill, i.Edge = within(grounds, ground), ink(i.Edge)
	switch {
	case i.Button != nil && i.Button.Off:
		ink = dim
		i.Edge = Ash
	case i.Fill == Yellow:
		ink = func(Color) Color { return Black }
	case i.Edge == None && (ground == Paper || ground == Deep && (i.Button != nil || i.Region == RegionTop)):
		i.Edge, i.EdgeWidth = White, outline
	}
	if i.IconInk != None {
		i.IconInk = ink(i.IconInk)
	}
	for n := range i.Lines {
		i.Lines[n].Ink = ink(i.Lines[n].Ink)
	}
	return i
}

func dim(c Color) Color {
	if c == None {
		return None
	}
	return Ash
}

// within returns a colour's place in a palette. A colour that is no token stays.
func within(p [colors]Color, c Color) Color {
	if c < colors {
		return p[c]
	}
	return c
}

// The widths of the focus ring's two colours, in mm. Together they are narrower than
// the gap between targets.
const (
	RingInner = 1.4
	RingOuter = 1.2
)

// Ring returns the two colours of the focus ring: that beside the item and that
// round it. Each is told from what it may lie on by the other.
func (s Scene) Ring() (inner, outer Color) {
	if s.Contrast {
		return Black, Yellow
	}
	return Sun, Ink
}
