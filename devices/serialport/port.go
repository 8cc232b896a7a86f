package serialport

import (
	"sync"
	"sync/atomic"
	"time"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"

	"kundterminal/devices"
)

var stuck atomic.Int64

// Stuck tells how many writers of abandoned ports the kernel still holds. Each
// keeps one goroutine, one thread and two descriptors until its device takes the
// bytes or is unplugged. It should be 0; a number that grows is a sign of a device
// that stops taking bytes again and again.
func Stuck() int { return int(stuck.Load()) }

// Port is an open serial port. It satisfies devices.Port.
type Port struct {
	path  string
	mode  Mode
	inner serial.Port
	guard int // our own descriptor of the same line

	writing sync.Mutex // held through a Write, so that two never mix

	mu        sync.Mutex
	err       error         // why the port is of no more use; kept for ever
	ended     chan struct{} // closed when err is set
	inside    int           // calls inside the library
	pumping   bool          // one of them is a write
	abandoned bool          // that write was given up
	closed    bool          // the port is to be released when inside is 0
	released  chan struct{} // closed when both descriptors are
	lines     modemLines
}

var _ devices.Port = (*Port)(nil)

// enter lets a call into the library, or says why it may not go there.
func (p *Port) enter() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil {
		return p.err
	}
	p.inside++
	return nil
}

func (p *Port) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.inside--
	p.releaseIfUnused()
}

// fail keeps the first error, which all later calls return, and returns it.
func (p *Port) fail(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.failLocked(err)
}

func (p *Port) failLocked(err error) error {
	if p.err == nil {
		p.err = err
		close(p.ended)
	}
	return p.err
}

// releaseIfUnused closes the descriptors when the port is closed and the last call
// has left the library. Closing a UART with unsent bytes can take half a minute, so
// nobody waits for it here.
func (p *Port) releaseIfUnused() {
	if !p.closed || p.inside > 0 {
		return
	}
	select {
	case <-p.released:
		return
	default:
	}
	p.inside = 1 // nobody comes in any more; keeps this from running twice
	go func() {
		_ = p.inner.Close()
		_ = unix.Close(p.guard)
		close(p.released)
	}()
}

// Read waits up to the mode's ReadTimeout for at least one byte.
func (p *Port) Read(b []byte) (int, error) {
	if err := p.enter(); err != nil {
		return 0, err
	}
	n, err := p.inner.Read(b)
	p.leave()
	switch {
	case n > 0:
		return n, nil
	case err != nil:
		return 0, p.fail(callError("reading from the serial port", p.path, err))
	default:
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.err != nil {
			return 0, p.err
		}
		return 0, timeout{}
	}
}

// Close gives the port up. It waits for a reader to leave, so that the path can be
// opened again at once, but not for a stuck writer. Closing twice is no error.
func (p *Port) Close() error {
	p.mu.Lock()
	_ = p.failLocked(devices.ErrClosed)
	p.shut()
	patience := p.mode.ReadTimeout + time.Second
	if p.abandoned {
		patience = p.mode.ReadTimeout
	}
	p.mu.Unlock()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	select {
	case <-p.released:
	case <-limit.C:
	}
	return nil
}

// shut marks the port closed. With a writer inside, the descriptors have to stay
// open until the kernel lets it go; the line itself is made free for others and
// what is queued is dropped, so that it cannot come out before the next job.
func (p *Port) shut() {
	if p.closed {
		return
	}
	p.closed = true
	if p.pumping {
		p.abandoned = true
		stuck.Add(1)
		_ = unix.IoctlSetInt(p.guard, unix.TCFLSH, unix.TCOFLUSH)
		_ = unix.IoctlSetInt(p.guard, unix.TIOCNXCL, 0)
	}
	p.releaseIfUnused()
}
