package main

import (
	"context"
	"fmt"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"

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
		Day:      t.keepDay,
		Outlook:  func(o kiosk.Outlook) { t.engine.Post(kiosk.OutlookChanged{Outlook: o}) },
	}
	read := make(chan struct{})
	go extendStart(read)
	err := h.Open(ctx)
	close(read)
	if err != nil {
		return err
	}
	t.hall = h
	return nil
}

// extendStart asks systemd for patience until the queue has been read: without its
// snapshot, the journal of years takes longer than a start may.
func extendStart(read <-chan struct{}) {
	const ask, patience = 15 * time.Second, time.Minute
	for {
		select {
		case <-read:
			return
		case <-time.After(ask):
			_, _ = daemon.SdNotify(false, fmt.Sprintf("EXTEND_TIMEOUT_USEC=%d", patience.Microseconds()))
		}
	}
}

// now is the time at the point.
func (t *terminal) now() time.Time { return t.engine.Now().In(t.config.location) }
