package main

import (
	"log/slog"
	"path/filepath"
	"testing"

	"kundterminal/cmd/kundterminal/workshop"
)

func hallConfig(t *testing.T) config {
	c, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	c.Store.Path, c.Catalogue.LastGood = filepath.Join(t.TempDir(), "terminal.db"), ""
	c.Diagnostics.Socket = ""
	return c
}

func TestCountersThatCannotBeReadKeepNoTerminalFromStarting(t *testing.T) {
	c := hallConfig(t)
	x, err := assemble(t.Context(), c, slog.New(slog.DiscardHandler), workshop.NewLogRing())
	if err != nil {
		t.Fatal(err)
	}
	if err := x.store.SetSetting(t.Context(), "counters", "rubbish"); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	x, err = assemble(t.Context(), c, slog.New(slog.DiscardHandler), workshop.NewLogRing())
	if err != nil {
		t.Fatalf("no terminal for citizens: %v", err)
	}
	_ = x.Close()
}
