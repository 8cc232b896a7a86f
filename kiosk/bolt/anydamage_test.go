package bolt

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"kundterminal/kiosk"
)

const pageSize = 4096

// A morning is a store that has given some numbers, as files to be damaged.
type morning struct {
	file, log []byte
	used      int // bytes of the file that hold something
	highest   map[kiosk.Series]int
	tickets   []kiosk.Ticket
}

func newMorning(t *testing.T) morning {
	b := newBench(t)
	b.open()
	m := morning{highest: map[kiosk.Series]int{}}
	for i := range 200 {
		ticket := b.issue(kiosk.Series('A' + i%3))
		m.highest[ticket.Series] = ticket.Number
		m.tickets = append(m.tickets, ticket)
		if i%5 > 0 {
			b.mark(ticket, kiosk.PrintPrinted)
		}
	}
	z, err := b.store.Sizes()
	must(t, err)
	m.used = int(z.Used) + 10*pageSize // and free pages in between
	b.crash()
	m.file, err = os.ReadFile(b.path)
	must(t, err)
	m.log, err = os.ReadFile(b.path + logSuffix)
	must(t, err)
	return m
}

func TestAfterDamageAnywhereServiceIsBackAndNoNumberComesTwice(t *testing.T) {
	places := 1000
	if testing.Short() {
		places = 50
	}
	m := newMorning(t)
	var mu sync.Mutex
	replaced, hangs, deaths, missing := 0, 0, 0, 0
	t.Run("halves", func(t *testing.T) {
		for half := range 2 {
			t.Run(fmt.Sprint(half), func(t *testing.T) {
				t.Parallel()
				worker := newCheckWorker(t, time.Second)
				dir := memoryDir(t)
				chance := rand.New(rand.NewPCG(uint64(half), 1))
				for i := range places / 2 {
					was, lost := m.survive(t, filepath.Join(dir, fmt.Sprint(i)), worker, chance)
					mu.Lock()
					if was {
						replaced++
					}
					missing += lost
					mu.Unlock()
				}
				mu.Lock()
				hangs, deaths = hangs+worker.hangs, deaths+worker.deaths
				mu.Unlock()
			})
		}
	})
	t.Logf("%d places damaged: %d files replaced, %d kept; the check hung %d times and died %d times", places, replaced, places-replaced, hangs, deaths)
	if missing > 0 {
		t.Errorf("%d tickets are missing in files that were kept", missing)
	}
}

// damaged returns the file with one bit changed, or cut off, at a random place.
func (m morning) damaged(chance *rand.Rand) (data []byte, place int, damage string) {
	data = append([]byte(nil), m.file...)
	place = chance.IntN(m.used)
	if chance.IntN(5) == 0 {
		return data[:place], place, "cut off"
	}
	bit := chance.IntN(8)
	data[place] ^= 1 << bit
	return data, place, fmt.Sprintf("bit %d changed", bit)
}

// survive damages the file in one place and goes on with it. It reports whether
// the file was replaced, and how many tickets are gone from one that was not.
func (m morning) survive(t *testing.T, dir string, w *checkWorker, chance *rand.Rand) (replaced bool, missing int) {
	must(t, os.Mkdir(dir, 0o700))
	defer os.RemoveAll(dir)
	b := newBenchIn(t, dir)
	b.options.Checker = w.check
	b.print = &Fingerprint{} // the place is what is new, not the copy
	data, place, damage := m.damaged(chance)
	must(t, os.WriteFile(b.path, data, 0o600))
	must(t, os.WriteFile(b.path+logSuffix, m.log, 0o600))
	start := time.Now()
	s, o, err := Open(ctx, b.path, b.options)
	if err != nil {
		t.Errorf("byte %d, %s: %v", place, damage, err)
		return false, 0
	}
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("byte %d, %s: service was back after %v", place, damage, took)
	}
	b.store = s
	for series, number := range m.highest {
		for n := 1; n <= 3; n++ {
			ticket, err := s.Issue(ctx, b.request(series))
			if err != nil || ticket.Number <= number {
				t.Errorf("byte %d, %s: after %s %d came %d, %v", place, damage, series, number, ticket.Number, err)
				break
			}
			number = ticket.Number
		}
	}
	if o.Replaced == "" {
		list, err := s.Tickets(ctx, time.Time{})
		must(t, err)
		missing = max(0, len(m.tickets)+9-len(list))
	}
	if err := s.Close(); err != nil {
		t.Errorf("byte %d, %s: close: %v", place, damage, err)
	}
	if err := w.check(ctx, b.path); err != nil {
		t.Errorf("byte %d, %s: afterwards: %v", place, damage, err)
	}
	return o.Replaced != "", missing
}
