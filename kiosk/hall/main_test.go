package hall

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
	_ "time/tzdata"

	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/queue"
)

var ctx = context.Background()

// clock is a clock that goes on by a step whenever it is looked at.
type clock struct {
	begun time.Time
	step  time.Duration
	looks atomic.Int64
}

func (c *clock) now() time.Time { return c.begun.Add(c.step * time.Duration(c.looks.Add(1))) }

// set has the clock show another time.
func (c *clock) set(at time.Time) { c.begun, c.looks = at, atomic.Int64{} }

// point is a service point under test, with a real store.
type point struct {
	t       testing.TB
	path    string
	options bolt.Options
	clock   *clock
	set     queue.Settings
	store   *bolt.Store
	through func(*bolt.Store) Store // puts something between hall and store
	days    map[kiosk.Date]int      // records, by the days that were closed
	hall    *Hall
}

func newPoint(t testing.TB) *point {
	t.Helper()
	helsinki, err := time.LoadLocation("Europe/Helsinki")
	must(t, err)
	p := &point{
		t: t, path: filepath.Join(t.TempDir(), "hall.db"), set: queue.DefaultSettings(), days: map[kiosk.Date]int{},
		clock:   &clock{begun: time.Date(2026, 11, 26, 8, 0, 0, 0, helsinki), step: time.Millisecond},
		through: func(s *bolt.Store) Store { return s },
	}
	p.set.Rooms = []queue.RoomID{"V1", "V2", "V3"}
	p.options = bolt.Options{Terminal: 17, Location: helsinki, MaxSize: 4 << 30, Log: quiet, Now: p.clock.now}
	p.open()
	t.Cleanup(func() {
		p.crash()
		if _, err := bolt.Check(p.path); err != nil {
			t.Errorf("the store after the test: %v", err)
		}
	})
	return p
}

var quiet = slog.New(slog.DiscardHandler)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (p *point) open() {
	p.t.Helper()
	store, _, err := bolt.Open(ctx, p.path, p.options)
	must(p.t, err)
	p.store = store
	p.hall = p.newHall(p.through(store))
	must(p.t, p.hall.Open(ctx))
}

func (p *point) newHall(s Store) *Hall {
	return &Hall{
		Journal: s, Settings: func() queue.Settings { return p.set }, Now: p.clock.now, Log: quiet,
		Day: func(d kiosk.Date, list []queue.Record) ([]byte, error) {
			p.days[d] += len(list)
			return json.Marshal(len(list))
		},
	}
}

// crash lets go of the store without a last snapshot.
func (p *point) crash() {
	p.t.Helper()
	must(p.t, p.store.Close())
}

func (p *point) issue(series kiosk.Series, change ...func(*kiosk.TicketRequest)) (kiosk.Ticket, error) {
	r := kiosk.TicketRequest{
		Queue: "q-" + kiosk.QueueID(series.String()), Series: series, Class: kiosk.WalkIn, Language: kiosk.Finnish, At: p.clock.now(),
		Errands: []kiosk.ServiceID{"k-1"}, Parts: []kiosk.TicketPart{{Authority: "kela", Services: []kiosk.ServiceID{"k-1"}}},
	}
	for _, c := range change {
		c(&r)
	}
	return p.hall.Issue(ctx, r)
}

// tickets issues so many, one after another.
func (p *point) tickets(n int) (list []kiosk.Ticket) {
	p.t.Helper()
	for range n {
		t, err := p.issue('A')
		must(p.t, err)
		list = append(list, t)
	}
	return list
}

var anna = queue.Who{Desk: "1", Staff: "s-1"}

func (p *point) do(decide Decide) []queue.Change {
	p.t.Helper()
	list, err := p.hall.Do(ctx, decide)
	must(p.t, err)
	return list
}

func (p *point) login(w queue.Who) {
	p.t.Helper()
	p.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Open(w, queue.Login{Door: true}, at)
	})
}

func next(w queue.Who) Decide {
	return func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) { return b.Next(w, s, at) }
}

func pause(on bool) Decide {
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.PauseQueue(anna, "q-A", on, at)
	}
}

// written is the hall's book.
func (p *point) written() string {
	p.t.Helper()
	return p.bookOf(p.hall)
}

func (p *point) bookOf(h *Hall) string {
	p.t.Helper()
	var text []byte
	var err error
	h.Read(func(b *queue.Book, _ time.Time) { text, err = b.MarshalJSON() })
	must(p.t, err)
	return string(text)
}

// snapshotless is a store whose snapshot is lost.
type snapshotless struct{ Store }

func (snapshotless) QueueSnapshot() (kiosk.QueueSnapshot, error) { return kiosk.QueueSnapshot{}, nil }

// wantReplayed wants the same book of the whole journal, and of the last snapshot and the
// rest.
func (p *point) wantReplayed() {
	p.t.Helper()
	live := p.written()
	for name, s := range map[string]Store{"the whole journal": snapshotless{p.store}, "the last snapshot and the rest": p.store} {
		h := p.newHall(s)
		h.store = s
		must(p.t, h.load(ctx))
		if replayed := p.bookOf(h); replayed != live {
			p.t.Fatalf("the book differs from that of %s:\n%s", name, difference(live, replayed))
		}
		if h.seq != p.hall.seq || !h.at.Equal(p.hall.at) || h.ledger.open != p.hall.ledger.open || h.closed != p.hall.closed {
			p.t.Fatalf("the ledger differs from that of %s: %d %v %v %v, want %d %v %v %v", name,
				h.seq, h.at, h.ledger.open, h.closed, p.hall.seq, p.hall.at, p.hall.ledger.open, p.hall.closed)
		}
	}
}

// difference shows where two texts part.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-200):min(len(s), i+200)] }
	return fmt.Sprintf("live     …%s…\nreplayed …%s…", around(a), around(b))
}

func wantError(t testing.TB, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Fatalf("error %v, want %v", err, target)
	}
}
