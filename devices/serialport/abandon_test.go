package serialport

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"kundterminal/devices"
)

// eventually waits for something that the kernel does in its own time.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 500 {
		if holds() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s: not within 5 s", what)
}

func TestABlockedWriteEndsAtItsDeadlineAndThePathOpensAnew(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{WriteTimeout: 200 * time.Millisecond})
	start := time.Now()
	n, err := port.Write(make([]byte, 256<<10)) // nobody reads
	took := time.Since(start)
	if devices.FaultOf(err) != devices.FaultStalled {
		t.Fatalf("a blocked Write = %d, %v, want stalled", n, err)
	}
	if took < 200*time.Millisecond || took > 2*time.Second {
		t.Errorf("a blocked Write took %v, want a little over 200 ms", took)
	}
	if Stuck() != 1 {
		t.Errorf("Stuck() = %d while the kernel holds the writer, want 1", Stuck())
	}
	if exclusive(t, l.near) {
		t.Error("the abandoned port still keeps others out")
	}
	if _, err := port.Write([]byte("x")); devices.FaultOf(err) != devices.FaultStalled {
		t.Errorf("a write to an abandoned port says %v", err)
	}

	again := l.open(t, Mode{})
	drain(l)
	eventually(t, "the writer is let go when the device reads", func() bool { drain(l); return Stuck() == 0 })
	if _, err := again.Write([]byte("hello")); err != nil {
		t.Fatalf("the reopened port: %v", err)
	}
	if got := drain(l); !bytes.HasSuffix(got, []byte("hello")) {
		t.Errorf("the device read %q through the reopened port", got)
	}
	_, err = port.Read(make([]byte, 1))
	if devices.FaultOf(err) != devices.FaultStalled || port.Close() != nil {
		t.Errorf("the abandoned port reads %v", err)
	}
}

func TestAnUnplugLetsAStuckWriterGo(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{WriteTimeout: 50 * time.Millisecond})
	if _, err := port.Write(make([]byte, 256<<10)); devices.FaultOf(err) != devices.FaultStalled {
		t.Fatalf("Write = %v, want stalled", err)
	}
	_ = l.near.Close()
	_ = l.far.Close()
	eventually(t, "the stuck writer is gone", func() bool { return Stuck() == 0 })
	before := runtime.NumGoroutine()
	_ = port.Close()
	if now := runtime.NumGoroutine(); now > before {
		t.Errorf("%d goroutines, %d before", now, before)
	}
}

func TestCloseFreesAWaitingWrite(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{WriteTimeout: time.Minute})
	wrote := make(chan error)
	go func() {
		_, err := port.Write(make([]byte, 256<<10))
		wrote <- err
	}()
	eventually(t, "the line is full", func() bool { return queued(t, l) > 2000 })
	_ = port.Close()
	if err := <-wrote; !errors.Is(err, os.ErrClosed) {
		t.Errorf("the write that Close cut off says %v, want os.ErrClosed", err)
	}
	eventually(t, "the stuck writer is gone", func() bool { drain(l); return Stuck() == 0 })
}

func TestASlowReaderIsNotAStall(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{WriteTimeout: time.Second})
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		tick := time.NewTicker(40 * time.Millisecond)
		defer tick.Stop()
		b := make([]byte, 4096)
		for {
			select {
			case <-tick.C:
				if l.readable(5) {
					_, _ = l.far.Read(b)
				}
			case <-stop:
				return
			}
		}
	}()
	if n, err := port.Write(make([]byte, 200<<10)); n != 200<<10 || err != nil {
		t.Errorf("Write to a slow device = %d, %v", n, err)
	}
}

func TestTheLineIsExclusiveAndNotInherited(t *testing.T) {
	l := newLine(t)
	port := l.open(t, Mode{})
	if !exclusive(t, l.near) {
		t.Error("another user could open the port too")
	}
	unix.CloseOnExec(int(l.near.Fd()))
	out, err := exec.Command("ls", "-l", "/proc/self/fd").CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(out, []byte(l.path)) {
		t.Errorf("a child process inherits the port:\n%s", out)
	}
	_ = port.Close()
	if exclusive(t, l.near) {
		t.Error("a closed port still keeps others out")
	}
}

func exclusive(t *testing.T, f *os.File) bool {
	t.Helper()
	return ioctl(t, f, unix.TIOCGEXCL) != 0
}

func queued(t *testing.T, l *line) int {
	t.Helper()
	return ioctl(t, l.far, unix.TIOCINQ)
}

// ioctl asks without Fd, which would make the file blocking and void its deadlines.
func ioctl(t *testing.T, f *os.File, request uint) (value int) {
	t.Helper()
	raw, err := f.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if controlErr := raw.Control(func(fd uintptr) { value, err = unix.IoctlGetInt(int(fd), request) }); controlErr != nil || err != nil {
		t.Fatal(controlErr, err)
	}
	return value
}

// drain reads what is there and returns it.
func drain(l *line) []byte {
	var all []byte
	b := make([]byte, 8192)
	for l.readable(30) {
		n, err := l.far.Read(b)
		all = append(all, b[:n]...)
		if err != nil {
			return all
		}
	}
	return all
}

// readable waits a while for bytes at the device's end. The file of a pseudo-
// terminal's far end has no deadlines.
func (l *line) readable(milliseconds int) bool {
	raw, err := l.far.SyscallConn()
	if err != nil {
		return false
	}
	n := 0
	_ = raw.Control(func(fd uintptr) {
		n, _ = unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, milliseconds)
	})
	return n > 0
}
