package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// shortest is the least reach that a configuration may give.
const shortest = 300

// mode is a way in which a person wants the screen, and the reach of the terminal.
type mode struct {
	kiosk.Comfort
	reach float64
}

func (m mode) String() string {
	return fmt.Sprintf("%d %% contrast %t low %t within %g mm", m.Text.Percent(), m.Contrast, m.Low, m.reach)
}

// modes are those that are not the ordinary one. High contrast changes no place,
// and is laid out with two of them only.
func modes() []mode {
	var list []mode
	for _, size := range kiosk.TextSizes() {
		list = append(list, mode{kiosk.Comfort{Text: size, Low: true}, 0}, mode{kiosk.Comfort{Text: size, Low: true}, shortest})
		if size != kiosk.TextPlain {
			list = append(list, mode{kiosk.Comfort{Text: size}, 0})
		}
	}
	return append(list, mode{kiosk.Comfort{Contrast: true}, 0}, mode{kiosk.Comfort{Text: kiosk.TextLargest, Contrast: true}, 0})
}

// moded is a scene in a mode.
type moded struct {
	ui.Scene
	mode mode
}

var (
	layOutModes sync.Once
	modedScenes map[string][]moded // by name of the frame
)

// everyMode calls check with every screen of a citizen, and with every page of
// it, in every language and mode on every frame.
func everyMode(t *testing.T, check func(t *testing.T, s moded)) {
	t.Helper()
	layOutModes.Do(func() { modedScenes = layOutAll(t) })
	for frame, list := range modedScenes {
		t.Run(frame, func(t *testing.T) {
			for _, s := range list {
				check(t, s)
			}
		})
	}
}

func layOutAll(t *testing.T) map[string][]moded {
	t.Helper()
	p, c := presenter(t)
	all := map[string][]moded{}
	var mu sync.Mutex
	var wait sync.WaitGroup
	for name, f := range frames() {
		wait.Go(func() {
			var list []moded
			for _, l := range kiosk.Languages() {
				stops := withoutPages(tour.Stops(c, l))
				for _, m := range modes() {
					if f.W > f.H && m.Low {
						continue // all of a lying glass is low
					}
					with := *p
					with.Reach = m.reach
					list = append(list, inMode(&with, m, tour.In(m.Comfort, stops), f)...)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all[name] = list
		})
	}
	wait.Wait()
	return all
}

// withoutPages leaves out stops that only turn a list's pages.
func withoutPages(stops []tour.Stop) []tour.Stop {
	return slices.DeleteFunc(stops, func(s tour.Stop) bool {
		list := strings.HasPrefix(s.Name, "services-") || strings.HasPrefix(s.Name, "life-events-") || strings.HasPrefix(s.Name, "authorities-")
		return s.State.Session.Idle() || list && !strings.HasSuffix(s.Name, "-1")
	})
}

// inMode lays stops out, and turns their pages to the last.
func inMode(p *ui.Presenter, m mode, stops []tour.Stop, f ui.Frame) []moded {
	var list []moded
	for _, stop := range stops {
		for turn := 0; ; turn++ {
			if stop.State.Session.Overlay != kiosk.NoOverlay {
				stop.State.Session.Leaf = turn
			} else {
				stop.State.Session.Page = turn
			}
			s := p.Scene(stop.State, f)
			s.Name = fmt.Sprintf("%s %s page %d, %s", stop.Name, s.Language, turn, m)
			list = append(list, moded{s, m})
			_, more := s.Press("more")
			if _, below := s.Press("panel-more"); !more && !below || turn > 40 {
				break
			}
		}
	}
	return list
}

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

func TestTheFocusRingIsSeenOnEveryGround(t *testing.T) {
	for _, test := range []struct {
		scene   ui.Scene
		grounds []ui.Color
	}{
		{ui.Scene{}, []ui.Color{ui.Paper, ui.Mist, ui.Deep, ui.Lake}},
		{ui.Scene{Contrast: true}, []ui.Color{ui.Black, ui.White, ui.Yellow}},
	} {
		inner, outer := test.scene.Ring()
		for _, ground := range test.grounds {
			best := max(ui.Contrast(inner.RGB(), ground.RGB()), ui.Contrast(outer.RGB(), ground.RGB()))
			if best < 3 {
				t.Errorf("%s and %s on %s: %.1f", inner, outer, ground, best)
			}
		}
	}
}

func TestTheBarHasTheSamePlacesOnEveryScreen(t *testing.T) {
	p, c := presenter(t)
	for _, voice := range []bool{false, true} {
		places := map[string]ui.Box{}
		for _, stop := range tour.Stops(c, kiosk.Finnish) {
			stop.State.Rules.Voice = voice
			var order []string
			for _, item := range p.Scene(stop.State, portrait).Items {
				if item.Region != ui.RegionBar || item.Button == nil {
					continue
				}
				order = append(order, item.ID)
				at, known := places[item.ID]
				here := item.Box
				if stop.State.Session.Idle() { // both national languages may take a second line
					here.Y, here.H = at.Y, at.H
				}
				if known && at != here {
					t.Errorf("%s: %s is at %+v, elsewhere at %+v", stop.Name, item.ID, here, at)
				} else if !stop.State.Session.Idle() {
					places[item.ID] = item.Box
				}
			}
			want := []string{"language", "comfort", "listen", "help", "stop"}
			want = slices.DeleteFunc(want, func(id string) bool { return !slices.Contains(order, id) })
			if !slices.Equal(order, want) {
				t.Errorf("%s: the order is %v", stop.Name, order)
			}
			if !slices.Contains(order, "comfort") && stop.State.Store == kiosk.StoreReady {
				t.Errorf("%s: there is no way to larger texts", stop.Name)
			}
		}
	}
}

func TestEachChoiceOfThePanelTellsWhetherItHolds(t *testing.T) {
	p, c := presenter(t)
	state := kiosk.State{Catalogue: c, Rules: kiosk.DefaultRules(), Now: tour.Noon()}
	state, _ = kiosk.Update(state, kiosk.ComfortPressed{})
	state.Session.Comfort = kiosk.Comfort{Text: kiosk.TextLarge, Low: true}
	want := map[string]bool{"text:100": false, "text:150": true, "text:200": false, "comfort:contrast": false, "comfort:low": true, "comfort:slow": false}
	for _, item := range p.Scene(state, portrait).Items {
		set, known := want[item.ID]
		if delete(want, item.ID); !known {
			continue
		}
		if !item.Toggle || item.Set != set || (item.Icon == "ui-check" || item.Icon == "ui-check-on") != set {
			t.Errorf("%s: toggle %t, set %t, icon %s", item.ID, item.Toggle, item.Set, item.Icon)
		}
	}
	if len(want) > 0 {
		t.Errorf("there is no %v", want)
	}
	for _, item := range p.Scene(state, ui.Frame{W: portrait.H, H: portrait.W}).Items {
		if item.ID == "comfort:low" {
			t.Error("a lying glass is all low, and offers it")
		}
	}
}

func TestABarcodeIsBlackOnWhiteInHighContrast(t *testing.T) {
	screen := ui.Screen{Parts: []ui.Part{ui.Barcode{Code: "0007CG01A76"}}, Comfort: kiosk.Comfort{Contrast: true}}
	s := ui.Arrange(screen, portrait, font(t))
	for i, item := range s.Items {
		if item.Kind == ui.Bars {
			ground := groundOf(s.Items[:i], ui.Line{X: item.Box.X + 1, Y: item.Box.Y + 1})
			if ground != ui.White || item.IconInk != ui.None {
				t.Errorf("it is %s on %s", item.IconInk, ground)
			}
		}
	}
}
