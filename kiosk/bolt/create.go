package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

const (
	// unknownNumbers is taken for the last number of every series on the day of a
	// damage whose ticket log cannot be read either. It is more than a service
	// point gives in a series on a day, so no number of the morning comes twice,
	// and still one that people can read and hear: the next is 501. A second such
	// damage on the day starts above twice of it.
	unknownNumbers = 500

	// unsyncedNumbers is the margin above the log's numbers where the machine went
	// down before the log was synced. A terminal prints one ticket at a time and
	// syncs with each, so a few would do.
	unsyncedNumbers = 20

	setAsideInfix = ".damaged-"
	setAsideTime  = "20060102T150405"
)

// replace puts a fresh store in the place of a damaged or a missing one. The
// fresh one is whole before the damaged one is touched.
func (s *Store) replace(past history, reason string) (Opening, error) {
	o := Opening{Created: reason == missing}
	now := s.options.now()
	f := s.floorAfter(past, reason, now)
	o.Uncertain = f.Number > past.floor.Number
	aside := ""
	if !o.Created {
		o.Reason = reason
		aside = freeName(s.path + setAsideInfix + now.Format(setAsideTime))
		o.Replaced = aside
	}
	tmp := s.path + ".tmp"
	if err := s.create(tmp, past, f, o); err != nil {
		_ = os.Remove(tmp)
		return o, err
	}
	if aside != "" {
		if err := os.Rename(s.path, aside); err != nil {
			return o, fmt.Errorf("set the damaged store aside: %w", err)
		}
		logbook.Write(s.options.Log, logbook.StoreSetAside{Path: s.path, Kept: aside, Reason: reason})
	}
	if err := os.Rename(tmp, s.path); err != nil {
		return o, err
	}
	return o, syncDirectory(filepath.Dir(s.path))
}

// floorAfter decides below which number no series may start today.
func (s *Store) floorAfter(past history, reason string, now time.Time) floor {
	asides, _ := filepath.Glob(escapeGlob(s.path) + setAsideInfix + "*")
	today := kiosk.DateOf(now)
	h := history{floor: past.floor}
	switch {
	case past.good == 0 && (reason != missing || past.bad > 0 || len(asides) > 0):
		before := 0
		for _, a := range asides {
			if strings.HasPrefix(a, s.path+setAsideInfix+now.Format("20060102")) {
				before++
			}
		}
		h.raiseFloor(floor{today, min(unknownNumbers*(before+1), kiosk.MaxNumber)})
	case past.good > 0 && past.lost(s.options.BootID()):
		h.raiseFloor(floor{today, unsyncedNumbers})
		for d, n := range past.numbers {
			past.numbers[d] = min(n+unsyncedNumbers, kiosk.MaxNumber)
		}
	}
	return h.floor
}

// create makes a store at tmp, durable but for its name.
func (s *Store) create(tmp string, past history, f floor, o Opening) error {
	if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.openDatabase(tmp); err != nil {
		return err
	}
	db := s.db
	s.db = nil
	err := db.Update(func(tx *bbolt.Tx) error { return s.furnish(tx, tmp, past, f, o) })
	if err != nil && s.isFull(err) {
		err = fmt.Errorf("%s: %w: %v", tmp, engine.ErrFull, err)
	}
	if e := db.Close(); err == nil {
		err = e
	}
	return err
}

// furnish writes what every store has from the beginning.
func (s *Store) furnish(tx *bbolt.Tx, path string, past history, f floor, o Opening) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	print, err := s.options.Fingerprint(path)
	if err != nil {
		return err
	}
	c := &change{tx: tx, id: identity{s.options.Terminal, newEpoch()}}
	for _, v := range []struct {
		key   []byte
		value any
	}{
		{keyFormat, formatVersion},
		{keyTerminal, c.id.terminal},
		{keyEpoch, c.id.epoch},
		{keyFingerprint, print},
		{keyFloor, f},
		{keyOpen, false},
	} {
		if err := c.put(bucketMeta, v.key, v.value); err != nil {
			return err
		}
	}
	for d, number := range past.numbers {
		if err := c.put(bucketSeries, d.key(), number); err != nil {
			return err
		}
	}
	if o.Created {
		return nil
	}
	_, err = c.record(kiosk.Entry{Kind: kiosk.StoreReplaced, At: s.options.now(), Detail: map[string]string{
		"kept": filepath.Base(o.Replaced), "reason": o.Reason, "uncertain": fmt.Sprint(o.Uncertain),
	}})
	return err
}

// freeName returns the name, or the first with a number after it, that no file
// has.
func freeName(name string) string {
	for n, free := 2, name; ; n++ {
		if _, err := os.Lstat(free); errors.Is(err, fs.ErrNotExist) {
			return free
		}
		free = fmt.Sprintf("%s-%d", name, n)
	}
}

// escapeGlob returns the pattern that matches the path itself.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
