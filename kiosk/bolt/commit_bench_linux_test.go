package bolt

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"kundterminal/kiosk"
)

// The benchmarks measure the store beside what the disk does at best, in short
// turns of the same run, because a disk is not as fast from one moment to the
// next. A rate is one divided by the median of the single commits' times.
//
// A bbolt commit is: write the changed pages, flush, write a meta page, flush.
// The bare rate is that and nothing else: as many pages as the store's commits
// wrote on average (rounded), one write call each, to places that the file has
// already, then the flush; one page and the flush. The barest rate writes only one
// page before each of the two flushes: no database can be faster.

// bareDisk overwrites pages of a file that has its room already.
type bareDisk struct {
	file *os.File
	page []byte
	next int64
}

const barePages = 1024

func newBareDisk(t testing.TB, dir string) *bareDisk {
	f, err := os.Create(filepath.Join(dir, "bare"))
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	d := &bareDisk{file: f, page: make([]byte, pageSize)}
	for range barePages {
		_, err := f.Write(d.page)
		must(t, err)
	}
	must(t, f.Sync())
	return d
}

// commit writes so many pages and flushes, then one more and flushes.
func (d *bareDisk) commit(t testing.TB, pages int) {
	for range pages {
		d.write(t)
	}
	must(t, syscall.Fdatasync(int(d.file.Fd())))
	d.write(t)
	must(t, syscall.Fdatasync(int(d.file.Fd())))
}

func (d *bareDisk) write(t testing.TB) {
	d.page[0]++
	_, err := d.file.WriteAt(d.page, d.next%barePages*pageSize)
	must(t, err)
	d.next += 7 // not side by side, as in a database
}

// times collects how long single commits took.
type times []time.Duration

func (t *times) measure(f func()) {
	start := time.Now()
	f()
	*t = append(*t, time.Since(start))
}

// rate returns how many a second there would be if all took the median.
func (t times) rate() float64 {
	s := slices.Sorted(slices.Values(t))
	return 1 / s[len(s)/2].Seconds()
}

// benchStore opens a store as a terminal has it after some hundred tickets.
func benchStore(b *testing.B) *bench {
	s := newBench(b)
	s.open()
	for range 2000 {
		s.issue('A')
	}
	s.settleAll()
	s.now = s.now.AddDate(0, 0, 1)
	return s
}

// settleAll marks every ticket as printed, as they are in a terminal's store but
// for the one that is being printed.
func (b *bench) settleAll() {
	b.t.Helper()
	list, err := b.store.Unsettled(ctx, time.Time{})
	must(b.t, err)
	must(b.t, b.store.commit(ctx, func(c *change) error {
		for _, u := range list {
			if _, err := c.mark(u.Ticket.Name, kiosk.PrintPrinted, "", b.now); err != nil {
				return err
			}
		}
		return nil
	}))
}

// pagesWritten counts the pages that the database wrote, but for meta pages.
func (b *bench) pagesWritten() int64 {
	stats := b.store.db.Stats()
	return stats.TxStats.GetPageAlloc() / pageSize
}

func BenchmarkCommit(b *testing.B) {
	s := benchStore(b)
	disk := newBareDisk(b, filepath.Dir(s.path))
	const turn = 10
	var store, bare, barest times
	issued, written, pages := 0, int64(0), 10
	for b.Loop() {
		before := s.pagesWritten()
		for range turn {
			store.measure(func() { s.issue('A') })
		}
		written += s.pagesWritten() - before
		issued += turn
		pages = int(float64(written)/float64(issued) + 0.5)
		if s.settleAll(); issued%(kiosk.MaxNumber/turn*turn) == 0 {
			s.now = s.now.AddDate(0, 0, 1)
		}
		for range turn {
			bare.measure(func() { disk.commit(b, pages) })
		}
		for range turn {
			barest.measure(func() { disk.commit(b, 1) })
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(store.rate(), "commits/s")
	b.ReportMetric(bare.rate(), "bare/s")
	b.ReportMetric(barest.rate(), "barest/s")
	b.ReportMetric(float64(pages+1), "pages/commit")
	b.ReportMetric(100*store.rate()/bare.rate(), "%of-bare")
	b.ReportMetric(100*store.rate()/barest.rate(), "%of-barest")
}

func BenchmarkGroupCommit(b *testing.B) {
	s := benchStore(b)
	disk := newBareDisk(b, filepath.Dir(s.path))
	const writers, turn = 64, 20
	var all, barest times
	for b.Loop() {
		s.now = s.now.AddDate(0, 0, 1)
		all.measure(func() {
			var group sync.WaitGroup
			for range writers {
				group.Go(func() {
					for range turn {
						if _, err := s.store.Issue(ctx, s.request('A')); err != nil {
							b.Error(err)
						}
					}
				})
			}
			group.Wait()
		})
		s.settleAll()
		for range turn {
			barest.measure(func() { disk.commit(b, 1) })
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(writers*turn*all.rate(), "commits/s")
	b.ReportMetric(barest.rate(), "barest/s")
	b.ReportMetric(writers*turn*all.rate()/barest.rate(), "×barest")
}
