package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/asset"
	"kundterminal/ui/serving"
)

// Terminal is what the pages show and press.
type Terminal interface {
	// Watch delivers the newest state at once and then after each change. A
	// reader that is slow misses states in between, never the newest, and never
	// holds up the terminal. Stop must be called, and may be called twice.
	Watch() (states <-chan kiosk.State, stop func())

	// Press tells the terminal what was pressed. It does not wait.
	Press(kiosk.Press)
}

// Options are how a Server is set up.
type Options struct {
	Scene      func(kiosk.State, ui.Frame) ui.Scene // the screen of a state, laid out
	Frame      ui.Frame                             // the glass where the address asks for none; zero: 336 × 597 mm
	Icons      fs.FS                                // the icons: "ui-next.svg" and so on
	Fonts      fs.FS                                // NotoSans-Regular.ttf, NotoSans-Bold.ttf
	Log        *slog.Logger                         // nil: slog.Default
	Hosts      []string                             // names beside localhost and loopback addresses that the server answers to
	Dev        Bench                                // simulated devices; nil in production
	BenchFirst bool                                 // with Dev: the bench is at "/", and the terminal at "/terminal" only
	Status     func(context.Context) []Section      // what the technician's page shows; nil: there is no such page
	Results    *Results                             // what the pages of feedback show; nil: there are none
	Others     map[string]http.Handler              // pages that are not the terminal's own, by their pattern as of http.ServeMux
}

// Limits of what one server gives to its visitors.
const (
	maxWatchers = 64
	maxBody     = 4 << 10
	beat        = 15 * time.Second // between signs of life on an event stream
	retry       = time.Second      // after which a page that lost its stream comes back
	patience    = 5 * time.Second  // for a first state
)

var defaultFrame = ui.Frame{W: 335.9, H: 597.1} // 27", portrait

// Server serves the pages of one terminal. All methods may be called from
// several goroutines.
type Server struct {
	terminal Terminal
	opt      Options
	log      *slog.Logger
	assets   *asset.Set
	build    string // changes when any of the assets does
	icons    *icons
	run      string   // changes with each start, so that pictures of an earlier one are not shown
	pieces   sync.Map // of the bench, by their index
	watchers atomic.Int32
}

// New returns a server. Fonts and icons that cannot be read are logged, and
// the pages do without them.
func New(t Terminal, o Options) *Server {
	if o.Frame.W <= 0 || o.Frame.H <= 0 {
		o.Frame = defaultFrame
	}
	log := o.Log
	if log == nil {
		log = slog.Default()
	}
	assets := loadAssets("/assets/", o.Fonts, o.Icons, log)
	return &Server{
		terminal: t, opt: o, log: log,
		assets: assets, build: assets.Build(),
		icons: newIcons(o.Icons, log),
		run:   rand.Text()[:8],
	}
}

// Handler returns the handler of all pages, with its guards.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	first := s.showTerminal
	if s.opt.Dev != nil && s.opt.BenchFirst {
		first = s.showBench
	}
	mux.HandleFunc("GET /{$}", first)
	mux.HandleFunc("GET /terminal", s.showTerminal)
	mux.HandleFunc("GET /events", s.events)
	mux.HandleFunc("POST /press", s.press)
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /assets/{name}", s.assets.ServeHTTP)
	if s.opt.Status != nil {
		mux.HandleFunc("GET /technician", s.technician)
	}
	if s.opt.Results != nil {
		mux.HandleFunc("GET /feedback", s.results)
		mux.HandleFunc("GET /feedback.csv", s.resultsCSV)
		mux.HandleFunc("GET /feedback.json", s.resultsJSON)
	}
	for pattern, h := range s.opt.Others {
		mux.Handle(pattern, h)
	}
	if s.opt.Dev != nil {
		mux.HandleFunc("GET /demo", s.showBench)
		mux.HandleFunc("POST /demo/switch", s.flip)
		mux.HandleFunc("POST /demo/act", s.act)
		mux.HandleFunc("GET /demo/paper.png", s.paper)
		mux.HandleFunc("GET /demo/tickets/{file}", s.ticket)
	}
	return s.guard(mux)
}

// Serve answers on l until the context ends, then lets requests finish for a few
// seconds, ends event streams, and returns nil. Any other end is an error.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:  s.Handler(),
		ErrorLog: logbook.Lines(s.log, func(line string) logbook.Event { return logbook.WebServerComplained{Text: line} }),
	}
	if err := serving.Serve(ctx, server, l, func(err error) { logbook.Write(s.log, logbook.PagesCutOff{Cause: err}) }); err != nil {
		return fmt.Errorf("serve the screens on %v: %w", l.Addr(), err)
	}
	return nil
}

// state returns the terminal's newest state.
func (s *Server) state(ctx context.Context) (kiosk.State, bool) {
	states, stop := s.terminal.Watch()
	defer stop()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case state, ok := <-states:
		return state, ok
	case <-late.C:
	case <-ctx.Done():
	}
	return kiosk.State{}, false
}

// frame returns the glass that a request asks for, and the name it was asked
// for with: "portrait", "landscape" or "".
func (s *Server) frame(r *http.Request) (ui.Frame, string) {
	f := s.opt.Frame
	switch name := r.FormValue("frame"); name {
	case "portrait":
		return ui.Frame{W: min(f.W, f.H), H: max(f.W, f.H)}, name
	case "landscape":
		return ui.Frame{W: max(f.W, f.H), H: min(f.W, f.H)}, name
	}
	return f, ""
}

// health tells that the terminal answers, and which step it shows.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	state, ok := s.state(r.Context())
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if !ok {
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, "the terminal does not answer")
		return
	}
	fmt.Fprintln(w, "ok", state.Session.Step, "printer", state.Printer.Condition, "store", state.Store)
}
