package workshop

import (
	"encoding/json"
	"errors"
	"net/http"

	"kundterminal/kiosk"
)

// test runs a test for as long as whoever asked for it listens.
func (s *Socket) test(w http.ResponseWriter, r *http.Request) {
	name, run := s.begin()
	defer s.end(name)
	send := linesTo(w)
	send(wireLine{Run: name})
	device, test := kiosk.DeviceID(r.URL.Query().Get("device")), kiosk.TestID(r.URL.Query().Get("test"))
	ended := s.audit(r.Context(), "test", string(device), string(test))
	record, err := s.Desk.RunTest(r.Context(), device, test, func(stage kiosk.TestStage) {
		run.shown(stage.Asks)
		send(wireLine{Stage: &stage})
	}, run.answers)
	ended(err)
	last := wireLine{Record: &record}
	if err != nil {
		last.Error = wireErrorOf(err)
	}
	send(last)
}

// linesTo sends each value at once.
func linesTo(w http.ResponseWriter) func(any) {
	w.Header().Set("Content-Type", "application/jsonl")
	lines, flush := json.NewEncoder(w), http.NewResponseController(w)
	return func(v any) {
		// Whoever asked may have gone: the context tells the work to stop.
		_ = lines.Encode(v)
		_ = flush.Flush()
	}
}

func (s *Socket) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	run := s.runs[r.URL.Query().Get("run")]
	s.mu.Unlock()
	if run == nil {
		answer(w, nil, errors.New("no such test is running"))
		return
	}
	answer(w, struct{}{}, run.answer(r.URL.Query().Get("yes") == "true"))
}

func (s *Socket) monitor(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	send, begun := linesTo(w), false
	var recording func(string)
	if q.Get("record") == "true" {
		recording = func(file string) {
			begun = true
			send(wireTrace{File: file})
		}
	}
	ended := s.audit(r.Context(), "monitor", q.Get("device"))
	err := s.Desk.Monitor(r.Context(), kiosk.DeviceID(q.Get("device")), recording, func(l kiosk.TraceLine) {
		begun = true
		send(wireTrace{Line: &l})
	})
	ended(err)
	if err == nil {
		return
	}
	if !begun {
		answer(w, nil, err)
		return
	}
	panic(http.ErrAbortHandler) // the other end sees that there was more to come
}

// bundle sends a support bundle. What fails under way breaks the connection, so
// that nobody keeps half of one.
func (s *Socket) bundle(w http.ResponseWriter, r *http.Request) {
	out := &begun{ResponseWriter: w}
	ended := s.audit(r.Context(), kiosk.ViewBundle.String())
	err := s.Desk.Bundle(r.Context(), out)
	ended(err)
	if err == nil {
		return
	}
	if !out.yes {
		answer(w, nil, err)
		return
	}
	panic(http.ErrAbortHandler)
}

// begun knows whether anything was written.
type begun struct {
	http.ResponseWriter
	yes bool
}

// Write implements io.Writer.
func (b *begun) Write(p []byte) (int, error) {
	b.yes = true
	return b.ResponseWriter.Write(p)
}
