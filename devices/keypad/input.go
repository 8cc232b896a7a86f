package keypad

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"kundterminal/devices"
)

const (
	readWait   = 100 * time.Millisecond // as of every devices.Port
	grabDevice = 0x40044590             // EVIOCGRAB
)

// OpenInput opens a keyboard at /dev/input and keeps its keys from everybody else.
// What is no input device, as a file in a test, is read as it is.
func OpenInput(path string) (devices.Port, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, inputError(path, err)
	}
	if err := grab(f); err != nil {
		f.Close()
		return nil, inputError(path, err)
	}
	return &input{file: f, path: path}, nil
}

// grab takes an input device for itself. What does not know of that is none.
func grab(f *os.File) error {
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var grabbed error
	if err := raw.Control(func(fd uintptr) { grabbed = unix.IoctlSetInt(int(fd), grabDevice, 1) }); err != nil {
		return err
	}
	if errors.Is(grabbed, unix.ENOTTY) || errors.Is(grabbed, unix.EINVAL) {
		return nil
	}
	return grabbed
}

func inputError(path string, err error) error {
	e := &devices.Error{Op: "opening the keypad", Device: path, Fault: devices.FaultDisconnected, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Advice = "plug the keypad in; \"ls -l /dev/input/by-id\" shows what is there, and those names stay the same in any socket"
	case errors.Is(err, fs.ErrPermission):
		e.Advice = "add the terminal's user to the group that owns the device (\"sudo usermod -aG input USER\") and start the terminal again"
	case errors.Is(err, unix.EBUSY):
		e.Advice = "another program has grabbed the keypad; \"fuser -v " + path + "\" names it: stop it"
	}
	return e
}

// input is a keyboard as a port.
type input struct {
	file *os.File
	path string

	mu  sync.Mutex
	err error // the first that is no timeout
}

// Read implements devices.Port.
func (p *input) Read(b []byte) (int, error) {
	if err := p.failed(nil); err != nil {
		return 0, err
	}
	if err := p.file.SetReadDeadline(time.Now().Add(readWait)); err != nil {
		return 0, p.failed(err)
	}
	n, err := p.file.Read(b)
	switch {
	case n > 0:
		return n, nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return 0, err
	case err == nil:
		err = errors.New("the device ended")
	}
	return 0, p.failed(err)
}

// failed keeps the first error, and returns it ever after.
func (p *input) failed(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil && err != nil {
		p.err = err
		if !errors.Is(err, os.ErrClosed) {
			p.err = &devices.Error{Op: "reading the keypad", Device: p.path, Fault: devices.FaultDisconnected, Err: err}
		}
	}
	return p.err
}

// Write implements devices.Port: a keyboard is told nothing.
func (p *input) Write([]byte) (int, error) {
	return 0, fmt.Errorf("writing to the keypad %s: a keyboard takes nothing", p.path)
}

// Close implements devices.Port. The kernel lets go of the device.
func (p *input) Close() error {
	_ = p.failed(os.ErrClosed)
	return p.file.Close()
}

// ModemReady implements devices.Port.
func (p *input) ModemReady() (ready, known bool) { return false, false }
