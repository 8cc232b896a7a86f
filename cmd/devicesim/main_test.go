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

func TestThePromptBreaksAndMendsThePrinter(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, typed := io.Pipe()
	said, out := io.Pipe()
	link := filepath.Join(t.TempDir(), "printer")
	done := make(chan error, 1)
	go func() { done <- run(ctx, options{Printer: "tm-t20iii", Link: link}, in, out) }()
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
	says("plugged in at " + link)
	says("Type a fault")
	types("paper out")
	says("faults [paper out]")
	types("ok paper out")
	says("faults []")
	types("nonsense")
	says(`"nonsense" is nothing`)
	says("Faults: paper_out")
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(link); err == nil {
		t.Error("the link is left behind")
	}
}
