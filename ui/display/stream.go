package display

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"kundterminal/ui/serving"
)

// news is what a page is sent. Without a picture all is as it was.
type news struct {
	Build   string   `json:"build"` // a page of another build loads itself anew
	Now     int64    `json:"now"`   // milliseconds by the clock on the wall
	Picture *picture `json:"picture,omitempty"`
}

// events streams the board: at once, unless the page says that it has this one, and
// then each change of it. Between them it tells that all is well.
func (h *handler) events(w http.ResponseWriter, r *http.Request) {
	if h.watchers.Add(1) > maxWatchers {
		h.watchers.Add(-1)
		w.Header().Set("Retry-After", "5")
		http.Error(w, "Too many displays are open.", http.StatusServiceUnavailable)
		return
	}
	defer h.watchers.Add(-1)
	changed, stop := h.opt.Feed.Watch()
	defer stop()
	begun, err := serving.Begin(w, retry)
	st := &stream{handler: h, Stream: begun, last: r.Header.Get("Last-Event-ID")}
	if err != nil || st.tell() != nil {
		return
	}
	alive := time.NewTicker(beat)
	defer alive.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case _, ok := <-changed:
			if !ok {
				return
			}
		case <-alive.C:
		}
		if st.tell() != nil {
			return
		}
	}
}

// stream is one page's event stream.
type stream struct {
	*handler
	*serving.Stream
	last string // the picture that the page has
}

// tell sends the picture where the page has another, and else that all is well.
func (st *stream) tell() error {
	p := st.picture()
	drawn, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("display: %w", err)
	}
	sum := sha256.Sum256(drawn)
	id := hex.EncodeToString(sum[:8])
	n := news{Build: st.build, Now: onTheWall(st.opt.Now())}
	if id != st.last {
		n.Picture = &p
	}
	st.last = id
	return st.Event(id, "news", n)
}
