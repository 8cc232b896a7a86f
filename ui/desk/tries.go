package desk

import (
	"net"
	"net/netip"
	"sync"
	"time"
)

// The lock-out: after so many wrong tries in a row a pause, which doubles with each
// further one.
const (
	freeTries  = 5
	firstPause = 15 * time.Second
	longPause  = 15 * time.Minute // an advisor whom somebody else locks out can work again
	tryMemory  = 12 * time.Hour   // after which wrong tries are forgotten
	triesKept  = 4096             // accounts or addresses
)

// tries counts wrong logins in a row of accounts or of addresses. The zero value has
// seen none.
type tries struct {
	mu sync.Mutex
	by map[string]attempt
}

type attempt struct {
	wrong int
	last  time.Time
	until time.Time // no try is taken before
}

// wait is how long no try of a key is taken.
func (t *tries) wait(key string, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return max(0, t.by[key].until.Sub(now))
}

// failed counts a wrong try, and returns the pause that follows.
func (t *tries) failed(key string, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	a := t.by[key]
	if now.Sub(a.last) > tryMemory {
		a = attempt{}
	}
	a.wrong++
	a.last = now
	var pause time.Duration
	if n := a.wrong - freeTries; n >= 0 {
		pause = min(firstPause<<min(n, 10), longPause)
		a.until = now.Add(pause)
	}
	if t.by == nil {
		t.by = map[string]attempt{}
	}
	if _, known := t.by[key]; !known && len(t.by) >= triesKept {
		t.forgetOldest()
	}
	t.by[key] = a
	return pause
}

// passed forgets the wrong tries of a key.
func (t *tries) passed(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.by, key)
}

func (t *tries) forgetOldest() {
	var oldest string
	var at time.Time
	for key, a := range t.by {
		if oldest == "" || a.last.Before(at) {
			oldest, at = key, a.last
		}
	}
	delete(t.by, oldest)
}

// addressOf is where a request comes from, without the port: a machine, or with IPv6
// the network of one, whose every address it can use.
func addressOf(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is6() {
		if network, err := ip.Prefix(64); err == nil {
			return network.String()
		}
	}
	return ip.String()
}
