package desk

import (
	"context"
	"time"

	"kundterminal/internal/logbook"
)

// sweepEvery is how soon the desk of a session that has ended is closed.
const sweepEvery = 30 * time.Second

// sweep logs the refusals that were not told yet, and closes the desks that people left
// without logging out, so that nobody is told of a wait for a desk at which nobody sits.
// A desk that has a person stays: the advisor logs in again and goes on.
func (s *Server) sweep(ctx context.Context) {
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			s.tally.flush(time.Now())
			s.closeLeft(ctx, time.Now())
		}
	}
}

func (s *Server) closeLeft(ctx context.Context, now time.Time) {
	for _, left := range s.sessions.ended(now) {
		why := left.endIfDue(now)
		if why == loggedOut {
			continue // told by the logout itself
		}
		logbook.Write(s.opt.Log, logbook.StaffLoggedOut{Staff: string(left.staff), Why: string(why)})
		if s.elsewhere(left, now) {
			continue
		}
		_ = s.leaveDesk(ctx, visitor{session: left, Person: Person{ID: left.staff}}) // one that has a person stays
	}
}

// elsewhere reports whether the person works on in another browser.
func (s *Server) elsewhere(left *session, now time.Time) bool {
	s.sessions.mu.Lock()
	defer s.sessions.mu.Unlock()
	for _, one := range s.sessions.by {
		if one.staff == left.staff && one.endIfDue(now) == atWork {
			return true
		}
	}
	return false
}
