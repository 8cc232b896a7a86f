package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
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
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no")
	st := &stream{w: w, control: http.NewResponseController(w)}
	if st.send("retry: 1000\n\n") != nil {
		return
	}
	s.follow(r.Context(), st, view{frame, asked}, states, changed)
}

// view is how a visitor looks at the terminal.
type view struct {
	frame ui.Frame
	asked string // the frame's name in the address; may be empty
}

// follow sends what changes until the visitor or the terminal goes away.
func (s *Server) follow(ctx context.Context, st *stream, v view, states <-chan kiosk.State, changed <-chan struct{}) {
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
			err = st.event("stage", s.draw(s.opt.Scene(state, v.frame)))
			if err == nil && changed != nil {
				err = st.event("bench", s.bench(state, v.asked))
			}
		case <-changed:
			if board == nil {
				board = time.After(benchPause)
			}
		case <-board:
			board = nil
			err = st.event("bench", s.bench(state, v.asked))
		case <-alive.C:
			err = st.send(": alive\n\n")
		}
		if err != nil {
			return
		}
	}
}

// stream is one visitor's event stream.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	last    map[string]string // by event: what was sent, not to be sent again
}

// event sends a value as JSON, unless it is what was sent last.
func (st *stream) event(name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("event %s: %w", name, err)
	}
	if st.last[name] == string(data) {
		return nil
	}
	if st.last == nil {
		st.last = map[string]string{}
	}
	st.last[name] = string(data)
	return st.send("event: " + name + "\ndata: " + string(data) + "\n\n")
}

// send writes and flushes within a deadline of its own, so that the server's
// limit for whole answers does not end the stream.
func (st *stream) send(text string) error {
	if err := st.control.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	if err := st.control.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := st.w.Write([]byte(text)); err != nil {
		return err
	}
	return st.control.Flush()
}
