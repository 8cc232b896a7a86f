package main

import (
	"strings"
	"testing"
)

func TestThisMachineIsMeasuredAgainstTheLimits(t *testing.T) {
	code, out, errs := run(t, "measure", "--presses", "240", "--services", "300")
	if code != 0 && !strings.Contains(errs, "the limit is") { // a busy machine is slow
		t.Fatalf("measure ends with %d: %s", code, errs)
	}
	for _, want := range []string{"300 services", "screen way", "every screen", "search, each key", "16.00 ms", "10.00 ms"} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not tell %q:\n%s", want, out)
		}
	}
}
