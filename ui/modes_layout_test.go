package ui_test

import (
	"slices"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

func TestInNoModeIsAnythingCut(t *testing.T) {
	everyMode(t, func(t *testing.T, s moded) {
		for _, fault := range s.Faults {
			t.Errorf("%s: %s", s.Name, fault)
		}
		ids := map[string]bool{}
		for _, item := range s.Items {
			if ids[item.ID] {
				t.Errorf("%s: %s stands twice", s.Name, item.ID)
			}
			ids[item.ID] = true
			for _, line := range item.Lines {
				if !holds(item.Box, line) {
					t.Errorf("%s: %q leaves %s", s.Name, line.Text, item.ID)
				}
			}
			if b := item.Box; b.X < -0.1 || b.Y < -0.1 || b.X+b.W > s.Frame.W+0.1 || b.Y+b.H > s.Frame.H+0.1 {
				t.Errorf("%s: %s at %+v leaves the glass", s.Name, item.ID, b)
			}
		}
	})
}

// holds reports whether a line is within a box, but for half a millimetre.
func holds(b ui.Box, l ui.Line) bool {
	return l.X >= b.X-0.1 && l.X+l.W <= b.X+b.W+0.1 && l.Y-l.Em*ui.CapHeight >= b.Y-0.5 && l.Y <= b.Y+b.H+0.5
}

func TestInNoModeDoTextsOrTargetsOverlap(t *testing.T) {
	everyMode(t, func(t *testing.T, s moded) {
		texts := slices.DeleteFunc(slices.Clone(s.Items), func(i ui.Item) bool {
			return len(i.Lines) == 0 && i.Kind != ui.Bars && i.Kind != ui.Press || s.Covered() && i.Region != ui.RegionOver
		})
		for n, item := range texts {
			if item.Button != nil && (item.Box.W < ui.TargetMin-0.01 || item.Box.H < ui.TargetMin-0.01) {
				t.Errorf("%s: %s is %.1f × %.1f mm", s.Name, item.ID, item.Box.W, item.Box.H)
			}
			for _, other := range texts[:n] {
				least := 0.0
				if item.Button != nil && other.Button != nil {
					least = ui.TargetGap
				}
				if d := apart(seenOf(item), seenOf(other)); d < least-0.01 {
					t.Errorf("%s: %s and %s are %.1f mm apart", s.Name, item.ID, other.ID, d)
				}
			}
		}
	})
}

// seenOf is where something is seen: a text where its letters are.
func seenOf(i ui.Item) ui.Box {
	if i.Button != nil || len(i.Lines) == 0 {
		return i.Box
	}
	first, last := i.Lines[0], i.Lines[len(i.Lines)-1]
	top := first.Y - first.Em*0.78
	return ui.Box{X: i.Box.X, Y: top, W: i.Box.W, H: last.Y + last.Em*0.24 - top}
}

func TestLargeTextsHaveTheCapHeightsThatWereAskedFor(t *testing.T) {
	least := map[kiosk.TextSize]float64{
		kiosk.TextPlain: ui.CapMin * 0.8, kiosk.TextLarge: ui.CapLarge, kiosk.TextLargest: ui.CapLargest,
	}
	everyMode(t, func(t *testing.T, s moded) {
		for _, item := range s.Items {
			for _, line := range item.Lines {
				if cap := line.Em * ui.CapHeight; cap < least[s.mode.Text]-0.01 {
					t.Errorf("%s: %q has capitals of %.2f mm", s.Name, line.Text, cap)
				}
			}
		}
	})
}

func TestHighContrastIsSevenToOneEverywhere(t *testing.T) {
	everyMode(t, func(t *testing.T, s moded) {
		if !s.mode.Contrast {
			return
		}
		pair := func(what string, c, ground ui.Color) {
			if r := ui.Contrast(c.RGB(), ground.RGB()); r < 7 {
				t.Errorf("%s: %s is %s on %s: %.2f", s.Name, what, c, ground, r)
			}
		}
		for i, item := range s.Items {
			for _, line := range item.Lines {
				pair(line.Text, line.Ink, groundOf(s.Items[:i+1], line))
			}
			if item.Icon != "" {
				pair("icon "+item.Icon, item.IconInk, groundOf(s.Items[:i+1], ui.Line{X: item.IconBox.X, Y: item.IconBox.Y + 1}))
			}
			if item.Button != nil || item.ID == "panel" {
				mark := item.Edge
				if mark == ui.None {
					mark = item.Fill
				}
				pair("the border of "+item.ID, mark, ui.Black)
			}
		}
	})
}

func TestOnALowScreenEverythingThatIsPressedIsWithinReach(t *testing.T) {
	everyMode(t, func(t *testing.T, s moded) {
		if !s.mode.Low {
			return
		}
		reach := s.mode.reach
		if reach == 0 {
			reach = s.Frame.H * 0.6
		}
		for _, item := range pressesOf(s.Scene) {
			if top := s.Frame.H - item.Box.Y; top > reach+0.01 {
				t.Errorf("%s: %s is %.0f mm above the lower edge", s.Name, item.ID, top)
			}
		}
	})
}

// TestNothingIsLostOnThePagesOfLargeTexts looks for every word and all that can
// be pressed at 100 % on the pages of the same screen at 200 %.
func TestNothingIsLostOnThePagesOfLargeTexts(t *testing.T) {
	p, c := presenter(t)
	for name, f := range frames() {
		for _, stop := range withoutPages(tour.Stops(c, kiosk.Swedish)) {
			if strings.HasPrefix(stop.Name, "search-") {
				continue // a search shows its best results, and fewer where they are larger
			}
			on := func(comfort kiosk.Comfort) map[string]bool {
				found := map[string]bool{}
				for _, s := range inMode(p, mode{Comfort: comfort}, tour.In(comfort, []tour.Stop{stop}), f) {
					gather(s.Scene, found)
				}
				return found
			}
			large := on(kiosk.Comfort{Text: kiosk.TextLargest, Low: true})
			for what := range on(kiosk.Comfort{}) {
				if !large[what] {
					t.Errorf("%s on %s: %q is nowhere at 200 %%", stop.Name, name, what)
				}
			}
		}
	}
}

// gather notes the words of a scene and what can be pressed on it.
func gather(s ui.Scene, found map[string]bool) {
	for _, item := range s.Items {
		if slices.Contains([]string{"page", "more", "earlier"}, strings.TrimPrefix(item.ID, "panel-")) || s.Covered() && item.Region != ui.RegionOver {
			continue
		}
		if item.Button != nil {
			found["#"+item.ID] = true
		}
		for _, line := range item.Lines {
			for _, word := range strings.FieldsFunc(line.Text, func(r rune) bool { return r == ' ' || r == '-' || r == '·' }) {
				found[word] = true
			}
		}
	}
}
