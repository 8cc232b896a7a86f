package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kundterminal/kiosk/simulate"
)

func simulated(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = execute(t.Context(), append([]string{"simulate"}, args...), &o, &e)
	return code, o.String(), e.String()
}

func TestSimulatePrintsADayAndWhatChangesWouldHaveDone(t *testing.T) {
	code, out, errs := simulated(t, "-day", "missing", "-language", "sv")
	if code != 0 {
		t.Fatal(code, errs)
	}
	for _, want := range []string{"En liten servicepunkt, en rådgivare saknas", "Antaganden:", "Per timme", "Väntetidsprognoser", "Alla är på plats", "█"} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	heads := ""
	for line := range strings.Lines(out) {
		if strings.Contains(line, "Öppna diskar") {
			heads = line
		}
	}
	if !strings.HasPrefix(heads, "  Timme") {
		t.Errorf("no hours are told: %q", heads)
	}
}

func TestSimulateTriesTheRulesOfAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ours.toml")
	text := "[[rule]]\ntake = \"aged\"\nafter_min = 20\n[[rule]]\ntake = \"priority\"\n[[rule]]\ntake = \"longest\"\n[[rule]]\ntake = \"early\"\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := simulated(t, "-day", "small", "-what-if", "rules="+file, "-what-if", "desk=kela,vero", "-json")
	var cases []simulate.Case
	if err := json.Unmarshal([]byte(out), &cases); code != 0 || err != nil {
		t.Fatal(code, err, errs)
	}
	if len(cases) != 3 || cases[1].Change != "rules=ours.toml" || cases[2].Change != "desk=kela,vero" || cases[0].Result.People != 56 {
		t.Errorf("%+v", cases)
	}
	if err := os.WriteFile(file, []byte("[[rule]]\ntake = \"loudest\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := simulated(t, "-day", "small", "-what-if", "rules="+file); code == 0 || !strings.Contains(errs, "ours.toml:2") {
		t.Errorf("%d: %s", code, errs)
	}
}

func TestSimulateSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "day.toml")
	if err := os.WriteFile(file, []byte("name = 5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code int
		want string
		args []string
	}{
		{1, "day.toml:1: name:", []string{"-day", file}},
		{1, "give a file, or one of small, missing, remote and square", []string{"-day", "nowhere"}},
		{2, "is the id of no authority", []string{"-day", "small", "-what-if", "desk=kella"}},
		{2, "nobody is missing", []string{"-day", "small", "-what-if", "desk=back"}},
		{2, "missing flags: --day", nil},
	} {
		if code, _, errs := simulated(t, c.args...); code != c.code || !strings.Contains(errs, c.want) || strings.Contains(errs, "used like that") {
			t.Errorf("%v: %d: %s", c.args, code, errs)
		}
	}
}

func TestSimulateWritesCSV(t *testing.T) {
	code, out, errs := simulated(t, "-day", "small", "-seed", "8", "-what-if", "none", "-csv")
	if code != 0 || !strings.HasPrefix(out, "change;of;which;measure;value\n;day;2026-11-24;people;56\n") {
		t.Errorf("%d: %s %.200s", code, errs, out)
	}
}
