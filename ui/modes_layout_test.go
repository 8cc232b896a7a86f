package ui_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// report tells what is wrong with a scene.
type report func(format string, args ...any)

// modeChecks are what holds in every mode, by name.
var modeChecks = map[string]func(s moded, fault report){
	"cut": nothingCut, "overlap": nothingOverlaps, "capitals": capitalsLarge, "contrast": contrastSeven, "reach": withinReach, "few": fewOnAScreen, "apart": choicesDiffer, "bar": barInOrder,
}

func TestInNoModeIsAnythingCut(t *testing.T) { inEveryMode(t, "cut") }

func TestInNoModeDoTextsOrTargetsOverlap(t *testing.T) { inEveryMode(t, "overlap") }

func TestLargeTextsHaveTheCapHeightsThatWereAskedFor(t *testing.T) { inEveryMode(t, "capitals") }

func TestHighContrastIsSevenToOneEverywhere(t *testing.T) { inEveryMode(t, "contrast") }

func TestOnALowScreenEverythingThatIsPressedIsWithinReach(t *testing.T) { inEveryMode(t, "reach") }

func TestASimpleScreenHasFewChoices(t *testing.T) { inEveryMode(t, "few") }

func TestNoTwoChoicesOfAScreenReadTheSame(t *testing.T) { inEveryMode(t, "apart") }

func TestTheBarKeepsItsOrderInEveryMode(t *testing.T) { inEveryMode(t, "bar") }

func nothingCut(s moded, fault report) {
	for _, f := range s.Faults {
		fault("%s", f)
	}
	ids := map[string]bool{}
	for _, item := range s.Items {
		if ids[item.ID] {
			fault("%s stands twice", item.ID)
		}
		ids[item.ID] = true
		for _, line := range item.Lines {
			if !holds(item.Box, line) {
				fault("%q leaves %s", line.Text, item.ID)
			}
		}
		if b := item.Box; b.X < -0.1 || b.Y < -0.1 || b.X+b.W > s.Frame.W+0.1 || b.Y+b.H > s.Frame.H+0.1 {
			fault("%s at %+v leaves the glass", item.ID, b)
		}
	}
}

// holds reports whether a line is within a box, but for half a millimetre.
func holds(b ui.Box, l ui.Line) bool {
	return l.X >= b.X-0.1 && l.X+l.W <= b.X+b.W+0.1 && l.Y-l.Em*ui.CapHeight >= b.Y-0.5 && l.Y <= b.Y+b.H+0.5
}

