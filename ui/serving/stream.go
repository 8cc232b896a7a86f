package serving

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Stream is one visitor's stream of server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
type Stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	last    map[string]string // by event: what was sent, not to be sent again
}

// Begin begins a stream. A page that loses it comes back after retry.
func Begin(w http.ResponseWriter, retry time.Duration) (*Stream, error) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no")
	s := &Stream{w: w, control: http.NewResponseController(w), last: map[string]string{}}
	return s, s.write("retry: " + strconv.FormatInt(retry.Milliseconds(), 10) + "\n\n")
}

// Event sends a value as JSON, and flushes it, with an id unless that is "". A visitor
// that does not read for Patience is left: the stream then has an error.
func (s *Stream) Event(id, name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("event %s: %w", name, err)
	}
	text := "event: " + name + "\ndata: " + string(data) + "\n\n"
	if id != "" {
		text = "id: " + id + "\n" + text
	}
	return s.write(text)
}

// Fresh sends an event, unless it is what was sent last under its name.
func (s *Stream) Fresh(name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("event %s: %w", name, err)
	}
	if s.last[name] == string(data) {
		return nil
	}
	s.last[name] = string(data)
	return s.Event("", name, json.RawMessage(data))
}

// Alive sends a sign of life that is no event: without one, what lies between would
// close a silent connection.
func (s *Stream) Alive() error { return s.write(": alive\n\n") }

// write writes and flushes within a deadline of its own, so that the server's limit
// for whole answers does not end the stream.
func (s *Stream) write(text string) error {
	if err := s.control.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	if err := s.control.SetWriteDeadline(time.Now().Add(Patience)); err != nil {
		return err
	}
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}
