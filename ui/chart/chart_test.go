package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"

	"kundterminal/assets"
	"kundterminal/kiosk"
)

func charts(t *testing.T) *Charts {
	t.Helper()
	var faces [2][]byte
	for i, name := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"} {
		data, err := fs.ReadFile(assets.Fonts(), name)
		if err != nil {
			t.Fatal(err)
		}
		faces[i] = data
	}
	c, err := New(faces[0], faces[1])
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func grades(mean float64, counts ...int) kiosk.Distribution {
	d := kiosk.Distribution{Least: kiosk.MinGrade, Counts: counts, Mean: mean}
	for _, n := range counts {
		d.N += n
	}
	return d
}

func score(name string, score, low, high float64) Named {
	r := kiosk.Recommendation{Score: score, Low: low, High: high}
	r.N = 40
	return Named{name, kiosk.FeedbackCell{Recommend: r}}
}

// sound proves that a chart is XML with shapes, without letters that need a font
// and without anything to be fetched.
func sound(t *testing.T, name string, svg []byte, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	decoder, paths := xml.NewDecoder(strings.NewReader(string(svg))), 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			switch e.Name.Local {
			case "path":
				paths++
			case "text", "image", "use", "script":
				t.Errorf("%s has a %s", name, e.Name.Local)
			}
		}
	}
	if paths < 20 {
		t.Errorf("%s has %d shapes", name, paths)
	}
	if strings.Contains(string(svg), "NaN") {
		t.Errorf("%s has what is no number", name)
	}
	if dir := os.Getenv("CHARTS"); dir != "" { // to be looked at
		if err := os.WriteFile(dir+"/"+name+".svg", svg, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEveryChartIsWholeWithoutAFont(t *testing.T) {
	c := charts(t)
	svg, err := c.Grades(grades(8.6, 1, 2, 3, 9, 31, 44, 27), "Arvosanat: kaikki viranomaiset")
	sound(t, "grades", svg, err)
	var weeks []kiosk.FeedbackCell
	for i, mean := range []float64{8.2, 8.4, 0, 8.1, 8.8, 9, 9.1, 8.9} {
		cell := kiosk.FeedbackCell{Week: kiosk.Week{Year: 2026, Number: 41 + i}, Grade: grades(mean, 0, 1, 1, 2, 3, 4, 5)}
		if mean == 0 {
			cell.Grade = kiosk.Distribution{Hidden: true}
		}
		weeks = append(weeks, cell)
	}
	svg, err = c.Weeks(weeks, kiosk.Finnish, "Arvosanan keskiarvo viikoittain: Kela")
	sound(t, "weeks", svg, err)
	svg, err = c.Scores([]Named{
		score("Kela", 42, 31, 52), score("Verohallinto", 55, 40, 66),
		{Name: "hidden"},
		score("Poliisi", -8, -30, 15),
		score("Työvoimapalvelut", 12.4, -5, 29), score("DVV", 100, 60, 100),
	}, "Suosittelu (NPS) ja sen 95 %:n luottamusväli")
	sound(t, "scores", svg, err)
}

func TestWhatIsHiddenIsNotDrawn(t *testing.T) {
	c := charts(t)
	hidden := kiosk.FeedbackCell{Grade: kiosk.Distribution{Hidden: true}}
	hidden.Recommend.Hidden = true
	for name, draw := range map[string]func() ([]byte, error){
		"grades":  func() ([]byte, error) { return c.Grades(hidden.Grade, "x") },
		"none":    func() ([]byte, error) { return c.Grades(kiosk.Distribution{}, "x") },
		"weeks":   func() ([]byte, error) { return c.Weeks([]kiosk.FeedbackCell{hidden, hidden}, kiosk.Finnish, "x") },
		"no week": func() ([]byte, error) { return c.Weeks(nil, kiosk.Finnish, "x") },
		"scores":  func() ([]byte, error) { return c.Scores([]Named{{"Kela", hidden}}, "x") },
		"nobody":  func() ([]byte, error) { return c.Scores(nil, "x") },
	} {
		if svg, err := draw(); !errors.Is(err, ErrNothing) {
			t.Errorf("%s: %d bytes, %v", name, len(svg), err)
		}
	}
}

func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, test := range []struct {
		l    kiosk.Language
		want string
	}{{kiosk.Finnish, "–8,25"}, {kiosk.Swedish, "–8,25"}, {kiosk.English, "–8.25"}} {
		if got := Decimal(-8.25, 2, test.l); got != test.want {
			t.Errorf("%s writes %q", test.l, got)
		}
	}
	if got := Decimal(-0.3, 0, kiosk.Finnish); got != "0" {
		t.Errorf("a little less than nothing is %q", got)
	}
	for v, want := range map[float64]string{32.4: "+32", -8: "–8", 0.2: "0", -0.4: "0"} {
		if got := signed(v); got != want {
			t.Errorf("%g is %q", v, got)
		}
	}
}

func TestAWrongTypefaceIsRefused(t *testing.T) {
	if _, err := New([]byte("no font"), nil); err == nil {
		t.Error("it is taken")
	}
}
