//go:build fyne

package touch

import (
	"context"
	"sync/atomic"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// screen ties a terminal to a stage.
type screen struct {
	terminal Terminal
	options  Options
	stage    *stage
	painter  *painter
	quit     func()
	do       func(func()) // runs a function on Fyne's goroutine, later

	glasses chan glass       // the newest
	presses chan kiosk.Press // on their way to the terminal
	closed  atomic.Bool      // Fyne has ended
	waiting atomic.Bool      // a heartbeat is on its way
}

// watch shows each state until ctx ends, and ends Fyne then.
func (s *screen) watch(ctx context.Context) {
	states, stop := s.terminal.Watch()
	defer stop()
	pulse := time.NewTicker(beat)
	defer pulse.Stop()
	var state *kiosk.State
	var g glass
	shown := false
	for {
		select {
		case <-ctx.Done():
			s.post(s.quit)
			return
		case next, ok := <-states:
			if !ok {
				states = nil
				continue
			}
			state = &next
		case g = <-s.glasses:
		case <-pulse.C:
			if shown {
				s.ping()
				pulse.Reset(beat)
			}
			continue
		}
		if state != nil && g.usable() {
			s.show(*state, g, !shown)
			if !shown {
				pulse.Reset(firstBeat)
			}
			shown = true
		}
	}
}

// show lays a state out and hands it to the stage.
func (s *screen) show(state kiosk.State, g glass, first bool) {
	scene := s.options.Scene(state, g.frame)
	p, err := s.painter.picture(scene, g)
	if err != nil {
		logbook.Write(s.options.Log, logbook.PictureMissing{Screen: scene.Name, Cause: err})
	}
	if n := len(scene.Faults); n > 0 { // not the texts: a search would be among them
		logbook.Write(s.options.Log, logbook.TextsCut{Screen: scene.Name, Texts: n})
	}
	if first {
		logbook.Write(s.options.Log, logbook.ScreenDrawn{
			Width: g.size.X, Height: g.size.Y, WidthMM: g.frame.W, HeightMM: g.frame.H, Scale: float64(g.unit),
		})
	}
	s.post(func() { s.stage.show(p) })
}

// ping asks Fyne's goroutine for a sign of life, unless it still owes one.
func (s *screen) ping() {
	if s.options.Heartbeat == nil || !s.waiting.CompareAndSwap(false, true) {
		return
	}
	s.post(func() {
		s.waiting.Store(false)
		s.options.Heartbeat()
	})
}

// post is the only way from another goroutine to Fyne's. Nothing is posted once
// Fyne has ended, when its queue would run it on the goroutine that asks.
func (s *screen) post(f func()) {
	if f != nil && !s.closed.Load() {
		s.do(f)
	}
}

// resized remembers the newest glass. It is called on Fyne's goroutine.
func (s *screen) resized(g glass) {
	select {
	case <-s.glasses:
	default:
	}
	s.glasses <- g
}

// pressed sends a press on its way. It is called on Fyne's goroutine, which must
// not wait for the terminal.
func (s *screen) pressed(p kiosk.Press) {
	select {
	case s.presses <- p:
	default:
		logbook.Write(s.options.Log, logbook.PressLost{})
	}
}

// forward brings presses to the terminal. A press that it does not take brings
// no picture, and looks as one only for a moment.
func (s *screen) forward(ctx context.Context) {
	settle := time.NewTimer(pressLook)
	settle.Stop()
	defer settle.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case p := <-s.presses:
			s.terminal.Press(p)
			settle.Reset(pressLook)
		case <-settle.C:
			s.post(s.stage.settle)
		}
	}
}
