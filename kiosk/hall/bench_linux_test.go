package hall

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// The benchmarks measure the queue beside what the disk does at best, in short turns of
// the same run, because a disk is not as fast from one moment to the next. The barest
// commit is one page, a flush, one page, a flush: no database does with less.

type bareDisk struct {
	file *os.File
	page []byte
	next int64
}

const pageSize, barePages = 4096, 1024

func newBareDisk(b *testing.B) *bareDisk {
	f, err := os.Create(filepath.Join(b.TempDir(), "bare"))
	must(b, err)
	b.Cleanup(func() { _ = f.Close() })
	d := &bareDisk{file: f, page: make([]byte, pageSize)}
	for range barePages {
		_, err := f.Write(d.page)
		must(b, err)
	}
	must(b, f.Sync())
	return d
}

// commit writes a page and flushes, twice.
func (d *bareDisk) commit(b *testing.B) {
	for range 2 {
		d.page[0]++
		_, err := d.file.WriteAt(d.page, d.next%barePages*pageSize)
		must(b, err)
		d.next += 7
		must(b, syscall.Fdatasync(int(d.file.Fd())))
	}
}

// times are how long the same took again and again.
type times []time.Duration

func (t *times) measure(f func()) {
	start := time.Now()
	f()
	*t = append(*t, time.Since(start))
}

// rate is how many a second there would be if all took the median.
func (t times) rate() float64 {
	s := slices.Sorted(slices.Values(t))
	return 1 / s[len(s)/2].Seconds()
}

// serve calls, serves and lets go at a desk so often: three durable operations each.
func (p *point) serve(w queue.Who, rounds int) {
	for range rounds {
		for _, decide := range []Decide{next(w), func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Start(w, at)
		}, func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Finish(w, queue.Settled, false, at)
		}} {
			if _, err := p.hall.Do(ctx, decide); err != nil {
				p.t.Error(err)
			}
		}
	}
}

// fill has so many people come, many at a time.
func (p *point) fill(people int) {
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			for range people/50 + 1 {
				if _, err := p.issue(kiosk.Series('A' + i%20)); err != nil {
					p.t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

// morning begins another day, at which all desks log in and so many people come: a day
// has only so many numbers.
func (p *point) morning(who []queue.Who, people int) {
	p.clock.set(p.clock.begun.AddDate(0, 0, 1))
	p.hall.beginDay(ctx)
	for _, w := range who {
		p.login(w)
	}
	p.fill(people)
}

func (p *point) waiting() (n int) {
	p.hall.Read(func(b *queue.Book, _ time.Time) { n = len(b.Queue()) })
	return n
}

func benchDesks(b *testing.B, desks, rounds int) {
	p := newPoint(b)
	disk := newBareDisk(b)
	who := make([]queue.Who, desks)
	for d := range desks {
		who[d] = queue.Who{Desk: queue.DeskID(strconv.Itoa(d + 1)), Staff: queue.StaffID("s-" + strconv.Itoa(d+1))}
	}
	var turns, barest times
	for b.Loop() {
		if p.waiting() < 500+desks*rounds {
			p.morning(who, 3000)
		}
		turns.measure(func() {
			var all sync.WaitGroup
			for _, w := range who {
				all.Go(func() { p.serve(w, rounds) })
			}
			all.Wait()
		})
		for range 20 {
			barest.measure(func() { disk.commit(b) })
		}
	}
	operations := float64(3 * rounds * desks)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(operations*turns.rate(), "ops/s")
	b.ReportMetric(barest.rate(), "barest/s")
	b.ReportMetric(operations*turns.rate()/barest.rate(), "×barest")
}

func BenchmarkOneDesk(b *testing.B)    { benchDesks(b, 1, 10) }
func BenchmarkFiftyDesks(b *testing.B) { benchDesks(b, 50, 4) }

// BenchmarkTicket compares tickets that join the queue with those of a store alone.
func BenchmarkTicket(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(strconv.Itoa(writers)+"-at-once", func(b *testing.B) {
			p := newPoint(b)
			alone := newPoint(b)
			turn := func(issue func(kiosk.TicketRequest) error) {
				var all sync.WaitGroup
				for i := range writers {
					all.Go(func() {
						for range 5 {
							r := kiosk.TicketRequest{Queue: "q", Series: kiosk.Series('A' + i%20), At: p.clock.now(), Language: kiosk.Finnish}
							if err := issue(r); err != nil {
								b.Error(err)
							}
						}
					})
				}
				all.Wait()
			}
			var joined, bare times
			n := 0
			for b.Loop() {
				if n++; n%400 == 0 {
					p.clock.set(p.clock.begun.AddDate(0, 0, 1))
					p.hall.beginDay(ctx)
				}
				joined.measure(func() { turn(func(r kiosk.TicketRequest) error { _, err := p.hall.Issue(ctx, r); return err }) })
				bare.measure(func() { turn(func(r kiosk.TicketRequest) error { _, err := alone.store.Issue(ctx, r); return err }) })
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(5*writers)*joined.rate(), "tickets/s")
			b.ReportMetric(float64(5*writers)*bare.rate(), "store/s")
			b.ReportMetric(100*joined.rate()/bare.rate(), "%of-store")
		})
	}
}
