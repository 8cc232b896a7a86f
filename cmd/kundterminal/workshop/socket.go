package workshop

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"kundterminal/kiosk"
)

// Peer is who has come to the socket.
type Peer struct {
	UID uint32
	PID int32
}

// Socket serves a Desk to commands on the same machine. Who may open the socket
// may use the desk: its permissions are the authentication, and so it is the
// terminal's user's and root's only.
//
//	GET  /reports                   every device
//	GET  /view/NAME                 the findings of a view
//	POST /view/NAME                 {"action", "choice"}: the findings after it
//	POST /test?device=&test=        JSON Lines: the run, stages, the record
//	POST /answer?run=&yes=          answers a test's question
//	GET  /monitor?device=&record=   JSON Lines: the recording's file, what goes over the line
//	POST /walk                      how a fault tree ended
//	GET  /bundle                    an encrypted support bundle
type Socket struct {
	Desk Desk

	// Audit is told of each command that does more than look, when it begins:
	// "test printer cutter", "paper roll_change". What it returns is called when
	// the command has ended, with why it failed or nil. Nil: nobody.
	Audit func(who Peer, command string) (ended func(error))

	mu   sync.Mutex
	runs map[string]*remoteRun
}

// Listen makes the socket, with its folder. One that a crash left behind is
// replaced; one that answers is another terminal's.
func Listen(path string) (net.Listener, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("diagnostics.socket: %w; name a folder that the terminal's user may write to, or RuntimeDirectory=kundterminal in the unit", err)
	}
	if c, err := net.Dial("unix", path); err == nil {
		_ = c.Close()
		return nil, fmt.Errorf("diagnostics.socket: %s: another terminal answers there", path)
	}
	if info, err := os.Lstat(path); err == nil && info.Mode().Type() != fs.ModeSocket {
		return nil, fmt.Errorf("diagnostics.socket: %s is there and is no socket; name another path", path)
	}
	// Nobody can come before the permissions are set: until then it has another
	// name, in a folder of its own.
	hidden, err := os.MkdirTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return nil, fmt.Errorf("diagnostics.socket: %w", err)
	}
	defer func() { _ = os.RemoveAll(hidden) }()
	made := filepath.Join(hidden, "s")
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: made, Net: "unix"})
	if err != nil {
		return nil, fmt.Errorf("diagnostics.socket: %w", err)
	}
	l.SetUnlinkOnClose(false)
	if err := errors.Join(os.Chmod(made, 0o600), os.Rename(made, path)); err != nil {
		return nil, errors.Join(fmt.Errorf("diagnostics.socket: %w", err), l.Close())
	}
	return namedListener{l, path}, nil
}

// namedListener takes its name away when it is closed.
type namedListener struct {
	net.Listener
	path string
}

// Close implements net.Listener.
func (l namedListener) Close() error {
	err := l.Listener.Close()
	if e := os.Remove(l.path); e != nil && !errors.Is(e, fs.ErrNotExist) {
		return errors.Join(err, e)
	}
	return err
}

// Serve serves whoever comes until ctx ends.
func (s *Socket) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx },
		ConnContext: s.admit,
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("diagnostics.socket: %w", err)
	}
	return nil
}

// peerKey is where a request's context has its Peer.
type peerKey struct{}

// admit turns others than root and the terminal's own user away, should the
// permissions have been changed, and notes who has come.
func (s *Socket) admit(ctx context.Context, c net.Conn) context.Context {
	peer, err := peerOf(c)
	if err != nil || peer.UID != 0 && int(peer.UID) != os.Getuid() {
		_ = c.Close()
		return ctx
	}
	return context.WithValue(ctx, peerKey{}, peer)
}

// audit notes that a command has begun.
func (s *Socket) audit(ctx context.Context, command ...string) (ended func(error)) {
	peer, known := ctx.Value(peerKey{}).(Peer)
	if s.Audit == nil || !known {
		return func(error) {}
	}
	return s.Audit(peer, strings.Join(command, " "))
}

func peerOf(c net.Conn) (Peer, error) {
	u, ok := c.(*net.UnixConn)
	if !ok {
		return Peer{}, errors.New("not a Unix socket")
	}
	raw, err := u.SyscallConn()
	if err != nil {
		return Peer{}, err
	}
	var cred *unix.Ucred
	var failed error
	if err := raw.Control(func(fd uintptr) { cred, failed = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) }); err != nil {
		return Peer{}, err
	}
	if failed != nil {
		return Peer{}, failed
	}
	return Peer{UID: cred.Uid, PID: cred.Pid}, nil
}

func (s *Socket) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /reports", func(w http.ResponseWriter, r *http.Request) {
		list, err := s.Desk.Reports(r.Context())
		answer(w, list, err)
	})
	mux.HandleFunc("GET /view/{view}", func(w http.ResponseWriter, r *http.Request) {
		v, err := viewNamed(r.PathValue("view"))
		var f kiosk.Findings
		if err == nil {
			f, err = s.Desk.Findings(r.Context(), v)
		}
		answer(w, f, err)
	})
	mux.HandleFunc("POST /view/{view}", func(w http.ResponseWriter, r *http.Request) {
		var a wireAction
		v, err := viewNamed(r.PathValue("view"))
		err = errors.Join(err, read(w, r, &a))
		var f kiosk.Findings
		if err == nil {
			ended := s.audit(r.Context(), v.String(), a.Action)
			f, err = s.Desk.Do(r.Context(), v, a.Action, a.Choice)
			ended(err)
		}
		answer(w, f, err)
	})
	mux.HandleFunc("POST /walk", func(w http.ResponseWriter, r *http.Request) {
		var walk kiosk.FaultWalk
		err := read(w, r, &walk)
		if err == nil {
			ended := s.audit(r.Context(), "tree", string(walk.Device))
			err = s.Desk.Walked(r.Context(), walk)
			ended(err)
		}
		answer(w, struct{}{}, err)
	})
	mux.HandleFunc("POST /test", s.test)
	mux.HandleFunc("POST /answer", s.answer)
	mux.HandleFunc("GET /monitor", s.monitor)
	mux.HandleFunc("GET /bundle", s.bundle)
	return mux
}

// viewNamed is the view of a name.
func viewNamed(name string) (kiosk.View, error) {
	for _, v := range kiosk.Views() {
		if v.String() == name {
			return v, nil
		}
	}
	return kiosk.ViewNone, fmt.Errorf("view %q: %w", name, ErrNoView)
}

func read(w http.ResponseWriter, r *http.Request, v any) error {
	return json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(v)
}

// remoteRun is a test that runs for somebody at the other end.
type remoteRun struct {
	mu      sync.Mutex
	asking  bool
	answers chan bool
}

// shown remembers whether the newest stage is a question. An answer that came
// too late for the last one is dropped.
func (r *remoteRun) shown(asks bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asking = asks
	select {
	case <-r.answers:
	default:
	}
}

func (r *remoteRun) answer(yes bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.asking {
		return errors.New("the test asks nothing now")
	}
	r.asking = false
	r.answers <- yes // has room: shown has emptied it
	return nil
}

func (s *Socket) begin() (string, *remoteRun) {
	run, name := &remoteRun{answers: make(chan bool, 1)}, rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.runs == nil {
		s.runs = map[string]*remoteRun{}
	}
	s.runs[name] = run
	return name, run
}

func (s *Socket) end(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.runs, name)
}
