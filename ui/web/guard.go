package web

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"kundterminal/ui/serving"
)

// policy is the Content-Security-Policy of everything that is not a page; a
// page adds its nonce.
const policy = "default-src 'none'; style-src 'self'%s; script-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// guard sets the headers that every answer has, and refuses what does not come
// from the pages themselves.
func (s *Server) guard(next http.Handler) http.Handler {
	inside := own(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.answersTo(serving.Name(r)) {
			secure(w.Header())
			http.Error(w, "This terminal does not answer to that name.", http.StatusMisdirectedRequest)
			return
		}
		inside.ServeHTTP(w, r)
	})
}

// secure sets the headers that every answer has.
func secure(h http.Header) {
	serving.Secure(h, strings.Replace(policy, "%s", "", 1))
	h.Set("Cross-Origin-Embedder-Policy", "require-corp")
}

// own answers only what the pages themselves ask.
func own(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		if serving.Foreign(r) {
			http.Error(w, "This terminal answers only to its own pages.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// answersTo reports whether a name is this machine's.
func (s *Server) answersTo(name string) bool {
	if name == "localhost" || slices.Contains(s.opt.Hosts, name) {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}
