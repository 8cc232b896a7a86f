package ui_test

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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
	return fmt.Sprintf("%d %% contrast %t low %t within %g mm, simple %t left %t", m.Text.Percent(), m.Contrast, m.Low, m.reach, m.Simple, m.LeftHand)
}

// modes are all ways in which things are in other places. Each scene is looked at in
// high contrast as well, which changes no place.
func modes(f ui.Frame) []mode {
	var list []mode
	for _, size := range kiosk.TextSizes() {
		for _, c := range []kiosk.Comfort{{}, {Simple: true}} {
			c.Text = size
			list = append(list, mode{c, 0})
			if c.Low = f.H > f.W; !c.Low { // all of a lying glass is low
				continue
			}
			if list = append(list, mode{c, lowest(f)}); !c.Simple {
				list = append(list, mode{c, shortest - lowest(f)})
			}
		}
		list = append(
			list,
			mode{kiosk.Comfort{Text: size, LeftHand: true}, 0},
			mode{kiosk.Comfort{Text: size, LeftHand: true, Simple: true, Low: f.H > f.W}, lowest(f)},
		)
	}
	return list
}

// lowest is the reach with the least room on a frame: the least of a configuration,
// or three fifths of the glass, which are 0.
func lowest(f ui.Frame) float64 {
	if f.H*0.6 < shortest {
		return 0
	}
	return shortest
}

// moded is a scene in a mode.
type moded struct {
	ui.Scene
	mode mode
}

// matrix is what was found on every screen in every language and mode on every
// frame.
var matrix struct {
	sync.Once
	mu     sync.Mutex
	faults map[string][]string // by name of the check
	scenes atomic.Int64
}

// inEveryMode reports what one of the checks found. The first test to ask lays the
// whole matrix out: it is looked at as it comes, because it is too large to keep.
func inEveryMode(t *testing.T, check string) {
	t.Helper()
	matrix.Do(func() { layOutAll(t) })
	for i, fault := range matrix.faults[check] {
		if i == 30 {
			t.Fatalf("and %d more", len(matrix.faults[check])-i)
		}
		t.Error(fault)
	}
	t.Logf("%d scenes: %d languages, %d frames", matrix.scenes.Load(), len(kiosk.AllLanguages()), len(frames()))
}

// layOutAll runs the checks on the whole matrix, or on a part of it under the race
// detector, which looks for something else.
func layOutAll(t *testing.T) {
	t.Helper()
	p, c := presenter(t)
	eight := *p
	eight.Languages = kiosk.AllLanguages()
	matrix.faults = map[string][]string{}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // nothing is kept
	jobs := make(chan func())
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for job := range jobs {
				job()
			}
		})
	}
	for _, l := range kiosk.AllLanguages() {
		with := p
		if !slices.Contains(p.Languages, l) {
			with = &eight
		}
		stops := withoutPages(tour.Stops(c, l))
		for name, f := range frames() {
			if raced && !strings.HasSuffix(name, " 21.5 inch") {
				continue
			}
			for n, m := range modes(f) {
				if raced && n%4 > 0 {
					continue
				}
				jobs <- func() { checkMode(with, m, stops, name, f) }
			}
		}
	}
	close(jobs)
	wait.Wait()
}

// checkMode runs the checks on every screen in a mode, and on every page of it.
func checkMode(p *ui.Presenter, m mode, stops []tour.Stop, name string, f ui.Frame) {
	with := *p
	with.Reach = m.reach
	for _, s := range inMode(&with, m, tour.In(m.Comfort, stops), f) {
		matrix.scenes.Add(1)
		for check, look := range modeChecks {
			look(s, func(format string, args ...any) {
				matrix.mu.Lock()
				defer matrix.mu.Unlock()
				matrix.faults[check] = append(matrix.faults[check], name+": "+s.Name+": "+fmt.Sprintf(format, args...))
			})
		}
	}
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
		for _, page := range tour.Pages(stop, func(s kiosk.State) ui.Scene { return p.Scene(s, f) }) {
			page.Scene.Name = fmt.Sprintf("%s %s page %d, %s", stop.Name, page.Scene.Language, page.Turn, m)
			list = append(list, moded{page.Scene, m})
		}
	}
	return list
}
