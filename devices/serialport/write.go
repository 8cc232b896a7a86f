package serialport

import (
	"bytes"
	"errors"
	"io"
	"time"

	"kundterminal/devices"
)

// chunk is how much is given to the kernel in one call. A write of more can block
// with part of it taken and no way to tell how much.
const chunk = 64

// progress is what a pump reports: bytes taken, or why it stopped.
type progress struct {
	n   int
	err error
}

// Write hands the bytes to the line. When nothing moves for the mode's
// WriteTimeout, the port is abandoned and the error carries FaultStalled.
func (p *Port) Write(b []byte) (int, error) {
	p.writing.Lock()
	defer p.writing.Unlock()
	if err := p.startPump(); err != nil {
		return 0, err
	}
	steps := make(chan progress, len(b)/chunk+2)
	go p.pump(bytes.Clone(b), steps)

	timer := time.NewTimer(p.mode.WriteTimeout)
	defer timer.Stop()
	written := 0
	for {
		select {
		case step, more := <-steps:
			if !more {
				return written, nil
			}
			written += step.n
			if step.err != nil {
				return written, p.fail(callError("writing to the serial port", p.path, step.err))
			}
			timer.Reset(p.mode.WriteTimeout)
		case <-timer.C:
			return written, p.abandon()
		case <-p.ended:
			return written, p.fail(devices.ErrClosed)
		}
	}
}

func (p *Port) startPump() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil {
		return p.err
	}
	p.inside++
	p.pumping = true
	return nil
}

// pump writes chunk by chunk until all is written, an error, or the port's end.
// It is the only code that calls the library's Write.
func (p *Port) pump(b []byte, steps chan<- progress) {
	defer p.pumpEnded()
	defer close(steps)
	for len(b) > 0 {
		select {
		case <-p.ended:
			return
		default:
		}
		n, err := p.inner.Write(b[:min(chunk, len(b))])
		if err == nil && n == 0 {
			err = io.ErrShortWrite
		}
		b = b[n:]
		select {
		case steps <- progress{n, err}:
		case <-p.ended: // nobody listens any more
			return
		}
		if err != nil {
			return
		}
	}
}

func (p *Port) pumpEnded() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.inside--
	p.pumping = false
	if p.abandoned {
		stuck.Add(-1)
	}
	p.releaseIfUnused()
}

// abandon gives the port up with a writer inside.
func (p *Port) abandon() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	err := p.failLocked(&devices.Error{
		Op: "writing to the serial port", Device: p.path, Fault: devices.FaultStalled,
		Err: errors.New("no byte was taken for " + p.mode.WriteTimeout.String()),
	})
	p.shut()
	return err
}
