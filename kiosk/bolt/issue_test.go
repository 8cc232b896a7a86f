package bolt

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

func TestATicketIsWholeAndSurvivesReopening(t *testing.T) {
	b := newBench(t)
	b.open()
	got := b.issue('A')
	want := kiosk.Ticket{
		Name:   kiosk.EventName{Terminal: 17, Epoch: b.opening.Epoch, Seq: 1},
		Series: 'A', Number: 1, Date: kiosk.Date{Year: 2026, Month: 11, Day: 26},
		Queue: "q-A", Class: kiosk.WalkIn, Errands: []kiosk.ServiceID{"v-tax-card", "k-housing"},
		Language: kiosk.Finnish, IssuedAt: b.now,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatal(d)
	}
	b.reopen()
	tickets, err := b.store.Tickets(ctx, time.Time{})
	must(t, err)
	if d := cmp.Diff([]kiosk.Ticket{want}, tickets); d != "" {
		t.Fatal(d)
	}
	for r, err := range b.store.Events(ctx, 1) {
		must(t, err)
		if d := cmp.Diff(kiosk.Record{Name: want.Name, Entry: kiosk.Entry{
			Kind: kiosk.TicketCommitted, At: b.now, Ticket: &want, Of: want.Name,
		}}, r); d != "" {
			t.Fatal(d)
		}
	}
}

func TestNumbersCountPerSeriesAndDay(t *testing.T) {
	b := newBench(t)
	b.open()
	b.wantNumbers('A', 1, 2, 3)
	b.wantNumbers('B', 1)
	b.now = b.now.AddDate(0, 0, 1)
	b.wantNumbers('A', 1, 2)
	b.reopen()
	b.wantNumbers('A', 3)
	b.now = b.now.AddDate(0, 0, -1) // the clock jumps back
	b.wantNumbers('A', 4)
	b.wantNumbers('B', 2)
}

func TestTheDayIsThatOfTheServicePointInTheNightsOfTheClockChange(t *testing.T) {
	b := newBench(t)
	b.open()
	for _, night := range []time.Time{
		time.Date(2026, 3, 29, 0, 0, 0, 0, b.options.Location),  // 23 hours
		time.Date(2026, 10, 25, 0, 0, 0, 0, b.options.Location), // 25 hours
	} {
		number, day := 0, kiosk.DateOf(night)
		for at := night.Add(-time.Hour); kiosk.DateOf(at).Compare(day) <= 0; at = at.Add(30 * time.Minute) {
			b.now = at
			ticket := b.issue('A')
			if ticket.Date != kiosk.DateOf(at) {
				t.Fatalf("at %v the date is %v", at, ticket.Date)
			}
			if ticket.Date == day {
				number++
				if ticket.Number != number {
					t.Fatalf("at %v the number is %d, want %d", at, ticket.Number, number)
				}
			}
		}
		if hours := number / 2; hours != 23 && hours != 25 {
			t.Fatalf("%v had %d hours", day, hours)
		}
	}
}

func TestAFullSeriesFailsAloneAndTheOthersGoOn(t *testing.T) {
	b := newBench(t)
	s := b.open()
	must(t, s.commit(ctx, func(c *change) error {
		return c.put(bucketSeries, day{kiosk.DateOf(b.now), 'A'}.key(), kiosk.MaxNumber-1)
	}))
	b.wantNumbers('A', kiosk.MaxNumber)
	_, err := s.Issue(ctx, b.request('A'))
	wantError(t, err, engine.ErrSeriesFull)
	b.wantNumbers('B', 1)
	b.now = b.now.AddDate(0, 0, 1)
	b.wantNumbers('A', 1)
}

func TestARequestThatCannotBeMetIsRefused(t *testing.T) {
	b := newBench(t)
	s := b.open()
	for _, r := range []kiosk.TicketRequest{{}, {Series: 'a', At: b.now}, {Series: 'A'}, {Series: 'A', At: b.now.AddDate(9000, 0, 0)}} {
		_, err := s.Issue(ctx, r)
		wantError(t, err, ErrRequest)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, err := s.Issue(ended, b.request('A'))
	wantError(t, err, context.Canceled)
	b.wantNumbers('A', 1)
}

func TestManyAtOnceGetDifferentNumbersAndNames(t *testing.T) {
	b := newBench(t)
	s := b.open()
	const writers, each = 8, 50
	results := make(chan kiosk.Ticket, writers*each)
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for range each {
				ticket, err := s.Issue(ctx, b.request(kiosk.Series("ABC"[w%3])))
				if err != nil {
					t.Error(err)
					return
				}
				results <- ticket
			}
		})
	}
	group.Wait()
	close(results)
	names, labels, highest := map[kiosk.EventName]bool{}, map[string]bool{}, map[kiosk.Series]int{}
	counts := map[kiosk.Series]int{}
	for ticket := range results {
		if names[ticket.Name] || labels[ticket.Label()] {
			t.Fatalf("%s %s was issued twice", ticket.Name, ticket.Label())
		}
		names[ticket.Name], labels[ticket.Label()] = true, true
		counts[ticket.Series]++
		highest[ticket.Series] = max(highest[ticket.Series], ticket.Number)
	}
	if d := cmp.Diff(counts, highest); d != "" {
		t.Fatalf("numbers have gaps: %s", d)
	}
}

func TestARequestThatFailsHalfwayLeavesNothingAndHarmsNobody(t *testing.T) {
	for name, fail := range map[string]func() error{
		"by an error": func() error { return errors.New("a mistake") },
		"by a panic":  func() error { panic("a mistake") },
	} {
		b := newBench(t)
		s := b.open()
		release := b.holdUp()
		good, bad := make(chan error, 1), make(chan error, 1)
		go func() {
			bad <- s.commit(ctx, func(c *change) error {
				if _, err := c.issue(b.request('A')); err != nil {
					return err
				}
				return fail()
			})
		}()
		b.waitFor(1)
		go func() {
			_, err := s.Issue(ctx, b.request('A'))
			good <- err
		}()
		b.waitFor(2)
		release()
		must(t, <-good)
		if err := <-bad; err == nil || !strings.Contains(err.Error(), "a mistake") {
			t.Fatalf("%s: error %v", name, err)
		}
		b.wantNumbers('A', 2)
		b.finish()
	}
}

func TestACallerWhoGivesUpWhileWaitingGetsNothingAndHoldsUpNobody(t *testing.T) {
	b := newBench(t)
	s := b.open()
	release := b.holdUp()
	impatient, giveUp := context.WithCancel(ctx)
	given, kept := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := s.Issue(impatient, b.request('A'))
		given <- err
	}()
	b.waitFor(1)
	go func() {
		_, err := s.Issue(ctx, b.request('B'))
		kept <- err
	}()
	b.waitFor(2)
	giveUp()
	wantError(t, <-given, context.Canceled)
	release()
	must(t, <-kept)
	b.wantNumbers('A', 1)
	b.wantNumbers('B', 2)
}

func TestAClosedStoreRefusesEverything(t *testing.T) {
	b := newBench(t)
	s := b.open()
	b.close()
	_, err := s.Issue(ctx, b.request('A'))
	wantError(t, err, ErrClosed)
	wantError(t, s.Remember(ctx, kiosk.SessionCache{}), ErrClosed)
	if _, err = s.Unsettled(ctx, b.now); err == nil {
		t.Error("a closed store lists tickets")
	}
	must(t, s.Close())
}
