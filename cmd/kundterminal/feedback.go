package main

import (
	"context"
	"slices"
	"time"

	"kundterminal/devices/idreader"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

const (
	purgeEvery = time.Hour       // how often it is looked whether a night has begun
	purgeAgain = 5 * time.Minute // after a purge that failed
)

// ticketCode returns the code of a queue ticket that was shown to a reader.
func ticketCode(doc idreader.Document) (kiosk.Code, bool) {
	if doc.Kind != idreader.KindTicketCode || doc.Personal == nil {
		return "", false
	}
	code, err := kiosk.ParseCode(string(doc.Personal.Text))
	return code, err == nil
}

// scans reports whether a reader can read the code of a ticket.
func (c config) scans() bool {
	return slices.ContainsFunc(c.Readers, func(r readerConfig) bool { return r.Profile != chipProfile })
}

// purgeFeedback removes what is kept long enough, at the start and once each night.
func (t *terminal) purgeFeedback(ctx context.Context) error {
	var done kiosk.Date
	for {
		pause := purgeEvery
		now := t.engine.Now().In(t.config.location)
		if today := kiosk.DateOf(now); today != done {
			if err := t.purgeFeedbackBefore(ctx, now); err == nil {
				done = today
			} else {
				pause = purgeAgain
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

func (t *terminal) purgeFeedbackBefore(ctx context.Context, now time.Time) error {
	removed, err := t.store.PurgeFeedback(ctx, now.AddDate(0, -t.config.Feedback.KeepMonths, 0), kiosk.DateOf(now))
	if err != nil && ctx.Err() == nil {
		logbook.Write(t.log, logbook.FeedbackNotPurged{Cause: err})
	}
	if removed > 0 {
		logbook.Write(t.log, logbook.FeedbackPurged{Answers: removed})
	}
	return err
}
