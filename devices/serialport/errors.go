package serialport

import (
	"errors"
	"io/fs"
	"os"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"

	"kundterminal/devices"
)

// timeout is the error of a read in which no byte came. It costs nothing to
// return, since an idle device makes ten a second.
type timeout struct{}

func (timeout) Error() string        { return "no byte came within the read timeout" }
func (timeout) Is(target error) bool { return target == os.ErrDeadlineExceeded }
func (timeout) Timeout() bool        { return true }

// openError says in words why a port did not open and what to do.
func openError(path string, err error) error {
	e := &devices.Error{Op: "opening the serial port", Device: path, Fault: devices.FaultDisconnected, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Advice = "plug the device in; \"ls -l /dev/serial/by-id\" shows what is there, and those names stay the same in any socket"
	case errors.Is(err, fs.ErrPermission) || hasCode(err, serial.PermissionDenied):
		e.Advice = "add the terminal's user to the group that owns the device (\"sudo usermod -aG dialout USER\") and start the terminal again"
	case errors.Is(err, unix.EBUSY) || hasCode(err, serial.PortBusy):
		e.Advice = "another program has the port open; \"fuser -v " + path + "\" names it: stop it, or give this device another path"
	case errors.Is(err, unix.ENOTTY) || errors.Is(err, unix.EINVAL):
		e.Advice = "this is not a serial port; give a path such as /dev/serial/by-id/..., /dev/ttyUSB0 or /dev/ttyS0"
	case hasCode(err, serial.InvalidSerialPort), hasCode(err, serial.InvalidSpeed), hasCode(err, serial.InvalidDataBits),
		hasCode(err, serial.InvalidParity), hasCode(err, serial.InvalidStopBits):
		e.Advice = "this port cannot be set so; check the baud rate, data bits, stop bits and parity in the configuration"
	}
	return e
}

// callError says what ended a read or a write: for the library "port closed" and
// for the kernel any error at all mean that the device is gone.
func callError(op, path string, err error) error {
	if hasCode(err, serial.PortClosed) {
		err = errors.New("the line was hung up")
	}
	return &devices.Error{Op: op, Device: path, Fault: devices.FaultDisconnected, Err: err}
}

func hasCode(err error, code serial.PortErrorCode) bool {
	var portError *serial.PortError
	return errors.As(err, &portError) && portError.Code() == code
}
