// Package serialport opens serial ports as devices.Port. It is the only importer
// of go.bug.st/serial and keeps that library's traps (version 1.8.0) to itself:
//
//   - A read that times out returns 0, nil there. Here it is an error that
//     satisfies errors.Is(err, os.ErrDeadlineExceeded).
//   - After a hang-up every read returns "port closed" at once and for ever, the
//     same as after one's own Close. Here the first such error is kept: a hang-up
//     is a devices.Error with FaultDisconnected, one's own Close is os.ErrClosed.
//   - A write is one blocking write(2) without a time limit, and not even Close
//     releases it. Here a goroutine writes at most 64 bytes at a time, and when
//     nothing moves for WriteTimeout the port is abandoned: every call returns, the
//     device can be opened anew, and the goroutine goes when the kernel lets it.
//     Stuck tells how many have not gone yet.
//   - A write after Close goes to whatever the descriptor's number means by then.
//     Here a descriptor is closed only when no call is inside the library, so
//     nothing can ever be written to a descriptor that was used again.
//   - Descriptors are inherited by child processes there; here they are not.
//   - A port without modem lines (a pseudo-terminal, many USB adapters) answers
//     "inappropriate ioctl"; here ModemReady says that it knows of none.
//
// List tells which ports there are and what the kernel knows of the devices at them,
// for a technician who asks. It reads /sys and opens nothing; the library's own list
// opens every port of the board, which has frozen serial consoles.
//
// Caveats. Two processes of the super-user can open one port at the same time, so
// the terminal should not run as root. When a port was abandoned and its last
// writer leaves later on, the library also lifts the exclusive use of a port that
// was opened on the same path meanwhile. The package works on Linux; that is where
// terminals run.
package serialport
