package jack

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"kundterminal/devices/sim"
)

// ears note what a Reader tells.
type ears struct {
	mu   sync.Mutex
	told []bool
}

func (e *ears) changed(in bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.told = append(e.told, in)
}

func (e *ears) until(t *testing.T, want ...bool) {
	t.Helper()
	for begun := time.Now(); ; time.Sleep(2 * time.Millisecond) {
		e.mu.Lock()
		told := slices.Clone(e.told)
		e.mu.Unlock()
		if slices.Equal(told, want) {
			return
		}
		if time.Since(begun) > 20*time.Second {
			t.Fatalf("told %v, want %v", told, want)
		}
	}
}

// followed runs a Reader until the test ends.
func followed(t *testing.T, path string) *ears {
	t.Helper()
	e := &ears{}
	r := &Reader{Path: path, Log: slog.New(slog.DiscardHandler), OnChange: e.changed}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = r.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
	return e
}

func plugged(t *testing.T) *sim.Jack {
	t.Helper()
	j, err := sim.NewJack()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func plug(t *testing.T, j *sim.Jack, states ...bool) {
	t.Helper()
	for _, in := range states {
		if err := j.Plug(in); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPluggingInAndOutIsTold(t *testing.T) {
	j := plugged(t)
	e := followed(t, j.Path())
	plug(t, j, true)
	e.until(t, true)
	plug(t, j, true, false) // a contact that bounces
	e.until(t, true, false)
}

func TestOtherSwitchesAndPiecesOfEventsAreNoHeadphones(t *testing.T) {
	path := filepath.Join(t.TempDir(), "event0")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	pipe, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer pipe.Close()
	e := followed(t, path)
	raw := func(kind, code uint16, value byte) []byte {
		b := make([]byte, eventSize)
		at := eventSize - 8
		b[at], b[at+2], b[at+4] = byte(kind), byte(code), value // of a little-endian machine
		return b
	}
	var all []byte
	for _, b := range [][]byte{raw(typeSwitch, 4, 1), raw(1, codeHeadphones, 1), raw(typeSync, codeDropped, 0), raw(typeSwitch, codeHeadphones, 1)} {
		all = append(all, b...)
	}
	for ; len(all) > 7; all = all[7:] {
		if _, err := pipe.Write(all[:7]); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	e.until(t)
	if _, err := pipe.Write(all); err != nil {
		t.Fatal(err)
	}
	e.until(t, true)
}

func TestADeviceThatGoesTakesItsHeadphonesWithItAndMayComeBack(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "event0")
	e := followed(t, path) // it is not there yet
	time.Sleep(50 * time.Millisecond)
	for range 2 {
		j := plugged(t)
		if err := os.Symlink(j.Path(), path); err != nil {
			t.Fatal(err)
		}
		plug(t, j, true)
		e.until(t, true)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := j.Close(); err != nil { // the last writer: the reader's end of file
			t.Fatal(err)
		}
		e.until(t, true, false)
		e.mu.Lock()
		e.told = nil
		e.mu.Unlock()
	}
}

// What the kernel's macro EVIOCGSW(8) gives on x86 and ARM.
func TestTheRequestForThePresentStateIsThatOfTheKernel(t *testing.T) {
	if got := getSwitches(8); got != 0x8008451b {
		t.Errorf("%#x", got)
	}
}

func FuzzEvents(f *testing.F) {
	f.Add(make([]byte, eventSize), 3)
	f.Add([]byte{1, 2, 3}, 1)
	f.Fuzz(func(t *testing.T, stream []byte, cut int) {
		var whole, pieces parser
		want := whole.take(stream)
		at := min(max(cut, 0), len(stream))
		got := append(pieces.take(stream[:at]), pieces.take(stream[at:])...)
		if !slices.Equal(got, want) {
			t.Errorf("in two pieces %v, in one %v", got, want)
		}
	})
}
