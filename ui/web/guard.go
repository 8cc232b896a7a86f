package web

import (
	"net"
	"net/http"
	"slices"
	"strings"
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
		if !s.answersTo(r.Host) {
			// A name that leads here by someone else's DNS must not read the screen.
			secure(w.Header())
			http.Error(w, "This terminal does not answer to that name.", http.StatusMisdirectedRequest)
			return
		}
		inside.ServeHTTP(w, r)
	})
}

// secure sets the headers that every answer has.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", strings.Replace(policy, "%s", "", 1))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Embedder-Policy", "require-corp")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cache-Control", "no-store")
}

// own answers only what the pages themselves ask.
func own(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		if foreign(r) || origin.Check(r) != nil {
			http.Error(w, "This terminal answers only to its own pages.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// answersTo reports whether a Host header names this machine.
func (s *Server) answersTo(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.ToLower(strings.Trim(name, "[]")), ".")
	if name == "localhost" || slices.Contains(s.opt.Hosts, name) {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// foreign reports whether another site's page asks, other than by a link to a
// page of ours.
func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	return r.Method != http.MethodGet || r.Header.Get("Sec-Fetch-Mode") != "navigate" ||
		r.Header.Get("Sec-Fetch-Dest") != "document"
}
