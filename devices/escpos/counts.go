package escpos

// Counts are what a Driver has gone through since it was made.
type Counts struct {
	// PaperMM is how far the paper was moved, in millimetres, reckoned from the bytes
	// that were sent: lines, pictures, feeds, and the way to the cutter. Of a job that
	// failed it is at most so much: the printer may have dropped the rest of it. Paper
	// that a hand feeds is not in it.
	PaperMM float64
	Bytes   uint64 // of jobs, handed to the port
	Cuts    uint64 // that were proved, and those that took half a ticket off
	Proved  uint64 // jobs that are proved to be on paper
	Failed  uint64 // jobs that are not
	Faults  uint64 // times that the printer went from ready to a fault
	Stops   uint64 // times that flow control held a job up (XOFF, or DSR or CTS down)
}

// Counts are the counts now.
func (d *Driver) Counts() Counts {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.counts
}

func (d *Driver) count(f func(*Counts)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f(&d.counts)
}

// countJob counts what a job of which so many bytes were sent did to the paper.
func (c *conn) countJob(w *travel, sent int, proved bool) {
	m := w.after(sent)
	c.d.count(func(counts *Counts) {
		counts.Bytes += uint64(max(0, sent))
		counts.PaperMM += c.profile.mmOf(m.dots)
		if proved {
			counts.Cuts += uint64(m.cuts)
		}
	})
}
