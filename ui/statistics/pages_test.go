package statistics_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	figures "kundterminal/kiosk/statistics"
	"kundterminal/kiosk/statistics/sample"
	"kundterminal/ui/chart"
	"kundterminal/ui/statistics"
	"kundterminal/ui/texts"
)

var today = kiosk.Date{Year: 2026, Month: 11, Day: 26}

// store is three years of a service point, as they would be kept.
var store = sync.OnceValue(func() map[kiosk.Date]figures.Day {
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		panic(err)
	}
	p, days := sample.Point{Visits: 120, Terminals: 2, Catalogue: c}, map[kiosk.Date]figures.Day{}
	for d := (kiosk.Date{Year: 2024, Month: 1, Day: 1}); d.Compare(today) <= 0; d = d.Add(1) {
		if day := p.Day(d); day.Days > 0 {
			days[d] = day
		}
	}
	return days
})

// opinions are 40 answers a week, of which a quarter is not satisfied.
func opinions(first, last kiosk.Date) []kiosk.Feedback {
	var list []kiosk.Feedback
	for d := first; d.Compare(last) <= 0; d = d.Add(1) {
		if d.Weekday() != time.Tuesday {
			continue
		}
		for i := range 40 {
			grade := 9
			if i%4 == 0 {
				grade = 6
			}
			list = append(list, kiosk.Feedback{
				At: time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC), Authorities: []kiosk.AuthorityID{"kela"},
				Answers: kiosk.Answers{Success: kiosk.SuccessYes, Grade: grade},
			})
		}
	}
	return list
}

func options(t testing.TB) statistics.Options {
	t.Helper()
	words, err := texts.Load(assets.StatisticsTexts())
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	return statistics.Options{
		Days: func(_ context.Context, s figures.Span) ([]figures.Day, error) {
			var list []figures.Day
			for d := s.From; d.Compare(s.To) <= 0; d = d.Add(1) {
				if day, ok := store()[d]; ok {
					list = append(list, day)
				}
			}
			return list, nil
		},
		Feedback: func(_ context.Context, first, last kiosk.Date) (kiosk.FeedbackReport, error) {
			return kiosk.ReportFeedback(first, last, opinions(first, last), nil), nil
		},
		Today: func() kiosk.Date { return today }, Languages: kiosk.Languages(), Say: words.Say,
		Name:   func(l kiosk.Language, a figures.Axis, key string) string { return statistics.NameIn(c, l, a, key) },
		Charts: charts(t), Fonts: assets.Fonts(), Log: slog.New(slog.DiscardHandler),
	}
}

func charts(t testing.TB) *chart.Charts {
	t.Helper()
	var faces [2][]byte
	for i, name := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"} {
		f, err := assets.Fonts().Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		faces[i] = make([]byte, info.Size())
		if _, err := f.Read(faces[i]); err != nil {
			t.Fatal(err)
		}
	}
	c, err := chart.New(faces[0], faces[1])
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func TestEveryViewIsToldInEveryLanguageWithoutAKey(t *testing.T) {
	h := statistics.New(options(t))
	for _, l := range kiosk.Languages() {
		for _, v := range figures.Views() {
			w := get(h, fmt.Sprintf("/statistics/%s?lang=%s&span=2026-05&with=year", v, l))
			page := w.Body.String()
			if w.Code != http.StatusOK || !strings.Contains(page, `lang="`+string(l)+`"`) {
				t.Errorf("%s in %s is answered with %d", v, l, w.Code)
			}
			if m := regexp.MustCompile(`stat_\w+`).FindString(page); m != "" {
				t.Errorf("%s in %s shows %s", v, l, m)
			}
			if strings.Contains(page, "style=") || strings.Contains(page, "<script") || strings.Contains(page, "NaN") {
				t.Errorf("%s in %s has a style, a script or what is no number", v, l)
			}
		}
	}
}

