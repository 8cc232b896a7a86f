package bolt

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

func (b *bench) booked(key string) kiosk.TicketRequest {
	r := b.request('A')
	r.Class, r.Booking = kiosk.ByAppointment, kiosk.Booking{Key: key, From: b.now.Add(10 * time.Minute), Place: "Sali Å <2>", Remote: true}
	return r
}

func TestAnAppointmentGetsOneTicketOnlyAlsoAfterACrash(t *testing.T) {
	b := newBench(t)
	b.open()
	first, err := b.store.Issue(ctx, b.booked("k1"))
	must(t, err)
	again, err := b.store.Issue(ctx, b.booked("k1"))
	wantError(t, err, engine.ErrCheckedIn)
	if d := cmp.Diff(first, again); d != "" {
		t.Fatalf("another ticket comes back: %s", d)
	}
	b.crash()
	b.open()
	b.now = b.now.Add(time.Hour)
	again, err = b.store.Issue(ctx, b.booked("k1"))
	wantError(t, err, engine.ErrCheckedIn)
	if d := cmp.Diff(first, again); d != "" {
		t.Fatalf("after a crash another ticket comes back: %s", d)
	}
	other, err := b.store.Issue(ctx, b.booked("k2"))
	must(t, err)
	if other.Number != first.Number+1 {
		t.Errorf("what was refused used up a number: %s follows %s", other.Label(), first.Label())
	}
	list, err := b.store.CheckIns(ctx, kiosk.DateOf(b.now))
	must(t, err)
	if d := cmp.Diff([]kiosk.Ticket{other, first}, list); d != "" {
		t.Error(d)
	}
}

func TestOfManyWhoAskAtOnceForOneAppointmentOneGetsTheTicket(t *testing.T) {
	b := newBench(t)
	b.open()
	var mu sync.Mutex
	var group sync.WaitGroup
	names := map[kiosk.EventName]bool{}
	given := 0
	release := b.holdUp()
	for range 20 {
		group.Go(func() {
			ticket, err := b.store.Issue(ctx, b.booked("k1"))
			mu.Lock()
			defer mu.Unlock()
			names[ticket.Name] = true
			if err == nil {
				given++
			} else if !errors.Is(err, engine.ErrCheckedIn) {
				t.Error(err)
			}
		})
	}
	b.waitFor(20)
	release()
	group.Wait()
	if given != 1 || len(names) != 1 {
		t.Errorf("%d tickets were given, with %d names", given, len(names))
	}
}

func TestCheckInsOfADayAreFoundAcrossAClockThatWasSetBack(t *testing.T) {
	b := newBench(t)
	b.open()
	today := kiosk.DateOf(b.now)
	first, err := b.store.Issue(ctx, b.booked("k1"))
	must(t, err)
	b.issue('A')
	b.now = b.now.AddDate(0, 0, -1)
	b.issue('A') // of yesterday, while the clock was wrong
	b.now = b.now.AddDate(0, 0, 1)
	again, err := b.store.Issue(ctx, b.booked("k1"))
	wantError(t, err, engine.ErrCheckedIn)
	if again.Name != first.Name {
		t.Errorf("the ticket is %s, want %s", again.Name, first.Name)
	}
	b.now = b.now.AddDate(0, 0, 1) // the same booking, moved to the next day
	if _, err := b.store.Issue(ctx, b.booked("k1")); err != nil {
		t.Errorf("on another day: %v", err)
	}
	if list, err := b.store.CheckIns(ctx, today); err != nil || len(list) != 1 {
		t.Errorf("today's check-ins are %v, %v", list, err)
	}
}
