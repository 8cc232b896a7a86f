package escpos

import (
	"bytes"
	"context"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices"
)

// memoryPort is a line in memory to a printer that a test scripts, for virtual time.
type memoryPort struct {
	mu      sync.Mutex
	written []byte
	ready   bool
	known   bool
	script  func(command []byte) []byte // what is answered to one write
	answers chan []byte
	closed  chan struct{}
	once    sync.Once
}

func newMemoryPort(script func([]byte) []byte) *memoryPort {
	return &memoryPort{script: script, ready: true, answers: make(chan []byte, 1000), closed: make(chan struct{})}
}

func (p *memoryPort) Read(b []byte) (int, error) {
	timer := time.NewTimer(100 * time.Millisecond)
	defer timer.Stop()
	select {
	case answer := <-p.answers:
		return copy(b, answer), nil
	case <-timer.C:
		return 0, os.ErrDeadlineExceeded
	case <-p.closed:
		return 0, devices.ErrClosed
	}
}

func (p *memoryPort) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.closed:
		return 0, devices.ErrClosed
	default:
	}
	p.written = append(p.written, b...)
	if answer := p.script(b); len(answer) > 0 {
		p.answers <- answer
	}
	return len(b), nil
}

func (p *memoryPort) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *memoryPort) ModemReady() (bool, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ready, p.known
}

func (p *memoryPort) setReady(ready bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready, p.known = ready, true
}

// change changes what the script looks at.
func (p *memoryPort) change(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
}

func (p *memoryPort) log() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Clone(p.written)
}

// idle answers as a printer that has nothing to complain of.
func idle(command []byte) []byte {
	var out []byte
	for i := range command {
		rest := command[i:]
		switch {
		case bytes.HasPrefix(rest, clearBuffers):
			out = append(out, 0x37, 0x25, 0x00)
		case len(rest) >= 3 && rest[0] == 0x10 && rest[1] == 0x04 && rest[2] <= 4:
			out = append(out, 0x12)
		case len(rest) >= 3 && rest[0] == 0x10 && rest[1] == 0x04 && rest[2] == fullStatus:
			out = append(out, 0x10, 0x0F, 0, 0, 0, 0)
		case bytes.HasPrefix(rest, requestPaper):
			out = append(out, 0x00)
		case len(rest) >= 11 && bytes.HasPrefix(rest, []byte{0x1D, 0x28, 0x48, 0x06, 0x00}):
			out = append(append(append(out, 0x37, 0x22), rest[7:11]...), 0x00)
		}
	}
	return out
}

// served runs a driver on a port in virtual time while the test does something.
func served(t *testing.T, p Profile, o Options, port *memoryPort, test func(t *testing.T, d *Driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		port.answers, port.closed = make(chan []byte, 1000), make(chan struct{})
		d := NewDriver(p, o)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); _ = d.Serve(ctx, port) }()
		synctest.Wait()
		test(t, d)
		cancel()
		<-done
	})
}
