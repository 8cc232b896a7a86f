package hall

import (
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

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
