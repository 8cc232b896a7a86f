package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/ui/chart"
)

// Results is what the pages of feedback need, for those who decide.
type Results struct {
	// Report counts the feedback of the days from first to last.
	Report func(ctx context.Context, first, last kiosk.Date) (kiosk.FeedbackReport, error)

	Today     func() kiosk.Date
	Languages []kiosk.Language // that the page can be read in; the first is the main one
	Say       func(l kiosk.Language, key string, args ...string) string
	Name      func(l kiosk.Language, a kiosk.AuthorityID) string
	Charts    *chart.Charts
}

// shownWeeks is how far back results go where nobody asks otherwise.
const shownWeeks = 12

// asked is what results are asked for.
type asked struct {
	first, last kiosk.Date
	language    kiosk.Language
}

// report reads which results are asked for and counts them, or answers why it
// cannot.
func (s *Server) report(w http.ResponseWriter, r *http.Request) (asked, kiosk.FeedbackReport, bool) {
	q := s.opt.Results
	today := q.Today()
	a := asked{today.Add(-7*shownWeeks + 1), today, kiosk.Language(r.FormValue("lang"))}
	if !slices.Contains(q.Languages, a.language) {
		a.language = q.Languages[0]
	}
	for name, day := range map[string]*kiosk.Date{"from": &a.first, "to": &a.last} {
		text := r.FormValue(name)
		if text == "" {
			continue
		}
		d, err := kiosk.ParseDate(text)
		if err != nil {
			http.Error(w, fmt.Sprintf("%s: %v", name, err), http.StatusBadRequest)
			return a, kiosk.FeedbackReport{}, false
		}
		*day = d
	}
	report, err := q.Report(r.Context(), a.first, a.last)
	if err != nil {
		logbook.Write(s.log, logbook.FeedbackUnreadable{Cause: err})
		http.Error(w, "The results cannot be read. The log says why.", http.StatusInternalServerError)
		return a, report, false
	}
	return a, report, true
}

func (s *Server) resultsCSV(w http.ResponseWriter, r *http.Request) {
	a, report, ok := s.report(w, r)
	if !ok {
		return
	}
	var b bytes.Buffer
	b.WriteString("\ufeff") // by which spreadsheets know UTF-8
	_ = report.WriteCSV(&b, a.language != kiosk.English)
	s.file(w, "text/csv; charset=utf-8", "feedback.csv", b.Bytes())
}

func (s *Server) resultsJSON(w http.ResponseWriter, r *http.Request) {
	_, report, ok := s.report(w, r)
	if !ok {
		return
	}
	data, _ := json.MarshalIndent(report, "", "  ") // it has no value that cannot be written
	s.file(w, "application/json", "feedback.json", append(data, '\n'))
}

func (s *Server) file(w http.ResponseWriter, kind, name string, data []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data) // the reader went away
}

// results shows tables, and charts of the same figures beside them.
func (s *Server) results(w http.ResponseWriter, r *http.Request) {
	a, report, ok := s.report(w, r)
	if !ok {
		return
	}
	v := &resultsView{Results: s.opt.Results, l: a.language, Asset: s.assets.Href, From: report.From.String(), To: report.To.String()}
	v.show(report)
	var b bytes.Buffer
	if err := errors.Join(v.fault, pages.ExecuteTemplate(&b, "results.html", v)); err != nil {
		logbook.Write(s.log, logbook.PageNotWritten{Page: "results.html", Cause: err})
		http.Error(w, "The page cannot be shown.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", strings.Replace(policy, "%s", "", 1))
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	_, _ = w.Write(b.Bytes()) // the reader went away
}

// figure is a chart with what it shows in words.
type figure struct {
	Says string
	SVG  template.HTML
}

// table is a table of results. The first cell of each row is its heading.
type table struct {
	Caption string
	Heads   []string
	Rows    [][]string
}

// part is what is told of one authority, or of all.
type part struct {
	Title   string
	Rows    table // of authorities, or of weeks
	Tables  []table
	Figures []figure
}
