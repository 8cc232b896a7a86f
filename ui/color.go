package ui

import (
	"fmt"
	"math"
)

// Color is a token of the palette, or a colour of a test picture made by Exactly.
type Color uint32

// exact marks a colour that is no token; the value is in the bits below.
const exact Color = 1 << 24

// Exactly returns a colour that is no token of the palette, for test pictures.
func Exactly(v RGB) Color {
	return exact | Color(v.R)<<16 | Color(v.G)<<8 | Color(v.B)
}

// Exact reports whether the colour is no token of the palette.
func (c Color) Exact() bool { return c&exact != 0 }

// The tokens. None draws nothing.
const (
	None   Color = iota
	Ink          // text
	Slate        // second text
	Paper        // cards, tiles
	Mist         // the room behind them
	Rim          // borders
	Faint        // thin lines between what belongs together; no text
	Lake         // the next press, chosen things
	Deep         // bars at top and bottom
	Sun          // focus
	Moss         // done
	Amber        // attention
	Red          // fault
	Veil         // over what cannot be pressed
	Black        // high contrast: the ground; bars of a code
	White        // high contrast: text; below the bars of a code
	Yellow       // high contrast: the next press, chosen things, focus
	Ash          // high contrast: what cannot be pressed now
	colors
)

// RGB is a colour of the screen with 8 bits a channel.
type RGB struct{ R, G, B uint8 }

// palette holds the values of the tokens.
var palette = [colors]RGB{
	Ink: {0x10, 0x24, 0x3A}, Slate: {0x3C, 0x50, 0x63}, Paper: {0xFF, 0xFF, 0xFF}, Mist: {0xEE, 0xF3, 0xF6},
	Rim: {0x5F, 0x73, 0x85}, Faint: {0xC5, 0xD1, 0xDA}, Lake: {0x0A, 0x4A, 0x73}, Deep: {0x06, 0x32, 0x4F}, Sun: {0xFF, 0xC8, 0x45},
	Moss: {0x1B, 0x59, 0x37}, Amber: {0x7A, 0x43, 0x00}, Red: {0x9B, 0x1C, 0x1F}, Veil: {0x06, 0x1A, 0x2B},
	Black: {0x00, 0x00, 0x00}, White: {0xFF, 0xFF, 0xFF}, Yellow: {0xFF, 0xE6, 0x00}, Ash: {0xA8, 0xA8, 0xA8},
}

var colorNames = [colors]string{
	"none", "ink", "slate", "paper", "mist", "line", "faint", "lake", "deep", "sun", "moss", "amber", "red", "veil",
	"black", "white", "yellow", "ash",
}

// VeilOpacity is how much Veil hides of what is below it.
const VeilOpacity = 0.72

// String returns the token's name, such as "lake", or the value as "#1A2B3C".
func (c Color) String() string {
	if c.Exact() {
		return fmt.Sprintf("#%06X", uint32(c&^exact))
	}
	if c < colors {
		return colorNames[c]
	}
	return "none"
}

// RGB returns the colour's value.
func (c Color) RGB() RGB {
	if c.Exact() {
		return RGB{uint8(c >> 16), uint8(c >> 8), uint8(c)}
	}
	if c < colors {
		return palette[c]
	}
	return RGB{}
}

// Colors lists all tokens but None.
func Colors() []Color {
	var list []Color
	for c := Ink; c < colors; c++ {
		list = append(list, c)
	}
	return list
}

// Contrast returns the contrast ratio of two colours by the formula of WCAG 2.2:
// 1 for equal ones, 21 for black on white.
func Contrast(a, b RGB) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c RGB) float64 {
	lin := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}
