package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// number makes a visit in a running terminal that has no printer, and returns the
// page with the number.
func number(ctx context.Context, t *testing.T, config string) string {
	t.Helper()
	p, err := startProcess(config)
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.open(ctx)
	if err != nil {
		t.Fatalf("%v: %s%s", err, p.complain, p.log)
	}
	defer b.close()
	for _, id := range []string{"language:en", "authority:vero", "service:v-card", "next", "take"} {
		if err := b.until(ctx, func(s glimpse) bool { return s.has(id) }); err != nil {
			t.Fatalf("before %q: %v", id, err)
		}
		if err := b.press(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.until(ctx, func(s glimpse) bool { return s.Screen == "shown" }); err != nil {
		t.Fatal(err)
	}
	page, err := b.get(ctx, "/technician")
	if err != nil {
		t.Fatal(err)
	}
	p.kill()
	<-p.ended
	return b.seen.HTML + page
}

// TestADamagedStoreIsSetAsideAndNumbersGoOn has the terminal's own binary check
// its store, as an installation does.
func TestADamagedStoreIsSetAsideAndNumbersGoOn(t *testing.T) {
	for name, damage := range map[string]func(data []byte) []byte{
		"letters in the middle": func(d []byte) []byte { copy(d[8192:], bytes.Repeat([]byte("damage"), 4096)); return d },
		"cut short":             func(d []byte) []byte { return d[:5000] },
		"emptied":               func([]byte) []byte { return nil },
		"no store at all":       func([]byte) []byte { return bytes.Repeat([]byte("junk"), 9000) },
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			store := filepath.Join(t.TempDir(), "terminal.db")
			config := configFile(t, 11, store, "", everyDay(t))
			if got := number(ctx, t, config); !strings.Contains(got, "D 001") {
				t.Fatal("the first number is not D 001")
			}
			data, err := os.ReadFile(store)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(store, damage(data), 0o600); err != nil {
				t.Fatal(err)
			}
			got := number(ctx, t, config)
			if !strings.Contains(got, "D 002") {
				t.Errorf("the numbers do not go on at D 002: %s", got)
			}
			if !strings.Contains(got, "Damaged, set aside") {
				t.Error("the technician's page does not tell of it")
			}
			if asides, _ := filepath.Glob(store + ".damaged-*"); len(asides) == 0 {
				t.Error("the damaged file is gone")
			}
		})
	}
}
