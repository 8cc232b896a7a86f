package hall

import (
	"errors"
	"sync"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/kiosk/queue"
)

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
