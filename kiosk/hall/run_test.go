package hall

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/kiosk/queue"
)

// counter is a journal in memory that only gives numbers.
type counter struct {
	engine.Journal
	last int
}

func (c *counter) Issue(_ context.Context, r kiosk.TicketRequest) (kiosk.Ticket, error) {
	c.last++
	return kiosk.Ticket{
		Name: kiosk.EventName{Terminal: 1, Epoch: "E", Seq: uint64(c.last)}, Series: r.Series, Number: c.last,
		Date: kiosk.DateOf(r.At), Queue: r.Queue, IssuedAt: r.At,
	}, nil
}

// inMemory runs a hall in virtual time. Outlooks are counted.
func inMemory(t *testing.T, closed chan<- kiosk.Date) (h *Hall, outlooks func() int) {
	told := make(chan int, 1)
	told <- 0
	h = &Hall{
		Journal: &counter{}, Settings: queue.DefaultSettings, Now: time.Now, Log: quiet,
		Outlook: func(kiosk.Outlook) { told <- <-told + 1 },
		Day: func(d kiosk.Date, _ []queue.Record) ([]byte, error) {
			closed <- d
			return []byte("{}"), nil
		},
	}
	go func() {
		if err := h.Run(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	return h, func() int {
		synctest.Wait()
		n := <-told
		told <- n
		return n
	}
}

func TestTheOutlookFollowsTheQueueButNotMoreThanEveryTwoSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, outlooks := inMemory(t, nil)
		if n := outlooks(); n != 1 {
			t.Errorf("%d outlooks at the start", n)
		}
		time.Sleep(29 * time.Second)
		if n := outlooks(); n != 1 {
			t.Errorf("%d outlooks of a queue in which nothing happens", n)
		}
		time.Sleep(2 * time.Second)
		if n := outlooks(); n != 2 {
			t.Errorf("%d outlooks after half a minute", n)
		}
		time.Sleep(3 * time.Second)
		if _, err := h.Do(ctx, pause(true)); err != nil {
			t.Fatal(err)
		}
		if n := outlooks(); n != 3 {
			t.Errorf("%d outlooks after a change", n)
		}
		for range 10 {
			if _, err := h.Do(ctx, pause(false)); err != nil {
				t.Fatal(err)
			}
		}
		if n := outlooks(); n != 3 {
			t.Errorf("%d outlooks of changes at once", n)
		}
		time.Sleep(2100 * time.Millisecond)
		if n := outlooks(); n != 4 {
			t.Errorf("%d outlooks two seconds later", n)
		}
	})
}

func TestTheDayIsClosedSoonAfterMidnight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		closed := make(chan kiosk.Date, 1)
		h, _ := inMemory(t, closed)
		today := kiosk.DateOf(time.Now())
		if _, err := h.Issue(ctx, kiosk.TicketRequest{Queue: "q", Series: 'A', At: time.Now()}); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		midnight := time.Date(today.Year, today.Month, today.Day+1, 0, 0, 0, 0, begun.Location())
		if d := <-closed; d != today || time.Since(midnight) < 0 || time.Since(midnight) > time.Minute {
			t.Errorf("the day %s was closed %s after its end", d, time.Since(midnight))
		}
		synctest.Wait()
		h.Read(func(b *queue.Book, _ time.Time) {
			if len(b.Visits()) > 0 {
				t.Error("a visit of yesterday waits")
			}
		})
	})
}

func TestAHallNeedsAStoreToBeOpened(t *testing.T) {
	h := &Hall{Journal: &counter{}}
	if err := h.Open(ctx); err == nil {
		t.Error("a queue was read from a journal that keeps none")
	}
}
