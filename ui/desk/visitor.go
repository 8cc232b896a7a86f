package desk

import (
	"errors"
	"mime"
	"net/http"
	"slices"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// visitor is who asks: a session, and its person as the staff file has them now.
type visitor struct {
	*session
	Person
	language kiosk.Language
}

// only answers those whose role opens a page. Others log in first.
func (s *Server) only(need Role, page func(http.ResponseWriter, *http.Request, visitor)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, ok := s.visitor(w, r)
		if !ok {
			return
		}
		if !v.Role.May(need) {
			s.tally.add(NotAllowed)
			s.tell(w, r, v, http.StatusForbidden, "not_allowed")
			return
		}
		page(w, r, v)
	})
}

// form answers a form of the session's own pages, and counts as a press.
func (s *Server) form(need Role, act func(http.ResponseWriter, *http.Request, visitor)) http.Handler {
	return s.only(need, func(w http.ResponseWriter, r *http.Request, v visitor) {
		if !s.parse(w, r) {
			return
		}
		if !v.proves(r.PostForm.Get("token")) {
			s.refuse(w, BadToken, http.StatusForbidden, "The form is not of this session. Load the page again.")
			return
		}
		v.touch(time.Now())
		act(w, r, v)
	})
}

// parse reads a form, or refuses it.
func (s *Server) parse(w http.ResponseWriter, r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/x-www-form-urlencoded" {
		s.refuse(w, Malformed, http.StatusUnsupportedMediaType, "Only forms are taken.")
		return false
	}
	err := r.ParseForm()
	switch _, large := errors.AsType[*http.MaxBytesError](err); {
	case large:
		s.refuse(w, Oversized, http.StatusRequestEntityTooLarge, "The request is too large.")
		return false
	case err != nil:
		s.refuse(w, Malformed, http.StatusBadRequest, "The form cannot be read.")
		return false
	}
	return true
}

// visitor finds the session of a request, or has the browser log in.
func (s *Server) visitor(w http.ResponseWriter, r *http.Request) (visitor, bool) {
	now := time.Now()
	found, forged := s.sessions.of(r, now)
	if forged {
		s.tally.add(ForgedCookie)
		dropCookie(w)
	}
	why := ""
	if found != nil {
		person, on := s.opt.Staff.Person(found.staff)
		if !on || person.Proof != found.proof {
			found.end(notOnStaff)
		}
		over := found.endIfDue(now)
		if over == atWork {
			return visitor{found, person, s.language(w, r)}, true
		}
		why = "?why=" + string(over)
		dropCookie(w)
	}
	if wantsData(r) {
		http.Error(w, "Log in first.", http.StatusUnauthorized)
		return visitor{}, false
	}
	s.language(w, r) // that the address asks for is kept
	http.Redirect(w, r, "/desk/login"+why, http.StatusSeeOther)
	return visitor{}, false
}

// wantsData reports whether a script of the page asks, which follows no redirects.
func wantsData(r *http.Request) bool {
	return r.Header.Get("X-Desk") != "" || r.URL.Path == "/desk/events"
}

const languageCookie = "__Host-desk-language"

// language is the one that the page is read in: as the address asks for, which is
// kept, or as it was last, or the point's first.
func (s *Server) language(w http.ResponseWriter, r *http.Request) kiosk.Language {
	asked := kiosk.Language(r.URL.Query().Get("lang"))
	if slices.Contains(s.opt.Languages, asked) {
		http.SetCookie(w, &http.Cookie{
			Name: languageCookie, Value: string(asked), Path: "/", MaxAge: 365 * 24 * 3600,
			Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
		})
		return asked
	}
	if c, err := r.Cookie(languageCookie); err == nil && slices.Contains(s.opt.Languages, kiosk.Language(c.Value)) {
		return kiosk.Language(c.Value)
	}
	return s.opt.Languages[0]
}

// awake notes that somebody is at the page, such as by moving the mouse.
func (s *Server) awake(w http.ResponseWriter, _ *http.Request, _ visitor) {
	w.WriteHeader(http.StatusNoContent)
}

// logout ends the session, but not over the head of a person who is at the desk: they
// would be called there for ever.
func (s *Server) logout(w http.ResponseWriter, r *http.Request, v visitor) {
	if err := s.leaveDesk(r.Context(), v); errors.Is(err, queue.ErrDeskBusy) {
		v.say(notice{Text: s.opt.Texts.Say(v.language, "fault_leaving"), Fault: true})
		http.Redirect(w, r, "/desk", http.StatusSeeOther)
		return
	}
	v.end(loggedOut)
	dropCookie(w)
	logbook.Write(s.opt.Log, logbook.StaffLoggedOut{Staff: string(v.ID), Why: string(loggedOut)})
	http.Redirect(w, r, "/desk/login?why="+string(loggedOut), http.StatusSeeOther)
}
