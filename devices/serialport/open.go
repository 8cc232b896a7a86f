package serialport

import (
	"fmt"
	"time"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"

	"kundterminal/devices"
)

// Defaults for zero values in Mode.
const (
	DefaultReadTimeout  = 100 * time.Millisecond
	DefaultWriteTimeout = 3 * time.Second
)

// Mode is how a line is set. Pseudo-terminals accept any and heed none.
type Mode struct {
	Baud     int    // bits per second, such as 9600; must be given
	DataBits int    // 5 to 8; 0 means 8
	StopBits int    // 1 or 2; 0 means 1
	Parity   string // "none", "odd" or "even"; "" means "none"
	// ReadTimeout is how long Read waits for a byte; 0 means DefaultReadTimeout.
	ReadTimeout time.Duration
	// WriteTimeout is how long a write may make no progress before the port is
	// abandoned; 0 means DefaultWriteTimeout.
	WriteTimeout time.Duration
}

func (m Mode) withDefaults() Mode {
	if m.DataBits == 0 {
		m.DataBits = 8
	}
	if m.StopBits == 0 {
		m.StopBits = 1
	}
	if m.Parity == "" {
		m.Parity = "none"
	}
	if m.ReadTimeout <= 0 {
		m.ReadTimeout = DefaultReadTimeout
	}
	if m.WriteTimeout <= 0 {
		m.WriteTimeout = DefaultWriteTimeout
	}
	return m
}

// library translates to the library's own mode.
func (m Mode) library() (*serial.Mode, error) {
	mode := &serial.Mode{BaudRate: m.Baud, DataBits: m.DataBits}
	if m.Baud <= 0 {
		return nil, fmt.Errorf("baud rate %d is not possible: give one such as 9600 or 115200, the same as the device is set to", m.Baud)
	}
	if m.DataBits < 5 || m.DataBits > 8 {
		return nil, fmt.Errorf("%d data bits are not possible: give 5 to 8, mostly 8", m.DataBits)
	}
	switch m.StopBits {
	case 1:
		mode.StopBits = serial.OneStopBit
	case 2:
		mode.StopBits = serial.TwoStopBits
	default:
		return nil, fmt.Errorf("%d stop bits are not possible: give 1 or 2", m.StopBits)
	}
	switch m.Parity {
	case "none":
		mode.Parity = serial.NoParity
	case "odd":
		mode.Parity = serial.OddParity
	case "even":
		mode.Parity = serial.EvenParity
	default:
		return nil, fmt.Errorf("parity %q is not known: give none, odd or even", m.Parity)
	}
	return mode, nil
}

// Open opens the serial device at path: best a link under /dev/serial/by-id, which
// follows the device from socket to socket; a pseudo-terminal works too. The error
// is a *devices.Error that names the path and says what to do.
func Open(path string, mode Mode) (*Port, error) {
	mode = mode.withDefaults()
	libraryMode, err := mode.library()
	if err != nil {
		return nil, &devices.Error{Op: "opening the serial port", Device: path, Err: err}
	}
	guard, err := openGuard(path)
	if err != nil {
		return nil, openError(path, err)
	}
	inner, err := openInner(path, libraryMode, guard)
	if err != nil {
		_ = unix.Close(guard)
		return nil, openError(path, err)
	}
	if err := inner.SetReadTimeout(mode.ReadTimeout); err != nil {
		_ = inner.Close()
		_ = unix.Close(guard)
		return nil, openError(path, err)
	}
	return &Port{
		path: path, mode: mode, inner: inner, guard: guard,
		ended: make(chan struct{}), released: make(chan struct{}),
	}, nil
}

// openGuard opens a descriptor of our own beside the library's. It tells what is
// wrong with the path in plain error numbers, and it can still release the line
// and drop what is queued while a writer is stuck inside the library.
func openGuard(path string) (int, error) {
	fd, err := unix.Open(path, unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	if _, err := unix.IoctlGetTermios(fd, unix.TCGETS); err != nil {
		_ = unix.Close(fd)
		return -1, err
	}
	return fd, nil
}
