package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// run runs a command line and returns its exit code and what it wrote.
func run(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = execute(t.Context(), args, &o, &e)
	return code, o.String(), e.String()
}

func TestWhatIsNotUnderstoodEndsWithTwo(t *testing.T) {
	for _, args := range [][]string{{"brew"}, {}, {"run", "--sugar"}, {"visit"}, {"store"}, {"store", "mend"}} {
		code, _, errs := run(t, args...)
		if code != 2 || !strings.Contains(errs, "kundterminal --help") {
			t.Errorf("%q ends with %d: %s", args, code, errs)
		}
	}
}

func TestHelpEndsWithNought(t *testing.T) {
	code, out, errs := run(t, "--help")
	if code != 0 || errs != "" {
		t.Errorf("help ends with %d: %s", code, errs)
	}
	for _, command := range []string{"run", "demo", "visit", "config", "catalogue", "store check", "store export", "store compact"} {
		if !strings.Contains(out, command) {
			t.Errorf("help does not name %q", command)
		}
	}
}

func TestAWrongConfigurationStartsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "terminal.toml")
	if err := os.WriteFile(path, []byte("[printer]\nbaut = 9600\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs := run(t, "run", "--config", path)
	if code != exitConfig || !strings.Contains(errs, path+":2: printer.baut") {
		t.Errorf("run ends with %d: %s", code, errs)
	}
}

func TestEveryVisitOfTheAssetsEndsWithItsTicketOnPaper(t *testing.T) {
	scripts, err := filepath.Glob("../../assets/visits/*.toml")
	if err != nil || len(scripts) < 3 {
		t.Fatalf("scripts %v, %v", scripts, err)
	}
	scripts = slices.DeleteFunc(scripts, func(path string) bool { // these have a test of their own
		return strings.HasPrefix(filepath.Base(path), "life-")
	})
	for _, path := range scripts {
		t.Run(filepath.Base(path), func(t *testing.T) {
			out := t.TempDir()
			code, said, errs := run(t, "visit", "--script", path, "--out", out)
			if code != 0 {
				t.Fatalf("visit ends with %d: %s", code, errs)
			}
			if !strings.Contains(said, "printed") {
				t.Errorf("it says %q", said)
			}
			for _, name := range []string{"paper.png", "paper.bin", "events.jsonl", "touches.txt"} {
				if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

func TestAScriptIsPlayedOnAWorkingDay(t *testing.T) {
	for day := range 14 {
		at := time.Date(2026, 11, 20+day, 23, 59, 0, 0, time.UTC)
		got := onWorkingDay(at)
		if w := got.Weekday(); w == time.Saturday || w == time.Sunday || at.Sub(got) > 48*time.Hour || got.After(at) {
			t.Errorf("%s is played on %s", at, got)
		}
	}
}

func TestAVisitWithoutAPrintedTicketFails(t *testing.T) {
	const unplugged = `name = "Unplugged"
language = "fi"
errands = ["v-card"]
[[fault]]
at = "way"
set = "unplugged"
`
	path := filepath.Join(t.TempDir(), "visit.toml")
	if err := os.WriteFile(path, []byte(unplugged), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs := run(t, "visit", "--script", path, "--out", t.TempDir())
	if code != 1 || !strings.Contains(errs, "did not end with a printed ticket") {
		t.Errorf("visit ends with %d: %s", code, errs)
	}
}

func TestWrongScriptsAreRefusedAllAtOnceWithTheirLines(t *testing.T) {
	_, err := parseScript("visit.toml", "name = \"x\"\nlanguage = \"xx\"\nweather = \"fair\"\n[[fault]]\nat = \"lunch\"\nset = \"fire\"\n")
	if err == nil {
		t.Fatal("it is taken")
	}
	for _, want := range []string{"visit.toml:2: language", "visit.toml:3: weather", "errands", `"lunch" is no step`, `"fire" is no fault`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error has no %q:\n%v", want, err)
		}
	}
}

func TestTheCatalogueCommandListsTheDesksAndSaysTheRulesInWords(t *testing.T) {
	code, out, errs := run(t, "catalogue", "../../assets/example", "--language", "sv")
	if code != 0 {
		t.Fatalf("catalogue ends with %d: %s", code, errs)
	}
	for _, want := range []string{"21 (closed door)", "V1 (video)", "kemi (elsewhere)", "1. Vi kallar den som bokat tid från 2 minuter före tiden."} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "rules.toml"), []byte("[[rule]]\ntake = \"longest\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := run(t, "catalogue", folder); code == 0 || !strings.Contains(errs, `rules.toml:1: rule[0]: is the last, and none takes "early"`) {
		t.Errorf("catalogue ends with %d: %s", code, errs)
	}
}

func TestAVisitIsPlayedInTheLanguageThatIsAskedFor(t *testing.T) {
	out := t.TempDir()
	code, _, errs := run(t, "visit", "-script", "../../assets/visits/known.toml", "-lang", "sv", "-out", out)
	if code != 0 {
		t.Fatalf("visit ends with %d: %s", code, errs)
	}
	if table, err := os.ReadFile(filepath.Join(out, "touches.txt")); err != nil || !strings.Contains(string(table), "Skatteförvaltningen") {
		t.Errorf("the touches are %s, %v", table, err)
	}
	if code, _, errs := run(t, "visit", "-script", "../../assets/visits/known.toml", "-lang", "xx", "-out", out); code != 2 || !strings.Contains(errs, "--lang") {
		t.Errorf("a language that there is not ends with %d: %s", code, errs)
	}
}

func TestAVisitOfMoreTouchesThanItsScriptAllowsFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "visit.toml")
	if err := os.WriteFile(path, []byte("name = \"Hasty\"\nerrands = [\"v-card\"]\ntouches = 4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs := run(t, "visit", "--script", path, "--out", t.TempDir())
	if code != 1 || !strings.Contains(errs, "Hasty took 5 touches, and its script allows 4") {
		t.Errorf("visit ends with %d: %s", code, errs)
	}
}
