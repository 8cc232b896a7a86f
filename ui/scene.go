package ui

import (
	"math"

	"kundterminal/kiosk"
)

// Frame is the glass that a Scene is laid out on.
type Frame struct {
	W, H float64 // mm
}

// Box is a rectangle in millimetres from the upper left corner of the glass.
type Box struct{ X, Y, W, H float64 }

// Kind is what an Item is, so that a front end can give it its meaning.
type Kind uint8

// The kinds of items.
const (
	Surface  Kind = iota // a coloured area without a meaning of its own
	Heading              // the question; one on a scene
	Copy                 // running text
	Press                // a button
	Picture              // an icon or a drawing
	Bars                 // a barcode
	Entry                // a field with what was typed
	Status               // text that changes by itself: clock, countdown, page
	Caption              // heading of a section
	Hidden               // a button that nobody sees, has no name and takes no focus
	Specimen             // part of a test picture: it need not be legible
)

// Region is the part of the scene that an item belongs to.
type Region uint8

// The regions, in the order of reading.
const (
	RegionTop Region = iota
	RegionBody
	RegionWay    // back and next
	RegionBanner // what must be seen on every screen
	RegionBar
	RegionOver // lies over the others, which can then not be pressed
)

// Thin is the width or height in mm below which a front end draws a surface a
// whole number of pixels thick, and one at least: lines of one width look alike.
const Thin = 1.0

// Item is one drawn thing. Items are in reading and focus order; a later one
// lies over an earlier one.
type Item struct {
	ID     string // unique and stable on the scene
	Kind   Kind
	Region Region
	Box    Box

	Language kiosk.Language // where it is not the scene's

	Fill      Color // None: nothing
	Edge      Color // None: no border
	EdgeWidth float64
	Radius    float64

	Lines   []Line
	Icon    string // name in assets/icons without ".svg"
	IconBox Box
	IconInk Color
	Modules []bool // of Bars: true is a bar; the quiet zone is in it
	Across  int    // of Modules: so many stand in a row, and each row is below the last; 0: there is one row
	Pattern string // of Specimen: Checker, Columns or RowLines
	Says    string // what a voice says where there are no lines
	Fine    bool   // for a technician, who stands near: capitals of CapFine are enough
	Button  *Button
	Toggle  bool // the button is a box that can be set
	Set     bool
}

// Line is one line of text.
type Line struct {
	X, Y float64 // left end of the baseline, mm
	W    float64 // measured width, mm
	Em   float64 // font size, mm
	Bold bool
	Ink  Color
	Text string

	Language kiosk.Language // where it is not the item's
}

// Scene is a Screen laid out.
type Scene struct {
	Name     string
	Language kiosk.Language
	Frame    Frame
	Contrast bool // in black, white and yellow
	Items    []Item
	Groups   []Group  // rows of keys, each a stop of the keypad's
	Focus    string   // id of the item or group that the keypad is on; empty: none is used
	Pointed  string   // id of the item that an advisor at a desk points at; empty: at none
	Faults   []string // texts that found no room; tests allow none

	begin string // where the keypad begins; empty: at the first choice
}

// PressAt returns what pressing the item with that id means where it was pressed
// at a point, mm to the right of its middle and below it. Only a touch on a
// target knows the difference.
func (s Scene) PressAt(id string, dx, dy float64) (kiosk.Press, bool) {
	p, ok := s.Press(id)
	target, aimed := p.(kiosk.TargetTouched)
	if !ok || !aimed {
		return p, ok
	}
	for _, item := range s.Items {
		if item.ID == id {
			target.DX, target.DY = tenths(dx, item.Box.W), tenths(dy, item.Box.H)
			break
		}
	}
	return target, true
}

// tenths returns a distance from the middle in tenths of a millimetre. What lies
// outside the item is on its edge; what is no number is in the middle.
func tenths(d, size float64) int16 {
	if math.IsNaN(d) {
		return 0
	}
	return int16(math.Round(10 * min(max(d, -size/2), size/2)))
}

// Press returns what pressing the item with that id means. Only what is on the
// scene, is not off and is not covered can be pressed.
func (s Scene) Press(id string) (kiosk.Press, bool) {
	over := s.Covered()
	for _, item := range s.Items {
		if item.ID == id && item.Button != nil && !item.Button.Off && (!over || item.Region == RegionOver) {
			return item.Button.Event, true
		}
	}
	return nil, false
}

// Covered reports whether something lies over the scene.
func (s Scene) Covered() bool {
	return len(s.Items) > 0 && s.Items[len(s.Items)-1].Region == RegionOver
}

// Pitch returns the size of a pixel in millimetres, of a screen with so many
// pixels and a diagonal in inches.
func Pitch(widthPx, heightPx int, diagonalIn float64) float64 {
	return diagonalIn * 25.4 / math.Hypot(float64(widthPx), float64(heightPx))
}

// Middle returns the point in the middle of the box.
func (b Box) Middle() (x, y float64) { return b.X + b.W/2, b.Y + b.H/2 }

// Holds reports whether a point is in the box or on its edge.
func (b Box) Holds(x, y float64) bool {
	return x >= b.X && x <= b.X+b.W && y >= b.Y && y <= b.Y+b.H
}