func TestEveryViewIsHadAsCSVAndAsJSONLines(t *testing.T) {
	h := statistics.New(options(t))
	for _, v := range figures.Views() {
		w := get(h, fmt.Sprintf("/statistics/%s.csv?lang=fi&span=2026-05&with=year", v))
		body, marked := strings.CutPrefix(w.Body.String(), "\ufeff")
		if !marked || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
			t.Errorf("%s: no mark of UTF-8, or the type %q", v, w.Header().Get("Content-Type"))
		}
		read := csv.NewReader(strings.NewReader(body))
		read.Comma = ';'
		list, err := read.ReadAll()
		if err != nil || len(list) < 3 {
			t.Fatalf("%s: %d lines, %v", v, len(list), err)
		}
		lines := strings.Split(strings.TrimSpace(get(h, fmt.Sprintf("/statistics/%s.jsonl?span=2026-05&with=year", v)).Body.String()), "\n")
		if len(lines) != len(list)-1 {
			t.Errorf("%s: %d lines of JSON and %d of CSV", v, len(lines), len(list)-1)
		}
		for i, text := range lines {
			var line struct {
				Key     string
				Span    struct{ Name, From string }
				Figures map[string]float64
				Hidden  []string
			}
			if err := json.Unmarshal([]byte(text), &line); err != nil {
				t.Fatalf("%s: %v in %s", v, err, text)
			}
			row := list[i+1]
			if row[3] != line.Key || row[5] != line.Span.Name || row[6] != line.Span.From {
				t.Errorf("%s: %q in CSV is %s in JSON", v, row, text)
			}
			for k, head := range list[0][8:] {
				want, told := line.Figures[head]
				got, err := strconv.ParseFloat(strings.Replace(row[8+k], ",", ".", 1), 64)
				if told != (err == nil) || told && (got < want-0.0001 || got > want+0.0001) {
					t.Errorf("%s: %s of %s is %q in CSV, %g in JSON", v, head, row[4], row[8+k], want)
				}
			}
		}
	}
	if got := get(h, "/statistics/waits.csv?lang=fi&span=2026-05&comma=0").Body.String(); regexp.MustCompile(`;\d+,\d`).MatchString(got) {
		t.Error("a decimal comma comes where none was wanted")
	}
}

func TestWhoCameFromADeskFindsTheWayBack(t *testing.T) {
	o := options(t)
	back := `<a href="/desk">‹ Min disk</a>`
	if body := get(statistics.New(o), "/statistics/?lang=sv").Body.String(); strings.Contains(body, back) {
		t.Error("the terminal's own page leads to a desk")
	}
	o.Desk = "/desk"
	if body := get(statistics.New(o), "/statistics/?lang=sv").Body.String(); !strings.Contains(body, back) {
		t.Error("there is no way back to the desk")
	}
}

func TestADayByItselfHasNoLineOverTime(t *testing.T) {
	h := statistics.New(options(t))
	for span, want := range map[string]bool{"2026-10-07": false, "2026-W41": true} {
		_, section, _ := strings.Cut(get(h, "/statistics/?lang=en&with=none&span="+span).Body.String(), "<h2>Visits over time</h2>")
		section, _, _ = strings.Cut(section, "</section>")
		if got := strings.Contains(section, "<svg"); got != want || !strings.Contains(section, "<table") {
			t.Errorf("%s: a chart over time: %v", span, got)
		}
	}
}

func TestWhatCannotBeAskedForIsRefusedInWords(t *testing.T) {
	o := options(t)
	h := statistics.New(o)
	for path, want := range map[string]int{
		"/statistics/nothing": 404, "/statistics/waits.xls": 404, "/statistics/waits?span=2026-13": 400, "/statistics/?from=2026-11-26&to=2026-11-01": 400,
		"/statistics/assets/no.css": 404, "/statistics/?lang=xx&with=never": 200, "/statistics/?span=1999": 200,
	} {
		if w := get(h, path); w.Code != want {
			t.Errorf("%s is answered with %d, not %d", path, w.Code, want)
		}
	}
	if page := get(h, "/statistics/?span=2026-13&lang=en").Body.String(); !strings.Contains(page, "The calendar has no such time") {
		t.Error("a wrong span is not said to be one")
	}
	o.Days = func(context.Context, figures.Span) ([]figures.Day, error) { return nil, errors.New("no") }
	if w := get(statistics.New(o), "/statistics/"); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "no\n") {
		t.Errorf("a store that cannot be read is answered with %d: %s", w.Code, w.Body)
	}
}

func TestNothingIsToldOfFewPeople(t *testing.T) {
	o := options(t)
	few := sample.Point{Visits: 4, Terminals: 1}
	o.Days = func(_ context.Context, s figures.Span) ([]figures.Day, error) {
		return []figures.Day{few.Day(s.From)}, nil
	}
	o.Feedback = nil
	h := statistics.New(o)
	for _, v := range figures.Views() {
		if v == figures.Feedback {
			continue
		}
		for line := range strings.Lines(get(h, fmt.Sprintf("/statistics/%s.jsonl?span=2026-11-25&with=none", v)).Body.String()) {
			var told struct{ Figures map[string]float64 }
			if err := json.Unmarshal([]byte(line), &told); err != nil {
				t.Fatal(err)
			}
			for key, n := range told.Figures {
				if v != figures.Terminals || !slices.Contains([]string{"uptime", "up_hours", "starts", "copies", "failed", "faults", "times"}, key) {
					t.Errorf("%s tells that %s is %g of four visits: %s", v, key, n, line)
				}
			}
		}
	}
}
