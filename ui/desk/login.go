package desk

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// maxPassword is the longest password in bytes. A login is of no use to fill the
// server's memory with.
const maxPassword = 256

// loginView is the login page.
type loginView struct {
	page
	Account string // as it was typed
	Fault   string
}

func (s *Server) showLogin(w http.ResponseWriter, r *http.Request) {
	if found, _ := s.sessions.of(r, time.Now()); found != nil && found.endIfDue(time.Now()) == atWork {
		if _, on := s.opt.Staff.Person(found.staff); on {
			http.Redirect(w, r, "/desk", http.StatusSeeOther)
			return
		}
	}
	v := loginView{page: s.page(s.language(w, r), "login_title", "/desk/login")}
	switch why := ending(r.URL.Query().Get("why")); why {
	case loggedOut, wasIdle, tooLong, notOnStaff:
		v.Notice = &notice{Text: v.T("ended_" + string(why))}
	}
	s.show(w, http.StatusOK, "login.html", v)
}

// login takes an account and a password. What is wrong is not said: neither which of
// the two, nor whether there is such an account.
func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	if !s.parse(w, r) {
		return
	}
	l := s.language(w, r)
	account := strings.TrimSpace(r.PostForm.Get("account"))
	password := []byte(r.PostForm.Get("password"))
	defer clear(password)
	if account == "" || len(account) > 64 || len(password) == 0 || len(password) > maxPassword {
		s.tally.add(BadLogin)
		s.loginAgain(w, l, account, http.StatusUnauthorized, "login_wrong")
		return
	}
	from := addressOf(r.RemoteAddr)
	if pause := max(s.accounts.wait(account, time.Now()), s.origins.wait(from, time.Now())); pause > 0 {
		s.tally.add(LockedOut)
		s.loginPause(w, l, account, pause)
		return
	}
	person, err := s.prove(r, account, password)
	switch {
	case errors.Is(err, errCrowded):
		s.tally.add(TooMany)
		w.Header().Set("Retry-After", "3")
		s.loginAgain(w, l, account, http.StatusServiceUnavailable, "login_crowded")
	case errors.Is(err, ErrWrong):
		s.wrongLogin(w, l, account, from)
	case err != nil:
		logbook.Write(s.opt.Log, logbook.StaffUnreadable{Cause: err})
		s.loginAgain(w, l, account, http.StatusServiceUnavailable, "login_unable")
	default:
		s.loggedIn(w, r, person, from)
	}
}

var errCrowded = errors.New("too many logins at once")

// prove has few passwords hashed at a time, since each takes much memory.
func (s *Server) prove(r *http.Request, account string, password []byte) (Person, error) {
	if s.waiting.Add(1) > maxLoginsAtOnce {
		s.waiting.Add(-1)
		return Person{}, errCrowded
	}
	defer s.waiting.Add(-1)
	select {
	case s.proving <- struct{}{}:
	case <-r.Context().Done():
		return Person{}, errCrowded
	}
	defer func() { <-s.proving }()
	// The tries that were proved meanwhile count too: many at once are not more tries.
	now := time.Now()
	if max(s.accounts.wait(account, now), s.origins.wait(addressOf(r.RemoteAddr), now)) > 0 {
		return Person{}, errCrowded
	}
	return s.opt.Staff.Prove(r.Context(), queue.StaffID(account), password)
}

func (s *Server) wrongLogin(w http.ResponseWriter, l kiosk.Language, account, from string) {
	s.tally.add(BadLogin)
	now := time.Now()
	pause := max(s.accounts.failed(account, now), s.origins.failed(from, now))
	if pause > 0 {
		logbook.Write(s.opt.Log, logbook.StaffLockedOut{From: from, Pause: pause})
		s.loginPause(w, l, account, pause)
		return
	}
	s.loginAgain(w, l, account, http.StatusUnauthorized, "login_wrong")
}

func (s *Server) loginPause(w http.ResponseWriter, l kiosk.Language, account string, pause time.Duration) {
	seconds := strconv.Itoa(int((pause + time.Second - 1) / time.Second))
	w.Header().Set("Retry-After", seconds)
	s.loginAgain(w, l, account, http.StatusTooManyRequests, "login_pause", "n", seconds)
}

func (s *Server) loginAgain(w http.ResponseWriter, l kiosk.Language, account string, status int, key string, args ...string) {
	v := loginView{page: s.page(l, "login_title", "/desk/login"), Account: account}
	v.Fault = v.T(key, args...)
	s.show(w, status, "login.html", v)
}

// loggedIn begins a session with a cookie of its own: one that was there before is
// of no use any more.
func (s *Server) loggedIn(w http.ResponseWriter, r *http.Request, p Person, from string) {
	s.accounts.passed(string(p.ID))
	s.origins.passed(from)
	if old, _ := s.sessions.of(r, time.Now()); old != nil {
		old.end(loggedOut)
	}
	opened, value, ok := s.sessions.open(p, time.Now())
	if !ok {
		s.refuse(w, TooMany, http.StatusServiceUnavailable, "Too many people are logged in.")
		return
	}
	setCookie(w, value)
	logbook.Write(s.opt.Log, logbook.StaffLoggedIn{Staff: string(p.ID)})
	opened.sit(s.deskOf(p.ID))
	http.Redirect(w, r, "/desk", http.StatusSeeOther)
}

// deskOf is the desk at which somebody is logged in already, such as before the
// browser was closed; empty where there is none.
func (s *Server) deskOf(id queue.StaffID) (desk queue.DeskID) {
	s.opt.Hall.Read(func(b *queue.Book, _ time.Time) {
		for _, post := range b.Posts() {
			if post.Login.Staff == id {
				desk = post.Desk
			}
		}
	})
	return desk
}
