package simulate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

var opening = time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)

// crowd is a book, and a model, in which so many people wait for twelve desks, with the errands,
// languages and classes of a large point.
func crowd(n int) (*queue.Book, *model, time.Time) {
	b, m, draws := &queue.Book{}, newModel(), rand.New(rand.NewPCG(1, 2))
	authorities := []kiosk.AuthorityID{"kela", "vero", "dvv", "poliisi", "kunta", "migri", "tyo", "oikeus"}
	languages := []kiosk.Language{kiosk.Finnish, kiosk.Finnish, kiosk.Finnish, kiosk.Swedish, kiosk.English}
	for i := range 12 {
		w := queue.Who{Desk: queue.DeskID(fmt.Sprint(i + 1)), Staff: queue.StaffID(fmt.Sprint("s-", i))}
		l := queue.Login{Door: i%3 == 0}
		if i >= 4 {
			l.Authorities = []kiosk.AuthorityID{authorities[i%8], authorities[(i+1)%8], authorities[(i+3)%8]}
		}
		list, _ := b.Open(w, l, opening)
		m.changed(list[0])
		apply(b, list)
	}
	at := opening
	for i := range n {
		at = at.Add(time.Duration(draws.IntN(2000)) * time.Millisecond)
		a := authorities[draws.IntN(8)]
		t := kiosk.Ticket{
			Name: kiosk.EventName{Terminal: 1, Epoch: "A", Seq: uint64(i + 1)}, Number: i + 1, Date: kiosk.DateOf(opening),
			Queue: "advisor", Class: kiosk.WalkIn, Language: languages[draws.IntN(5)], IssuedAt: at,
			Parts: []kiosk.TicketPart{{Authority: a, Services: []kiosk.ServiceID{kiosk.ServiceID(fmt.Sprint(a, "-", draws.IntN(6)))}, Private: draws.IntN(10) == 0}},
		}
		if draws.IntN(10) == 0 {
			t.Class, t.Booking.From = kiosk.ByAppointment, at.Add(time.Duration(draws.IntN(60))*time.Minute)
		}
		m.joined(t)
		b.Join(t)
	}
	return b, m, at
}

func apply(b *queue.Book, list []queue.Change) {
	for _, c := range list {
		b.Apply(c)
	}
}

// quickest is the least time that a call of do takes: others use the machine too.
func quickest(n int, do func()) time.Duration {
	took := make([]time.Duration, n)
	for i := range took {
		began := time.Now()
		do()
		took[i] = time.Since(began)
	}
	return slices.Min(took)
}

func TestNextTakesBelowAMillisecondHoweverManyWait(t *testing.T) {
	t.Logf("%9s %14s %14s", "waiting", "engine", "naive model")
	for _, n := range []int{100, 1000, 10_000, 100_000} {
		b, m, at := crowd(n)
		w, s := queue.Who{Desk: "5", Staff: "s-4"}, queue.DefaultSettings()
		next := quickest(101, func() {
			list, err := b.Next(w, s, at)
			if err != nil {
				t.Fatal(err)
			}
			apply(b, list)
			list, _ = b.Return(w, list[0].Part, at)
			apply(b, list)
		})
		list, _ := b.Next(w, s, at)
		naive := quickest(2, func() {
			if id, _ := m.next(w.Desk, s.Rules, at); id != list[0].Part {
				t.Errorf("of %d the engine calls %s, and the model %s", n, list[0].Part, id)
			}
		})
		t.Logf("%9d %14v %14v", n, next, naive)
		if limit := time.Millisecond; next > limit && !underRace {
			t.Errorf("with %d waiting, next takes %v and not %v", n, next, limit)
		}
	}
}

func TestAnEstimateTakesBelowFiveMillisecondsWhenTwoHundredWait(t *testing.T) {
	t.Logf("%9s %14s %14s", "waiting", "forecast", "estimate")
	for _, n := range []int{10, 100, 200, 1000, 10_000} {
		b, _, at := crowd(n)
		s := queue.DefaultSettings()
		p := kiosk.Prospect{Queue: "advisor", Class: kiosk.WalkIn, Language: kiosk.Finnish}
		var f *queue.Forecast
		forecast := quickest(11, func() { f = b.Forecast(s, at) })
		i := 0
		estimate := quickest(11, func() { // each is about somebody else: nothing is known yet
			i++
			p.Parts = []kiosk.TicketPart{{Authority: "vero", Services: []kiosk.ServiceID{kiosk.ServiceID(fmt.Sprint("new-", i))}}}
			if e := f.Estimate(p, at); n >= 100 && e.Ahead != n {
				t.Errorf("%d wait, and %d are before", n, e.Ahead)
			}
		})
		t.Logf("%9d %14v %14v", n, forecast, estimate)
		if limit := 5 * time.Millisecond; n <= 200 && estimate > limit && !underRace {
			t.Errorf("with %d waiting, an estimate takes %v and not %v", n, estimate, limit)
		}
	}
}
