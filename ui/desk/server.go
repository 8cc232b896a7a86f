package desk

import (
	"context"
	"crypto/tls"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/hall"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
	"kundterminal/ui"
	"kundterminal/ui/asset"
	"kundterminal/ui/serving"
)

// Hall is the point's queue, as everybody at it shares it.
type Hall interface {
	// Do decides and changes: what decide returns is durable before Do returns. One
	// decision is made at a time.
	Do(ctx context.Context, decide hall.Decide) ([]queue.Change, error)

	// Read looks at the queue. The book is only to be read, and not to be kept.
	Read(func(b *queue.Book, at time.Time))

	// Watch tells that something changed, once for several changes. Stop must be
	// called.
	Watch() (changed <-chan struct{}, stop func())
}

// Mount is somebody else's page on the server.
type Mount struct {
	Path    string // as of http.ServeMux, such as "/display" or "/statistics/"
	Role    Role   // that opens it; Everybody: it is public
	Handler http.Handler
	Name    string // key of the text of its link for those who may open it; empty: it has none
}

// Options are how a Server is set up.
type Options struct {
	Hall      Hall
	Settings  func() queue.Settings // those by which the Hall decides
	Staff     Staff
	Plan      func() *point.Plan
	Catalogue func() *kiosk.Catalogue
	Texts     *ui.Texts // of the desk
	RuleTexts *ui.Texts // in which the queue's rules are said
	Languages []kiosk.Language
	Place     kiosk.Text // the service point's name
	Location  *time.Location
	Icons     fs.FS
	Fonts     fs.FS // NotoSans-Regular.ttf, NotoSans-Bold.ttf
	Log       *slog.Logger
	Hosts     []string // names beside localhost and addresses that the server answers to
	Mounts    []Mount
	TLS       *tls.Config // with the certificate
}

// Server is the service point's web server. All methods may be called from several
// goroutines.
type Server struct {
	opt      Options
	assets   *asset.Set
	tally    *tally
	sessions sessions
	accounts tries
	origins  tries // of addresses
	proving  chan struct{}
	waiting  atomic.Int32 // logins that wait to be proved, or are
	streams  atomic.Int32
}

// New returns a server. Fonts and icons that cannot be read are logged, and the
// pages do without them.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Location == nil {
		o.Location = time.Local
	}
	return &Server{
		opt: o, assets: loadAssets(o.Fonts, o.Icons, o.Log), tally: newTally(o.Log),
		proving: make(chan struct{}, loginsProvedOnce),
	}
}

// Refusals returns how many requests were refused since the start, by kind.
func (s *Server) Refusals() map[string]uint64 { return s.tally.counts() }

// Handler returns the handler of all pages, with its guards.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/desk", http.StatusSeeOther) })
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /desk/assets/{name}", s.assets.ServeHTTP)
	mux.HandleFunc("GET /desk/login", s.showLogin)
	mux.HandleFunc("POST /desk/login", s.login)
	mux.Handle("POST /desk/logout", s.form(Everybody, s.logout))
	mux.Handle("POST /desk/awake", s.form(Everybody, s.awake))
	mux.Handle("GET /desk", s.only(Everybody, s.showBoard))
	mux.Handle("GET /desk/choose", s.only(Advisor, s.showChoose))
	mux.Handle("POST /desk/choose", s.form(Advisor, s.choose))
	mux.Handle("POST /desk/do", s.form(Advisor, s.do))
	mux.Handle("GET /desk/find", s.only(Advisor, s.find))
	mux.Handle("GET /desk/queues", s.only(Everybody, s.showQueues))
	mux.Handle("GET /desk/events", s.only(Everybody, s.events))
	for _, m := range s.opt.Mounts {
		if m.Role == Everybody {
			mux.Handle(m.Path, m.Handler)
			continue
		}
		mux.Handle(m.Path, s.only(m.Role, func(w http.ResponseWriter, r *http.Request, v visitor) {
			if r.Method != http.MethodGet && r.Method != http.MethodHead {
				v.touch(time.Now())
			}
			r, end := s.seated(r, v)
			defer end()
			m.Handler.ServeHTTP(w, r)
		}))
	}
	return s.guard(mux)
}

// Serve answers on l, encrypted, until the context ends, then lets requests finish
// for a few seconds, ends event streams, and returns nil. Any other end is an error.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: s.Handler(), TLSConfig: s.opt.TLS,
		ErrorLog: logbook.Lines(s.opt.Log, func(string) logbook.Event { return logbook.ConnectionFailed{} }),
	}
	sweeping, stop := context.WithCancel(ctx)
	defer stop()
	go s.sweep(sweeping)
	limited := limit(l, func() { s.tally.add(TooMany) })
	if err := serving.Serve(ctx, server, limited, func(err error) { logbook.Write(s.opt.Log, logbook.PagesCutOff{Cause: err}) }); err != nil {
		return fmt.Errorf("serve the service point's pages on %v: %w", l.Addr(), err)
	}
	return nil
}