func nothingOverlaps(s moded, fault report) {
	var texts []ui.Item
	var seen []ui.Box
	for _, item := range s.Items {
		if len(item.Lines) == 0 && item.Kind != ui.Bars && item.Kind != ui.Press || s.Covered() && item.Region != ui.RegionOver {
			continue
		}
		if item.Button != nil && (item.Box.W < ui.TargetMin-0.01 || item.Box.H < ui.TargetMin-0.01) {
			fault("%s is %.1f × %.1f mm", item.ID, item.Box.W, item.Box.H)
		}
		box := seenOf(item)
		for n, other := range texts {
			least := 0.0
			if item.Button != nil && other.Button != nil {
				least = ui.TargetGap
			}
			if d := apart(box, seen[n]); d < least-0.01 {
				fault("%s and %s are %.1f mm apart", item.ID, other.ID, d)
			}
		}
		texts, seen = append(texts, item), append(seen, box)
	}
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

func capitalsLarge(s moded, fault report) {
	least := map[kiosk.TextSize]float64{
		kiosk.TextPlain: ui.CapMin * 0.8, kiosk.TextLarge: ui.CapLarge, kiosk.TextLargest: ui.CapLargest,
	}[s.mode.Text]
	for _, item := range s.Items {
		for _, line := range item.Lines {
			if cap := line.Em * ui.CapHeight; cap < least-0.01 {
				fault("%q has capitals of %.2f mm", line.Text, cap)
			}
		}
	}
}

// contrastSeven looks at a scene as it is in high contrast.
func contrastSeven(s moded, fault report) {
	items := make([]ui.Item, len(s.Items))
	for i, item := range s.Items {
		item.Lines = slices.Clone(item.Lines)
		items[i] = item.InContrast()
	}
	pair := func(what string, c, ground ui.Color) {
		if r := ratio(c, ground); r < 7 {
			fault("%s is %s on %s: %.2f", what, c, ground, r)
		}
	}
	for i, item := range items {
		for _, line := range item.Lines {
			pair(line.Text, line.Ink, groundOf(items[:i+1], line))
		}
		if item.Icon != "" {
			pair("icon "+item.Icon, item.IconInk, groundOf(items[:i+1], ui.Line{X: item.IconBox.X, Y: item.IconBox.Y + 1}))
		}
		if item.Button != nil && item.Kind != ui.Hidden || item.ID == "panel" { // what is hidden has no border
			mark := item.Edge
			if mark == ui.None {
				mark = item.Fill
			}
			pair("the border of "+item.ID, mark, ui.Black)
		}
	}
}

var ratios sync.Map // by pair of colours: the same few are asked for all the time

func ratio(a, b ui.Color) float64 {
	if r, ok := ratios.Load([2]ui.Color{a, b}); ok {
		return r.(float64)
	}
	r := ui.Contrast(a.RGB(), b.RGB())
	ratios.Store([2]ui.Color{a, b}, r)
	return r
}

func withinReach(s moded, fault report) {
	if !s.mode.Low {
		return
	}
	reach := s.mode.reach
	if reach == 0 {
		reach = s.Frame.H * 0.6
	}
	for _, item := range pressesOf(s.Scene) {
		if item.ID == "beside" {
			continue // it is the whole glass, its lower part too
		}
		if top := s.Frame.H - item.Box.Y; top > reach+0.01 && s.Frame.H > s.Frame.W {
			fault("%s is %.0f mm above the lower edge", item.ID, top)
		}
	}
}

// fewOnAScreen allows three choices on a simple screen, but for keyboards and scales.
func fewOnAScreen(s moded, fault report) {
	if !s.mode.Simple || slices.ContainsFunc(s.Items, func(i ui.Item) bool {
		return strings.HasPrefix(i.ID, "key:") || strings.HasPrefix(i.ID, "value:")
	}) {
		return
	}
	var choices []string
	for _, item := range pressesOf(s.Scene) {
		if item.Kind == ui.Hidden {
			continue // nobody chooses it
		}
		turns := slices.Contains([]string{"more", "earlier", "close", "stay", "stop-yes", "stop-no", "assist-stop"}, strings.TrimPrefix(item.ID, "panel-"))
		if (item.Region == ui.RegionBody || item.Region == ui.RegionOver) && !turns {
			choices = append(choices, item.ID)
		}
	}
	if len(choices) > 3 {
		fault("there are %d choices: %v", len(choices), choices)
	}
}

// choicesDiffer looks for two choices that only their places tell apart.
func choicesDiffer(s moded, fault report) {
	first := map[string]string{}
	for _, item := range pressesOf(s.Scene) {
		var text strings.Builder
		for _, line := range item.Lines {
			text.WriteString(line.Text + "\n")
		}
		if text.Len() == 0 || item.Region != ui.RegionBody && item.Region != ui.RegionOver {
			continue
		}
		if other, ok := first[text.String()]; ok {
			fault("%s and %s both read %q", other, item.ID, text.String())
		}
		first[text.String()] = item.ID
	}
}

func barInOrder(s moded, fault report) {
	order := []string{"language", "comfort", "listen", "help", "stop"}
	at := -1
	for _, item := range s.Items {
		if item.Region == ui.RegionBar && item.Button != nil {
			n := slices.Index(order, item.ID)
			if n <= at {
				fault("%s stands in the wrong place of the bar", item.ID)
			}
			at = n
		}
	}
}

// TestHighContrastChangesNoPlace is why each scene of the matrix is laid out once
// only: that of high contrast is the same in other colours.
func TestHighContrastChangesNoPlace(t *testing.T) {
	p, c := presenter(t)
	for name, f := range frames() {
		for _, m := range modes(f) {
			stops := slices.DeleteFunc(withoutPages(tour.Stops(c, kiosk.Swedish)), func(s tour.Stop) bool {
				return strings.HasPrefix(s.Name, "comfort") // there it is set
			})
			for i := 0; i < len(stops); i += 7 {
				plain := inMode(p, m, tour.In(m.Comfort, stops[i:i+1]), f)[0]
				with := m
				with.Contrast = true
				got := inMode(p, with, tour.In(with.Comfort, stops[i:i+1]), f)[0]
				for n := range plain.Items {
					plain.Items[n] = plain.Items[n].InContrast()
				}
				if d := cmp.Diff(plain.Items, got.Items, cmpopts.IgnoreFields(ui.Item{}, "Button")); d != "" {
					t.Fatalf("%s on %s: %s", got.Name, name, d)
				}
			}
		}
	}
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

// TestASimpleTerminalHasEveryPressOfTheOrdinaryOne walks through the pages: nothing
// but search is left out.
func TestASimpleTerminalHasEveryPressOfTheOrdinaryOne(t *testing.T) {
	p, c := presenter(t)
	for name, f := range frames() {
		for _, stop := range withoutPages(tour.Stops(c, kiosk.Finnish)) {
			on := func(comfort kiosk.Comfort) map[string]bool {
				found := map[string]bool{}
				for _, s := range inMode(p, mode{Comfort: comfort}, tour.In(comfort, []tour.Stop{stop}), f) {
					gather(s.Scene, found)
				}
				return found
			}
			simple := on(kiosk.Comfort{Simple: true})
			for what := range on(kiosk.Comfort{}) {
				if strings.HasPrefix(strings.TrimPrefix(strings.TrimPrefix(stop.Name, "advisor-"), "assist-"), "way") && strings.HasPrefix(what, "#authority:") {
					continue // they are behind #way:authority
				}
				if strings.HasPrefix(what, "#") && !simple[what] && what != "#way:search" && what != "#next" && what != "#take" && what != "#enter" && what != "#slip:bring" {
					t.Errorf("%s on %s: %q is nowhere on a simple terminal", stop.Name, name, what)
				}
			}
		}
	}
}
