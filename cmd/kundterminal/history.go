package main

import (
	"context"
	"encoding/json"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/statistics"
)

const (
	historyHour  = 3                // the hour from which the night's work may begin
	historyEvery = 10 * time.Minute // how often is looked whether it may
)

// lookAfterHistory counts what the journal tells at the start and each night, and
// removes what is kept long enough: when nobody uses the terminal.
func (t *terminal) lookAfterHistory(ctx context.Context) error {
	var done kiosk.Date
	begun := false
	for {
		now := t.now()
		night := now.Hour() >= historyHour && kiosk.DateOf(now) != done
		if (!begun || night) && t.engine.State().Session.Idle() {
			err := t.turnPage(ctx, now)
			if ctx.Err() == nil && err != nil {
				logbook.Write(t.log, logbook.HistoryNotPurged{Cause: err})
			} else {
				begun, done = true, kiosk.DateOf(now)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(historyEvery):
		}
	}
}

// turnPage counts what is over and removes what is old.
func (t *terminal) turnPage(ctx context.Context, now time.Time) error {
	if err := t.countJournal(ctx, kiosk.DateOf(now)); err != nil {
		return err
	}
	p, err := t.store.Purge(ctx, t.config.Statistics.limits(now))
	if p.Entries > 0 {
		logbook.Write(t.log, logbook.HistoryPurged{Entries: p.Entries, Tickets: p.Tickets})
	}
	return err
}

// countJournal counts what the journal tells of days before today, and keeps it with
// them.
func (t *terminal) countJournal(ctx context.Context, today kiosk.Date) error {
	before, err := t.store.Counted()
	if err != nil {
		return err
	}
	w, err := t.watchFrom(before.State)
	if err != nil {
		return err
	}
	after := bolt.Count{Through: before.Through}
	for r, err := range t.store.Events(ctx, before.Through+1) {
		if err != nil {
			return err
		}
		if kiosk.DateOf(r.At) == today {
			break
		}
		w.Add(r)
		after.Through = r.Name.Seq
	}
	if after.Through == before.Through {
		return nil
	}
	if after.State, err = json.Marshal(w.WatchState); err != nil {
		return err
	}
	days := map[kiosk.Date]func([]byte) ([]byte, error){}
	for d, counted := range w.Days() {
		days[d] = func(kept []byte) ([]byte, error) { return addTo(d, kept, *counted) }
	}
	return t.store.KeepCount(ctx, before, after, days)
}

// addTo adds figures to what is kept of a day.
func addTo(d kiosk.Date, kept []byte, o statistics.Figures) ([]byte, error) {
	day := statistics.Day{Date: d}
	if kept != nil {
		if err := json.Unmarshal(kept, &day); err != nil {
			return nil, err
		}
	}
	day.Merge(statistics.Day{Date: d, Figures: o})
	return json.Marshal(day)
}
