package hall

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/kiosk/queue"
)

func TestWhatIsDoneIsThereAfterARestart(t *testing.T) {
	p := newPoint(t)
	p.tickets(3)
	p.login(anna)
	p.do(next(anna))
	before := p.written()
	p.crash()
	p.open()
	if after := p.written(); after != before {
		t.Fatal(difference(before, after))
	}
	p.wantReplayed()
	p.hall.Close()
	p.crash()
	p.open()
	if after := p.written(); after != before || p.hall.since != 0 {
		t.Errorf("after a snapshot %d entries were read:\n%s", p.hall.since, difference(before, after))
	}
}

func TestNobodySeesAChangeThatIsNotDurable(t *testing.T) {
	p := newPoint(t)
	p.tickets(1)
	gate := make(chan struct{})
	p.hall.store = slow{full{p.store}, gate}
	errs := make(chan error, 1)
	go func() {
		_, err := p.hall.Do(ctx, pause(true))
		errs <- err
	}()
	<-gate // it was made, and is being committed
	go func() { gate <- struct{}{} }()
	p.hall.Read(func(b *queue.Book, _ time.Time) {
		if b.Gate("q-A").Paused {
			t.Error("a change was seen that was never kept")
		}
	})
	wantError(t, <-errs, engine.ErrFull)
	p.hall.store = p.store
	p.wantReplayed()
}

// full is a store without room for changes.
type full struct{ Store }

func (full) KeepQueue(context.Context, kiosk.QueueCommit) ([]kiosk.EventName, error) {
	return nil, engine.ErrFull
}

// slow is a store whose commits wait for somebody.
type slow struct {
	Store
	gate chan struct{}
}

func (s slow) KeepQueue(ctx context.Context, q kiosk.QueueCommit) ([]kiosk.EventName, error) {
	s.gate <- struct{}{}
	<-s.gate
	return s.Store.KeepQueue(ctx, q)
}

func TestWishesThatComeTogetherShareACommitAndFailAlone(t *testing.T) {
	p := newPoint(t)
	p.tickets(2)
	gate := make(chan struct{})
	counted := &counting{Store: slow{p.store, gate}}
	p.hall.store = counted
	var all sync.WaitGroup
	all.Go(func() { p.login(queue.Who{Desk: "99", Staff: "s-99"}) })
	<-gate // it commits
	errs := make(chan error, 20)
	for range 20 {
		all.Go(func() {
			_, err := p.hall.Do(ctx, func(*queue.Book, queue.Settings, time.Time) ([]queue.Change, error) {
				return nil, queue.ErrNobody
			})
			errs <- err
		})
		all.Go(func() { p.do(pause(true)) })
		all.Go(func() {
			if _, err := p.hall.Do(ctx, func(*queue.Book, queue.Settings, time.Time) ([]queue.Change, error) { panic("a mistake") }); err == nil {
				t.Error("a panic is no error")
			}
		})
	}
	for p.hall.wishes.length() < 60 {
		time.Sleep(time.Millisecond)
	}
	gate <- struct{}{}
	<-gate
	gate <- struct{}{}
	all.Wait()
	p.hall.store = p.store
	for range 20 {
		wantError(t, <-errs, queue.ErrNobody)
	}
	if counted.commits != 2 {
		t.Errorf("21 changes took %d commits", counted.commits)
	}
	p.wantReplayed()
}

type counting struct {
	Store
	commits int
}

func (c *counting) KeepQueue(ctx context.Context, q kiosk.QueueCommit) ([]kiosk.EventName, error) {
	c.commits++
	return c.Store.KeepQueue(ctx, q)
}

func TestAWishThatIsNotTakenUpIsWithdrawnWithItsContext(t *testing.T) {
	p := newPoint(t)
	gate := make(chan struct{})
	p.hall.store = slow{p.store, gate}
	var all sync.WaitGroup
	all.Go(func() { p.login(anna) })
	<-gate
	short, cancel := context.WithCancel(ctx)
	errs := make(chan error)
	go func() {
		_, err := p.hall.Do(short, pause(true))
		errs <- err
	}()
	for p.hall.wishes.length() < 1 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	wantError(t, <-errs, context.Canceled)
	gate <- struct{}{}
	all.Wait()
	p.hall.store = p.store
	if _, err := p.hall.Do(short, pause(true)); !errors.Is(err, context.Canceled) {
		t.Errorf("with an ended context: %v", err)
	}
	p.wantReplayed()
}

