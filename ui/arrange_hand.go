package ui

import "slices"

// handed is where a box within another one is for the person's hand: mirrored for
// the left one.
func (a *arranger) handed(box, within Box) Box {
	if a.comfort.LeftHand {
		box.X = within.X + within.X + within.W - box.X - box.W
	}
	return box
}

// inHandOrder draws things that stand beside each other, given from left to right,
// so that focus goes through them from left to right.
func (a *arranger) inHandOrder(draw []func()) {
	if a.comfort.LeftHand {
		slices.Reverse(draw)
	}
	for _, d := range draw {
		d()
	}
}
