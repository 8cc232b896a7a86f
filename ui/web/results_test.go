package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/ui/chart"
	"kundterminal/ui/texts"
	"kundterminal/ui/web"
)

// resultsOf are pages of feedback that count this feedback.
func resultsOf(t *testing.T, list []kiosk.Feedback, fault error) http.Handler {
	t.Helper()
	words, err := texts.Load(assets.Texts())
	if err != nil {
		t.Fatal(err)
	}
	face, err := fs.ReadFile(assets.Fonts(), "NotoSans-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	charts, err := chart.New(face, face)
	if err != nil {
		t.Fatal(err)
	}
	return web.New(newTerminal(kiosk.State{}), web.Options{Results: &web.Results{
		Report: func(_ context.Context, first, last kiosk.Date) (kiosk.FeedbackReport, error) {
			return kiosk.ReportFeedback(first, last, list, nil), fault
		},
		Today: func() kiosk.Date { return kiosk.Date{Year: 2026, Month: 11, Day: 26} }, Languages: kiosk.Languages(), Say: words.Say,
		Name: func(_ kiosk.Language, a kiosk.AuthorityID) string { return "<" + string(a) + ">" }, Charts: charts,
	}}).Handler()
}

func feedbackOn(a kiosk.AuthorityID, n int) []kiosk.Feedback {
	var list []kiosk.Feedback
	for range n {
		at := kiosk.Feedback{Authorities: []kiosk.AuthorityID{a}, Answers: kiosk.Answers{Success: kiosk.SuccessPartly, Grade: 7}}
		at.At, _ = http.ParseTime("Thu, 26 Nov 2026 12:00:00 GMT")
		list = append(list, at)
	}
	return list
}

func asked(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
	return w
}

func TestTheResultsHaveTheFiguresOfTheirChartsInTables(t *testing.T) {
	h := resultsOf(t, feedbackOn("kela", 6), nil)
	for l, want := range map[kiosk.Language]string{kiosk.Finnish: "Palautteen tulokset", kiosk.Swedish: "Resultat av responsen", kiosk.English: "Feedback results"} {
		page := asked(h, "/feedback?lang="+string(l)).Body.String()
		for _, want := range []string{want, `lang="` + string(l) + `"`, "&lt;kela&gt;", "2026-W48", `role="img"`, "<svg"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %q", l, want)
			}
		}
		if strings.Contains(page, "style=") || strings.Contains(page, "<kela>") {
			t.Errorf("%s: the page has a style or an unescaped name", l)
		}
	}
}

func TestFewAnswersAreOnNoPage(t *testing.T) {
	h := resultsOf(t, feedbackOn("kela", 4), nil)
	page := asked(h, "/feedback").Body.String()
	if strings.Contains(page, "<svg") || strings.Contains(page, "<td>4</td>") || strings.Contains(page, "7,00") {
		t.Errorf("the page tells of four answers:\n%s", page)
	}
	var report kiosk.FeedbackReport
	if err := json.Unmarshal(asked(h, "/feedback.json").Body.Bytes(), &report); err != nil || !report.Total.Hidden || report.Total.Answers != 0 {
		t.Errorf("the JSON tells %+v, %v", report.Total, err)
	}
	if csv := asked(h, "/feedback.csv").Body.String(); !strings.HasPrefix(csv, "\ufeffauthority;week;") || strings.Contains(csv, ";4;") {
		t.Errorf("the CSV tells:\n%s", csv)
	}
}

// TestThatThereIsNothingToShowIsSaidOnlyWhereNothingIsShown: many stop after the first
// question, whose answers are in a table and have no chart.
func TestThatThereIsNothingToShowIsSaidOnlyWhereNothingIsShown(t *testing.T) {
	list := feedbackOn("kela", 6)
	for i := range list {
		list[i].Grade = 0
	}
	const nothing, answers = "There are no results to show", "Did you get your matter done?"
	if page := asked(resultsOf(t, list, nil), "/feedback?lang=en").Body.String(); strings.Contains(page, nothing) || !strings.Contains(page, answers) {
		t.Errorf("six first answers are told as:\n%s", page)
	}
	if page := asked(resultsOf(t, nil, nil), "/feedback?lang=en").Body.String(); !strings.Contains(page, nothing) || strings.Contains(page, `class="pair"`) {
		t.Errorf("no answers are told as:\n%s", page)
	}
}

func TestAWrongDayAndAStoreThatCannotBeReadAreAnswered(t *testing.T) {
	if w := asked(resultsOf(t, nil, nil), "/feedback?from=26.11.2026"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "2026-11-26") {
		t.Errorf("a wrong day is answered with %d: %s", w.Code, w.Body)
	}
	if w := asked(resultsOf(t, nil, errors.New("no")), "/feedback"); w.Code != http.StatusInternalServerError {
		t.Errorf("a store that cannot be read is answered with %d", w.Code)
	}
	if w := asked(web.New(newTerminal(kiosk.State{}), web.Options{}).Handler(), "/feedback"); w.Code != http.StatusNotFound {
		t.Errorf("without results the page is answered with %d", w.Code)
	}
}
