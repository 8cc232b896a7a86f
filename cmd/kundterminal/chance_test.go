package main

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"kundterminal/assets"
)

const seedVariable = "KUNDTERMINAL_SEED"

// chance is where a test's random choices come from. The log says how to have
// the same ones again.
func chance(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv(seedVariable); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatalf("%s: %v", seedVariable, err)
		}
	}
	t.Logf("%s=%d makes the same choices again", seedVariable, seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// everyDay is a folder with the real catalogue, whose services are served on all
// days of the week, so that the tests are.
func everyDay(t *testing.T) string {
	t.Helper()
	const days = "[[service]]\ndays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n"
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "authorities"), 0o700); err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(assets.Catalogue(), "authorities/*.toml")
	if err != nil || len(names) == 0 {
		t.Fatalf("the catalogue has the authorities %v, %v", names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(assets.Catalogue(), name)
		if err != nil {
			t.Fatal(err)
		}
		served := strings.ReplaceAll(string(text), "[[service]]\n", days)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(served), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// eventually waits for what no event tells of.
func eventually(t *testing.T, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	late := time.After(limit)
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-late:
			t.Fatalf("after %s: not yet %s", limit, what)
		case <-look.C:
		}
	}
}