func TestAQueueThatIsPausedClosedOrFullGivesNoNumber(t *testing.T) {
	p := newPoint(t)
	want := func(why kiosk.Refusal) {
		t.Helper()
		_, err := p.issue('A')
		var refused engine.NotAdmitted
		if errors.As(err, &refused); refused.Why != why {
			t.Errorf("refused as %v (%v), want %v", refused.Why, err, why)
		}
		if _, err := p.issue('A', func(r *kiosk.TicketRequest) { r.Class = kiosk.ByAppointment }); err != nil {
			t.Errorf("an appointment: %v", err)
		}
		if _, err := p.issue('B'); err != nil {
			t.Errorf("another queue: %v", err)
		}
	}
	p.do(pause(true))
	want(kiosk.RefusedPaused)
	p.do(pause(false))
	want(kiosk.NotRefused)
	p.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.CloseQueue(anna, "q-A", at)
	})
	want(kiosk.RefusedClosed)
	p.do(pause(false))
	p.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.SetQuota(anna, "q-A", 1, at)
	})
	want(kiosk.RefusedQuota)
	p.wantReplayed()
}

func TestAQuotaHoldsWhenManyComeAtOnce(t *testing.T) {
	p := newPoint(t)
	p.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.SetQuota(anna, "q-A", 30, at)
	})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			for range 5 {
				if _, err := p.issue('A'); err != nil && !errors.As(err, new(engine.NotAdmitted)) {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	p.hall.Read(func(b *queue.Book, _ time.Time) {
		if n := len(b.Visits()); n != 30 {
			t.Errorf("a quota of 30 gave %d numbers", n)
		}
	})
	p.wantReplayed()
}

func TestWhoCouldNotBeServedBeforeThePointClosesGetsNoNumber(t *testing.T) {
	p := newPoint(t)
	for day := range p.set.Hours {
		p.set.Hours[day] = kiosk.OpenDay{Opens: 9 * time.Hour, Closes: 16 * time.Hour}
	}
	p.login(anna)
	at := func(hour, minute int) error {
		y, m, d := p.clock.begun.Date()
		p.clock.set(time.Date(y, m, d, hour, minute, 0, 0, p.clock.begun.Location()))
		_, err := p.issue('A')
		return err
	}
	for _, c := range []struct {
		hour, minute int
		why          kiosk.Refusal
	}{{8, 30, kiosk.NotRefused}, {12, 0, kiosk.NotRefused}, {15, 58, kiosk.RefusedTooLate}, {16, 1, kiosk.RefusedClosed}} {
		err := at(c.hour, c.minute)
		var refused engine.NotAdmitted
		if errors.As(err, &refused); refused.Why != c.why {
			t.Errorf("at %d:%02d: %v, want %v", c.hour, c.minute, err, c.why)
		}
	}
	p.wantReplayed()
}

func TestTimeDoesNotGoBackUnlessTheClockWasWrong(t *testing.T) {
	p := newPoint(t)
	noon := p.clock.begun.Add(4 * time.Hour)
	at := func(clock time.Time) time.Time {
		p.clock.set(clock)
		return p.do(pause(true))[0].At
	}
	first := at(noon)
	if second := at(noon.Add(-time.Minute)); !second.Equal(first) {
		t.Errorf("a minute back: %v after %v", second, first)
	}
	if third := at(noon.Add(-time.Hour)); !third.Before(first) {
		t.Errorf("an hour back: %v after %v", third, first)
	}
	p.wantReplayed()
}

func TestAChangeThatCannotBeWrittenOrMadeFailsAlone(t *testing.T) {
	p := newPoint(t)
	p.tickets(1)
	_, err := p.hall.Do(ctx, func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return []queue.Change{{Kind: queue.DeskOpened, Desk: "1", Login: &queue.Login{}, Until: time.Date(99999, 1, 1, 0, 0, 0, 0, time.UTC)}}, nil
	})
	if err == nil || !strings.Contains(err.Error(), "write the change") {
		t.Errorf("a year that cannot be written: %v", err)
	}
	part := queue.PartID{Visit: p.tickets(1)[0].Name, N: 1}
	_, err = p.hall.Do(ctx, func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return []queue.Change{{Kind: queue.Moved, Part: part}}, nil // it says not where to
	})
	wantError(t, err, errSpoiled)
	p.login(anna)
	p.do(next(anna))
	p.wantReplayed()
}

func TestADayIsClosedWithWhatIsKeptOfIt(t *testing.T) {
	p := newPoint(t)
	p.tickets(3)
	p.login(anna)
	p.do(next(anna))
	today := kiosk.DateOf(p.clock.begun)
	p.hall.beginDay(ctx)
	if len(p.days) > 0 {
		t.Fatalf("closed %v before its end", p.days)
	}
	p.clock.set(p.clock.begun.AddDate(0, 0, 1))
	p.hall.beginDay(ctx)
	p.hall.beginDay(ctx)
	if p.days[today] != 3 || len(p.days) != 1 {
		t.Errorf("kept %v", p.days)
	}
	days, err := p.store.Days(today, today.Add(1))
	must(t, err)
	if len(days) != 1 || string(days[0]) != "3" {
		t.Errorf("the store keeps %q of the days", days)
	}
	p.hall.Read(func(b *queue.Book, _ time.Time) {
		if len(b.Visits())+len(b.Posts()) > 0 {
			t.Errorf("%d visits, %d desks on the next day", len(b.Visits()), len(b.Posts()))
		}
	})
	p.wantReplayed()
	p.crash()
	p.open()
	if p.hall.since != 0 {
		t.Errorf("%d entries were read after the snapshot of the day's end", p.hall.since)
	}
}

