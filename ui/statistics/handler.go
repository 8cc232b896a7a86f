package statistics

import (
	"context"
	"embed"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/statistics"
	"kundterminal/ui/asset"
	"kundterminal/ui/chart"
	"kundterminal/ui/serving"
)

// Root is where the pages are.
const Root = "/statistics/"

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

//go:embed static
var static embed.FS

// handler answers for the pages.
type handler struct {
	Options
	files *asset.Set
	css   string // the address of the style sheet
}

// New returns the pages, to be mounted at Root.
func New(o Options) http.Handler {
	h := &handler{Options: o, files: asset.New(Root + "assets/")}
	h.load()
	m := http.NewServeMux()
	m.HandleFunc("GET "+Root+"{view}", h.view)
	m.HandleFunc("GET "+Root+"{$}", h.view)
	m.HandleFunc("GET "+Root+"assets/{name}", h.files.ServeHTTP)
	return serving.Secured(policy, m)
}

// load makes the style sheet: the typeface, the palette, the rules of pages of figures and the page's own.
func (h *handler) load() {
	h.files.TakeFaces(h.Fonts, h.Log)
	h.files.Add("statistics.css", slices.Concat(h.files.Rules(), chart.Rules, asset.Own(static, "statistics.css")))
	h.css = h.files.Href["statistics.css"]
}

// request is what is asked for.
type request struct {
	view   statistics.View
	form   string // "", "csv", "jsonl" or "txt"
	l      kiosk.Language
	span   statistics.Span
	with   statistics.Comparison
	comma  bool
	wrong  bool // the span could not be read, and another is shown
	preset string
}

// view answers with a page or a file.
func (h *handler) view(w http.ResponseWriter, r *http.Request) {
	q, ok := h.request(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	report, err := h.report(r.Context(), q)
	if err != nil {
		if r.Context().Err() == nil {
			logbook.Write(h.Log, logbook.StatisticsUnreadable{View: string(q.view), Cause: err})
		}
		http.Error(w, h.Say(q.l, "stat_unreadable"), http.StatusInternalServerError)
		return
	}
	var data []byte
	kind := "text/html; charset=utf-8"
	switch q.form {
	case "csv":
		kind = "text/csv; charset=utf-8"
		data = append([]byte("\ufeff"), CSV(report, h.namer(q.l), q.comma)...) // by the mark spreadsheets know UTF-8
	case "txt":
		kind = "text/plain; charset=utf-8"
		data = h.plain(q, report)
	case "jsonl":
		kind = "application/jsonl"
		data = JSONLines(report)
	default:
		data, err = h.page(q, report)
	}
	if err != nil {
		logbook.Write(h.Log, logbook.PageNotWritten{Page: string(q.view), Cause: err})
		http.Error(w, h.Say(q.l, "stat_unreadable"), http.StatusInternalServerError)
		return
	}
	if q.form == "csv" || q.form == "jsonl" {
		w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", fmt.Sprintf("%s-%s.%s", q.view, q.span.Name, q.form)))
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	if q.wrong {
		w.WriteHeader(http.StatusBadRequest)
	}
	_, _ = w.Write(data) // the reader went away
}

func (h *handler) report(ctx context.Context, q request) (statistics.Report, error) {
	from := statistics.Source{Days: func(s statistics.Span) ([]statistics.Day, error) { return h.Days(ctx, s) }}
	if h.Feedback != nil {
		from.Feedback = func(first, last kiosk.Date) (kiosk.FeedbackReport, error) { return h.Feedback(ctx, first, last) }
	}
	return statistics.NewReport(q.view, q.span.Against(q.with), from)
}

// request reads what is asked for. It is not ok where there is no such view.
func (h *handler) request(r *http.Request) (q request, ok bool) {
	name, form, _ := strings.Cut(r.PathValue("view"), ".")
	q = request{view: statistics.View(name), form: form, l: kiosk.Language(r.FormValue("lang")), with: statistics.Comparison(r.FormValue("with"))}
	if name == "" {
		q.view = statistics.Overview
	}
	if !slices.Contains(statistics.Views(), q.view) || !slices.Contains([]string{"", "csv", "jsonl", "txt"}, form) {
		return q, false
	}
	if !slices.Contains(h.Languages, q.l) {
		q.l = h.Languages[0]
	}
	if !slices.Contains(statistics.Comparisons(), q.with) {
		q.with = statistics.WithLastYear
	}
	q.comma = q.l.DecimalMark() == ","
	if c := r.FormValue("comma"); c != "" {
		q.comma = c == "1"
	}
	today := h.Today()
	q.preset = asked(r)
	span, err := statistics.ParseSpan(q.preset, today)
	if err != nil {
		q.wrong, q.preset = true, "year"
		span, _ = statistics.ParseSpan(q.preset, today) // a word that it knows
	}
	q.span = span
	return q, true
}

// asked is the name of the span of a request: as one word, as a year and a part of it,
// or as two days.
func asked(r *http.Request) string {
	if s := r.FormValue("span"); s != "" {
		return s
	}
	if from, to := r.FormValue("from"), r.FormValue("to"); from != "" || to != "" {
		return from + ".." + to
	}
	if year := r.FormValue("year"); year != "" {
		if p := r.FormValue("period"); p != "" {
			return year + "-" + p
		}
		return year
	}
	return "year"
}
