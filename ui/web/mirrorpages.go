package web

import (
	"net/http"
	"time"

	"kundterminal/kiosk"
)

// away is how long a desk may have no page open, such as while it is loaded again, before
// helping ends: a person is not told that somebody looks on when nobody does.
const away = 10 * time.Second

// looksOn counts a page of a desk until it goes. Once the last has been gone for a while,
// the desk helps no more.
func (m *mirror) looksOn(desk string) (goes func()) {
	count := func(n int) (left int) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.pages[desk] += n
		return m.pages[desk]
	}
	count(1)
	return func() {
		if count(-1) > 0 {
			return
		}
		time.AfterFunc(away, func() {
			if count(0) == 0 {
				m.opt.Post(kiosk.AssistEnded{Desk: desk})
			}
		})
	}
}

// press hands on what was pressed on the screen that the desk sees: it is pressed for the
// person, or pointed at.
func (m *mirror) press(hand func(desk, id string, p kiosk.Press)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		desk, ok := m.seat(w, r)
		if !ok || !readForm(w, r) {
			return
		}
		state, ok := m.state(r.Context())
		if !ok {
			http.Error(w, "The terminal does not answer.", http.StatusServiceUnavailable)
			return
		}
		says := wordsIn(m.opt.Language(r))
		if !sees(state, desk) || state.Unseen() {
			http.Error(w, says.Changed, http.StatusConflict)
			return
		}
		scene := m.opt.Scene(state, m.Server.opt.Frame)
		id := r.PostForm.Get("id")
		event, ok := scene.Press(id)
		if seen := r.PostForm.Get("screen"); !ok || seen != "" && seen != scene.Name {
			http.Error(w, says.Changed, http.StatusConflict)
			return
		}
		hand(desk, id, event)
		m.back(w, r)
	}
}
