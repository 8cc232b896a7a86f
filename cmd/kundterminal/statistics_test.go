package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/statistics"
	"kundterminal/kiosk/statistics/sample"
)

// counting is a terminal with a store and a catalogue, and nothing else.
func counting(t *testing.T) (*terminal, string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "k.toml")
	text := fmt.Sprintf("[store]\npath = %q\n[identity]\nkey_file = %q\n", filepath.Join(dir, "k.db"), filepath.Join(dir, "k.key"))
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := loadConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	known, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	x := &terminal{config: c, log: slog.New(slog.DiscardHandler)}
	x.figures = &figures{t: x}
	x.current.Store(known)
	if x.store, _, err = bolt.Open(t.Context(), c.Store.Path, bolt.Options{Terminal: 1, Location: c.location, MaxSize: 1 << 30, Log: x.log}); err != nil {
		t.Fatal(err)
	}
	return x, file
}

// day has some people come at a date, and the day closed with made-up records.
func (t *terminal) day(tb testing.TB, d kiosk.Date, visits int) {
	tb.Helper()
	ctx := context.Background()
	at := time.Date(d.Year, d.Month, d.Day, 10, 0, 0, 0, t.config.location)
	last := uint64(0)
	for range visits {
		ticket, err := t.store.Issue(ctx, kiosk.TicketRequest{
			Queue: "general", Series: 'A', Class: kiosk.WalkIn, Errands: []kiosk.ServiceID{"k-housing"}, Language: kiosk.Finnish, At: at,
		})
		if err == nil {
			_, err = t.store.MarkPrint(ctx, ticket.Name, kiosk.PrintPrinted, "", at)
		}
		if err != nil {
			tb.Fatal(err)
		}
		last = ticket.Name.Seq + 1 // its print
	}
	value, err := t.keepDay(d, sample.Point{Visits: 40, Terminals: 1, Catalogue: t.current.Load()}.Records(d))
	if err == nil {
		_, err = t.store.KeepQueue(ctx, kiosk.QueueCommit{
			Days:     map[kiosk.Date][]byte{d: value},
			Snapshot: kiosk.QueueSnapshot{Seq: last, At: at, Closed: d, Book: json.RawMessage("{}")},
		})
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// written runs a command and returns what it writes.
func written(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := execute(t.Context(), args, &out, &errs); code != 0 {
		t.Fatalf("%v ends with %d: %s", args, code, errs.String())
	}
	return out.String()
}

func TestAStoreTellsItsFiguresAndLetsGoOfItsVisits(t *testing.T) {
	x, file := counting(t)
	monday := kiosk.Date{Year: 2025, Month: 3, Day: 3}
	for i := range 3 {
		x.day(t, monday.Add(i), 8)
	}
	if err := x.countJournal(t.Context(), kiosk.DateOf(time.Now().In(x.config.location))); err != nil {
		t.Fatal(err)
	}
	if err := x.store.Close(); err != nil {
		t.Fatal(err)
	}
	purge := func(args ...string) (p bolt.Purged) {
		if err := json.Unmarshal([]byte(written(t, append([]string{"statistics", "purge", "--config", file}, args...)...)), &p); err != nil {
			t.Fatal(err)
		}
		return p
	}
	would := purge("-dry-run")
	if would.Tickets != 24 || would.Days != 0 {
		t.Errorf("a dry run tells of %+v", would)
	}
	before := written(t, "statistics", "terminals", "-span", "2025-03", "-with", "none", "-language", "en", "-config", file)
	if did := purge(); did.Tickets != 24 || did.Entries != would.Entries {
		t.Errorf("%+v was removed, of %+v", did, would)
	}
	if again := purge("-dry-run"); again.Tickets != 0 {
		t.Errorf("%+v is left to be removed", again)
	}
	if got := written(t, "statistics", "terminals", "-span", "2025-03", "-with", "none", "-language", "en", "-config", file); got != before || !strings.Contains(got, "24") {
		t.Errorf("the figures changed with the purge, from\n%s\nto\n%s", before, got)
	}
	written(t, "store", "check", filepath.Join(filepath.Dir(file), "k.db"))

	table := written(t, "statistics", "-span", "2025-03", "-with", "none", "-language", "en", "-config", file)
	if !strings.Contains(table, "March 2025") || !strings.Contains(table, "By language") {
		t.Errorf("the table is\n%s", table)
	}
	read := csv.NewReader(strings.NewReader(strings.TrimPrefix(written(t, "statistics", "channels", "-csv", "-comma", "-span", "2025-03", "-config", file), "\ufeff")))
	read.Comma = ';'
	if list, err := read.ReadAll(); err != nil || len(list) < 4 {
		t.Errorf("the CSV has %d lines, %v", len(list), err)
	}
	for line := range strings.Lines(written(t, "statistics", "waits", "-jsonl", "-span", "2025-03", "-config", file)) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
	for want, args := range map[string][]string{
		`there is no view "nothing"; the views are [overview waits `:       {"nothing"},
		`--span: "2025-13": a span is one of today, week, month, quarter,`: {"waits", "-span", "2025-13"},
	} {
		var out, errs bytes.Buffer
		if code := execute(t.Context(), append([]string{"statistics", "-config", file}, args...), &out, &errs); code != 2 || !strings.Contains(errs.String(), want) {
			t.Errorf("%v ends with %d: %s", args, code, errs.String())
		}
	}
}

func TestWhatTheTerminalsDidStaysWhenTheDayIsClosedLater(t *testing.T) {
	x, _ := counting(t)
	defer x.store.Close()
	monday := kiosk.Date{Year: 2025, Month: 3, Day: 3}
	x.day(t, monday, 6)
	today := monday.Add(1)
	if err := x.countJournal(t.Context(), today); err != nil {
		t.Fatal(err)
	}
	value, err := x.keepDay(monday, []queue.Record{{Date: monday, First: true, Stage: queue.Done}})
	if err != nil {
		t.Fatal(err)
	}
	var day statistics.Day
	if err := json.Unmarshal(value, &day); err != nil || day.All.Parts != 1 || day.Terminals[1] == nil || day.Terminals[1].Tickets != 6 || day.Terminals[1].Issued["kela"] != 6 {
		t.Errorf("the day is %s, %v", value, err)
	}
	x.day(t, today, 2)
	if err := x.countJournal(t.Context(), today); err != nil { // of today nothing is counted yet
		t.Fatal(err)
	}
	uncounted, err := x.figures.uncounted(t.Context())
	if err != nil || uncounted[today].Terminals[1].Tickets != 2 {
		t.Errorf("what is not counted is %+v, %v", uncounted, err)
	}
	x.day(t, today, 3)
	if uncounted, err = x.figures.uncounted(t.Context()); err != nil || uncounted[today].Terminals[1].Tickets != 5 {
		t.Errorf("read on, it is %+v, %v", uncounted[today].Terminals[1], err)
	}
}

func TestHowLongThePastIsKeptIsChecked(t *testing.T) {
	c, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 26, 3, 0, 0, 0, c.location)
	l := c.Statistics.limits(now)
	if want := time.Date(2026, 11, 25, 0, 0, 0, 0, c.location); !l.Visits.Equal(want) {
		t.Errorf("visits from before %v are removed", l.Visits)
	}
	if l.Days != (kiosk.Date{Year: 2016, Month: 11, Day: 26}) || !l.Rest.Equal(now.AddDate(-1, 0, 0)) {
		t.Errorf("the limits are %+v", l)
	}
	for text, want := range map[string]string{"visit_hours = 1": "statistics.visit_hours", "years = 2": "statistics.years", "journal_days = 8\nvisit_hours = 2000": "shorter than visit_hours"} {
		file := filepath.Join(t.TempDir(), "k.toml")
		if err := os.WriteFile(file, []byte("[statistics]\n"+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := loadConfig(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
