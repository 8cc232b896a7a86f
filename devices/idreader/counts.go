package idreader

// Counts are what a Driver has gone through since it was made.
type Counts struct {
	Connections int // times that it was given a port
	Bytes       int // received
	Noise       int // bytes of them that made no sense
	Frames      int // documents read, all of the following among them
	Unreadable  int // frames that were not read well enough to say what they are
	Invalid     int // frames that were read, and failed a check
	Repeated    int // frames that were the same document again, and were not told
	Dropped     int // documents that were wiped because a newer one came before they were taken
	Rearmed     int // times that the reader was told to look for the next document
	Unanswered  int // times that an answer did not come
	Refused     int // commands that the reader refused
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

// countFrame counts a document by what became of it.
func (d *Driver) countFrame(document Document, repeated bool) {
	d.count(func(c *Counts) {
		c.Frames++
		if repeated {
			c.Repeated++
		}
		switch document.Verdict {
		case VerdictUnreadable:
			c.Unreadable++
		case VerdictInvalid:
			c.Invalid++
		}
	})
}
