package idreader

import "time"

const (
	longestTimeout = 150 * time.Millisecond // of a Read that brought nothing; see devices.Port
	longestGap     = 40 * time.Millisecond  // between bytes that no Read's timeout has come between
)

// lineClock counts the time that a line was listened to. A process that is not let
// run for a while hears late what came in time, and must not take that while for a
// silence of the reader. So bytes never prove a silence before them; only a Read
// that has ended without any does.
type lineClock struct {
	now time.Duration
	gap time.Duration // the most that passes before bytes
}

func newLineClock(p *Profile) lineClock {
	silence := time.Duration(p.SilenceMS) * time.Millisecond
	return lineClock{gap: min(longestGap, silence/2)}
}

// heard counts a Read that brought bytes.
func (c *lineClock) heard(took time.Duration) { c.now += min(took, c.gap) }

// silent counts a Read that brought nothing.
func (c *lineClock) silent(took time.Duration) { c.now += min(took, longestTimeout) }
