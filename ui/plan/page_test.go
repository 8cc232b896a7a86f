package plan_test

import (
	"bytes"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/simulate"
	"kundterminal/ui/chart"
	"kundterminal/ui/plan"
	"kundterminal/ui/texts"
)

func read(t testing.TB, from fs.FS, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(from, name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// options are those of a point with the small days, and one with faults.
func options(t testing.TB) plan.Options {
	t.Helper()
	words, err := texts.Load(assets.PlanTexts())
	if err != nil {
		t.Fatal(err)
	}
	var own point.Plan
	c, err := catalogue.Load(assets.Catalogue(), func(files map[string]string, c *kiosk.Catalogue) (faults catalogue.Faults) {
		own, faults = point.Read(files, c)
		return faults
	})
	if err != nil {
		t.Fatal(err)
	}
	charts, err := chart.New(read(t, assets.Fonts(), "NotoSans-Regular.ttf"), read(t, assets.Fonts(), "NotoSans-Bold.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	days := fstest.MapFS{"broken.toml": {Data: []byte("date = \"2026-11-24\"\nlunch = 12\n")}}
	for _, name := range []string{"small.toml", "missing.toml", "remote.toml"} {
		days[name] = &fstest.MapFile{Data: read(t, assets.Days(), name)}
	}
	return plan.Options{
		Days: days, Catalogue: func() *kiosk.Catalogue { return c }, Plan: func() point.Plan { return own },
		Statistics: "/statistics/", Languages: kiosk.Languages(), Texts: words, Charts: charts,
		Fonts: assets.Fonts(), Log: slog.New(slog.DiscardHandler),
	}
}

func get(t *testing.T, query string) (status int, body string) {
	t.Helper()
	w := httptest.NewRecorder()
	plan.New(options(t)).ServeHTTP(w, httptest.NewRequest("GET", plan.Root+query, nil))
	if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("the policy is %q", policy)
	}
	return w.Code, w.Body.String()
}

func TestADayIsShownWithWhatChangesWouldHaveDone(t *testing.T) {
	status, body := get(t, "?day=missing&lang=en")
	if status != 200 {
		t.Fatal(status)
	}
	for _, want := range []string{
		"A small service point, one advisor missing", "Everybody is there", "One desk more: everything", "As planned",
		"Assumptions:", "This queue&#39;s estimate", "<svg", "Municipality",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

func TestOnlyTheChosenChangesArePlayed(t *testing.T) {
	_, body := get(t, "?day=small&lang=en&draw=4&if=aged%3D30")
	_, table, _ := strings.Cut(body, "What a change would have done")
	if strings.Count(body, " checked>") != 1 || !strings.Contains(table, "Nobody passes") || strings.Contains(table, "One desk more") {
		t.Error("other changes than the chosen one are shown")
	}
	if _, body = get(t, "?day=small&lang=en&draw=4"); strings.Contains(body, "What a change would have done") {
		t.Error("changes are shown, and none was chosen")
	}
}

func TestAnHourInWhichNobodyWasCalledHasNoWait(t *testing.T) {
	o := options(t)
	w := plan.Words{Texts: o.Texts, Language: kiosk.English, Catalogue: o.Catalogue()}
	r := simulate.Result{Hours: []simulate.Hour{{Hour: 13, Came: 8, Refused: 8, Desks: 1}}}
	for _, table := range w.Tables(simulate.Day{}, r, nil) {
		if table.ID == plan.Hours && strings.Join(table.Rows[0].Cells, " ") != "13–14 8 8 1 – – – –" {
			t.Errorf("it is told as %q", table.Rows[0].Cells)
		}
	}
}

func TestADayWithFaultsIsNotTheFirstThatIsShown(t *testing.T) {
	if status, body := get(t, "?lang=en"); status != 200 || strings.Contains(body, "is missing: add") {
		t.Errorf("%d, and it has the faults of a file", status)
	}
}

func TestAFileWithFaultsIsToldWithLineAndWhatToDo(t *testing.T) {
	_, body := get(t, "?day=broken&lang=en")
	for _, want := range []string{"broken.toml:2: lunch: is unknown", "errand: there is none: add", "doors: is missing"} {
		if !strings.Contains(body, want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

func TestAnUnknownDayIsNotFound(t *testing.T) {
	if status, body := get(t, "?day=../../secret&lang=en"); status != 404 || !strings.Contains(body, "There is no such day.") {
		t.Error(status)
	}
}

func TestEveryTextIsUsedAndEveryUsedTextIsThere(t *testing.T) {
	words, err := texts.Load(assets.PlanTexts())
	if err != nil {
		t.Fatal(err)
	}
	var code bytes.Buffer
	for _, name := range []string{"words.go", "table.go", "text.go", "draw.go", "view.go", "static/plan.html"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(data)
	}
	for _, key := range words.Keys(kiosk.Finnish) {
		if built := regexp.MustCompile(`^plan_(class|formula|refused)_`); built.MatchString(key) {
			continue // of a word of the domain
		}
		if short := strings.TrimPrefix(key, "plan_"); !strings.Contains(code.String(), `"`+key+`"`) && !strings.Contains(code.String(), `"`+short+`"`) {
			t.Errorf("%s is used nowhere", key)
		}
	}
	for _, l := range kiosk.Languages() {
		for _, f := range simulate.Formulas() {
			if key := "plan_formula_" + string(f); words.Say(l, key) == key {
				t.Errorf("%s is not there", key)
			}
		}
	}
	_, body := get(t, "?day=remote&lang=sv")
	if key := regexp.MustCompile(`plan_[a-z_]+`).FindString(body); key != "" {
		t.Errorf("%s is not there", key)
	}
}
