package web

import (
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// press resolves a press against the scene of the newest state and hands it to
// the terminal. What is not there, is off or is covered is refused with 409,
// and so is a press on a page that shows another screen.
func (s *Server) press(w http.ResponseWriter, r *http.Request) {
	if !readForm(w, r) {
		return
	}
	state, ok := s.state(r.Context())
	if !ok {
		http.Error(w, "The terminal does not answer.", http.StatusServiceUnavailable)
		return
	}
	frame, _ := s.frame(r)
	scene := s.opt.Scene(state, frame)
	event, ok := scene.PressAt(r.PostForm.Get("id"), length(r, "dx"), length(r, "dy"))
	if seen := r.PostForm.Get("screen"); !ok || seen != "" && seen != scene.Name {
		s.refuse(w, r, scene.Language)
		return
	}
	s.terminal.Press(event)
	s.done(w, r)
}

// length returns a length in mm that a form gives; zero where it gives none.
func length(r *http.Request, name string) float64 {
	v, err := strconv.ParseFloat(r.PostForm.Get(name), 64)
	if err != nil {
		return 0
	}
	return v
}

// readForm reads a small form, or answers why it cannot.
func readForm(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); kind != "application/x-www-form-urlencoded" {
		http.Error(w, "A press is sent as a form.", http.StatusUnsupportedMediaType)
		return false
	}
	if err := r.ParseForm(); err != nil {
		http.Error(w, "The form is too long or cannot be read.", http.StatusBadRequest)
		return false
	}
	return true
}

// fromScript reports whether the page's script asks, which needs no page.
func fromScript(r *http.Request) bool {
	return !strings.Contains(r.Header.Get("Accept"), "text/html")
}

// done answers a form: a script with nothing, a browser with the page again.
func (s *Server) done(w http.ResponseWriter, r *http.Request) {
	if fromScript(r) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Redirect(w, r, s.pageOf(r), http.StatusSeeOther)
}

// pageOf is the page that a form was on. Only pages of this server are possible.
func (s *Server) pageOf(r *http.Request) string {
	page := "/"
	switch p := r.PostForm.Get("page"); {
	case p == "/terminal", p == "/demo" && s.opt.Dev != nil:
		page = p
	}
	if _, name := s.frame(r); name != "" {
		page += "?frame=" + name
	}
	return page
}

var refusal = template.Must(template.New("refusal").Parse(
	`<!doctype html><html lang="{{.Lang}}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
		`<title>{{.Says}}</title><h1>{{.Says}}</h1><p><a href="{{.Page}}">{{.Again}}</a></p></html>`))

func (s *Server) refuse(w http.ResponseWriter, r *http.Request, l kiosk.Language) {
	says := wordsIn(l)
	if fromScript(r) {
		http.Error(w, says.Changed, http.StatusConflict)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusConflict)
	err := refusal.Execute(w, map[string]any{"Lang": says.Lang, "Says": says.Changed, "Page": s.pageOf(r), "Again": says.Again})
	if err != nil {
		logbook.Write(s.log, logbook.RefusalNotSent{Cause: err})
	}
}
