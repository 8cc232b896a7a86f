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
	eight := *p
	eight.Languages = kiosk.AllLanguages()
	all := map[string][]moded{}
	var mu sync.Mutex
	var wait sync.WaitGroup
	for name, f := range frames() {
		wait.Go(func() {
			var list []moded
			for _, l := range kiosk.AllLanguages() {
				p := p
				if !slices.Contains(kiosk.Languages(), l) {
					if !strings.HasSuffix(name, " 21.5 inch") {
						continue // where there is least room is enough
					}
					p = &eight
				}
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
