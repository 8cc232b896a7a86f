package ui

import (
	"math"

	"kundterminal/kiosk"
)

// emFloors are the least sizes of text by its mode: nothing shrinks below them.
// The largest has capitals of 7.33 mm, 0.7° at 600 mm (EN 301 549 5.1.4).
var emFloors = [...]float64{kiosk.TextPlain: 0, kiosk.TextLarge: CapLarge / CapHeight, kiosk.TextLargest: CapLargest / CapHeight}

// The least cap heights where a person asked for larger texts, in mm.
const (
	CapLarge   = 5.76
	CapLargest = 7.33
)

// reachShare is how much of the height of a glass is low.
const reachShare = 0.6

// plan is one way to lay a screen out. What finds no room by one plan is laid
// out by the next.
type plan struct {
	shrink float64 // of larger texts, down to their least size
	bare   bool    // without drawings
	flow   bool    // in pages, one thing below the other
}

// plans, the best first: larger texts come before pictures, and pages before
// smaller texts.
var plans = []plan{
	{1, false, false},
	{1, true, false},
	{1, true, true},
	{0.85, true, false},
	{0.85, true, true},
	{0.7, true, false},
	{0.7, true, true},
	{0.5, true, false},
	{0.5, true, true},
}

// turning is how many things a list has, and on how many pages.
type turning struct{ units, pages int }

// with adds a list that is turned.
func (t turning) with(units, pages int) turning { return turning{t.units + units, t.pages + pages} }

// thin reports whether a page has one or two of the things only: a list of many
// pages is hard to know.
func (t turning) thin() bool { return t.pages > 1 && 2*t.units < 5*t.pages }

// settle draws by one plan after the other until nothing is cut. Where the pages of
// a list are thin, it goes on to smaller texts, which are never below their least
// size, and takes the plan with the fewest pages. What is longer than the glass by
// the last one stays a fault.
func (a *arranger) settle(paged paging, draw func()) {
	items, faults, groups := len(a.scene.Items), len(a.scene.Faults), len(a.scene.Groups)
	by := func(p plan) {
		a.scene.Items, a.scene.Faults, a.scene.Groups = a.scene.Items[:items], a.scene.Faults[:faults], a.scene.Groups[:groups]
		a.plan, a.sparse = p, turning{}
		a.grow = max(float64(a.comfort.Text.Percent())/100*p.shrink, 1)
		draw()
	}
	var best plan
	least := 0 // pages of the best
	for _, p := range plans {
		if p.flow && paged == neverPaged || !p.flow && paged == alwaysPaged || p.shrink < 1 && a.comfort.Text == kiosk.TextPlain {
			continue
		}
		by(p)
		switch {
		case len(a.scene.Faults) > faults:
			continue
		case !a.sparse.thin():
			return
		case least == 0 || a.sparse.pages < least:
			best, least = p, a.sparse.pages
		}
	}
	if least > 0 {
		by(best)
	}
}

// em is the size of running text and labels, in mm.
func (a *arranger) em(size float64) float64 { return max(size*a.k*a.grow, a.floor) }

// soft is the size of texts that are large already, or stand in a bar: they grow
// half as much.
func (a *arranger) soft(size float64) float64 { return max(size*a.k*(1+a.grow)/2, a.floor) }

// upTo is how many lines a text may take that takes n when it is not grown.
func (a *arranger) upTo(n int) int { return int(math.Ceil(float64(n) * a.grow)) }

// large reports whether texts are larger than the ordinary.
func (a *arranger) large() bool { return a.floor > 0 }

// high is the height of something with one or two lines of text in it.
func (a *arranger) high(ordinary float64) float64 {
	return max(ordinary*a.k, 2*a.floor*lineHeight+4*a.k)
}

// lowest is where the part of the glass begins that a low screen is pressed in. All
// of a lying glass is low.
func (a *arranger) lowest() float64 {
	if !a.comfort.Low || a.wide {
		return 0
	}
	if a.reach <= 0 {
		return a.scene.Frame.H * (1 - reachShare)
	}
	return max(a.scene.Frame.H-a.reach, 0)
}
