package workshop

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

// The limits of a database that is well.
const (
	sparse       = 2        // compaction is worth it when less than one part in so many holds something
	worthSparing = 16 << 20 // … and the file is at least so large
	copyLargest  = 1 << 30  // a larger file is not copied while the terminal runs
)

// copyLimit is how long the copy of an open store may take. A commit that must
// grow the file waits for it, and so does whoever wants a ticket.
const copyLimit = 3 * time.Second

// Actions of the database's view.
const (
	ActionCheckStore   = "check_store"
	ActionCompactStore = "compact_at_start" // a store that is open cannot be rewritten
	ActionKeepStore    = "compact_not"
)

// compactSuffix is behind the name of a store that is to be rewritten when the
// terminal next starts.
const compactSuffix = ".compact"

// OpenStore is the store as the workshop looks at it while the terminal uses it.
// It is bolt.Store.
type OpenStore interface {
	Path() string
	Epoch() string
	Sizes() (bolt.Sizes, error)
	CopyTo(context.Context, io.Writer) (int64, error)
}

// Database examines the store of a running terminal.
type Database struct {
	Store   OpenStore
	Opening bolt.Opening
	Checker bolt.Checker // a child: a damaged file can hang or kill whoever reads it
}

// Findings are those of the view: what was found at the start, sizes, and what
// can be done.
func (d Database) Findings() kiosk.Findings {
	f := kiosk.Findings{Sections: []kiosk.FactSection{d.opening(), d.sizes()}}
	f.Actions = []kiosk.Action{{ID: ActionCheckStore}}
	if d.asked() {
		f.Actions = append(f.Actions, kiosk.Action{ID: ActionKeepStore})
	} else {
		f.Actions = append(f.Actions, kiosk.Action{ID: ActionCompactStore})
	}
	return f
}

// Do carries out an action of the view.
func (d Database) Do(ctx context.Context, action string) kiosk.Findings {
	var notice kiosk.Fact
	switch action {
	case ActionCheckStore:
		notice = d.Check(ctx)
	case ActionCompactStore:
		notice = told("store_compaction", "compaction_asked", os.WriteFile(d.Store.Path()+compactSuffix, nil, 0o600))
	case ActionKeepStore:
		notice = told("store_compaction", "compaction_not_asked", os.Remove(d.Store.Path()+compactSuffix))
	}
	f := d.Findings()
	f.Notice = notice
	return f
}

// told is a fact of something that was done, or of why it was not.
func told(key, text string, err error) kiosk.Fact {
	if err != nil {
		return kiosk.Fact{Key: key, Value: err.Error(), Health: kiosk.HealthFault}
	}
	return kiosk.Fact{Key: key, Text: text, Health: kiosk.HealthGood}
}

func (d Database) asked() bool {
	_, err := os.Stat(d.Store.Path() + compactSuffix)
	return err == nil
}

// opening tells what was found when the store was opened.
func (d Database) opening() kiosk.FactSection {
	section := kiosk.FactSection{Key: "store_opening", Facts: []kiosk.Fact{
		{Key: "file", Value: d.Store.Path()},
		{Key: "epoch", Value: d.Store.Epoch()},
	}}
	add := func(f kiosk.Fact) { section.Facts = append(section.Facts, f) }
	o := d.Opening
	if o.Replaced != "" {
		add(kiosk.Fact{Key: "store_replaced", Value: o.Replaced, Health: kiosk.HealthFault})
		add(kiosk.Fact{Key: "store_damage", Value: o.Reason})
	}
	if o.EpochReason != "" {
		add(kiosk.Fact{Key: "epoch_changed", Value: o.EpochReason, Health: kiosk.HealthAttention})
	}
	if o.Unclean {
		add(kiosk.Fact{Key: "last_stop", Text: "stop_unclean", Health: kiosk.HealthAttention})
	}
	if o.Unproved > 0 {
		add(kiosk.Fact{Key: "unproved_prints", Value: strconv.Itoa(o.Unproved), Health: kiosk.HealthAttention})
	}
	if o.Uncertain {
		add(kiosk.Fact{Key: "numbers", Text: "numbers_uncertain", Health: kiosk.HealthAttention})
	}
	return section
}

