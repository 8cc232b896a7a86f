package main

import (
	"bufio"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

func TestThePromptPressesKeysAndBreaksTheKeypad(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, typed := io.Pipe()
	said, out := io.Pipe()
	link := filepath.Join(t.TempDir(), "keypad")
	done := make(chan error, 1)
	go func() { done <- run(ctx, options{Keypad: true, Link: link}, in, out) }()
	answers := bufio.NewScanner(said)
	says := func(want string) {
		t.Helper()
		for answers.Scan() {
			if strings.Contains(answers.Text(), want) {
				return
			}
		}
		t.Fatalf("the prompt never said %q", want)
	}
	types := func(line string) { io.WriteString(typed, line+"\n") }
	says("serial-frames is plugged in at " + link)
	says("Type \"key\"")
	types("key next select")
	types("status")
	says("faults [], 2 keys pressed")
	types("key sideways")
	says("no key \"sideways\"")
	types("cut short")
	says("faults [cut short]")
	types("ok cut short")
	says("faults []")
	types("nonsense")
	says("Keys: [previous next")
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
