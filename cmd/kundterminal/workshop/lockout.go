package workshop

import "time"

// The lock-out after wrong PINs: freeTries cost nothing, then each wrong one
// doubles the wait.
const (
	freeTries   = 5
	firstWait   = 15 * time.Second
	longestWait = time.Hour
)

// lockout is how many wrong PINs came in a row, and until when none is taken.
// The times are those of one run and have a monotonic reading, so that a clock
// that is set does not shorten a wait.
type lockout struct {
	wrong int
	until time.Time
}

// resumed is the lock-out that an earlier run left with so many wrong tries.
// How long the machine was off is not known for certain, so the whole wait
// begins anew.
func resumed(wrong int, now time.Time) lockout {
	wrong = max(wrong, 0)
	return lockout{wrong: wrong, until: now.Add(waitAfter(wrong))}
}

// failed is the lock-out after one more wrong try.
func (l lockout) failed(now time.Time) lockout { return resumed(l.wrong+1, now) }

// wait is how long no try is taken.
func (l lockout) wait(now time.Time) time.Duration { return max(l.until.Sub(now), 0) }

func waitAfter(wrong int) time.Duration {
	if wrong < freeTries {
		return 0
	}
	wait := firstWait
	for range wrong - freeTries {
		if wait *= 2; wait >= longestWait {
			return longestWait
		}
	}
	return wait
}
