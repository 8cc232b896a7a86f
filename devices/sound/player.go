package sound

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"kundterminal/devices"
)

// DefaultDevice is the ALSA device that the machine's own configuration chooses.
const DefaultDevice = "default"

const (
	defaultLimit = 2 * time.Minute
	endGrace     = time.Second // for what a killed child leaves behind
	mostSaid     = 4096        // bytes of a child's complaint that are kept
)

// The errors of a Player, wrapped in a *devices.Error.
var (
	// ErrMissing is returned when the program that plays is not installed.
	ErrMissing = errors.New("the program is not installed")

	// ErrRefused is returned when the device cannot be opened, or went away
	// while it played.
	ErrRefused = errors.New("the sound device cannot be used")

	// ErrHung is returned when a sound did not end within its limit.
	ErrHung = errors.New("the sound did not end in time and was stopped")
)

// Player plays WAV on an ALSA device, by aplay. Its zero value is ready to use. It
// may be used from several goroutines; whether sounds mix is the device's affair.
type Player struct {
	Device  string        // of ALSA; empty: DefaultDevice
	Program string        // empty: aplay
	Limit   time.Duration // that one sound may take; 0: 2 minutes
}

func (p Player) device() string {
	if p.Device == "" {
		return DefaultDevice
	}
	return p.Device
}

func (p Player) program() string {
	if p.Program == "" {
		return "aplay"
	}
	return p.Program
}

// Check returns nil where the program that plays is installed. It plays nothing.
func (p Player) Check() error {
	if _, err := exec.LookPath(p.program()); err != nil {
		return p.fault(fmt.Errorf("%w: %s", ErrMissing, p.program()))
	}
	return nil
}

// Play plays a WAV file to its end. It ends at once, with the context's error,
// when ctx ends. Other errors are ErrMissing, ErrRefused and ErrHung.
func (p Player) Play(ctx context.Context, wav io.Reader) error {
	if err := p.Check(); err != nil {
		return err
	}
	limit := p.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	said := complaint{}
	cmd := exec.CommandContext(bounded, p.program(), "-q", "-D", p.device(), "-")
	cmd.Stdin, cmd.Stderr = wav, &said
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = endGrace
	err := cmd.Run()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case bounded.Err() != nil:
		return p.fault(fmt.Errorf("%w: after %v", ErrHung, limit))
	}
	return p.fault(fmt.Errorf("%w: %s", ErrRefused, said.last(err)))
}

// fault makes a sentence of what is wrong, with what to do about it.
func (p Player) fault(err error) error {
	e := &devices.Error{Op: "playing a sound", Device: p.device(), Err: err}
	switch {
	case errors.Is(err, ErrMissing):
		e.Advice = "install the package alsa-utils"
	case errors.Is(err, ErrHung):
		e.Fault = devices.FaultNoAnswer
		e.Advice = "unplug the sound device and plug it in again, or choose another of those that aplay -L lists"
	default:
		e.Advice = "check that it is plugged in and that the user is in the group audio, or choose another of those that aplay -L lists"
	}
	return e
}

// complaint keeps the beginning of what a child says on its standard error.
type complaint struct{ bytes.Buffer }

func (c *complaint) Write(p []byte) (int, error) {
	if room := mostSaid - c.Len(); room > 0 {
		c.Buffer.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}

// last is the line in which aplay itself says what is wrong, behind those of the
// library below it.
func (c *complaint) last(err error) string {
	lines := strings.Split(strings.TrimSpace(c.String()), "\n")
	if line := lines[len(lines)-1]; line != "" {
		return line
	}
	return err.Error()
}
