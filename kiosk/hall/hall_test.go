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
