package main

import (
	"fmt"

	"kundterminal/ui"
)

func (c *config) checkScreen(fault func(key, reason string), between func(key string, v, least, most int)) {
	between("screen.width_px", c.Screen.WidthPx, 600, 8000)
	between("screen.height_px", c.Screen.HeightPx, 600, 8000)
	if d := c.Screen.DiagonalIn; !(d >= 21.5 && d <= 65) {
		fault("screen.diagonal_in", fmt.Sprintf("%g is not between 21.5 and 65; on a smaller screen texts and targets do not fit", d))
	}
	c.checkReach(fault)
}

// leastReach is the least height in mm that the controls of every screen fit into.
const leastReach = 300

func (c *config) checkReach(fault func(key, reason string)) {
	switch r := c.Screen.ReachMM; {
	case r == 0:
	case c.Screen.WidthPx > c.Screen.HeightPx:
		fault("screen.reach_mm", "all of a lying glass is low; leave it 0")
	case r < leastReach || r > 1500:
		fault("screen.reach_mm", fmt.Sprintf("%d is not between %d and 1500; 0 is three fifths of the glass", r, leastReach))
	}
}

// pitch is the size of a pixel in millimetres.
func (c config) pitch() float64 {
	return ui.Pitch(c.Screen.WidthPx, c.Screen.HeightPx, c.Screen.DiagonalIn)
}

func (c config) frame() ui.Frame {
	pitch := c.pitch()
	return ui.Frame{W: float64(c.Screen.WidthPx) * pitch, H: float64(c.Screen.HeightPx) * pitch}
}
