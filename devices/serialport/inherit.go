package serialport

import (
	"fmt"
	"os"
	"strconv"
	"syscall"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"
)

// openInner opens through the library and sees to it that no child process
// inherits the descriptor: the library does not mark it so. No child may be
// started in between, hence the lock.
func openInner(path string, mode *serial.Mode, guard int) (serial.Port, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	inner, err := serial.Open(path, mode)
	if err != nil {
		return nil, err
	}
	closeOnExec(guard)
	return inner, nil
}

// closeOnExec marks every descriptor of this process that refers to the same
// terminal as guard does. The library does not tell its descriptor, so the
// process's own list is searched; where there is none, nothing is lost but this.
func closeOnExec(guard int) {
	target, err := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", guard))
	if err != nil {
		return
	}
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return
	}
	for _, entry := range entries {
		fd, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if link, err := os.Readlink("/proc/self/fd/" + entry.Name()); err == nil && link == target {
			unix.CloseOnExec(fd)
		}
	}
}
