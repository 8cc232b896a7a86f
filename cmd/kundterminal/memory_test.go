package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/internal/memory"
)

// reversed keeps what the test looks for out of the program that it looks in: the
// terminal is a child of the same file.
func reversed(text string) string {
	b := []byte(text)
	slices.Reverse(b)
	return string(b)
}

func TestNothingOfAPersonStaysInMemory(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	reader, err := sim.NewReader(sim.ReaderOptions{Kind: sim.ElyctisMRZ})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	dir := t.TempDir()
	file := configFile(t, 9, filepath.Join(dir, "terminal.db"), "", everyDay(t))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("[identity]\n"), []byte("[identity]\ntest_codes = true\n"), 1)
	more := fmt.Sprintf("\n[[reader]]\nport = %q\nprofile = \"elyctis\"\n", reader.Path())
	if err := os.WriteFile(file, append(text, more...), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := startProcess(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	b, err := p.open(ctx)
	if err != nil {
		t.Fatalf("%v: %s", err, p.complain)
	}
	defer b.close()
	press := func(ids ...string) {
		t.Helper()
		for _, id := range ids {
			if err := b.until(ctx, func(s glimpse) bool { return s.has(id) }); err != nil {
				t.Fatalf("before %q: %v", id, err)
			}
			if err := b.press(ctx, id); err != nil {
				t.Fatal(err)
			}
		}
	}
	toIdentify := []string{"language:en", "authority:vero", "service:v-card", "next", "identify"}

	// By document. While it is shown masked, nothing else of it is there.
	press(toIdentify...)
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "identify" && reader.Armed() }); err != nil {
		t.Fatal(err)
	}
	if !reader.Present(
		reversed("<<<<V809Y49502001234567BXNIF<I"), reversed("2<<<<<<<<<<<NIF4101053F2205049"), reversed("<<<<<<<<<<AMIAS<AJLIV<<ALLAVUK"),
	) {
		t.Fatal("the reader did not read the card")
	}
	if err := b.until(ctx, func(s glimpse) bool { return strings.Contains(s.HTML, "You are identified") }); err != nil {
		t.Fatalf("%v: %s", err, p.log)
	}
	press("stop", "stop-yes")

	// By typing the code.
	press(toIdentify...)
	for _, screen := range []string{"identify", "reread", "other_document"} {
		if err := b.until(ctx, func(s glimpse) bool { return s.Screen == screen }); err != nil {
			t.Fatal(err)
		}
		press("rung")
	}
	for i, c := range reversed("L119X495030") {
		want := strings.Repeat("•", i)
		if err := b.until(ctx, func(s glimpse) bool {
			return s.Screen == "code" && strings.Count(s.HTML, "•") >= len([]rune(want))
		}); err != nil {
			t.Fatal(err)
		}
		press("key:" + string(c))
	}
	press("enter")
	if err := b.until(ctx, func(s glimpse) bool { return strings.Contains(s.HTML, "You have given your code") }); err != nil {
		t.Fatal(err)
	}
	press("stop", "stop-yes")
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "idle" }); err != nil {
		t.Fatal(err)
	}
	var secrets [][]byte
	for _, text := range []string{"V809Y495020", "L119X495030", "1234567BX", "ALLAVUK", "AJLIV"} {
		secrets = append(secrets, memory.Disguise([]byte(reversed(text))))
	}
	if found, err := memory.Remaining(p.cmd.Process.Pid, func() { time.Sleep(100 * time.Millisecond) }, 5*time.Second, secrets...); len(found) > 0 || err != nil {
		t.Errorf("in memory stays %v (%v)", found, err)
	}
	if found, err := memory.Search(p.cmd.Process.Pid, memory.Disguise([]byte("kundterminal"))); len(found) == 0 || err != nil {
		t.Errorf("the search finds nothing at all (%v): it proves nothing", err)
	}
}
