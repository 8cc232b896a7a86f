package desk

import (
	"net"
	"net/http"
	"slices"
	"strings"
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
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		h.Set("Cache-Control", "no-store")
		if !s.answersTo(r.Host) {
			s.refuse(w, WrongHost, http.StatusMisdirectedRequest, "This server does not answer to that name.")
			return
		}
		if foreign(r) || origin.Check(r) != nil {
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

// answersTo reports whether a Host header names this machine. Addresses do: only a
// name can be made to lead here by somebody else.
func (s *Server) answersTo(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.ToLower(strings.Trim(name, "[]")), ".")
	return name == "localhost" || net.ParseIP(name) != nil || slices.Contains(s.opt.Hosts, name)
}

// foreign reports whether another site's page asks, other than by a link to a page of
// ours.
func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	return r.Method != http.MethodGet || r.Header.Get("Sec-Fetch-Mode") != "navigate" ||
		r.Header.Get("Sec-Fetch-Dest") != "document"
}
