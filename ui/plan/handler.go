package plan

import (
	"bytes"
	"embed"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strconv"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/ui"
	"kundterminal/ui/asset"
	"kundterminal/ui/chart"
	"kundterminal/ui/serving"
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
	files *asset.Set
	css   string // the address of the style sheet
	games *games
}

// New returns the page, to be mounted at Root.
func New(o Options) http.Handler {
	h := &handler{Options: o, files: asset.New(Root + "assets/"), games: newGames()}
	h.load()
	m := http.NewServeMux()
	m.HandleFunc("GET "+Root+"{$}", h.page)
	m.HandleFunc("GET "+Root+"assets/{name}", h.files.ServeHTTP)
	return serving.Secured(policy, m)
}

// load makes the style sheet: the typeface, the palette, the rules of pages of figures and the page's own.
func (h *handler) load() {
	h.files.TakeFaces(h.Fonts, h.Log)
	h.files.Add("plan.css", slices.Concat(h.files.Rules(), chart.Rules, asset.Own(static, "plan.css")))
	h.css = h.files.Href["plan.css"]
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
