// Package serving is how every server of the house's pages answers: the headers of each
// answer, what is kept out because another site asks it, event streams, and an end that
// lets requests finish.
package serving

import (
	"context"
	"net"
	"net/http"
	"strings"
	"time"
)

// Limits of one connection. A write to an event stream has Patience, and so has what
// is still being answered when a server ends.
const (
	ReadTimeout  = 10 * time.Second
	WriteTimeout = 30 * time.Second
	IdleTimeout  = 2 * time.Minute
	MaxHeader    = 16 << 10
	Patience     = 5 * time.Second
)

// Secure sets the headers that every answer has. The policy is its
// Content-Security-Policy.
func Secure(h http.Header, policy string) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cache-Control", "no-store")
}

// Secured answers as next does, with the headers that every answer has.
func Secured(policy string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Secure(w.Header(), policy)
		next.ServeHTTP(w, r)
	})
}

// Foreign reports whether another site's page asks, other than by a link to a page of
// ours. Browsers say so in Sec-Fetch-Site, older ones in Origin.
func Foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return origin.Check(r) != nil
	}
	return r.Method != http.MethodGet || r.Header.Get("Sec-Fetch-Mode") != "navigate" ||
		r.Header.Get("Sec-Fetch-Dest") != "document"
}

var origin = http.NewCrossOriginProtection()

// Name is the name or address that a request was sent to, without the port, in lower
// case. A server answers only to the names that it knows: any other may have been led
// here by someone else's DNS, so that a page of theirs can read ours.
func Name(r *http.Request) string {
	name := r.Host
	if h, _, err := net.SplitHostPort(name); err == nil {
		name = h
	}
	return strings.TrimSuffix(strings.ToLower(strings.Trim(name, "[]")), ".")
}

// Serve answers on l until the context ends, encrypted where the server has a
// certificate. Then it ends event streams, lets other requests finish within Patience,
// and returns nil; where some did not, cut is told why. Any other end is an error.
// Timeouts and the context of requests are set here.
func Serve(ctx context.Context, server *http.Server, l net.Listener, cut func(error)) error {
	streams, endStreams := context.WithCancel(context.WithoutCancel(ctx))
	defer endStreams()
	server.BaseContext = func(net.Listener) context.Context { return streams }
	server.ReadHeaderTimeout, server.ReadTimeout = ReadTimeout, ReadTimeout
	server.WriteTimeout, server.IdleTimeout, server.MaxHeaderBytes = WriteTimeout, IdleTimeout, MaxHeader
	ended := make(chan error, 1)
	go func() {
		if server.TLSConfig != nil {
			ended <- server.ServeTLS(l, "", "")
			return
		}
		ended <- server.Serve(l)
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	endStreams()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), Patience)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		cut(err)
		return server.Close()
	}
	return nil
}
