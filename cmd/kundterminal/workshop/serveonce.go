package workshop

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	codeSigns    = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford: none is taken for another
	codeLong     = 10                                 // 50 bits
	codeLasts    = 10 * time.Minute
	codeTries    = 5                // wrong ones, then nothing is served any more
	codeAgain    = 30 * time.Second // after a fetch, for one more
	servePatient = 5 * time.Minute
)

// Served is how serving a file once ended, or stands.
type Served uint8

// How it stands.
const (
	ServeWaits   Served = iota // nobody has come yet
	ServeFetched               // the whole file went out
	ServeLate                  // the code is no longer valid
	ServeGuessed               // there were too many wrong codes
	ServeStopped               // the technician ended it, or the terminal stops
	ServeFailed                // the network did not let it
)

var servedNames = [...]string{"waits", "fetched", "late", "guessed", "stopped", "failed"}

// String returns the name in the log.
func (s Served) String() string {
	if int(s) < len(servedNames) {
		return servedNames[s]
	}
	return "unknown"
}

// serving offers one file over the network, once, to whoever has the code. The
// file is encrypted, so the code only keeps others from taking it away.
type serving struct {
	name string
	data []byte
	code string
	end  func(Served) // first call counts

	mu      sync.Mutex
	wrong   int
	busy    bool
	fetched chan struct{} // closed once the whole file went out
}

// NewCode makes a one-time code.
func NewCode() string {
	var b [codeLong]byte
	_, _ = rand.Read(b[:]) // never fails
	for i := range b {
		b[i] = codeSigns[b[i]%32]
	}
	return string(b[:])
}

// readCode is what a code that somebody typed stands for.
func readCode(typed string) string {
	return strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
}

// ServeOnce offers the file at /CODE of the listener until it was fetched whole,
// ten minutes have passed, five wrong codes came or ctx ends, and tells which. A
// fetch may be repeated once, within half a minute: what was sent may not have
// come. The listener is closed then. The error is that of a listener that failed.
func ServeOnce(ctx context.Context, listener net.Listener, code, name string, data []byte) (Served, error) {
	ended := make(chan Served, 1)
	s := &serving{name: name, data: data, code: code, fetched: make(chan struct{}), end: func(how Served) {
		select {
		case ended <- how:
		default: // it has ended before
		}
	}}
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, WriteTimeout: servePatient, MaxHeaderBytes: 8 << 10,
	}
	server.SetKeepAlivesEnabled(false)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	how, err := s.wait(ctx, ended, failed)
	if err != nil {
		return how, err
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if how == ServeFetched || how == ServeGuessed {
		_ = server.Shutdown(last) // the last answer still goes out
	}
	_ = server.Close()
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return ServeFailed, err
	}
	return how, nil
}

// wait waits for the end.
func (s *serving) wait(ctx context.Context, ended <-chan Served, failed <-chan error) (Served, error) {
	late := time.NewTimer(codeLasts)
	defer late.Stop()
	select {
	case how := <-ended:
		return how, nil
	case <-late.C:
		return ServeLate, nil
	case <-ctx.Done():
		return ServeStopped, nil
	case err := <-failed:
		return ServeFailed, err
	case <-s.fetched: // however it ends now
	}
	again := time.NewTimer(codeAgain)
	defer again.Stop()
	select {
	case <-ended:
	case <-again.C:
	case <-ctx.Done():
	case err := <-failed:
		return ServeFailed, err
	}
	return ServeFetched, nil
}

// ServeHTTP implements http.Handler.
func (s *serving) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if r.Method != http.MethodGet {
		http.Error(w, "fetch it with GET", http.StatusMethodNotAllowed)
		return
	}
	typed := strings.TrimPrefix(r.URL.Path, "/")
	// Browsers ask for these by themselves: nobody has guessed.
	if typed == "" || typed == "favicon.ico" || !s.admit(typed) {
		http.Error(w, "there is nothing under this code", http.StatusNotFound)
		return
	}
	if !s.take() {
		http.Error(w, "somebody is fetching it", http.StatusConflict)
		return
	}
	defer s.release()
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", "attachment; filename="+strconv.Quote(s.name))
	w.Header().Set("Content-Length", strconv.Itoa(len(s.data)))
	n, err := bytes.NewReader(s.data).WriteTo(w)
	whole := err == nil && n == int64(len(s.data)) && http.NewResponseController(w).Flush() == nil
	select {
	case <-s.fetched: // that was the repeated one
		s.end(ServeFetched)
	default:
		if whole {
			close(s.fetched)
		}
	}
}

// admit compares a code, and counts the wrong ones.
func (s *serving) admit(typed string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wrong >= codeTries {
		return false
	}
	if subtle.ConstantTimeCompare([]byte(readCode(typed)), []byte(s.code)) == 1 {
		return true
	}
	if s.wrong++; s.wrong == codeTries {
		s.end(ServeGuessed)
	}
	return false
}

func (s *serving) take() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.busy
	s.busy = true
	return !was
}

func (s *serving) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy = false
}
