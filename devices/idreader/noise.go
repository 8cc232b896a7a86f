package idreader

import (
	"time"

	"kundterminal/internal/logbook"
)

// floodBytes is how many bytes of noise within a second make a flood. A cable that
// is touched or a reader that starts up brings fewer.
const floodBytes = 256

// noise measures how much of what comes makes no sense.
type noise struct {
	second      time.Duration // which one is being counted
	now, before int           // bytes in it and in the one before
}

func (n *noise) add(bytes int, at time.Duration) {
	n.turn(at)
	n.now += bytes
}

// flood reports whether next to nothing but noise comes. Then bits of it look like
// barcodes with an unknown text, or like documents that were read badly.
func (n *noise) flood(at time.Duration) bool {
	n.turn(at)
	return max(n.now, n.before) >= floodBytes
}

func (n *noise) turn(at time.Duration) {
	switch second := at.Truncate(time.Second); second - n.second {
	case 0:
	case time.Second:
		n.second, n.before, n.now = second, n.now, 0
	default:
		n.second, n.before, n.now = second, 0, 0
	}
}

// heardNoise counts noise. What it was instead of may have been a document, after
// which the reader has gone to sleep: it is woken, but not faster than it answers.
func (c *conn) heardNoise(bytes int) {
	c.d.count(func(counts *Counts) { counts.Noise += bytes })
	c.noise.add(bytes, c.clock.now)
	if len(c.profile.Rearm) > 0 && !c.asking.waiting {
		c.asking.next = min(c.asking.next, c.clock.now+c.options.AnswerTimeout)
	}
	c.tellFlood()
}

// tellFlood logs the beginning and the end of a flood.
func (c *conn) tellFlood() {
	switch flood := c.noise.flood(c.clock.now); {
	case flood == c.flooded:
	case flood:
		logbook.Write(c.options.Log, logbook.ReaderNoiseBegan{Device: c.options.Name})
		c.flooded = true
	default:
		logbook.Write(c.options.Log, logbook.ReaderNoiseEnded{Device: c.options.Name})
		c.flooded = false
	}
}

// nothingKnown reports whether a document says nothing that anyone could use.
func nothingKnown(d Document) bool {
	return d.Kind == KindUnknownCode || d.Kind == KindUnreadable
}
