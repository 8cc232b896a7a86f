package main

import (
	"maps"
	"slices"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/ui/tour"
)

const screenLimit = 16.0 // ms: a picture of a display with 60 a second

// BenchmarkPressToScreen measures from a press until the next screen is laid out,
// in a running terminal with its journal: through the engine's channel, Update,
// the watcher's channel and the presenter. An iteration is a visit that sees every
// kind of screen that a press leads to. The limit of its p99 is 16 ms.
func BenchmarkPressToScreen(b *testing.B) {
	x := wire(b, "tm-t20iii", sim.Options{})
	x.ready(b)
	w := &walker{visitor: x.visitor(b), took: map[string]samples{}}
	for b.Loop() {
		for _, l := range kiosk.Languages() {
			w.walk(l)
		}
	}
	all, slowest := gathered(b, w.took)
	report(b, measure{"p50-ms", all.median()}, measure{"p99-ms", all.at(0.99)}, measure{"slowest-screen-p50-ms", slowest}, measure{"limit-ms", screenLimit})
}

// TestTheVisitThatIsMeasuredEndsWithATicket keeps the benchmark in step with the screens.
func TestTheVisitThatIsMeasuredEndsWithATicket(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{Baud: 38400, Speed: 100})
	x.ready(t)
	w := &walker{visitor: x.visitor(t), took: map[string]samples{}}
	w.walk(kiosk.Swedish)
	for _, screen := range []string{"way", "life_events", "bundle", "summary", "services", "search"} {
		if len(w.took[screen]) == 0 {
			t.Errorf("%q was not seen", screen)
		}
	}
}

// gathered are all samples of all screens, and the median of the slowest screen.
func gathered(b *testing.B, took map[string]samples) (all samples, slowest float64) {
	for _, screen := range slices.Sorted(maps.Keys(took)) {
		all = append(all, took[screen]...)
		slowest = max(slowest, took[screen].median())
		if testing.Verbose() {
			b.Logf("%-24s p50 %7.3f ms  p99 %7.3f ms", screen, took[screen].median(), took[screen].at(0.99))
		}
	}
	return all, slowest
}

// walker is a visitor with a stop-watch.
type walker struct {
	*visitor
	took map[string]samples
}

// to presses and notes how long it takes until the next screen is laid out.
func (w *walker) to(ids ...string) {
	w.Helper()
	for _, id := range ids {
		event, ok := w.scene().Press(id)
		if !ok { // it is on another page
			w.press(id)
			continue
		}
		before := w.state.Session
		pressed := time.Now()
		w.terminal.engine.Press(event)
		w.must(w.player.until(w.ctx, func(s kiosk.State) bool { return changed(before, s.Session) }))
		scene := w.scene()
		took := w.took[scene.Name]
		took.time(time.Since(pressed))
		w.took[scene.Name] = took
	}
}

// walk sees the screens of a visit in one language.
func (w *walker) walk(l kiosk.Language) {
	w.Helper()
	w.to("language:"+string(l), "help", "close", "language", "close", "stop")
	w.to("language:"+string(l), "way:life", "more", "earlier", "event:KE8", "back", "event:KE8", "next")
	w.to("way:add", "authority:kela", "service:k-study", "more", "back")
	w.to("way:search", "key:a", "key:s", "key:u", "key:delete", "key:delete", "key:delete", "next")
	w.to("stop", "stop-no", "take")
	w.until(kiosk.StepTake)
	w.to("finish", "stop")
}

// BenchmarkEveryScene lays out every screen there is, in three languages.
func BenchmarkEveryScene(b *testing.B) {
	x := wire(b, "tm-t20iii", sim.Options{})
	took := map[string]samples{}
	for b.Loop() {
		for _, l := range kiosk.Languages() {
			for _, stop := range tour.Stops(x.current.Load(), l) {
				begun := time.Now()
				state, _ := kiosk.Update(stop.State, kiosk.PrinterChanged{Printer: stop.State.Printer})
				x.presenter.Scene(state, x.config.frame())
				times := took[stop.Name]
				times.time(time.Since(begun))
				took[stop.Name] = times
			}
		}
	}
	all, slowest := gathered(b, took)
	report(
		b, measure{"screens", float64(len(took))}, measure{"p50-ms", all.median()}, measure{"p99-ms", all.at(0.99)},
		measure{"slowest-screen-p50-ms", slowest}, measure{"limit-ms", screenLimit},
	)
}
