package sim

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
)

// Jack plays the switch of a headphone socket: a named pipe that carries events of
// Linux input devices (struct input_event of linux/input.h).
type Jack struct {
	dir  string
	pipe *os.File

	mu sync.Mutex
	in bool
}

// NewJack makes the pipe. Nothing is plugged in.
func NewJack() (*Jack, error) {
	dir, err := os.MkdirTemp("", "kundterminal-jack-")
	if err != nil {
		return nil, fmt.Errorf("the simulated headphones: %w", err)
	}
	j := &Jack{dir: dir}
	if err := syscall.Mkfifo(j.Path(), 0o600); err != nil {
		os.RemoveAll(dir)
		return nil, fmt.Errorf("the simulated headphones: %w", err)
	}
	if j.pipe, err = os.OpenFile(j.Path(), os.O_RDWR, 0); err != nil { // both ends: it outlives its readers
		os.RemoveAll(dir)
		return nil, fmt.Errorf("the simulated headphones: %w", err)
	}
	return j, nil
}

// Path is the device's name.
func (j *Jack) Path() string { return filepath.Join(j.dir, "event0") }

// In reports whether headphones are plugged in.
func (j *Jack) In() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.in
}

// Plug puts headphones in or pulls them out.
func (j *Jack) Plug(in bool) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.in = in
	value := uint32(0)
	if in {
		value = 1
	}
	const sync, switched, headphones = 0, 5, 2
	_, err := j.pipe.Write(append(inputEvent(switched, headphones, value), inputEvent(sync, 0, 0)...))
	return err
}

// Close removes the device.
func (j *Jack) Close() error {
	err := j.pipe.Close()
	os.RemoveAll(j.dir)
	return err
}

// inputEvent is a struct input_event at no time: two words, type, code, value.
func inputEvent(kind, code uint16, value uint32) []byte {
	b := make([]byte, 2*strconv.IntSize/8, 2*strconv.IntSize/8+8)
	b = binary.NativeEndian.AppendUint16(b, kind)
	b = binary.NativeEndian.AppendUint16(b, code)
	return binary.NativeEndian.AppendUint32(b, value)
}
