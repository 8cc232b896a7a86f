package display

import (
	"bytes"
	"embed"
	"encoding/json"
	"html/template"
	"net/http"
	"strconv"

	"kundterminal/internal/logbook"
)

//go:embed static
var static embed.FS

var pages = template.Must(template.ParseFS(static, "static/display.html"))

// pageView is what the page is made of.
type pageView struct {
	Asset  map[string]string
	Build  string
	Shape  string
	Spoken bool
	TurnMs int64
	StaleS int
	First  vocabulary
	Words  string // all vocabularies, as JSON
	Script string // what to say where scripts are off
}

// page answers with the page: empty, until its first event comes.
func (h *handler) page(w http.ResponseWriter, r *http.Request) {
	words := h.vocabularies()
	all, err := json.Marshal(words)
	if err != nil {
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	v := pageView{
		Asset: h.assets.Href, Build: h.build, Shape: h.layout.Shape, Spoken: h.opt.Speak != nil,
		TurnMs: h.opt.Turn.Milliseconds(), StaleS: int((3 * beat).Seconds()), First: words[0], Words: string(all),
		Script: h.opt.Words.Say(words[0].Tag, "display_script"),
	}
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, "display.html", v); err != nil {
		logbook.Write(h.opt.Log, logbook.PageNotWritten{Page: "display.html", Cause: err})
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	_, _ = w.Write(b.Bytes()) // the reader went away
}
