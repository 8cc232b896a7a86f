package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const recording = `kundterminal recording 1
device document_reader
profile elyctis
---
0 > 43000101
10 < 43000101
20 ! 7
`

func TestARecordingIsPlayedBack(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "line.rec"), filepath.Join(dir, "reader")
	if err := os.WriteFile(file, []byte(recording), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	said, out := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- run(ctx, options{Replay: file, Link: link, Speed: 1}, nil, out) }()
	lines := bufio.NewScanner(said)
	says := func(want string) {
		t.Helper()
		if !lines.Scan() || lines.Text() != want {
			t.Fatalf("said %q, want %q", lines.Text(), want)
		}
	}
	says("recording of document_reader elyctis, 2 chunks, is plugged in at " + link)
	says("7 bytes were lost when it was made")
	host, err := os.OpenFile(link, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	host.WriteString("C\x00\x01\x01")
	answer := make([]byte, 4)
	if _, err := io.ReadFull(host, answer); err != nil || string(answer) != "C\x00\x01\x01" {
		t.Fatalf("%q, %v", answer, err)
	}
	says("played to its end; the host was late 0 times")
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsNoRecordingIsRefusedByItsLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "line.rec")
	if err := os.WriteFile(file, []byte(strings.Replace(recording, "43000101", "4", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), options{Replay: file}, nil, io.Discard); err == nil || !strings.Contains(err.Error(), "line 5") {
		t.Errorf("%v", err)
	}
}
