package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// screensOf runs the command, and returns what it said.
func screensOf(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if got := execute(t.Context(), append([]string{"screens"}, args...), &out, &errs); got != code {
		t.Fatalf("%v: exit code %d, want %d: %s%s", args, got, code, out.String(), errs.String())
	}
	return out.String() + errs.String()
}

func TestScreensAreWrittenAsPagesAndData(t *testing.T) {
	dir := t.TempDir()
	said := screensOf(t, 0, "-lang", "sv,se", "-mode", "largest,contrast", "-mode", "simple", "-frame", "1080x1920@21.5",
		"-only", "way,bundle-asked,summary", "-pictures", "no", "-out", dir)
	if !strings.Contains(said, "index.html") {
		t.Errorf("it says %q", said)
	}
	var data struct {
		Language string  `json:"language"`
		Mode     string  `json:"mode"`
		Width    float64 `json:"width_mm"`
		Faults   []string
		Items    []struct {
			ID, Text, Language string
			Box                struct{ X, Y, W, H float64 } `json:"box_mm"`
			Sources            []struct{ File, Key, Language string }
			Button             *struct{ Press string }
		}
	}
	raw, err := os.ReadFile(filepath.Join(dir, "largest+contrast", "1080x1920@21.5", "se", "way.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &data); err != nil {
		t.Fatal(err)
	}
	if data.Language != "se" || data.Mode != "largest+contrast" || data.Width < 267 || len(data.Faults) > 0 {
		t.Errorf("%+v", data)
	}
	sources := map[string]string{}
	for _, i := range data.Items {
		for _, s := range i.Sources {
			sources[i.ID] = s.File + " " + s.Key
		}
		if i.ID == "way:life" && (i.Button == nil || i.Button.Press != "WayChosen{Way:life_events}" || i.Box.W < 20) {
			t.Errorf("%+v", i)
		}
	}
	if got := sources["back"]; got != "texts/se.toml back" && got != "texts/fi.toml back" {
		t.Errorf("the way back is from %q", got)
	}
	page, err := os.ReadFile(filepath.Join(dir, "simple", "1080x1920@21.5", "sv", "bundle-asked.html"))
	if err != nil || !strings.Contains(string(page), `lang="sv"`) || !strings.Contains(string(page), "Behöver du det här?") {
		t.Errorf("the page lacks the question: %v", err)
	}
	index, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil || strings.Count(string(index), "<h2>") != 2 || !strings.Contains(string(index), `src="simple/1080x1920@21.5/sv/bundle-asked.html"`) {
		t.Errorf("the index lacks pages: %v", err)
	}
	for _, name := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"} {
		if _, err := os.Stat(filepath.Join(dir, "fonts", name)); err != nil {
			t.Error(err)
		}
	}
}

func TestServicesAreTracedToTheCatalogue(t *testing.T) {
	dir := t.TempDir()
	screensOf(t, 0, "-only", "services-kela-1", "-pictures", "no", "-out", dir)
	raw, err := os.ReadFile(filepath.Join(dir, "plain", "portrait", "fi", "services-kela-1.json"))
	if err != nil || !strings.Contains(string(raw), `"file": "catalogue/authorities/kela.toml"`) {
		t.Errorf("no text is from the catalogue: %v", err)
	}
}

func TestPicturesAreTakenWhereChromiumIs(t *testing.T) {
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("chromium not installed")
	}
	dir := t.TempDir()
	screensOf(t, 0, "-only", "summary", "-frame", "landscape", "-pictures", "yes", "-out", dir)
	f, err := os.Open(filepath.Join(dir, "plain", "landscape", "fi", "summary.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil || img.Bounds().Dx() != 960 || img.Bounds().Dy() != 540 {
		t.Fatalf("%v, %v", img.Bounds(), err)
	}
	colours := map[any]bool{}
	for x := range 960 {
		colours[img.At(x, 270)] = true
	}
	if len(colours) < 10 {
		t.Errorf("across the middle there are %d colours", len(colours))
	}
}

func TestWhatScreensCannotDoIsToldInWords(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct {
		want string
		code int
		args []string
	}{
		{"write plain, large, largest", 2, []string{"-mode", "huge"}},
		{`the language "de" is not known`, 2, []string{"-lang", "de"}},
		{`the frame "tall" is not known`, 2, []string{"-frame", "tall"}},
		{"no screen has a name like nothing", 1, []string{"-only", "nothing", "-pictures", "no"}},
		{"the name \"[\" cannot be read", 2, []string{"-only", "["}},
	} {
		if said := screensOf(t, test.code, append(test.args, "-out", dir)...); !strings.Contains(said, test.want) {
			t.Errorf("%v: it says %q", test.args, said)
		}
	}
	if said := screensOf(t, 2); !strings.Contains(said, "--out") {
		t.Errorf("without a folder it says %q", said)
	}
	t.Setenv("PATH", t.TempDir())
	if said := screensOf(t, 1, "-pictures", "yes", "-out", dir); !strings.Contains(said, "install the package chromium") {
		t.Errorf("without Chromium it says %q", said)
	}
	if said := screensOf(t, 0, "-only", "way", "-out", dir); !strings.Contains(said, "there are no pictures") {
		t.Errorf("without Chromium it says %q", said)
	}
}
