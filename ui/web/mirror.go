package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/serving"
)

// MirrorOptions are how the mirror of a terminal's screen is set up.
type MirrorOptions struct {
	Scene func(kiosk.State, ui.Frame) ui.Scene // Presenter.Mirrored
	Frame ui.Frame                             // the terminal's glass; zero: 336 × 597 mm
	Icons fs.FS
	Fonts fs.FS
	Log   *slog.Logger      // nil: slog.Default
	Post  func(kiosk.Event) // tells the terminal what the desk wants

	// Desk is at which desk the advisor works who asks; empty: at none. Whoever has not
	// logged in must not get here at all.
	Desk func(*http.Request) string

	// Home is the address of the advisor's own page, where a desk is chosen. Whoever is at
	// no desk is sent there.
	Home string

	// Language is that of the advisor's page.
	Language func(*http.Request) kiosk.Language
}

// mirror shows the screen of a person who allows it to an advisor at a desk.
type mirror struct {
	*Server
	opt MirrorOptions

	mu    sync.Mutex
	pages map[string]int // that look on, by desk
}

// Mirror returns the pages on which an advisor asks a person at the terminal to see
// their screen, sees it and presses for them, while they allow it. All addresses are
// relative: it is mounted below a path that ends with a slash, which is stripped.
func Mirror(t Terminal, o MirrorOptions) http.Handler {
	s := New(t, Options{Scene: o.Scene, Frame: o.Frame, Log: o.Log})
	s.assets, s.icons = loadAssets("assets/", o.Fonts, o.Icons, s.log), newIcons(o.Icons, s.log)
	s.build = s.assets.Build()
	m := &mirror{Server: s, opt: o, pages: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", m.show)
	mux.HandleFunc("GET /events", m.events)
	mux.HandleFunc("POST /press", m.press(func(desk, _ string, p kiosk.Press) { m.terminal.Press(kiosk.Assisted{Desk: desk, Press: p}) }))
	mux.HandleFunc("POST /point", m.press(func(desk, id string, _ kiosk.Press) { m.opt.Post(kiosk.AssistPointed{Desk: desk, At: id}) }))
	mux.HandleFunc("POST /ask", m.tell(func(desk string) kiosk.Event { return kiosk.AssistRequested{Desk: desk} }))
	mux.HandleFunc("POST /end", m.tell(func(desk string) kiosk.Event { return kiosk.AssistEnded{Desk: desk} }))
	mux.HandleFunc("GET /assets/{name}", s.assets.ServeHTTP)
	return own(mux)
}

// standing is how it is with a desk and the screen.
type standing struct {
	Stage string `json:"stage"` // "none", "free", "asked", "goes" or "other"
	Text  string `json:"text"`
}

// standingOf tells a desk how it is. Before is the stage that it was told last.
func standingOf(s kiosk.State, desk, before string, w mirrorWords) standing {
	a := s.Session.Assist
	switch {
	case s.Session.Idle() || s.Technician.Here():
		return standing{"none", w.None}
	case a.Stage != kiosk.NoAssist && a.Desk != desk:
		return standing{"other", w.Other}
	case a.Stage == kiosk.AssistAsked:
		return standing{"asked", w.Asked}
	case a.Stage == kiosk.AssistGoes:
		return standing{"goes", w.Goes}
	case before == "asked":
		return standing{"free", w.Declined}
	case before == "goes":
		return standing{"free", w.Ended}
	}
	return standing{"free", w.Free}
}

// sees reports whether the desk sees the screen.
func sees(s kiosk.State, desk string) bool { return s.Assisted() && s.Session.Assist.Desk == desk }

// mirrored is the stage as the desk may see it: empty where it may not.
func (m *mirror) mirrored(s kiosk.State, desk string) stage {
	if sees(s, desk) {
		return m.draw(m.opt.Scene(s, m.Server.opt.Frame))
	}
	return stage{Screen: "mirror", Build: m.build, HTML: "<main></main>"}
}

// mirrorPage is what the template shows.
type mirrorPage struct {
	page
	Says     mirrorWords
	Standing standing
	Desk     string
	Home     string
}

var mirrorTemplate = template.Must(template.ParseFS(static, "static/mirror.html"))

// seat returns the desk that asks, or answers that there is none.
func (m *mirror) seat(w http.ResponseWriter, r *http.Request) (string, bool) {
	desk := m.opt.Desk(r)
	if desk == "" {
		http.Error(w, mirrorWordsIn(m.opt.Language(r)).NoDesk, http.StatusForbidden)
	}
	return desk, desk != ""
}

// show writes the page whole.
func (m *mirror) show(w http.ResponseWriter, r *http.Request) {
	desk := m.opt.Desk(r)
	if desk == "" {
		http.Redirect(w, r, m.opt.Home, http.StatusSeeOther)
		return
	}
	state, ok := m.state(r.Context())
	if !ok {
		http.Error(w, "The terminal does not answer.", http.StatusServiceUnavailable)
		return
	}
	says := mirrorWordsIn(m.opt.Language(r))
	st := titled(m.mirrored(state, desk), says)
	frame := m.Server.opt.Frame
	p := mirrorPage{
		page: page{
			stage: st, Nonce: rand.Text(), Glass: glassRules(frame), Places: template.CSS(st.Rules), Stage: template.HTML(st.HTML),
			Events: "events", Words: wordsIn(says.Lang), Asset: m.assets.Href, Wide: frame.W > frame.H,
		},
		Says: says, Standing: standingOf(state, desk, "", says), Desk: desk, Home: m.opt.Home,
	}
	var b bytes.Buffer
	if err := mirrorTemplate.ExecuteTemplate(&b, "mirror.html", p); err != nil {
		logbook.Write(m.log, logbook.PageNotWritten{Page: "mirror.html", Cause: err})
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", strings.Replace(policy, "%s", " 'nonce-"+p.Nonce+"'", 1))
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	_, _ = w.Write(b.Bytes()) // the visitor went away
}

// events streams how it is, and the stage while the desk sees it.
func (m *mirror) events(w http.ResponseWriter, r *http.Request) {
	desk, ok := m.seat(w, r)
	if !ok {
		return
	}
	if m.watchers.Add(1) > maxWatchers {
		m.watchers.Add(-1)
		w.Header().Set("Retry-After", "5")
		http.Error(w, "Too many desks are watching this terminal.", http.StatusServiceUnavailable)
		return
	}
	defer m.watchers.Add(-1)
	defer m.looksOn(desk)()
	states, stop := m.terminal.Watch()
	defer stop()
	if st, err := serving.Begin(w, retry); err == nil {
		m.reflect(r.Context(), st, states, desk, mirrorWordsIn(m.opt.Language(r)))
	}
}

// reflect sends what changes until the desk or the terminal goes away.
func (m *mirror) reflect(ctx context.Context, st *serving.Stream, states <-chan kiosk.State, desk string, says mirrorWords) {
	alive := time.NewTicker(beat)
	defer alive.Stop()
	var is standing
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case state, ok := <-states:
			if !ok {
				return
			}
			if now := standingOf(state, desk, is.Stage, says); now.Stage != is.Stage {
				is = now
				err = st.Fresh("standing", is)
			}
			if err == nil {
				err = st.Fresh("stage", titled(m.mirrored(state, desk), says))
			}
		case <-alive.C:
			err = st.Alive()
		}
		if err != nil {
			return
		}
	}
}

// titled gives the stage the page's own language and title: the person's is that of the
// elements.
func titled(s stage, says mirrorWords) stage {
	own := wordsIn(says.Lang)
	if s.Lang != "" {
		s.HTML = `<div class="person" lang="` + escape(string(s.Lang)) + `">` + s.HTML + `</div>`
	}
	s.Lang, s.Title, s.Lost, s.LostIn = says.Lang, says.Title, own.Lost, own.Lang
	return s
}

// tell hands on what the desk wants.
func (m *mirror) tell(event func(desk string) kiosk.Event) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		desk, ok := m.seat(w, r)
		if !ok || !readForm(w, r) {
			return
		}
		m.opt.Post(event(desk))
		m.back(w, r)
	}
}

// back answers a form: a script with nothing, a browser with the page again.
func (m *mirror) back(w http.ResponseWriter, r *http.Request) {
	if fromScript(r) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Location", "./") // of the form's own folder, wherever it is mounted
	w.WriteHeader(http.StatusSeeOther)
}
