package desk

import (
	"net"
	"net/http"
	"slices"

	"kundterminal/ui/serving"
)

// policy is the Content-Security-Policy of every answer: nothing from elsewhere,
// nothing inline.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// maxBody is the largest form that is read.
const maxBody = 16 << 10

// guard sets the headers that every answer has, and refuses what does not come from
// the pages themselves.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		serving.Secure(w.Header(), policy)
		if !s.answersTo(serving.Name(r)) {
			s.refuse(w, WrongHost, http.StatusMisdirectedRequest, "This server does not answer to that name.")
			return
		}
		if serving.Foreign(r) {
			s.refuse(w, CrossSite, http.StatusForbidden, "This server answers only to its own pages.")
			return
		}
		if r.ContentLength > maxBody {
			s.refuse(w, Oversized, http.StatusRequestEntityTooLarge, "The request is too large.")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// refuse counts a request and answers it with a sentence that tells nothing of it.
func (s *Server) refuse(w http.ResponseWriter, kind Refusal, status int, sentence string) {
	s.tally.add(kind)
	http.Error(w, sentence, status)
}

// answersTo reports whether a name is this machine's. Addresses are: only a name can
// be made to lead here by somebody else.
func (s *Server) answersTo(name string) bool {
	return name == "localhost" || net.ParseIP(name) != nil || slices.Contains(s.opt.Hosts, name)
}
