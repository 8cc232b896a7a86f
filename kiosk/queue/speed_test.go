package queue_test

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

// crowd is a book in which so many people wait for twelve desks, with the errands,
// languages and classes of a large point.
func crowd(n int) (*queue.Book, time.Time) {
	b, draws := &queue.Book{}, rand.New(rand.NewPCG(1, 2))
	authorities := []kiosk.AuthorityID{"kela", "vero", "dvv", "poliisi", "kunta", "migri", "tyo", "oikeus"}
	languages := []kiosk.Language{kiosk.Finnish, kiosk.Finnish, kiosk.Finnish, kiosk.Swedish, kiosk.English}
	for i := range 12 {
		w := queue.Who{Desk: queue.DeskID(fmt.Sprint(i + 1)), Staff: queue.StaffID(fmt.Sprint("s-", i))}
		l := queue.Login{Door: i%3 == 0}
		if i >= 4 {
			l.Authorities = []kiosk.AuthorityID{authorities[i%8], authorities[(i+1)%8], authorities[(i+3)%8]}
		}
		list, _ := b.Open(w, l, opening)
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
		b.Join(t)
	}
	return b, at
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
	for _, n := range []int{100, 1000, 10_000, 100_000} {
		b, at := crowd(n)
		w := queue.Who{Desk: "5", Staff: "s-4"}
		s := queue.DefaultSettings()
		next := quickest(51, func() {
			list, err := b.Next(w, s, at)
			if err != nil {
				t.Fatal(err)
			}
			apply(b, list)
			list, _ = b.Return(w, list[0].Part, at)
			apply(b, list)
		})
		t.Logf("%7d waiting: next, done and put back %10v", n, next)
	}
}

func TestAnEstimateTakesBelowFiveMillisecondsWhenTwoHundredWait(t *testing.T) {
	for _, n := range []int{10, 100, 200, 1000, 10_000} {
		b, at := crowd(n)
		s := queue.DefaultSettings()
		p := kiosk.Prospect{Queue: "advisor", Class: kiosk.WalkIn, Parts: []kiosk.TicketPart{{Authority: "vero", Services: []kiosk.ServiceID{"vero-1"}}}, Language: kiosk.Finnish}
		var f *queue.Forecast
		forecast := quickest(21, func() { f = b.Forecast(s, at) })
		var e kiosk.Estimate
		i := 0
		estimate := quickest(21, func() { // each is about somebody else: nothing is known yet
			i++
			p.Parts = []kiosk.TicketPart{{Authority: "vero", Services: []kiosk.ServiceID{kiosk.ServiceID(fmt.Sprint("new-", i))}}}
			e = f.Estimate(p, at)
		})
		t.Logf("%7d waiting: forecast %10v, estimate %10v (%v ahead, mid %v)", n, forecast, estimate, e.Ahead, e.Wait.Mid.Round(time.Minute))
	}
}
