package workshop

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

// shelf is a store in memory that counts how often it is written.
type shelf struct {
	mu     sync.Mutex
	values map[string][]byte
	writes []time.Time
	fault  error
}

func (s *shelf) Setting(name string, v any) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, found := s.values[name]
	if !found {
		return false, nil
	}
	return true, json.Unmarshal(data, v)
}

func (s *shelf) SetSetting(_ context.Context, name string, v any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fault != nil {
		return s.fault
	}
	data, err := json.Marshal(v)
	if s.values == nil {
		s.values = map[string][]byte{}
	}
	s.values[name] = data
	s.writes = append(s.writes, time.Now())
	return err
}

// busyPrinter has counts that a test sets.
type busyPrinter struct {
	fakePrinter
	mu     sync.Mutex
	counts escpos.Counts
	status devices.Status
	fault  error
	each   float64 // paper of a job
}

func (p *busyPrinter) Counts() escpos.Counts {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.counts
}
func (p *busyPrinter) Status() devices.Status { return p.status }

func (p *busyPrinter) Print(context.Context, escpos.Document) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fault != nil {
		p.counts.Failed++
		return p.fault
	}
	p.counts.PaperMM += p.each
	p.counts.Proved++
	p.counts.Cuts++
	return nil
}

// ticket prints one and tells the counters, as the terminal does.
func (p *busyPrinter) ticket(c *Counters) {
	_ = p.Print(context.Background(), nil)
	c.TicketPrinted(p.each)
}

func newCounters(t testing.TB, s Settings, p Printer) *Counters {
	t.Helper()
	c, err := NewCounters(CountersOptions{Settings: s, Printer: p, Hours: kiosk.WorkingDays(9*time.Hour, 16*time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCountersAreWrittenOnceAMinuteAndAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := new(shelf), &busyPrinter{each: 100}
		c := newCounters(t, s, p)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- c.Run(ctx) }()
		for range 600 { // ten minutes, a ticket a second
			time.Sleep(time.Second)
			p.ticket(c)
		}
		time.Sleep(time.Hour) // and an hour in which nothing is printed
		synctest.Wait()
		if n := len(s.writes); n < 9 || n > 11 {
			t.Errorf("written %d times in ten minutes", n)
		}
		p.ticket(c)
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		ever, onRoll := newCounters(t, s, &busyPrinter{}).Totals()
		if want := (Totals{PaperMM: 60_100, TicketsMM: 60_100, Tickets: 601, Jobs: 601, Cuts: 601}); ever != want || onRoll != want {
			t.Errorf("after a new start the counters are %+v and %+v, want %+v", ever, onRoll, want)
		}
		for i := 1; i < len(s.writes); i++ {
			if gap := s.writes[i].Sub(s.writes[i-1]); gap < countersEvery && i < len(s.writes)-1 {
				t.Errorf("two writes are %v apart", gap)
			}
		}
	})
}

func TestAPowerCutLosesAMinuteAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := new(shelf), &busyPrinter{each: 100}
		c := newCounters(t, s, p)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go func() { _ = c.Run(ctx) }()
		for range 330 {
			time.Sleep(time.Second)
			p.ticket(c)
		}
		synctest.Wait()
		after := newCounters(t, s, &busyPrinter{}) // what a start after a cut at this moment finds
		if ever, _ := after.Totals(); ever.Tickets < 330-60 || ever.Tickets > 330 {
			t.Errorf("of 330 tickets %d are known", ever.Tickets)
		}
	})
}

func TestCountersOutliveTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "terminal.db")
	for run := range 3 {
		store, _, err := bolt.Open(t.Context(), path, bolt.Options{Terminal: 1, Location: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		p := &busyPrinter{each: 100}
		c := newCounters(t, store, p)
		if ever, _ := c.Totals(); ever.Tickets != uint64(run) {
			t.Errorf("at start %d there were %d tickets", run, ever.Tickets)
		}
		ctx, stop := context.WithCancel(t.Context())
		p.ticket(c)
		stop()
		if err := c.Run(ctx); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestTotalsNeverFall restarts program and devices at will.
func TestTotalsNeverFall(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s, p := new(shelf), &busyPrinter{each: 10}
		c := newCounters(t, s, p)
		jobs, kept := uint64(0), uint64(0)
		rt.Repeat(map[string]func(*rapid.T){
			"print": func(*rapid.T) { p.ticket(c); jobs++ },
			"keep": func(rt *rapid.T) {
				if err := c.keep(context.Background()); err == nil {
					kept = jobs
				} else if s.fault == nil {
					rt.Fatal(err)
				}
			},
			"fill the disk": func(*rapid.T) { s.fault = errors.New("no room") },
			"make room":     func(*rapid.T) { s.fault = nil },
			"cut the power": func(*rapid.T) {
				s.fault = nil
				p = &busyPrinter{each: 10}
				c, jobs = newCounters(t, s, p), kept
			},
			"": func(rt *rapid.T) {
				ever, _ := c.Totals()
				if ever.Jobs != jobs || ever.Tickets != jobs || ever.PaperMM != 10*float64(jobs) || ever.Cuts != jobs {
					rt.Fatalf("%d jobs, and the counters are %+v", jobs, ever)
				}
			},
		})
	})
}

func TestReadersAreCounted(t *testing.T) {
	reads, failures := uint64(5), uint64(1)
	c, err := NewCounters(CountersOptions{
		Settings: new(shelf), Reads: func() uint64 { return reads }, ReadFailures: func() uint64 { return failures },
	})
	if err != nil {
		t.Fatal(err)
	}
	if ever, _ := c.Totals(); ever.Reads != 5 || ever.ReadFailures != 1 {
		t.Errorf("%+v", ever)
	}
	reads, failures = 2, 0 // another reader in its place, which has counted from 0
	if ever, _ := c.Totals(); ever.Reads != 7 || ever.ReadFailures != 1 {
		t.Errorf("%+v", ever)
	}
	f := c.Findings(time.Now())
	if len(f.Sections) != 2 || len(f.Actions) != 0 {
		t.Errorf("without a printer the findings are %+v", f)
	}
	if _, err := c.Do(t.Context(), actionRollChange, ""); err == nil {
		t.Error("without a printer a roll can be changed")
	}
}

func TestTheForecastIsInTheFindings(t *testing.T) {
	s, p := new(shelf), &busyPrinter{each: 100}
	noon := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	c := newCounters(t, s, p)
	c.o.Now = func() time.Time { return noon }
	if got := findingOf(c.Findings(noon), "paper", "paper_left"); got.Text != "paper_unknown" {
		t.Errorf("of an unknown roll %+v is left", got)
	}
	changeRoll(t, c, "80")
	for range 60 {
		p.ticket(c)
	}
	f := c.Findings(noon)
	for key, want := range map[string]string{
		"paper_left": "74 m", "tickets_left": "739", "roll_length": "80 m", "ticket_length": "100 mm",
	} {
		if got := findingOf(f, "paper", key); got.Value != want {
			t.Errorf("%s is %q, want %q", key, got.Value, want)
		}
	}
	for key, want := range map[string]string{"paper_ends": "2026-12-03 13:57", "roll_since": "2026-11-26 12:00"} {
		if got := findingOf(f, "paper", key).At.Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	for key, want := range map[string]string{"paper_moved": "6 m", "tickets_printed": "60", "jobs_proved": "61", "cuts": "61"} {
		if got := findingOf(f, "counters_roll", key); got.Value != want {
			t.Errorf("%s is %q, want %q", key, got.Value, want)
		}
	}
	p.status.NearEnd = true
	if got := findingOf(c.Findings(noon), "paper", "paper_left"); got.Health != kiosk.HealthAttention {
		t.Errorf("with the end near: %+v", got)
	}
	tomorrow := noon.AddDate(0, 0, 1)
	if got := findingOf(c.Findings(tomorrow), "paper", "paper_ends"); got.Text != "paper_ends_unknown" {
		t.Errorf("on a day without tickets the roll ends %+v", got)
	}
}

func findingOf(f kiosk.Findings, section, key string) kiosk.Fact {
	for _, s := range f.Sections {
		if s.Key == section {
			return fact(s.Facts, key)
		}
	}
	return kiosk.Fact{}
}
