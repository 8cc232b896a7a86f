package escpos

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets many tests run beside each other: most of their time they wait for
// slow lines and slow paper.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "12"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
