package bolt

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"kundterminal/kiosk"
)

// The benchmarks measure the store beside what a disk does at best, in turns of
// the same run, because a disk is not as fast from one moment to the next. All
// figures are medians over the turns.
//
// A bbolt commit is: write the changed pages, flush, write a meta page, flush.
// The bare rate is that and nothing else: the same number of pages as the store's
// commits wrote on average, one write call each, to places that the file has
// already, then the two flushes. The barest rate writes only one page before each
// of the two flushes, as the smallest commit there can be.

// bareDisk overwrites pages of a file that has its room already.
type bareDisk struct {
	file *os.File
	page []byte
	next int64
}

const (
	barePages = 1024
	pageSize  = 4096
)

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

// rates collects rates per second of one way to commit.
type rates []float64

func (r *rates) measure(n int, f func()) {
	start := time.Now()
	f()
	*r = append(*r, float64(n)/time.Since(start).Seconds())
}

func (r rates) median() float64 {
	s := slices.Sorted(slices.Values(r))
	return s[len(s)/2]
}

// benchStore opens a store as a terminal has it after some hundred tickets.
func benchStore(b *testing.B) *bench {
	s := newBench(b)
	s.open()
	for range 2000 {
		_, err := s.store.Issue(ctx, s.request('A'))
		must(b, err)
	}
	s.now = s.now.AddDate(0, 0, 1)
	return s
}

// pagesWritten counts the pages and the bytes that the database wrote.
func (b *bench) pagesWritten() (writes, commits int64) {
	stats := b.store.db.Stats()
	return stats.TxStats.GetPageAlloc() / pageSize, stats.TxStats.GetWrite()
}

func BenchmarkCommit(b *testing.B) {
	s := benchStore(b)
	disk := newBareDisk(b, filepath.Dir(s.path))
	const turn = 50
	var store, bare, barest rates
	var issued int
	before, _ := s.pagesWritten()
	pages := 10
	for b.Loop() {
		store.measure(turn, func() {
			for range turn {
				if issued++; issued%kiosk.MaxNumber == 0 {
					s.now = s.now.AddDate(0, 0, 1)
				}
				_, err := s.store.Issue(ctx, s.request('A'))
				must(b, err)
			}
		})
		after, _ := s.pagesWritten()
		pages = int(float64(after-before)/float64(issued) + 0.5)
		bare.measure(turn, func() {
			for range turn {
				disk.commit(b, pages)
			}
		})
		barest.measure(turn, func() {
			for range turn {
				disk.commit(b, 1)
			}
		})
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(store.median(), "commits/s")
	b.ReportMetric(bare.median(), "bare/s")
	b.ReportMetric(barest.median(), "barest/s")
	b.ReportMetric(float64(pages+1), "pages/commit")
	b.ReportMetric(100*store.median()/bare.median(), "%of-bare")
	b.ReportMetric(100*store.median()/barest.median(), "%of-barest")
}

func BenchmarkGroupCommit(b *testing.B) {
	s := benchStore(b)
	disk := newBareDisk(b, filepath.Dir(s.path))
	const writers, turn = 64, 1280
	var store, barest rates
	var issued atomic.Int64
	for b.Loop() {
		store.measure(turn, func() {
			s.now = s.now.AddDate(0, 0, 1)
			var group sync.WaitGroup
			for range writers {
				group.Go(func() {
					for range turn / writers {
						_, err := s.store.Issue(ctx, s.request('A'))
						must(b, err)
						issued.Add(1)
					}
				})
			}
			group.Wait()
		})
		barest.measure(50, func() {
			for range 50 {
				disk.commit(b, 1)
			}
		})
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(store.median(), "commits/s")
	b.ReportMetric(barest.median(), "barest/s")
	b.ReportMetric(store.median()/barest.median(), "×barest")
}
