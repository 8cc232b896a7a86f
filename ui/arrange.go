package ui

import (
	"strconv"

	"kundterminal/kiosk"
)

// Sizes in millimetres. Targets and texts are sizes for a hand and an eye, so
// they are the same on every screen; only a larger screen may grow them.
const (
	TargetMin = 20.0 // width and height of anything that can be pressed
	TargetGap = 3.0  // between two of them
	CapMin    = 4.8  // cap height of the smallest text (ADA 707.7.2)
	CapFine   = 3.2  // the same of a text for technicians, who stand near

	emTitle  = 14.0
	emHint   = 8.4
	emLarge  = 12.0
	emLabel  = 9.4
	emDetail = 7.4
	emButton = 10.0
	emNumber = 60.0
	emLeast  = CapMin / CapHeight  // 6.72
	emFine   = CapFine / CapHeight // 4.48
)

type arranger struct {
	scene  Scene
	font   *Font
	k      float64 // growth of texts and paddings on large screens
	wide   bool    // landscape
	region Region

	comfort kiosk.Comfort
	reach   float64
	floor   float64 // the least size of text that was asked for; 0: each text's own
	plan    plan
	sparse  turning // how the list of the plan is turned
	grow    float64 // of texts, beyond k

	tongues Tongues
}

// Arrange lays a screen out on a frame. Texts that find no room are listed in
// the scene's Faults.
func Arrange(s Screen, f Frame, font *Font) Scene {
	a := &arranger{
		scene: Scene{Name: s.Name, Language: s.Language, Frame: f, Contrast: s.Comfort.Contrast, begin: s.Begin},
		font:  font,
		k:     min(max(min(f.W, f.H)/336, 0.8), 1.3),
		wide:  f.W > f.H,

		comfort: s.Comfort, reach: s.Reach, floor: emFloors[s.Comfort.Text], grow: 1,
		tongues: s.Tongues,
	}
	if !a.full(s) {
		a.settle(a.pagingOf(s.Pager, s.Parts), func() { a.ordinary(s, f) })
	}
	if s.Over != nil {
		a.region = RegionOver
		a.settle(a.pagingOf(s.Over.Pager, s.Over.Parts), func() {
			a.overBanner(s.Banner, func() { a.over(*s.Over, s.Beside) })
		})
	}
	return a.scene
}

// full draws a screen of which one part has the whole glass.
func (a *arranger) full(s Screen) bool {
	a.region = RegionBody
	for _, part := range s.Parts {
		switch p := part.(type) {
		case Targets:
			a.targets(p, s.Title, s.Hint)
			return true
		case Pattern:
			a.pattern(p)
			return true
		}
	}
	a.region = RegionTop
	return false
}

// ordinary draws a screen with its bars, its body and the way back and on.
func (a *arranger) ordinary(s Screen, f Frame) {
	a.region = RegionTop
	a.add(Item{ID: "room", Box: Box{0, 0, f.W, f.H}, Fill: Mist})
	top := a.top(s)
	if s.Corners {
		a.corners()
	}
	if s.Over == nil {
		a.beside(s.Beside)
	}
	bottom, bar := f.H, barStyle{}
	if len(s.Bar) > 0 {
		bar = a.barStyle(s.Bar)
		bottom -= bar.height
	}
	strip := strip{}
	if s.Over == nil {
		strip = a.stripOf(s.Banner)
	}
	bottom -= strip.height()
	way, high := bottom, a.wayHeight(s)
	if s.Back != nil || s.Next != nil {
		way -= high + a.gutter()
	}
	a.region = RegionBody
	a.body(s, Box{a.margin(), top, f.W - 2*a.margin(), way - top - a.gutter()})
	a.region = RegionWay
	a.way(s, Box{a.margin(), way, f.W - 2*a.margin(), high})
	a.region = RegionBanner
	a.banner(strip, bottom)
	a.region = RegionBar
	a.bar(s.Bar, bar, Box{0, bottom + strip.height(), f.W, bar.height})
}

// corners are four hidden buttons. They lie below all others.
func (a *arranger) corners() {
	f, size := a.scene.Frame, max(TargetMin, 24*a.k)
	for i, at := range []Box{
		{0, 0, size, size},
		{f.W - size, 0, size, size},
		{f.W - size, f.H - size, size, size},
		{0, f.H - size, size, size},
	} {
		b := Button{ID: "corner:" + strconv.Itoa(i), Event: kiosk.CornerTouched{Corner: i}}
		a.add(Item{ID: b.ID, Kind: Hidden, Box: at, Button: &b})
	}
}

// beside lies below all that can be pressed, and nobody sees it.
func (a *arranger) beside(b *Button) {
	if b != nil {
		a.add(Item{ID: b.ID, Kind: Hidden, Box: Box{0, 0, a.scene.Frame.W, a.scene.Frame.H}, Button: b})
	}
}

func (a *arranger) margin() float64 { return 14 * a.k }
func (a *arranger) gutter() float64 { return 6 * a.k }

func (a *arranger) add(i Item) {
	i.Region = a.region
	if a.comfort.Contrast {
		i = i.inContrast()
	}
	i = a.inOwnLanguage(i)
	a.scene.Items = append(a.scene.Items, i)
}

func (a *arranger) nextID(prefix string) string {
	return prefix + "-" + strconv.Itoa(len(a.scene.Items))
}
