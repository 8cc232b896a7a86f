package escpos

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"kundterminal/devices/sim"
)

// TestTwoHundredTicketsThroughEveryFault prints each ticket until it is proved, as
// the terminal does, while faults come and go at random moments.
func TestTwoHundredTicketsThroughEveryFault(t *testing.T) {
	for _, profile := range []string{"tm-t20iii", "custom-kpm"} {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, profile, sim.Options{Baud: 115200, Seed: 1}, Options{
				AnswerTimeout: 150 * time.Millisecond, PollEvery: 100 * time.Millisecond, JobLimit: 4 * time.Second,
			})
			stop := make(chan struct{})
			var trouble sync.WaitGroup
			trouble.Go(func() { makeTrouble(b.printer, stop) })
			tries := map[string]int{}
			for i := range 100 {
				printUntilProved(t, b, fmt.Sprintf("T%04d", i), tries)
			}
			close(stop)
			trouble.Wait()
			printed := map[string]int{}
			for _, code := range b.whole() {
				printed[code]++
			}
			failures := 0
			for code, n := range tries {
				failures += n - 1
				if printed[code] < 1 || printed[code] > n {
					for _, ticket := range b.printer.Tickets() {
						if slices.Contains(ticket.Barcodes, code) {
							t.Logf("%v %q", ticket.Barcodes, ticket.Text)
						}
					}
					t.Errorf("ticket %s was tried %d times and printed whole %d times", code, n, printed[code])
				}
			}
			for code, n := range printed {
				if tries[code] == 0 {
					t.Errorf("ticket %q came out %d times and was never asked for", code, n)
				}
			}
			t.Logf("%d tickets, %d failures, %d pieces of paper", len(tries), failures, len(b.printer.Tickets()))
		})
	}
}

func printUntilProved(t *testing.T, b *bench, code string, tries map[string]int) {
	t.Helper()
	for range 200 {
		tries[code]++
		err := b.print(t, ticket("A 001", code))
		if err == nil {
			return
		}
		if sent(err) == 0 { // refused: wait for a better moment, as the terminal does
			tries[code]--
			time.Sleep(20 * time.Millisecond)
		}
	}
	t.Fatalf("ticket %s was never proved; the printer stands %+v", code, b.driver.Status())
}

// makeTrouble sets one fault after another for a short while each.
func makeTrouble(p *sim.Printer, stop chan struct{}) {
	random := rand.New(rand.NewPCG(1, 2))
	faults := []sim.Fault{
		sim.PaperOut, sim.CoverOpen, sim.CutterJam, sim.Unplugged, sim.Mute, sim.Stall, sim.Garbage, sim.Overheated, sim.PaperNearEnd,
	}
	pause := func(most int) bool {
		select {
		case <-time.After(time.Duration(1+random.IntN(most)) * time.Millisecond):
			return true
		case <-stop:
			return false
		}
	}
	for pause(120) {
		fault := faults[random.IntN(len(faults))]
		_ = p.Set(fault, true)
		more := pause(120)
		_ = p.Set(fault, false)
		if !more {
			return
		}
	}
}
