package workshop

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAWaitNeverShrinksWithAnotherWrongTry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wrong := rapid.IntRange(-5, 1<<20).Draw(t, "wrong")
		now := time.Unix(rapid.Int64Range(0, 1<<32).Draw(t, "now"), 0)
		l := resumed(wrong, now)
		next := l.failed(now)
		if next.wait(now) < l.wait(now) || next.wait(now) > longestWait || next.wrong <= l.wrong {
			t.Errorf("%d wrong tries wait %s, one more %s", wrong, l.wait(now), next.wait(now))
		}
		later := now.Add(rapid.Custom(func(t *rapid.T) time.Duration {
			return time.Duration(rapid.Int64Range(0, int64(2*longestWait)).Draw(t, "d"))
		}).Draw(t, "later"))
		if w := l.wait(later); w < 0 || w > l.wait(now) || later.After(l.until) && w != 0 {
			t.Errorf("after %s the wait is %s", later.Sub(now), w)
		}
	})
}
