package plan

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/ui"
	"kundterminal/ui/chart"
)

// Root is where the page is.
const Root = "/statistics/plan/"

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// Options is what the page needs.
type Options struct {
	Days       fs.FS // *.toml, each a day
	Catalogue  func() *kiosk.Catalogue
	Plan       func() point.Plan // whose rules hold for days without their own
	Statistics string            // address of the statistics; empty: there is no link
	Languages  []kiosk.Language  // that the page can be read in; the first is the main one
	Texts      *ui.Texts         // of assets/texts/plan
	Charts     *chart.Charts
	Fonts      fs.FS // NotoSans-Regular.ttf and NotoSans-Bold.ttf
	Log        *slog.Logger
}

//go:embed static
var static embed.FS

// handler answers for the page.
type handler struct {
	Options
	files map[string][]byte // by their names with a part of their SHA-256
	css   string            // the address of the style sheet
	games *games
}

// New returns the page, to be mounted at Root.
func New(o Options) http.Handler {
	h := &handler{Options: o, files: map[string][]byte{}, games: newGames()}
	h.load()
	m := http.NewServeMux()
	m.HandleFunc("GET "+Root+"{$}", h.page)
	m.HandleFunc("GET "+Root+"assets/{name}", h.asset)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.Header().Set("Cache-Control", "no-store")
		m.ServeHTTP(w, r)
	})
}

// load makes the style sheet: the typeface, the palette and the page's own rules.
func (h *handler) load() {
	var css bytes.Buffer
	for _, face := range []struct {
		name   string
		weight int
	}{{"NotoSans-Regular.ttf", 400}, {"NotoSans-Bold.ttf", 700}} {
		data, err := fs.ReadFile(h.Fonts, face.name)
		if err != nil {
			logbook.Write(h.Log, logbook.AssetMissing{Name: face.name, Cause: err})
			continue
		}
		fmt.Fprintf(&css, "@font-face{font-family:\"Noto Sans\";font-weight:%d;font-display:swap;src:url(%q) format(\"truetype\")}\n", face.weight, h.keep(face.name, data))
	}
	css.WriteString(":root{")
	for _, c := range ui.Colors() {
		v := c.RGB()
		fmt.Fprintf(&css, "--%s:rgb(%d %d %d);", c, v.R, v.G, v.B)
	}
	css.WriteString("}\n")
	rules, err := static.ReadFile("static/plan.css")
	if err != nil {
		panic(err) // embedded above
	}
	css.Write(rules)
	h.css = h.keep("plan.css", css.Bytes())
}

// keep keeps a file under a name that changes with it, and returns its address.
func (h *handler) keep(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	name = strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
	h.files[name] = data
	return Root + "assets/" + name
}

func (h *handler) asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, ok := h.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind := "text/css; charset=utf-8"
	if path.Ext(name) == ".ttf" {
		kind = "font/ttf"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// page answers with the page of a day.
func (h *handler) page(w http.ResponseWriter, r *http.Request) {
	v, status := h.view(r)
	var out bytes.Buffer
	if err := templates.Execute(&out, v); err != nil {
		logbook.Write(h.Log, logbook.PageNotWritten{Page: "plan", Cause: err})
		http.Error(w, v.T("plan_busy"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(out.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes()) // the reader went away
}