func (d Database) sizes() kiosk.FactSection {
	section := kiosk.FactSection{Key: "store_sizes"}
	z, err := d.Store.Sizes()
	if err != nil {
		section.Facts = []kiosk.Fact{{Key: "store", Value: err.Error(), Health: kiosk.HealthFault}}
		return section
	}
	room := kiosk.HealthGood
	if z.Limit > 0 && z.Used > z.Limit/10*9 {
		room = kiosk.HealthFault
	} else if z.Limit > 0 && z.Used > z.Limit/10*7 {
		room = kiosk.HealthAttention
	}
	compact := kiosk.Fact{Key: "store_compaction", Text: "compaction_needless", Health: kiosk.HealthGood}
	if z.File >= worthSparing && z.Used < z.File/sparse {
		compact = kiosk.Fact{Key: "store_compaction", Text: "compaction_useful", Args: []string{"free", bytesText(z.File - z.Used)}, Health: kiosk.HealthAttention}
	}
	if d.asked() {
		compact = kiosk.Fact{Key: "store_compaction", Text: "compaction_asked", Health: kiosk.HealthGood}
	}
	section.Facts = []kiosk.Fact{
		{Key: "store_size", Text: "store_size_of", Args: []string{"size", bytesText(z.File), "used", bytesText(z.Used), "limit", bytesText(z.Limit)}, Health: room},
		compact,
		{Key: "store_disk_free", Value: bytesText(z.DiskFree), Health: roomLeft(z.DiskFree)},
		{Key: "ticket_log", Value: bytesText(z.Log)},
		{Key: "events", Value: strconv.FormatUint(z.Events, 10)},
		{Key: "outbox", Value: strconv.FormatUint(z.Outbox, 10)},
		{Key: "unproved_tickets", Value: strconv.Itoa(z.Unsettled)},
	}
	return section
}

func roomLeft(free uint64) kiosk.Health {
	if free < diskLeast {
		return kiosk.HealthFault
	}
	return kiosk.HealthGood
}

// Check proves the store sound while it is open: a copy of one moment is made
// beside it and checked by a child.
func (d Database) Check(ctx context.Context) kiosk.Fact {
	took, size, err := d.check(ctx)
	switch {
	case errors.Is(err, bolt.ErrDamaged):
		return kiosk.Fact{Key: "store_check", Text: "store_damaged", Args: []string{"reason", err.Error()}, Health: kiosk.HealthFault}
	case err != nil:
		return kiosk.Fact{Key: "store_check", Text: "store_unchecked", Args: []string{"reason", err.Error()}, Health: kiosk.HealthAttention}
	}
	return kiosk.Fact{
		Key: "store_check", Text: "store_sound", Health: kiosk.HealthGood,
		Args: []string{"size", bytesText(size), "seconds", fmt.Sprintf("%.1f", took.Seconds())},
	}
}

func (d Database) check(ctx context.Context) (took time.Duration, size int64, err error) {
	begun := time.Now()
	z, err := d.Store.Sizes()
	if err != nil {
		return 0, 0, err
	}
	if z.File > copyLargest || uint64(z.File)+diskLeast > z.DiskFree {
		return 0, 0, fmt.Errorf("there is no room for a copy of %s; stop the terminal, and run: kundterminal store check", bytesText(z.File))
	}
	folder, name := filepath.Split(d.Store.Path())
	// One name, so that a copy that a power cut left behind is written over.
	path := filepath.Join(folder, name+".checked")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = os.Remove(path) }()
	copying, cancel := context.WithTimeout(ctx, copyLimit)
	size, err = d.Store.CopyTo(copying, f)
	cancel()
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = fmt.Errorf("copying %s took more than %s, and tickets must not wait for it; stop the terminal, and run: kundterminal store check", bytesText(z.File), seconds(copyLimit))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return 0, size, err
	}
	return time.Since(begun), size, d.Checker(ctx, path)
}

// Test is kiosk.TestStore: the store is sound.
func (d Database) Test(ctx context.Context, r *Run) bool {
	r.Show(kiosk.TestStage{Text: "store_checking"})
	fact := d.Check(ctx)
	r.Note(fact)
	r.Show(kiosk.TestStage{Text: "store_checked", Facts: []kiosk.Fact{fact}})
	return fact.Health == kiosk.HealthGood
}

// CompactIfAsked rewrites a store that is not open yet, if a technician has
// asked for that, and reports whether it has. The wish is gone afterwards,
// whatever came of it: a terminal must not try in vain at every start.
func CompactIfAsked(ctx context.Context, path string, o bolt.Options) (done bool, before, after int64, err error) {
	switch err := os.Remove(path + compactSuffix); {
	case errors.Is(err, os.ErrNotExist):
		return false, 0, 0, nil
	case err != nil:
		return false, 0, 0, err
	}
	before, after, err = bolt.Compact(ctx, path, o)
	return err == nil, before, after, err
}
