package bolt

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/hall"
	queues "kundterminal/kiosk/queue"
)

// A year of the busiest service point: 250 days of 6,000 visits. It takes some minutes
// to make and some gigabytes, so tests make a hundredth of it, and the whole year where
// this variable is set. A folder in it is where the file is made and kept.
const yearVariable = "KUNDTERMINAL_YEAR"

const (
	visitsOfYear = 1_500_000
	visitsOfDay  = 6000
	desksOfDay   = 12
)

// year makes the journal of a year as hall and store would, but for its flushes.
type year struct {
	*bench
	change *change
	book   queues.Book
	set    queues.Settings
	rng    *rand.Rand

	changes, since int
}

func newYear(t *testing.T) *year {
	b := newBench(t)
	if dir := os.Getenv(yearVariable); dir != "" && dir != "1" {
		b.path = dir + "/year.db"
	}
	b.options.MaxSize = 64 << 30
	y := &year{bench: b, set: queues.DefaultSettings(), rng: rand.New(rand.NewPCG(9, 9))}
	b.open()
	b.store.db.NoSync = true
	return y
}

// make makes so many visits. The last day is not over, and its last snapshot is of
// thousands of entries ago.
func (y *year) make(visits int) {
	for visits > 0 {
		n := min(visits, visitsOfDay)
		visits -= n
		must(y.t, y.store.commit(ctx, func(c *change) error {
			y.change = c
			return y.day(n, visits == 0)
		}))
		y.now = y.now.AddDate(0, 0, 1)
	}
	must(y.t, y.store.db.Sync())
	y.store.db.NoSync = false
}

func (y *year) day(visits int, last bool) error {
	y.since = 0
	for d := range desksOfDay {
		if err := y.do(y.book.Open(desk(d), queues.Login{Door: true}, y.now)); err != nil {
			return err
		}
	}
	begun := y.now
	for i := range visits {
		y.now = begun.Add(time.Duration(i) * 4 * time.Second)
		if err := y.visit(i); err != nil {
			return err
		}
		if y.since >= 5000 {
			if err := y.remember(); err != nil {
				return err
			}
		}
	}
	y.now = begun
	if last {
		return nil
	}
	y.now = begun.Add(14 * time.Hour)
	if err := y.do(y.book.CloseDay(kiosk.DateOf(begun), y.now), nil); err != nil {
		return err
	}
	y.now = begun
	return y.remember()
}

func desk(d int) queues.Who {
	return queues.Who{Desk: queues.DeskID(fmt.Sprint(d + 1)), Staff: queues.StaffID(fmt.Sprintf("s-%d", d+1))}
}

// visit has somebody come, and somebody who came before served.
func (y *year) visit(i int) error {
	r := y.request(kiosk.Series('A' + i%4))
	r.Parts = []kiosk.TicketPart{{Authority: "kela", Services: []kiosk.ServiceID{"k-housing"}}}
	t, err := y.change.issue(r)
	if err == nil {
		_, err = y.change.mark(t.Name, kiosk.PrintPrinted, "", y.now)
	}
	if err != nil {
		return err
	}
	y.since += 2
	y.book.Join(t)
	w := desk(i % desksOfDay)
	if i < desksOfDay { // there are always some who wait
		return nil
	}
	err = y.do(y.book.Next(w, y.set, y.now))
	if err == nil && y.rng.IntN(10) == 0 {
		return y.do(y.book.NotHere(w, y.set, y.now.Add(time.Minute)))
	}
	steps := []func() ([]queues.Change, error){
		func() ([]queues.Change, error) { return y.book.Start(w, y.now.Add(time.Minute)) },
		func() ([]queues.Change, error) { return y.book.Hold(w, "paper", y.now.Add(2*time.Minute)) },
		func() ([]queues.Change, error) { return nil, nil },
		func() ([]queues.Change, error) {
			return y.book.Finish(w, queues.Settled, false, y.now.Add(5*time.Minute))
		},
	}
	if post, _ := y.book.Post(w.Desk); err == nil && y.rng.IntN(20) > 0 {
		part := post.Holds
		steps[2] = func() ([]queues.Change, error) { return y.book.Take(w, part, y.set, y.now.Add(3*time.Minute)) }
	} else {
		steps[1] = steps[2]
	}
	for _, step := range steps {
		if err == nil {
			err = y.do(step())
		}
	}
	return err
}

// do journals changes and makes them.
func (y *year) do(list []queues.Change, err error) error {
	entries := make([]kiosk.Entry, len(list))
	for i, c := range list {
		text, e := json.Marshal(c)
		if e != nil {
			return e
		}
		entries[i] = kiosk.Entry{Kind: kiosk.QueueChanged, At: c.At, Queue: text}
		y.book.Apply(c)
	}
	y.changes += len(list)
	y.since += len(list)
	if err == nil {
		_, err = y.change.append(entries)
	}
	return err
}

// remember keeps a snapshot.
func (y *year) remember() error {
	y.since = 0
	book, err := y.book.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = y.change.keepQueue(kiosk.QueueCommit{Snapshot: kiosk.QueueSnapshot{Seq: y.change.last, At: y.now, Book: book}})
	return err
}

// forgetful is a store whose snapshot is lost.
type forgetful struct{ *Store }

func (forgetful) QueueSnapshot() (kiosk.QueueSnapshot, error) { return kiosk.QueueSnapshot{}, nil }

// read opens the queue and returns it as it is written, and how long that took.
func (y *year) read(s hall.Store) (string, time.Duration) {
	h := &hall.Hall{Journal: s, Settings: queues.DefaultSettings, Now: func() time.Time { return y.now }, Log: y.options.Log}
	begun := time.Now()
	must(y.t, h.Open(ctx))
	took := time.Since(begun)
	var text []byte
	var err error
	h.Read(func(b *queues.Book, _ time.Time) { text, err = b.MarshalJSON() })
	must(y.t, err)
	return string(text), took
}

func TestTheJournalOfAYearIsReadAgainAndAStartIsBoundedByItsSnapshots(t *testing.T) {
	visits := visitsOfYear / 100
	if os.Getenv(yearVariable) != "" {
		visits = visitsOfYear
	}
	if raceEnabled {
		visits = visitsOfYear / 1000
	}
	y := newYear(t)
	begun := time.Now()
	y.make(visits)
	made := time.Since(begun)
	y.options.Checker = func(context.Context, string) error { return nil }
	y.reopen()
	live, err := y.book.MarshalJSON()
	must(t, err)
	whole, long := y.read(forgetful{y.store})
	start, short := y.read(y.store)
	if whole != start {
		t.Errorf("the whole journal of %d bytes and the snapshot with its rest of %d make different queues", len(whole), len(start))
	}
	if len(live) != len(whole) {
		t.Errorf("the queue was %d bytes and is read as %d", len(live), len(whole))
	}
	if events := y.store.sequence(); visits >= visitsOfYear/100 && short > long/2 {
		t.Errorf("a start takes %v with a snapshot, and %v with %d events to read", short, long, events)
	}
	z, err := y.store.Sizes()
	must(t, err)
	t.Logf("%d visits, %d changes, %d events, %d MB, made in %v: the whole journal is read in %v, a start takes %v",
		visits, y.changes, z.Events, z.File>>20, made.Round(time.Millisecond), long.Round(time.Millisecond), short.Round(time.Millisecond))
}
