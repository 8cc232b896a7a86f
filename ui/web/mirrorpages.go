package web

import (
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
