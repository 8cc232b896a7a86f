package main

import (
	"bufio"
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
)

// memoryOf calls see with every readable and writable region of a process.
func memoryOf(t *testing.T, pid int, see func(region string, data []byte)) {
	t.Helper()
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Fatal(err)
	}
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer mem.Close()
	lines := bufio.NewScanner(bytes.NewReader(maps))
	for lines.Scan() {
		var from, to int64
		var mode string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &mode); err != nil || !strings.HasPrefix(mode, "rw") {
			continue
		}
		data := make([]byte, to-from)
		if n, _ := mem.ReadAt(data, from); n > 0 { // the kernel's own regions cannot be read
			see(lines.Text(), data[:n])
		}
	}
}

// traces lists where the texts are in a process's memory.
func traces(t *testing.T, pid int, texts ...string) []string {
	t.Helper()
	var found []string
	memoryOf(t, pid, func(region string, data []byte) {
		for _, text := range texts {
			if i := bytes.Index(data, []byte(text)); i >= 0 {
				around := data[max(i-24, 0):min(i+len(text)+24, len(data))]
				found = append(found, fmt.Sprintf("%q at %s: %q", text, region, around))
			}
		}
	})
	return found
}

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
	toIdentify := []string{"language:en", "way:authority", "authority:vero", "service:v-card", "next", "identify"}

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
	for _, trace := range traces(t, p.cmd.Process.Pid,
		reversed("V809Y495020"), reversed("L119X495030"), reversed("1234567BX"), reversed("ALLAVUK"), reversed("AJLIV")) {
		t.Error("in memory stays", trace)
	}
	if len(traces(t, p.cmd.Process.Pid, "kundterminal")) == 0 {
		t.Error("the scan finds nothing at all: it proves nothing")
	}
}
