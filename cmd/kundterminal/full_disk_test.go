package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// limitFiles limits the size of files that a running process can write, as a
// full disk does.
func limitFiles(t *testing.T, pid int, bytes uint64) {
	t.Helper()
	var old unix.Rlimit
	if err := unix.Prlimit(pid, unix.RLIMIT_FSIZE, nil, &old); err != nil {
		t.Fatal(err)
	}
	if err := unix.Prlimit(pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: bytes, Max: old.Max}, nil); err != nil {
		t.Fatal(err)
	}
}

func TestAFullDiskTakesTheTerminalOutOfOrderAndRoomBringsItBack(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	store := filepath.Join(t.TempDir(), "terminal.db")
	p, err := startProcess(configFile(t, 7, store, "", everyDay(t)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	b, err := p.open(ctx)
	if err != nil {
		t.Fatal(err)
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
	until := func(what string, wanted func(glimpse) bool) {
		t.Helper()
		if err := b.until(ctx, wanted); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	press("language:en", "authority:vero", "service:v-card", "next")
	until("the summary", func(s glimpse) bool { return s.has("take") })
	limitFiles(t, p.cmd.Process.Pid, 4096)
	press("take")
	until("the refusal", func(s glimpse) bool { return s.Screen == "refused" })
	press("finish")
	until("out of order", func(s glimpse) bool {
		citizens := slices.DeleteFunc(s.ids(), func(id string) bool { return strings.HasPrefix(id, "corner:") })
		return strings.Contains(s.HTML, "Terminalen är ur bruk") && len(citizens) == 0 // the corners are a technician's
	})
	limitFiles(t, p.cmd.Process.Pid, unix.RLIM_INFINITY)
	press("language:en", "authority:vero", "service:v-card", "next", "take")
	until("the first number", func(s glimpse) bool { return s.Screen == "shown" && strings.Contains(s.HTML, "D 001") })
}
