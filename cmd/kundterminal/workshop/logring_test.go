package workshop_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"kundterminal/cmd/kundterminal/workshop"
)

func TestTheLastLinesOfTheLogAreKept(t *testing.T) {
	ring := workshop.NewLogRing()
	var out bytes.Buffer
	log := slog.New(slog.NewJSONHandler(io.MultiWriter(ring, &out), nil))
	for i := range 5003 {
		log.Info("line", "n", i)
	}
	lines := strings.Split(strings.TrimSuffix(string(ring.Lines()), "\n"), "\n")
	if len(lines) != 5000 || !strings.Contains(lines[0], `"n":3}`) || !strings.Contains(lines[4999], `"n":5002}`) {
		t.Errorf("%d lines from %s to %s", len(lines), lines[0], lines[len(lines)-1])
	}
	if n := strings.Count(out.String(), "\n"); n != 5003 {
		t.Errorf("the log itself has %d lines", n)
	}
}

func TestALongLineIsCut(t *testing.T) {
	ring := workshop.NewLogRing()
	fmt.Fprintf(ring, "%s\n", strings.Repeat("x", 1<<20))
	if n := len(ring.Lines()); n > 9000 {
		t.Errorf("%d bytes are kept", n)
	}
}
