package serialport

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"

	"kundterminal/devices"
)

func TestOpenErrorsNameThePathAndSayWhatToDo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, advice := range map[string]string{
		"/dev/serial/by-id/not-there": "ls -l /dev/serial/by-id",
		file:                          "not a serial port",
		"/dev/null":                   "not a serial port",
	} {
		_, err := Open(path, Mode{Baud: 9600})
		if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), advice) {
			t.Errorf("opening %s: %v; want the path and %q", path, err, advice)
		}
		if devices.FaultOf(err) != devices.FaultDisconnected {
			t.Errorf("opening %s: fault %v", path, devices.FaultOf(err))
		}
	}
	for cause, advice := range map[error]string{
		unix.EACCES:       "dialout",
		fs.ErrPermission:  "dialout",
		unix.EBUSY:        "another program",
		unix.ENOTTY:       "not a serial port",
		errors.New("odd"): "check its cable",
	} {
		if err := openError("/dev/x", cause); !strings.Contains(err.Error(), advice) || !errors.Is(err, cause) {
			t.Errorf("%v reads %q, want %q in it", cause, err, advice)
		}
	}
}

func TestModesThatCannotBeAreRefusedInWords(t *testing.T) {
	l := newLine(t)
	for word, mode := range map[string]Mode{
		"baud rate": {},
		"data bits": {Baud: 9600, DataBits: 9},
		"stop bits": {Baud: 9600, StopBits: 3},
		"parity":    {Baud: 9600, Parity: "mark"},
	} {
		if _, err := Open(l.path, mode); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%+v: %v, want a word on %s", mode, err, word)
		}
	}
	for _, mode := range []Mode{
		{Baud: 1200, DataBits: 7, StopBits: 2, Parity: "even"}, {Baud: 250000, Parity: "odd"}, {Baud: 115200},
	} {
		port, err := Open(l.path, mode)
		if err != nil {
			t.Errorf("%+v: %v", mode, err)
			continue
		}
		_ = port.Close()
	}
}

func TestALinkToThePortOpensToo(t *testing.T) {
	l := newLine(t)
	byID := filepath.Join(t.TempDir(), "usb-printer")
	if err := os.Symlink(l.path, byID); err != nil {
		t.Fatal(err)
	}
	port, err := Open(byID, Mode{Baud: 9600})
	if err != nil {
		t.Fatal(err)
	}
	if err := port.Close(); err != nil {
		t.Error(err)
	}
}

func TestAPseudoTerminalHasNoModemLines(t *testing.T) {
	port := newLine(t).open(t, Mode{})
	if ready, known := port.ModemReady(); !ready || known {
		t.Errorf("ModemReady = %v, %v, want ready and not known", ready, known)
	}
}

func TestAReadyLineCountsOnceItHasBeenSeenUp(t *testing.T) {
	var lines modemLines
	for i, step := range []struct{ dsr, cts, ready, known bool }{
		{false, false, true, false}, // no line wired, or the device still off
		{true, false, true, true},   // DSR comes up
		{false, false, false, true}, // and goes down: busy
		{true, true, true, true},
		{true, false, false, true}, // CTS counts from now on too
	} {
		if ready, known := lines.ready(step.dsr, step.cts); ready != step.ready || known != step.known {
			t.Errorf("step %d: ready %v, known %v", i, ready, known)
		}
	}
}

func TestLibraryErrorsBecomeAdvice(t *testing.T) {
	_, err := serial.Open("/dev/null", &serial.Mode{BaudRate: 9600})
	if e := openError("/dev/null", err); !strings.Contains(e.Error(), "cannot be set so") {
		t.Errorf("an invalid port reads %q", e)
	}
}
