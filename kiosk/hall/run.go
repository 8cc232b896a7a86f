package hall

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

const (
	outlookAge  = 2 * time.Second  // the oldest outlook after a change
	outlookMost = 30 * time.Second // and the oldest without one
)

// Run tells what one can expect of the queue as it changes, and closes days when they
// are over, until ctx ends.
func (h *Hall) Run(ctx context.Context) error {
	changed, stop := h.Watch()
	defer stop()
	for {
		h.beginDay(ctx)
		if h.Outlook != nil {
			h.Outlook(h.forecast(0))
		}
		wait := time.After(outlookMost)
		select {
		case <-ctx.Done():
			return nil
		case <-wait:
			continue
		case <-time.After(outlookAge):
		}
		select {
		case <-ctx.Done():
			return nil
		case <-wait:
		case <-changed:
		}
	}
}

// cast is the last forecast.
type cast struct {
	sync.Mutex
	*queue.Forecast
	at      time.Time
	changes uint64
}

// forecast returns what one can expect now, or what one could when it was asked no
// longer ago than this.
func (h *Hall) forecast(age time.Duration) *queue.Forecast {
	h.cast.Lock()
	defer h.cast.Unlock()
	h.lock.RLock()
	defer h.lock.RUnlock()
	now := h.moment()
	old := now.Sub(h.cast.at)
	if h.cast.Forecast == nil || old < 0 || old >= age && h.cast.changes != h.book.Changes() || old >= outlookMost || age == 0 {
		h.cast.Forecast, h.cast.at, h.cast.changes = h.book.Forecast(h.Settings(), now), now, h.book.Changes()
	}
	return h.cast.Forecast
}

// beginDay closes the days that are over, and sets the quotas of a new one.
func (h *Hall) beginDay(ctx context.Context) {
	h.closeDays(ctx)
	if h.Quotas == nil {
		return
	}
	_, err := h.Do(ctx, func(b *queue.Book, _ queue.Settings, at time.Time) (list []queue.Change, err error) {
		if h.quotas == kiosk.DateOf(at) {
			return nil, nil
		}
		quotas := h.Quotas()
		for _, q := range slices.Sorted(maps.Keys(quotas)) {
			made, err := b.SetQuota(queue.Who{}, q, quotas[q], at)
			if err != nil {
				return nil, err
			}
			list = append(list, made...)
		}
		return list, nil
	})
	if err != nil && ctx.Err() == nil {
		logbook.Write(h.log(), logbook.QueueNotKept{Cause: err})
	}
}

// closeDays closes the days that are over. One that cannot be closed is tried again.
func (h *Hall) closeDays(ctx context.Context) {
	for {
		h.lock.RLock()
		day, today := h.open, kiosk.DateOf(h.Now())
		h.lock.RUnlock()
		if day.IsZero() || day.Compare(today) >= 0 {
			return
		}
		if err := h.alone(ctx, func() error { return h.closeDay(day) }); err != nil {
			if ctx.Err() == nil {
				logbook.Write(h.log(), logbook.QueueNotKept{Cause: err})
			}
			return
		}
	}
}

// closeDay ends a day: the change, what statistics keep of it, and a snapshot are one.
func (h *Hall) closeDay(day kiosk.Date) error {
	at := h.moment()
	ended := time.Date(day.Year, day.Month, day.Day+1, 0, 0, 0, 0, at.Location())
	if ended.After(at) {
		ended = at
	}
	records := h.book.Records(day, true, ended)
	var q kiosk.QueueCommit
	if h.Day != nil && len(records) > 0 {
		value, err := h.Day(day, records)
		if err != nil {
			logbook.Write(h.log(), logbook.QueueNotKept{Cause: err})
		} else {
			q.Days = map[kiosk.Date][]byte{day: value}
		}
	}
	w := wish{decide: func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.CloseDay(day, at), nil
	}}
	var err error
	if q.Entries, err = h.decide(&w, queue.Settings{}); err != nil {
		return err
	}
	if q.Snapshot, err = h.snapshot(); err != nil {
		return h.recover(err)
	}
	if err := h.commit(q); err != nil {
		return err
	}
	logbook.Write(h.log(), logbook.QueueDayClosed{Day: day.String(), Parts: len(records)})
	return nil
}
