package web

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"kundterminal/internal/logbook"
)

// Section is a part of the technician's page: a device, the store, the catalogue.
type Section struct {
	Title string
	Facts []Fact
}

// Fact is one thing that a technician wants to know. It says nothing of a
// visitor.
type Fact struct {
	Name, Value string
	Tone        Tone
}

// Tone is whether a fact needs looking at.
type Tone string

// The tones of facts. They are shown by a word as well as a colour.
const (
	ToneNone      Tone = ""
	ToneGood      Tone = "good"
	ToneAttention Tone = "attention"
	ToneFault     Tone = "fault"
)

// Word is what the page says beside a fact.
func (t Tone) Word() string {
	switch t {
	case ToneGood:
		return "in order"
	case ToneAttention:
		return "look at this"
	case ToneFault:
		return "fault"
	}
	return ""
}

// technician shows how the terminal stands, for whoever looks after it.
func (s *Server) technician(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	data := struct {
		Asset    map[string]string
		Sections []Section
	}{s.assets.Href, s.opt.Status(r.Context())}
	if err := pages.ExecuteTemplate(&b, "technician.html", data); err != nil {
		logbook.Write(s.log, logbook.PageNotWritten{Page: "technician.html", Cause: err})
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", strings.Replace(policy, "%s", "", 1))
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	_, _ = w.Write(b.Bytes()) // the technician went away
}