func TestDaysGoneByAreClosedAtTheStart(t *testing.T) {
	p := newPoint(t)
	p.tickets(2)
	p.crash()
	today := kiosk.DateOf(p.clock.begun)
	p.clock.set(p.clock.begun.AddDate(0, 0, 3))
	p.open()
	p.hall.beginDay(ctx)
	if p.days[today] != 2 || len(p.days) != 1 {
		t.Errorf("closed %v", p.days)
	}
	p.login(anna)
	p.crash()
	p.open()
	p.hall.beginDay(ctx) // a desk of today keeps its login
	if _, ok := p.hall.book.Post("1"); !ok {
		t.Error("a restart on the same day logs desks out")
	}
	p.wantReplayed()
}

func TestAQueueThatWasShutWithoutVisitsIsOpenOnTheNextDay(t *testing.T) {
	p := newPoint(t)
	p.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.CloseQueue(anna, "q-A", at)
	})
	p.clock.set(p.clock.begun.AddDate(0, 0, 1))
	p.hall.beginDay(ctx)
	p.tickets(1)
}

func TestWhatComesJustAfterADaysEndBelongsToTheNext(t *testing.T) {
	p := newPoint(t)
	p.tickets(1)
	evening := p.clock.begun
	p.clock.set(evening.AddDate(0, 0, 1))
	p.hall.beginDay(ctx)
	if _, err := p.issue('A', func(r *kiosk.TicketRequest) { r.At = evening }); err != nil {
		t.Fatal(err)
	}
	p.hall.beginDay(ctx)
	p.hall.Read(func(b *queue.Book, _ time.Time) {
		if len(b.Visits()) != 1 {
			t.Error("the late visit was dropped")
		}
	})
	p.clock.set(evening.AddDate(0, 0, 2))
	p.hall.beginDay(ctx)
	if d := kiosk.DateOf(evening); p.days[d] != 1 || p.days[d.Add(1)] != 1 {
		t.Errorf("closed %v", p.days)
	}
	p.wantReplayed()
}

func TestTheQuotasOfAPointHoldEachDayUntilALeadSetsOthers(t *testing.T) {
	p := newPoint(t)
	p.hall.Quotas = func() map[kiosk.QueueID]int { return map[kiosk.QueueID]int{"q-A": 2} }
	quota := func() (n int) {
		p.hall.Read(func(b *queue.Book, _ time.Time) { n = b.Gate("q-A").Quota })
		return n
	}
	p.hall.beginDay(ctx)
	if quota() != 2 {
		t.Errorf("a quota of %d", quota())
	}
	p.do(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.SetQuota(anna, "q-A", 0, at)
	})
	p.hall.beginDay(ctx)
	quotas := p.hall.Quotas
	p.crash()
	p.open()
	p.hall.Quotas = quotas
	p.hall.beginDay(ctx)
	if quota() != 0 {
		t.Errorf("what the lead has set was set back to %d", quota())
	}
	p.clock.set(p.clock.begun.AddDate(0, 0, 1))
	p.hall.beginDay(ctx)
	if quota() != 2 {
		t.Errorf("a quota of %d on the next day", quota())
	}
	p.wantReplayed()
}

func TestASnapshotThatMakesNoSenseIsPassedOver(t *testing.T) {
	p := newPoint(t)
	p.tickets(2)
	p.login(anna)
	before := p.written()
	for _, text := range []string{`{"visits":[null]}`, `{"visits":7}`, `[]`, `{"visits":[{"parts":[null]}]}`, `{"posts":[null]}`} {
		_, err := p.store.KeepQueue(ctx, kiosk.QueueCommit{Snapshot: kiosk.QueueSnapshot{Seq: p.hall.seq, Book: []byte(text)}})
		must(t, err)
		p.crash()
		p.open()
		if after := p.written(); after != before {
			t.Errorf("with the snapshot %s: %s", text, difference(before, after))
		}
	}
}

func TestAChangeThatCannotBeReadIsPassedOver(t *testing.T) {
	p := newPoint(t)
	p.tickets(1)
	part := queue.PartID{Visit: p.tickets(1)[0].Name, N: 1}
	before := p.written()
	for _, text := range []string{`7`, `{"do":8}`, `{"at":"yesterday"}`, `{"do":"moved","part":"` + part.String() + `"}`} {
		must(t, p.store.Append(ctx, kiosk.Entry{Kind: kiosk.QueueChanged, At: p.clock.now(), Queue: []byte(text)}))
	}
	p.crash()
	p.open()
	p.login(anna)
	p.do(next(anna))
	if !strings.Contains(before, part.String()) || !strings.Contains(p.written(), part.String()) {
		t.Error("a visit is gone")
	}
}
