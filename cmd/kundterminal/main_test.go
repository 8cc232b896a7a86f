package main

import (
	"bytes"
	"cmp"
	"context"
	"image/png"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/internal/chromium"
	"kundterminal/ui/tour"
)

// TestMain lets the test program stand in for the terminal's own program where it
// is started with a command: as the child that checks the store, or to be killed.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		main()
		return
	}
	code := m.Run()
	chromium.Close()
	os.Exit(code)
}

// rig is a running terminal, wired as the commands wire it, with a simulated
// printer at the other end of its serial line.
type rig struct {
	*terminal
	printer *sim.Printer
	address string // of its pages, with a slash at the end
}

// wire starts a terminal. Its clock begins at noon of a working day, so that
// every service is served on whichever day the tests run; its double-touch guard
// is off. Change may set anything before it starts.
func wire(t testing.TB, profile string, o sim.Options, change ...func(*rig)) *rig {
	t.Helper()
	printer, err := sim.New(modelOf(profile), o)
	if err != nil {
		t.Fatal(err)
	}
	c, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	c.Store.Path, c.Catalogue.LastGood = filepath.Join(t.TempDir(), "terminal.db"), ""
	c.Printer.Port, c.Printer.Profile, c.Printer.Baud = printer.Path(), profile, cmp.Or(o.Baud, 38400)
	c.Session.GuardMs, c.Sound.Chimes = 0, false
	c.Diagnostics.Socket, c.Diagnostics.Folder = "", t.TempDir()
	wired, err := assemble(t.Context(), c, slog.New(slog.DiscardHandler), workshop.NewLogRing())
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	x := &rig{wired, printer, "http://" + listener.Addr().String() + "/"}
	x.engine.Now = workingDay()
	for _, f := range change {
		f(x)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- x.run(ctx, listener, nil) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the terminal ended with %v", err)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
		if err := printer.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// workingDay is a clock that begins at noon of a Thursday and runs on.
func workingDay() func() time.Time {
	noon, start := tour.Noon(), time.Now()
	return func() time.Time { return noon.Add(time.Since(start)) }
}

// scanned is what a barcode reader finds in a picture of paper, a line for each
// barcode.
func scanned(t testing.TB, paper *sim.Bitmap) string {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg not installed")
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, paper); err != nil {
		t.Fatal(err)
	}
	return scannedPNG(t, picture.Bytes())
}

func scannedPNG(t testing.TB, picture []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.png")
	if err := os.WriteFile(path, picture, 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd := exec.Command("zbarimg", "--quiet", "--raw", path)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("zbarimg finds no barcode in a picture of %d bytes: %v %s", len(picture), err, said.String())
	}
	return strings.TrimSpace(string(out))
}
