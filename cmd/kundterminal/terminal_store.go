package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

const checkLimit = 10 * time.Second // for the child that proves the store sound

func (t *terminal) openStore(ctx context.Context) error {
	o, err := t.config.storeOptions(t.log)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(t.config.Store.Path), 0o700); err != nil {
		return fmt.Errorf("store.path: %w; make the folder, or name another", err)
	}
	if done, _, size, err := workshop.CompactIfAsked(ctx, t.config.Store.Path, o); done || err != nil {
		logbook.Write(t.log, logbook.StoreCompacted{Path: t.config.Store.Path, Bytes: size, Cause: err})
	}
	if o.FeedbackKey, err = loadKey("feedback.key_file", t.config.feedbackKeyFile()); err != nil {
		return err
	}
	t.checker = o.Checker
	t.store, t.opening, err = bolt.Open(ctx, t.config.Store.Path, o)
	if err != nil {
		return err
	}
	last := t.opening.Last
	if !last.IsZero() {
		logbook.Write(t.log, logbook.SessionInterrupted{Step: last.Step, Since: last.Since, Ticket: last.Ticket.String()})
	}
	return nil
}

// storeOptions are how the store of this configuration is opened: a child of
// this program proves it sound first.
func (c config) storeOptions(log *slog.Logger) (bolt.Options, error) {
	self, err := os.Executable()
	if err != nil {
		return bolt.Options{}, fmt.Errorf("the program does not find itself to check the store: %w", err)
	}
	return bolt.Options{
		Terminal: kiosk.TerminalID(c.Terminal.ID), Location: c.location, MaxSize: int64(c.Store.MaxMB) << 20,
		Checker: bolt.Command(checkLimit, self, "store", "check"), Log: log,
	}, nil
}

// scrap reports whether an earlier run may have left half a ticket on the paper,
// which must not head the next person's: one that was not closed in good order,
// or one that ended with a ticket of the last day unproved.
func (t *terminal) scrap() bool {
	list, err := t.store.Unsettled(context.Background(), time.Now().Add(-24*time.Hour))
	return err != nil || t.opening.Unclean ||
		slices.ContainsFunc(list, func(u kiosk.Unsettled) bool { return u.Print.State != kiosk.PrintIntended })
}
