package main

import (
	"context"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/hall"
	"kundterminal/kiosk/queue"
)

// openHall reads the queue of the point from the store. Its limits are those of the plan
// in use, its clock is the engine's.
func (t *terminal) openHall(ctx context.Context) error {
	h := &hall.Hall{
		Journal: t.store, Log: t.log, Now: t.now,
		Settings: func() queue.Settings { return *t.limits.Load() },
		Quotas:   func() map[kiosk.QueueID]int { return t.plan.Load().Quotas },
		Outlook:  func(o kiosk.Outlook) { t.engine.Post(kiosk.OutlookChanged{Outlook: o}) },
	}
	if err := h.Open(ctx); err != nil {
		return err
	}
	t.hall = h
	return nil
}

// now is the time at the point.
func (t *terminal) now() time.Time { return t.engine.Now().In(t.config.location) }
