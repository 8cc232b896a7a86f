package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

// secret is what a visitor types into the search. No word of the catalogue or the
// program has it.
const secret = "xqzwvyjb"

// TestNothingOfAPersonIsKeptButTheTicketsErrands has a terminal killed while
// somebody searches, then lets a visit with a private matter end with its ticket,
// and reads every byte that the terminal has written.
func TestNothingOfAPersonIsKeptButTheTicketsErrands(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	printer, err := sim.New(sim.TMT20III(), sim.Options{Speed: 100})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { printer.Close() })
	dir := t.TempDir()
	store := filepath.Join(dir, "t.db")
	file := configFile(t, 1, store, printer.Path(), everyDay(t))

	first, b := opened(ctx, t, file)
	typeSecret(ctx, t, b)
	first.kill()
	if err := first.complaint(true); err != nil {
		t.Fatal(err)
	}
	b.close()
	readEverything(t, dir, first.log.String())

	second, b := opened(ctx, t, file)
	<-second.ready
	typeSecret(ctx, t, b)
	for range secret {
		pressed(ctx, t, b, "key:delete")
	}
	pressed(ctx, t, b, "back", "way:authority", "authority:oikeus", "service:o-debt", "next", "take")
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "take" }); err != nil {
		t.Fatal(err)
	}
	b.close()
	if err := second.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := second.complaint(false); err != nil {
		t.Fatal(err)
	}
	readEverything(t, dir, second.log.String())
}

func opened(ctx context.Context, t *testing.T, file string) (*process, *pages) {
	t.Helper()
	p, err := startProcess(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	b, err := p.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return p, b
}

func typeSecret(ctx context.Context, t *testing.T, b *pages) {
	t.Helper()
	pressed(ctx, t, b, "language:fi", "way:search")
	for _, letter := range secret {
		pressed(ctx, t, b, "key:"+string(letter))
	}
	if !strings.Contains(b.seen.HTML, secret) && !strings.Contains(b.seen.HTML, strings.ToUpper(secret)) {
		t.Fatalf("the page does not show what was typed")
	}
}

func pressed(ctx context.Context, t *testing.T, b *pages, ids ...string) {
	t.Helper()
	for _, id := range ids {
		for !b.seen.has(id) && b.seen.has("more") {
			pressed(ctx, t, b, "more")
		}
		if !b.seen.has(id) { // what changed first was not what the press leads to, but the clock or a wait
			short, cancel := context.WithTimeout(ctx, 10*time.Second)
			_ = b.until(short, func(s glimpse) bool { return s.has(id) })
			cancel()
		}
		if !b.seen.has(id) {
			t.Fatalf("the page %q has no %q, only %q", b.seen.Screen, id, b.seen.ids())
		}
		if err := b.press(ctx, id); err != nil {
			t.Fatal(err)
		}
		if err := b.change(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

// readEverything looks for traces of the person in all files beside the store, in
// its export and in the log.
func readEverything(t *testing.T, dir, log string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(data), []byte(secret)) {
			t.Errorf("%s holds what was typed", file)
		}
	}
	code, out, errs := run(t, "store", "export", filepath.Join(dir, "t.db"))
	if code != 0 || out == "" {
		t.Fatalf("store export ends with %d: %s", code, errs)
	}
	private := personal(t)
	for line := range strings.Lines(out) {
		tells(t, "the export", line, private, true)
	}
	for line := range strings.Lines(log) {
		tells(t, "the log", line, private, false)
	}
}

// tells reports what a line of JSON says of a person: only the errands of a
// ticket may name a service, and nothing what was typed.
func tells(t *testing.T, where, line string, private map[string]bool, errandsMay bool) {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(line), &value); err != nil {
		t.Errorf("%s has a line that is no JSON: %q", where, line)
		return
	}
	if strings.Contains(strings.ToLower(line), secret) {
		t.Errorf("%s holds what was typed: %s", where, line)
	}
	visitStrings(value, func(path []string, text string) {
		if errandsMay && leadsToErrands(path) {
			return
		}
		if private[strings.ToLower(text)] {
			t.Errorf("%s names %q at %s: %s", where, text, strings.Join(path, "."), line)
		}
	})
}

// leadsToErrands reports whether a path leads to a ticket's errands, as a list or by parts.
func leadsToErrands(path []string) bool {
	n := len(path)
	return n > 1 && (path[n-1] == "errands" || path[n-2] == "parts" && path[n-1] == "services")
}

// visitStrings calls f for every string in a JSON value, with the keys that lead
// to it.
func visitStrings(value any, f func(path []string, text string), path ...string) {
	switch v := value.(type) {
	case string:
		f(path, v)
	case []any:
		for _, element := range v {
			visitStrings(element, f, path...)
		}
	case map[string]any:
		for key, element := range v {
			f(path, key)
			visitStrings(element, f, append(path[:len(path):len(path)], key)...)
		}
	}
}

// personal are the ids and names of all that a person can choose, in lower case.
func personal(t *testing.T) map[string]bool {
	t.Helper()
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, s := range c.Services {
		words[strings.ToLower(string(s.ID))] = true
		for _, l := range kiosk.Languages() {
			words[strings.ToLower(s.Name.String(l))] = true
		}
	}
	for _, e := range c.LifeEvents {
		words[strings.ToLower(string(e.ID))] = true
	}
	return words
}
