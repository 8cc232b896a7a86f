package jack

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"kundterminal/devices"
)

const readWait = 100 * time.Millisecond

// Reader follows one socket.
type Reader struct {
	Path string       // such as /dev/input/by-path/…-event
	Log  *slog.Logger // nil: slog.Default
	// OnChange is told whether headphones are in: first when the device has been
	// opened, and then at each change. A device that has gone has none in it.
	OnChange func(in bool)

	file *os.File
	in   bool
}

// Run follows the socket until the context ends, and returns the context's error.
// A device that is not there, or goes, is looked for again and again.
func (r *Reader) Run(ctx context.Context) error {
	link := devices.Link{Name: "headphones " + r.Path, Open: r.open, Serve: r.serve, Log: r.Log}
	return link.Run(ctx)
}

func (r *Reader) open(context.Context) (devices.Port, error) {
	f, err := os.OpenFile(r.Path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		e := &devices.Error{Op: "opening the switch of the headphones", Device: r.Path, Fault: devices.FaultDisconnected, Err: err}
		if errors.Is(err, os.ErrPermission) {
			e.Fault, e.Advice = devices.FaultNone, "add the user to the group input"
		}
		return nil, e
	}
	r.file = f
	return port{f}, nil
}

// serve tells every change until the device goes.
func (r *Reader) serve(ctx context.Context, p devices.Port) error {
	defer r.tell(false)
	r.ask()
	var events parser
	buffer := make([]byte, 64*eventSize)
	for ctx.Err() == nil {
		n, err := p.Read(buffer)
		if errors.Is(err, os.ErrDeadlineExceeded) {
			continue
		}
		if err != nil {
			return &devices.Error{Op: "reading the switch of the headphones", Device: r.Path, Fault: devices.FaultDisconnected, Err: err}
		}
		for _, e := range events.take(buffer[:n]) {
			switch {
			case e.kind == typeSwitch && e.code == codeHeadphones:
				r.tell(e.value != 0)
			case e.kind == typeSync && e.code == codeDropped:
				r.ask()
			}
		}
	}
	return ctx.Err()
}

func (r *Reader) tell(in bool) {
	if in != r.in {
		r.in = in
		r.OnChange(in)
	}
}

// ask tells the present state of the switch, where the kernel knows it.
func (r *Reader) ask() {
	conn, err := r.file.SyscallConn()
	if err != nil {
		return
	}
	var set [8]byte // a bit for each switch
	failed := syscall.Errno(0)
	err = conn.Control(func(fd uintptr) {
		_, _, failed = unix.Syscall(unix.SYS_IOCTL, fd, getSwitches(len(set)), uintptr(unsafe.Pointer(&set[0])))
	})
	if err == nil && failed == 0 {
		r.tell(set[codeHeadphones/8]&(1<<(codeHeadphones%8)) != 0)
	}
}

// getSwitches is EVIOCGSW(n) of linux/input.h: read the state of all switches into
// n bytes.
func getSwitches(n int) uintptr {
	const read, group, number = 2, 'E', 0x1b
	return read<<30 | uintptr(n)<<16 | group<<8 | number
}

// port is the device as a Link has it.
type port struct{ *os.File }

func (p port) Read(b []byte) (int, error) {
	if err := p.SetReadDeadline(time.Now().Add(readWait)); err != nil {
		return 0, err
	}
	n, err := p.File.Read(b)
	if n == 0 && err == nil {
		return 0, io.EOF
	}
	return n, err
}

// ModemReady implements devices.Port: a switch has no such lines.
func (port) ModemReady() (ready, known bool) { return false, false }
