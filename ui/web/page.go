package web

import (
	"bytes"
	"crypto/rand"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"kundterminal/internal/logbook"
	"kundterminal/ui"
)

// page is what the templates show.
type page struct {
	stage
	Nonce  string
	Glass  template.CSS  // the size of the glass
	Places template.CSS  // rules of the stage's elements; numbers and own class names only
	Stage  template.HTML // the stage's elements; escaped where they are written
	Events string
	Page   string // where the forms lead back to
	Frame  string // as it was asked for
	Here   string // this page's own address
	Words  words
	Asset  map[string]string
	Board  template.HTML // of the bench
	Bench  bool
	Wide   bool // the glass is wider than high
}

var pages = template.Must(template.ParseFS(static, "static/*.html"))

func (s *Server) showTerminal(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, "terminal.html", r.URL.Path)
}

// show writes a page whole: it is complete before the script runs, and without
// it. Its forms lead back to path.
func (s *Server) show(w http.ResponseWriter, r *http.Request, name, path string) {
	state, ok := s.state(r.Context())
	if !ok {
		http.Error(w, "The terminal does not answer.", http.StatusServiceUnavailable)
		return
	}
	frame, asked := s.frame(r)
	st := s.draw(s.opt.Scene(state, frame))
	p := page{
		stage: st, Nonce: rand.Text(),
		Glass:  glassRules(frame),
		Places: template.CSS(st.Rules),
		Stage:  template.HTML(st.HTML),
		Page:   path, Frame: asked, Here: path, Events: "/events?frame=" + asked,
		Words: wordsIn(st.Lang), Asset: s.assets.Href, Wide: frame.W > frame.H,
	}
	if asked != "" {
		p.Here += "?frame=" + asked
	}
	if name == "bench.html" {
		p.Bench, p.Board = true, s.bench(state, asked).HTML
		p.Events += "&page=bench"
	}
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, p); err != nil {
		logbook.Write(s.log, logbook.PageNotWritten{Page: name, Cause: err})
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", strings.Replace(policy, "%s", " 'nonce-"+p.Nonce+"'", 1))
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	_, _ = w.Write(b.Bytes()) // the visitor went away
}

// glassRules tell the pages how large a frame is. The unit follows from them and
// from the room that the page gives the glass.
func glassRules(f ui.Frame) template.CSS {
	return template.CSS(":root{--w:" + num(f.W) + ";--h:" + num(f.H) + "}\n")
}
