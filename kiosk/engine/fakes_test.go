package engine

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

// memory is a journal in memory that can be told to fail.
type memory struct {
	mu      sync.Mutex
	err     error
	tickets []kiosk.Ticket
	prints  map[kiosk.EventName][]kiosk.PrintState
	entries []kiosk.Entry
	open    []kiosk.Unsettled
}

func (m *memory) fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.err = err
}

func (m *memory) Issue(_ context.Context, r kiosk.TicketRequest) (kiosk.Ticket, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return kiosk.Ticket{}, m.err
	}
	for _, t := range m.tickets {
		if r.Booking.Key != "" && t.Booking.Key == r.Booking.Key {
			return t, ErrCheckedIn
		}
	}
	n := len(m.tickets) + 1
	t := kiosk.Ticket{
		Name: kiosk.EventName{Terminal: 1, Epoch: "TEST", Seq: uint64(n)}, Series: r.Series, Number: n,
		Date: kiosk.DateOf(r.At), Queue: r.Queue, Errands: r.Errands, Language: r.Language, IssuedAt: r.At, Booking: r.Booking,
	}
	m.tickets = append(m.tickets, t)
	return t, nil
}

func (m *memory) MarkPrint(_ context.Context, n kiosk.EventName, s kiosk.PrintState, _ string, at time.Time) (kiosk.Print, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return kiosk.Print{}, m.err
	}
	if m.prints == nil {
		m.prints = map[kiosk.EventName][]kiosk.PrintState{}
	}
	m.prints[n] = append(m.prints[n], s)
	return kiosk.Print{Ticket: n, State: s, At: at}, nil
}

func (m *memory) Append(_ context.Context, entries ...kiosk.Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return m.err
	}
	m.entries = append(m.entries, entries...)
	return nil
}

func (m *memory) Remember(context.Context, kiosk.SessionCache) error { return nil }

func (m *memory) Unsettled(context.Context, time.Time) ([]kiosk.Unsettled, error) { return m.open, nil }

func (m *memory) CheckIns(context.Context, kiosk.Date) ([]kiosk.Ticket, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []kiosk.Ticket
	for _, t := range m.tickets {
		if t.Booking.Key != "" {
			list = append(list, t)
		}
	}
	return list, nil
}

func (m *memory) kinds() []kiosk.EntryKind {
	m.mu.Lock()
	defer m.mu.Unlock()
	var kinds []kiosk.EntryKind
	for _, e := range m.entries {
		kinds = append(kinds, e.Kind)
	}
	return kinds
}

// printer is one that takes a second and ends as told.
type printer struct {
	mu       sync.Mutex
	outcomes []Outcome // of the prints in their order; then all are proved
	printed  []string
}

func (p *printer) Print(_ context.Context, t kiosk.Ticket, again bool) Outcome {
	time.Sleep(time.Second)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.printed = append(p.printed, fmt.Sprintf("%s copy=%t", t.Label(), again))
	if len(p.outcomes) == 0 {
		return Outcome{Proved: true}
	}
	o := p.outcomes[0]
	p.outcomes = p.outcomes[1:]
	return o
}

// terminal is an engine with fakes, in a bubble of virtual time.
type terminal struct {
	*Engine
	t       *testing.T
	journal *memory
	printer *printer
	stop    func() error
}

func started(t *testing.T, m *memory, p *printer) *terminal { return startedAt(t, m, p, nil) }

func startedAt(t *testing.T, m *memory, p *printer, now func() time.Time) *terminal {
	return startedWith(t, m, p, func(_ *kiosk.State, o *Options) { o.Now = now })
}

// startedSpeaking is a terminal with a voice, or with none although it says so.
func startedSpeaking(t *testing.T, v *voice) *terminal {
	return startedWith(t, &memory{}, &printer{}, func(s *kiosk.State, o *Options) {
		s.Rules.Voice = true
		if v != nil {
			o.Voice = v
		}
	})
}

func startedWith(t *testing.T, m *memory, p *printer, change func(*kiosk.State, *Options)) *terminal {
	day := kiosk.WeekdaysOf(0, 1, 2, 3, 4, 5, 6)
	c := kiosk.NewCatalogue(
		[]kiosk.Authority{{ID: "vero"}}, []kiosk.Service{{ID: "v-card", Authority: "vero", Queue: "d", Days: day}},
		nil, []kiosk.Queue{{ID: "d", Series: 'D'}},
	)
	s := kiosk.State{Rules: kiosk.DefaultRules(), Catalogue: c, Printer: kiosk.Printer{Condition: kiosk.PrinterReady}}
	o := Options{Journal: m, Printer: p, Location: time.UTC, Log: slog.New(slog.DiscardHandler)}
	change(&s, &o)
	e := New(s, o)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- e.Run(ctx) }()
	return &terminal{e, t, m, p, func() error { cancel(); return <-done }}
}

func (x *terminal) press(presses ...kiosk.Press) {
	for _, p := range presses {
		time.Sleep(time.Second)
		x.Press(p)
	}
	synctest.Wait()
}

func (x *terminal) at(want kiosk.Step) {
	x.t.Helper()
	synctest.Wait()
	if got := x.State().Session.Step; got != want {
		x.t.Fatalf("the terminal is at %s, want %s", got, want)
	}
}

func (x *terminal) toTicket() {
	x.press(
		kiosk.LanguageChosen{Language: kiosk.Finnish}, kiosk.WayChosen{Way: kiosk.StepAuthorities},
		kiosk.AuthorityChosen{Authority: "vero"}, kiosk.ErrandToggled{Service: "v-card"},
		kiosk.NextPressed{}, kiosk.TicketRequested{},
	)
}
