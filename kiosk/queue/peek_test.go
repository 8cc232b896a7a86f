package queue_test

import (
	"sync"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

func TestSeveralReadersLookAtWhoIsNextAtOnce(t *testing.T) {
	var b queue.Book
	at := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	for i := range 40 {
		b.Join(kiosk.Ticket{
			Name: kiosk.EventName{Terminal: 1, Epoch: "TEST", Seq: uint64(i + 1)}, Series: 'A', Number: i + 1, Queue: "a",
			Language: kiosk.Finnish, IssuedAt: at, Parts: []kiosk.TicketPart{{Authority: "kela"}},
		})
	}
	for _, d := range []queue.DeskID{"1", "2"} {
		list, err := b.Open(queue.Who{Desk: d, Staff: queue.StaffID("s-" + d)}, queue.Login{}, at)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			b.Apply(c)
		}
	}
	var readers sync.WaitGroup
	for _, d := range []queue.DeskID{"1", "2", "1", "2"} {
		readers.Go(func() {
			for range 50 {
				if p, _ := b.Peek(d, queue.DefaultSettings(), at); p == nil {
					t.Errorf("nobody is next at desk %s", d)
				}
			}
		})
	}
	readers.Wait()
}
