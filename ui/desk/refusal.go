package desk

import (
	"log/slog"
	"sync"
	"time"

	"kundterminal/internal/logbook"
)

// Refusal is why a request was not answered as it wished.
type Refusal string

// The refusals.
const (
	BadLogin     Refusal = "bad_login"     // a wrong account or password
	LockedOut    Refusal = "locked_out"    // a login while the account or the address waits
	ForgedCookie Refusal = "forged_cookie" // a cookie of no session that ever was
	CrossSite    Refusal = "cross_site"    // another site's page asked
	BadToken     Refusal = "bad_token"     // a form without its session's token
	WrongHost    Refusal = "wrong_host"    // a name that the server does not answer to
	NotAllowed   Refusal = "not_allowed"   // the role does not open it
	Oversized    Refusal = "oversized"     // more than a form of ours ever holds
	Malformed    Refusal = "malformed"     // no form of ours sends it
	TooMany      Refusal = "too_many"      // connections, streams or logins at once
)

// Refusals lists the kinds of refusals.
func Refusals() []Refusal {
	return []Refusal{
		BadLogin, LockedOut, ForgedCookie, CrossSite, BadToken, WrongHost, NotAllowed, Oversized, Malformed, TooMany,
	}
}

// quietFor is how long the log says nothing more of a kind, so that a flood of
// requests is not one of lines.
const quietFor = 10 * time.Second

// tally counts refusals, and logs them in bundles.
type tally struct {
	log *slog.Logger

	mu    sync.Mutex
	count map[Refusal]uint64
	told  map[Refusal]time.Time
	since map[Refusal]int // since the last line
}

func newTally(log *slog.Logger) *tally {
	return &tally{log: log, count: map[Refusal]uint64{}, told: map[Refusal]time.Time{}, since: map[Refusal]int{}}
}

func (t *tally) add(kind Refusal) {
	now := time.Now()
	t.mu.Lock()
	t.count[kind]++
	t.since[kind]++
	times, quiet := t.since[kind], now.Sub(t.told[kind]) < quietFor
	if !quiet {
		t.told[kind], t.since[kind] = now, 0
	}
	t.mu.Unlock()
	if !quiet {
		logbook.Write(t.log, logbook.RequestRefused{Refusal: string(kind), Times: times})
	}
}

// flush logs what a line has not told yet, of the kinds that are quiet no longer.
func (t *tally) flush(now time.Time) {
	t.mu.Lock()
	late := map[Refusal]int{}
	for kind, times := range t.since {
		if times > 0 && now.Sub(t.told[kind]) >= quietFor {
			late[kind] = times
			t.told[kind], t.since[kind] = now, 0
		}
	}
	t.mu.Unlock()
	for kind, times := range late {
		logbook.Write(t.log, logbook.RequestRefused{Refusal: string(kind), Times: times})
	}
}

// counts returns how many there were of each kind since the start, zeros among them.
func (t *tally) counts() map[string]uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := map[string]uint64{}
	for _, kind := range Refusals() {
		all[string(kind)] = t.count[kind]
	}
	return all
}
