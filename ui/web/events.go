package web

import (
	"context"
	"net/http"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/serving"
)

// events streams the stage as server-sent events: the newest state at once, and
// every change. With page=bench it streams the bench as well. A visitor that
// reads slowly misses states in between; one that does not read at all is left
// after a while. Each has its own copy of the states, so nobody waits for it.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if s.watchers.Add(1) > maxWatchers {
		s.watchers.Add(-1)
		w.Header().Set("Retry-After", "5")
		http.Error(w, "Too many screens are watching this terminal.", http.StatusServiceUnavailable)
		return
	}
	defer s.watchers.Add(-1)
	frame, asked := s.frame(r)
	states, stop := s.terminal.Watch()
	defer stop()
	var changed <-chan struct{}
	if s.opt.Dev != nil && r.FormValue("page") == "bench" {
		var stopBench func()
		changed, stopBench = s.opt.Dev.Watch()
		defer stopBench()
	}
	if st, err := serving.Begin(w, retry); err == nil {
		s.follow(r.Context(), st, view{frame, asked}, states, changed)
	}
}

// view is how a visitor looks at the terminal.
type view struct {
	frame ui.Frame
	asked string // the frame's name in the address; may be empty
}

// follow sends what changes until the visitor or the terminal goes away.
func (s *Server) follow(ctx context.Context, st *serving.Stream, v view, states <-chan kiosk.State, changed <-chan struct{}) {
	alive := time.NewTicker(beat)
	defer alive.Stop()
	var state kiosk.State
	var board <-chan time.Time // a burst of changes on the bench is shown as one
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case newest, ok := <-states:
			if !ok {
				return
			}
			state = newest
			err = st.Fresh("stage", s.draw(s.opt.Scene(state, v.frame)))
			if err == nil && changed != nil {
				err = st.Fresh("bench", s.bench(state, v.asked))
			}
		case <-changed:
			if board == nil {
				board = time.After(benchPause)
			}
		case <-board:
			board = nil
			err = st.Fresh("bench", s.bench(state, v.asked))
		case <-alive.C:
			err = st.Alive()
		}
		if err != nil {
			return
		}
	}
}
