package main

import (
	"time"

	"kundterminal/kiosk/hall"
	"kundterminal/kiosk/queue"
)

// wireHall has tickets, desks and the display share one queue.
func (t *terminal) wireHall() {
	t.hall = &hall.Hall{
		Journal:  t.store,
		Settings: func() queue.Settings { return t.plan.Load().Settings(t.current.Load(), t.config.openHours()) },
		Now:      func() time.Time { return t.engine.Now().In(t.config.location) },
	}
}
