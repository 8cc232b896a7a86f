package desk

import (
	"bytes"
	"fmt"
	"net/http"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/ui/serving"
)

// The pace of an event stream.
const (
	beat  = 15 * time.Second        // between signs of life, in which times go on
	retry = 1500 * time.Millisecond // after which a page that lost its stream comes back
	pause = 150 * time.Millisecond  // a burst of changes is sent as one
)

// drawn are the parts of a page as they were at a state of the queue. A page that
// has newer ones, from a stream or an answer, passes them over.
type drawn struct {
	State uint64            `json:"state"`
	Parts map[string]string `json:"parts"`
}

// parts renders what changes of a page.
func (s *Server) parts(v visitor, path string, chosen kiosk.EventName) (drawn, error) {
	names := []string{"top", "alarms", "mine", "side", "verbs"}
	var data any
	var all drawn
	if path == "/desk/queues" {
		names = []string{"top", "alarms", "overview"}
		o := s.overview(v)
		data, all.State = o, o.State
	} else {
		b := s.board(v, chosen)
		data, all.State = b, b.State
	}
	all.Parts = map[string]string{}
	for _, name := range names {
		var b bytes.Buffer
		if err := templates.ExecuteTemplate(&b, name, data); err != nil {
			return all, fmt.Errorf("%s: %w", name, err)
		}
		all.Parts[name] = b.String()
	}
	return all, nil
}

// events streams what changes of a page, as it changes. It is no press: who only
// looks is idle.
func (s *Server) events(w http.ResponseWriter, r *http.Request, v visitor) {
	mine, all := v.follows(1), s.streams.Add(1)
	defer v.follows(-1)
	defer s.streams.Add(-1)
	if mine > maxOfOneSession || all > maxStreams {
		s.tally.add(TooMany)
		w.Header().Set("Retry-After", "5")
		http.Error(w, "Too many pages are open.", http.StatusServiceUnavailable)
		return
	}
	path := "/desk"
	if r.URL.Query().Get("page") == "queues" {
		path = "/desk/queues"
	}
	chosen, _ := kiosk.ParseEventName(r.URL.Query().Get("visit"))
	changed, stop := s.opt.Hall.Watch()
	defer stop()
	st, err := serving.Begin(w, retry)
	if err == nil && st.Event("", "clock", time.Now().UnixMilli()) == nil {
		s.follow(r, &stream{st, map[string]string{}}, v, path, chosen, changed)
	}
}

func (s *Server) follow(r *http.Request, st *stream, v visitor, path string, chosen kiosk.EventName, changed <-chan struct{}) {
	alive := time.NewTicker(beat)
	defer alive.Stop()
	soon := time.After(0)
	for {
		select {
		case <-r.Context().Done():
			return
		case <-v.gone:
			_ = st.Event("", "out", struct{}{}) // the page loads itself again, and says why
			return
		case <-changed:
			if soon == nil {
				soon = time.After(pause)
			}
			continue
		case <-alive.C:
			v.endIfDue(time.Now())
			if st.Alive() != nil {
				return
			}
		case <-soon:
			soon = nil
		}
		parts, err := s.parts(v, path, chosen)
		if err != nil {
			logbook.Write(s.opt.Log, logbook.PageNotWritten{Page: "board", Cause: err})
			return
		}
		if st.changed(parts) != nil {
			return
		}
	}
}

// stream is one visitor's event stream.
type stream struct {
	*serving.Stream
	last map[string]string // by part: what was sent, not to be sent again
}

// changed sends the parts that are not as they were.
func (st *stream) changed(all drawn) error {
	fresh := drawn{all.State, map[string]string{}}
	for name, text := range all.Parts {
		if last, sent := st.last[name]; !sent || last != text { // an empty one too: the page may have more
			fresh.Parts[name], st.last[name] = text, text
		}
	}
	if len(fresh.Parts) == 0 {
		return nil
	}
	return st.Event("", "board", fresh)
}
