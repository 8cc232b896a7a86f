package main

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// supervisor is the end of the socket on which systemd listens.
func supervisor(t *testing.T) (path string, next func() string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "notify")
	socket, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	return path, func() string {
		t.Helper()
		buf := make([]byte, 256)
		socket.SetReadDeadline(time.Now().Add(20 * time.Second))
		n, err := socket.Read(buf)
		if err != nil {
			t.Fatalf("nothing was told: %v", err)
		}
		return string(buf[:n])
	}
}

func TestARunningTerminalTellsSystemdThatItIsReadyAliveAndStopping(t *testing.T) {
	path, next := supervisor(t)
	t.Setenv("NOTIFY_SOCKET", path)
	t.Setenv("WATCHDOG_USEC", "200000")
	p, err := startProcess(configFile(t, 8, filepath.Join(t.TempDir(), "terminal.db"), "", ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	if got := next(); got != "READY=1" {
		t.Fatalf("told first: %q", got)
	}
	for range 3 {
		if got := next(); got != "WATCHDOG=1" {
			t.Fatalf("told while it runs: %q", got)
		}
	}
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for got := next(); got != "STOPPING=1"; got = next() {
		if got != "WATCHDOG=1" {
			t.Fatalf("told while it stops: %q", got)
		}
	}
	if err := p.complaint(false); err != nil {
		t.Fatal(err)
	}
}

func TestTheWatchdogIsSilentWhenTheEngineOrTheScreenHangs(t *testing.T) {
	now := time.Now()
	fresh, stale := now.Add(-time.Second).UnixNano(), now.Add(-time.Minute).UnixNano()
	for _, test := range []struct {
		name           string
		engine, screen int64
		screenless     bool
		want           bool
	}{
		{"both turn", fresh, fresh, false, true},
		{"the engine hangs", stale, fresh, false, false},
		{"the screen hangs", fresh, stale, false, false},
		{"nothing has been drawn yet", fresh, 0, false, false},
		{"there is no screen", fresh, 0, true, true},
	} {
		w := newWatchdog()
		w.screenless = test.screenless
		w.engine.Store(test.engine)
		w.screen.Store(test.screen)
		if got := w.alive(now, 10*time.Second); got != test.want {
			t.Errorf("%s: alive is %t", test.name, got)
		}
	}
}

func TestTheWatchdogStopsWithItsTerminal(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { newWatchdog().feed(ctx); close(done) }()
	cancel()
	<-done
}
