package serialport

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"kundterminal/devices"
)

// line is a pseudo-terminal: far is the device's end. The near end is held open
// and raw, as an honest device emulator has to do.
type line struct {
	far, near *os.File
	path      string
}

func newLine(t *testing.T) *line {
	t.Helper()
	far, near, err := pty.Open()
	if err != nil {
		t.Fatalf("no pseudo-terminal: %v", err)
	}
	setRaw(t, near)
	l := &line{far: far, near: near, path: near.Name()}
	t.Cleanup(func() { _ = far.Close(); _ = near.Close() })
	return l
}

func setRaw(t *testing.T, f *os.File) {
	t.Helper()
	settings, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	settings.Iflag, settings.Oflag, settings.Lflag = 0, 0, 0
	if err := unix.IoctlSetTermios(int(f.Fd()), unix.TCSETS, settings); err != nil {
		t.Fatal(err)
	}
}

func (l *line) open(t *testing.T, mode Mode) *Port {
	t.Helper()
	if mode.Baud == 0 {
		mode.Baud = 9600
	}
	port, err := Open(l.path, mode)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { _ = port.Close() })
	return port
}

func TestAllByteValuesPassBothWays(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{Baud: 115200})
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	if n, err := port.Write(all); n != 256 || err != nil {
		t.Fatalf("Write = %d, %v", n, err)
	}
	got := make([]byte, 256)
	if _, err := io.ReadFull(l.far, got); err != nil || !bytes.Equal(got, all) {
		t.Fatalf("the device read %x, %v", got, err)
	}
	if _, err := l.far.Write(all); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(port, got); err != nil || !bytes.Equal(got, all) {
		t.Fatalf("the terminal read %x, %v", got, err)
	}
}

func TestAnIdleReadIsATimeoutAndThePortStaysGood(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{ReadTimeout: 20 * time.Millisecond})
	for range 3 {
		n, err := port.Read(make([]byte, 8))
		if n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("an idle Read = %d, %v, want a timeout", n, err)
		}
	}
	_, _ = l.far.Write([]byte{0x12})
	b := make([]byte, 8)
	if n, err := port.Read(b); n != 1 || err != nil || b[0] != 0x12 {
		t.Errorf("Read after timeouts = %d, %v", n, err)
	}
}

func TestAHangUpIsDisconnectedForEverAndCheap(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{})
	_ = l.near.Close()
	_ = l.far.Close()
	var first error
	for first == nil || errors.Is(first, os.ErrDeadlineExceeded) {
		_, first = port.Read(make([]byte, 8))
	}
	if devices.FaultOf(first) != devices.FaultDisconnected || !strings.Contains(first.Error(), l.path) {
		t.Fatalf("a hang-up reads %v", first)
	}
	if _, err := port.Read(make([]byte, 8)); !errors.Is(err, first) {
		t.Errorf("the second read says %v, want the same error", err)
	}
	if _, err := port.Write([]byte("x")); !errors.Is(err, first) {
		t.Errorf("a write after the hang-up says %v, want the same error", err)
	}
	if ready, known := port.ModemReady(); ready || known {
		t.Error("a dead port says that it is ready")
	}
}

func TestOnesOwnCloseIsNotAHangUp(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{ReadTimeout: time.Second})
	read := make(chan error)
	go func() {
		_, err := port.Read(make([]byte, 8))
		read <- err
	}()
	time.AfterFunc(20*time.Millisecond, func() { _ = port.Close() })
	if err := <-read; !errors.Is(err, os.ErrClosed) || devices.FaultOf(err) != devices.FaultNone {
		t.Errorf("a read cut off by Close says %v, want os.ErrClosed", err)
	}
	if err := port.Close(); err != nil {
		t.Errorf("the second Close says %v", err)
	}
}

func TestNoByteLandsInADescriptorThatWasUsedAgain(t *testing.T) {
	l := newLine(t)
	for range 20 {
		port := l.open(t, Mode{ReadTimeout: 10 * time.Millisecond})
		var writers sync.WaitGroup
		for range 4 {
			writers.Go(func() {
				for {
					if _, err := port.Write(bytes.Repeat([]byte{0xAA}, 100)); err != nil {
						return
					}
				}
			})
		}
		drained := make(chan struct{})
		go func() { // the device reads until the line is quiet
			defer close(drained)
			b := make([]byte, 4096)
			for l.readable(50) {
				if _, err := l.far.Read(b); err != nil {
					return
				}
			}
		}()
		time.Sleep(2 * time.Millisecond)
		_ = port.Close()
		victims := openVictims(t)
		writers.Wait()
		<-drained
		for _, victim := range victims {
			if info, err := victim.Stat(); err != nil || info.Size() != 0 {
				t.Fatalf("%s received bytes meant for the port", victim.Name())
			}
			_ = victim.Close()
		}
	}
}

// openVictims opens files that take the descriptor numbers just set free.
func openVictims(t *testing.T) []*os.File {
	t.Helper()
	var victims []*os.File
	for range 8 {
		victim, err := os.Create(filepath.Join(t.TempDir(), "victim"))
		if err != nil {
			t.Fatal(err)
		}
		victims = append(victims, victim)
	}
	return victims
}
