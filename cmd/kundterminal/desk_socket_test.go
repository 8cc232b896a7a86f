package main

import (
	"os"
	"path/filepath"
	"testing"

	"kundterminal/cmd/kundterminal/workshop"
)

func TestTheSocketReplacesNoOtherFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := workshop.Listen(path); err == nil {
		_ = l.Close()
		t.Error("a file that is no socket was replaced")
	}
}
