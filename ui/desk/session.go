package desk

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"sync"
	"time"

	"kundterminal/kiosk/queue"
)

// How long a session lasts.
const (
	idleFor    = 30 * time.Minute // without a press
	longest    = 12 * time.Hour
	mostOpened = 1024 // sessions at once
)

// cookieName is that of the session's cookie. The prefix makes browsers refuse it
// from other hosts, paths and without TLS.
const cookieName = "__Host-desk"

// session is one browser in which somebody has logged in.
type session struct {
	staff queue.StaffID
	proof string // of the password with which it began
	token string // that every form of the session carries
	begun time.Time

	mu      sync.Mutex
	seen    time.Time // the last press
	desk    queue.DeskID
	streams int           // that are open
	said    *notice       // shown once on the next page
	gone    chan struct{} // closed when the session ends
	over    ending
	told    bool // of the end; guarded by the lock of all sessions
}

// ending is why a session ended.
type ending string

const (
	atWork     ending = ""
	loggedOut  ending = "logged_out"
	wasIdle    ending = "idle"
	tooLong    ending = "too_long"
	notOnStaff ending = "removed" // from the staff, or the password is another
)

// sessions are those of a run of the program, by the hash of their cookies: what is
// in memory opens nothing.
type sessions struct {
	mu sync.Mutex
	by map[[sha256.Size]byte]*session
}

// open begins a session, and returns its cookie's value. It is not ok where too many
// are open.
func (s *sessions) open(p Person, now time.Time) (_ *session, value string, ok bool) {
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // never fails
	value = base64.RawURLEncoding.EncodeToString(secret[:])
	opened := &session{staff: p.ID, proof: p.Proof, token: rand.Text(), begun: now, seen: now, gone: make(chan struct{})}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.by == nil {
		s.by = map[[sha256.Size]byte]*session{}
	}
	for key, old := range s.by {
		if old.endIfDue(now); now.Sub(old.begun) > longest {
			delete(s.by, key)
		}
	}
	if len(s.by) >= mostOpened {
		return nil, "", false
	}
	s.by[sha256.Sum256([]byte(value))] = opened
	return opened, value, true
}

// of returns the session of a request: nil where it has none. Forged reports a cookie
// that no session ever had.
func (s *sessions) of(r *http.Request, now time.Time) (found *session, forged bool) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return nil, false
	}
	s.mu.Lock()
	found = s.by[sha256.Sum256([]byte(cookie.Value))]
	s.mu.Unlock()
	if found == nil {
		return nil, true
	}
	found.endIfDue(now)
	return found, false
}

// ended lists the sessions that have ended since it was asked last.
func (s *sessions) ended(now time.Time) []*session {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []*session
	for _, one := range s.by {
		if one.endIfDue(now) != atWork && !one.told {
			one.told = true
			list = append(list, one)
		}
	}
	return list
}

// endIfDue ends a session whose time is over, and tells whether and why it has ended.
func (s *session) endIfDue(now time.Time) ending {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.over != atWork:
	case now.Sub(s.begun) >= longest:
		s.endLocked(tooLong)
	case now.Sub(s.seen) >= idleFor:
		s.endLocked(wasIdle)
	}
	return s.over
}

func (s *session) end(why ending) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endLocked(why)
}

func (s *session) endLocked(why ending) {
	if s.over == atWork {
		s.over = why
		close(s.gone)
	}
}

// touch notes a press, from which idleness counts.
func (s *session) touch(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = now
}

// at is the desk that was chosen; empty before.
func (s *session) at() queue.DeskID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.desk
}

func (s *session) sit(d queue.DeskID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.desk = d
}

// say keeps what the next page of the session says.
func (s *session) say(n notice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = &n
}

// heard returns what is to be said, once.
func (s *session) heard() *notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.said
	s.said = nil
	return n
}

// proves reports whether a form carries the session's token.
func (s *session) proves(token string) bool {
	return subtle.ConstantTimeCompare([]byte(s.token), []byte(token)) == 1
}

// setCookie gives the browser its session, until it is closed.
func setCookie(w http.ResponseWriter, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}

// dropCookie takes it away.
func dropCookie(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Path: "/", MaxAge: -1, Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}

// follows counts the event streams of the session, and returns how many are open.
func (s *session) follows(n int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.streams += n
	return s.streams
}
