package simulate_test

import (
	"os"
	"strings"
	"testing"

	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/simulate"
)

func TestTheFaultsOfADayAreToldWithTheirLinesAndWhatToDo(t *testing.T) {
	c, p := known(t)
	text, err := os.ReadFile("../../assets/days/small.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []struct{ old, with, want string }{
		{`services = ["k-card"]`, `services = ["k-kard"]`, `"k-kard" is the id of no service: correct it`},
		{`event = "KE4"`, `event = "KE99"`, "no life situation"},
		{`doors = "09:00-16:00"`, `doors = "16:00-09:00"`, "ends before it begins"},
		{`date = "2026-11-24"`, `date = "yesterday"`, "correct it"},
		{`15 = 5`, `17 = 5`, "the doors are closed in this hour: remove it, or change doors"},
		{`15 = 5`, `noon = 5`, "is no hour of the day: use 00 to 23"},
		{`no_show_pct = 3`, `no_show_pct = 300`, "300 is not between 0 and 90"},
		{`walk_s = 25`, `walks = 25`, "is unknown: correct its spelling"},
		{`languages = ["fi", "en"]`, `languages = ["de"]`, "is no language of the terminal"},
		{`languages = ["fi", "en"]`, "remote = true", "no room with a video link: add rooms"},
		{`languages = ["fi", "en"]`, `authorities = ["kella"]`, "is the id of no authority"},
		{`breaks = ["11:30-12:00"]`, `breaks = ["17:30-18:00"]`, "not within the shift"},
		{`id = "2"`, `id = "1"`, `somebody is at "1" then already`},
		{`share = 2`, "share = 2\n[[rule]]\ntake = \"priority\"", "wait for ever"},
		{`share = 14`, `share = "many"`, "must be a number"},
		{`share = 14`, "share = 14\nserved = \"shouting\"", "use advisor, expert, remote"},
	} {
		changed := strings.Replace(string(text), change.old, change.with, 1)
		if changed == string(text) {
			t.Fatalf("%s is not in the file", change.old)
		}
		_, err := simulate.Load("day.toml", changed, c, p)
		faults, ok := err.(catalogue.Faults)
		if !ok || !strings.Contains(err.Error(), change.want) {
			t.Errorf("%s: %v", change.with, err)
			continue
		}
		for _, f := range faults {
			if f.Line == 0 || f.File != "day.toml" {
				t.Errorf("%s: no line is told: %v", change.with, f)
			}
		}
	}
}

func FuzzLoad(f *testing.F) {
	c, p := known(f)
	for _, name := range []string{"small", "remote", "square"} {
		text, err := os.ReadFile("../../assets/days/" + name + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("[[desk]]\nid = \"\"\nbreaks = [\"\"]\n[visits]\n24 = -1")
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := simulate.Load("day.toml", text, c, p); err == nil && d.People() < 60 && len(d.Shifts) < 30 {
			simulate.Play(d, c, 1, simulate.Watcher{})
		}
	})
}
