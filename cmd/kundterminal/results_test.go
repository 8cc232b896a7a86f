package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

// fill keeps a quarter of a year of tickets and feedback: of Kela many, of the tax
// authority some, of the police too few to be told.
func fill(t *testing.T, store *bolt.Store, until time.Time) {
	t.Helper()
	rng := rand.New(rand.NewPCG(4, 10))
	for day := range 70 {
		at := until.AddDate(0, 0, -day)
		for service, authority := range map[kiosk.ServiceID]kiosk.AuthorityID{"k-housing": "kela", "v-card": "vero"} {
			for range 2 {
				ticket, err := store.Issue(t.Context(), kiosk.TicketRequest{
					Queue: "advisor", Series: 'A', Class: kiosk.WalkIn, Errands: []kiosk.ServiceID{service}, Language: kiosk.Finnish, At: at,
				})
				if err != nil {
					t.Fatal(err)
				}
				if authority == "vero" && rng.IntN(3) > 0 {
					continue
				}
				answers := kiosk.Answers{Success: kiosk.Success(1 + max(rng.IntN(6)-3, 0)), Grade: min(10, 6+rng.IntN(4)+rng.IntN(3)), Ratings: [3]int{5, 4, 1 + rng.IntN(5)}}
				if rng.IntN(2) == 0 {
					answers.Recommend = new(min(10, 5+rng.IntN(7)))
				}
				f := kiosk.Feedback{At: at, Authorities: []kiosk.AuthorityID{authority}, Channel: kiosk.ChannelAdvisor, Language: kiosk.Finnish}
				if day < 3 {
					answers.Comment = fmt.Sprintf("Text %d on %s", day, authority)
				}
				if day == 20 && authority == "kela" {
					f.Authorities = append(f.Authorities, "poliisi")
				}
				f.Answers = answers
				if err := store.KeepFeedback(t.Context(), ticket.Code(), nil, f); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func fetched(t *testing.T, address string) string {
	t.Helper()
	text, err := (&pages{address: strings.TrimSuffix(address, "/"), client: http.DefaultClient}).get(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTheResultsAreOnAPageAndOnTheCommandLineWhileTheTerminalRuns(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{})
	fill(t, x.store, x.engine.Now())
	page := fetched(t, x.address+"feedback?lang=sv")
	for _, want := range []string{"Resultat av responsen", "<svg", "FPA", "Svarsprocent", "2026-W47", `role="img"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "style=") {
		t.Error("the page has styles that its policy forbids")
	}
	var report kiosk.FeedbackReport
	if err := json.Unmarshal([]byte(fetched(t, x.address+"feedback.json")), &report); err != nil {
		t.Fatal(err)
	}
	told(t, report)

	file := commandConfig(t, x)
	code, out, errs := run(t, "feedback", "--config", file, "--json", "--from", "2026-09-04", "--to", "2026-11-26")
	var asked kiosk.FeedbackReport
	if err := json.Unmarshal([]byte(out), &asked); code != 0 || err != nil {
		t.Fatalf("feedback ends with %d: %v %s", code, err, errs)
	}
	if fmt.Sprint(asked) != fmt.Sprint(report) {
		t.Errorf("the command says %+v\nthe page %+v", asked, report)
	}
}

// told proves that what is told is what fill kept, and nothing of the police.
func told(t *testing.T, r kiosk.FeedbackReport) {
	t.Helper()
	if r.Total.Tickets != 280 || r.Total.Answers < 150 || len(r.Authorities) != 3 {
		t.Errorf("the total is %+v, of %d authorities", r.Total, len(r.Authorities))
	}
	for _, a := range r.Authorities {
		if a.Hidden != (a.Authority == "poliisi" || a.Authority == "vero") {
			t.Errorf("%s is hidden: %t", a.Authority, a.Hidden)
		}
	}
}

// commandConfig is a configuration for commands about a rig's terminal.
func commandConfig(t *testing.T, x *rig) string {
	t.Helper()
	_, port, _ := net.SplitHostPort(strings.Trim(strings.TrimPrefix(x.address, "http://"), "/"))
	path := filepath.Join(t.TempDir(), "terminal.toml")
	text := fmt.Sprintf("[store]\npath = %q\n[web]\nlisten = \"127.0.0.1:%s\"\n", x.config.Store.Path, port)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// closedStore is the configuration of a terminal that does not run, with a filled
// store in the same folder.
func closedStore(t *testing.T) (config string) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "terminal.db")
	key, err := loadKey("feedback.key_file", path+".key")
	if err != nil {
		t.Fatal(err)
	}
	helsinki, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		t.Fatal(err)
	}
	store, _, err := bolt.Open(t.Context(), path, bolt.Options{Terminal: 1, Location: helsinki, FeedbackKey: key})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, store, time.Date(2026, 11, 26, 12, 0, 0, 0, helsinki))
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	config = filepath.Join(dir, "terminal.toml")
	if err := os.WriteFile(config, fmt.Appendf(nil, "[store]\npath = %q\n", path), 0o600); err != nil {
		t.Fatal(err)
	}
	return config
}

func TestTheResultsAreReadFromAStoreThatNoTerminalHolds(t *testing.T) {
	config := closedStore(t)
	charts := filepath.Join(t.TempDir(), "charts")
	code, out, errs := run(t, "feedback", "--config", config, "--csv", "--comma", "--charts", charts, "--from", "2026-09-04", "--to", "2026-11-26")
	if code != 0 {
		t.Fatalf("feedback ends with %d: %s", code, errs)
	}
	table := csv.NewReader(strings.NewReader(out))
	table.Comma = ';'
	rows, err := table.ReadAll()
	if err != nil || len(rows) < 10 || rows[1][2] != "280" || !strings.Contains(rows[1][10], ",") {
		t.Errorf("the table has %d rows, %v:\n%.300s", len(rows), err, out)
	}
	for _, name := range []string{"grades.svg", "grades-kela.svg", "weeks-kela.svg", "scores.svg"} {
		if data, err := os.ReadFile(filepath.Join(charts, name)); err != nil || !strings.HasPrefix(string(data), "<svg") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(charts, "grades-poliisi.svg")); err == nil {
		t.Error("a chart tells of too few answers")
	}
	code, out, errs = run(t, "feedback", "--config", config, "--from", "2026-09-04", "--to", "2026-11-26", "--language", "en")
	if code != 0 || !strings.Contains(out, "All authorities") || !strings.Contains(out, "fewer than five") {
		t.Errorf("feedback ends with %d: %s%s", code, out, errs)
	}
	code, out, errs = run(t, "feedback", "--config", config, "--comments", "--to", "2026-11-26", "--from", "2026-09-04")
	if code != 0 || strings.Count(out, "kela;Text") != 6 || strings.Contains(out, "vero") || strings.Contains(out, "poliisi") {
		t.Errorf("the comments end with %d: %s%s", code, out, errs)
	}
	if code, _, errs := run(t, "feedback", "--config", config, "--from", "yesterday"); code != 1 || !strings.Contains(errs, "2026-11-26") {
		t.Errorf("a wrong day ends with %d: %s", code, errs)
	}
}

func TestOldFeedbackIsRemovedWhenTheTerminalStarts(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{}, func(x *rig) {
		for months, code := range map[int]kiosk.Code{1: kiosk.EncodeCode(1, kiosk.Date{Year: 2026, Month: 10, Day: 26}, 'A', 1), 13: kiosk.EncodeCode(1, kiosk.Date{Year: 2025, Month: 10, Day: 26}, 'A', 1)} {
			f := kiosk.Feedback{At: x.engine.Now().AddDate(0, -months, 0), Channel: kiosk.ChannelAdvisor, Answers: kiosk.Answers{Grade: 9}}
			if err := x.store.KeepFeedback(context.Background(), code, nil, f); err != nil {
				t.Fatal(err)
			}
		}
	})
	eventually(t, 10*time.Second, "the old feedback is removed", func() bool {
		list, err := x.store.Feedback(context.Background())
		return err == nil && len(list) == 1
	})
}
