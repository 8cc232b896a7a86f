package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// diagnosePINCmd sets the technician's PIN, or that of the service advisors.
type diagnosePINCmd struct {
	configFlag
	Out     string `help:"File to write the hash to, or - for standard output; without it diagnostics.pin_file of the configuration, with --advisor identity.pin_file." type:"path"`
	Advisor bool   `help:"Set the PIN of service advisors, with which they help a person at the terminal."`
}

// source is where the PIN that is to be set belongs, by a configuration.
func (r *diagnosePINCmd) source(c config) workshop.PINSource {
	if r.Advisor {
		return workshop.AdvisorPIN(c.Identity.PINFile)
	}
	return workshop.TechnicianPIN(c.Diagnostics.PINFile)
}

// target is the file that is to hold the hash; "-" for standard output.
func (r *diagnosePINCmd) target() (string, error) {
	path, flag := r.Out, "--out"
	var source workshop.PINSource
	if path == "" {
		c, err := loadConfig(r.path())
		if err != nil {
			return "", err
		}
		source = r.source(c)
		path, flag = source.Path, source.Setting
	}
	if path == "" && r.path() != "" {
		return "", fmt.Errorf("%s: %s is empty; name a file there, or make the systemd credential with: "+
			"sudo %s --out /etc/credstore/%s", r.path(), source.Setting, source.Command, source.Credential)
	}
	if path == "" || path == "-" {
		return "-", nil
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) || err == nil && !info.IsDir() {
		return "", fmt.Errorf("%s: there is no folder %s to write the PIN to; make it first (mkdir -p %s), or name another file", flag, folder, folder)
	}
	return path, nil
}

// Run implements the command.
func (r *diagnosePINCmd) Run(s *surroundings) error {
	path, err := r.target() // before anybody types in vain
	if err != nil {
		return err
	}
	pin, err := askPIN(s)
	if err != nil {
		return err
	}
	defer clear(pin)
	hash, err := workshop.NewPINHash(pin)
	if err != nil {
		return err
	}
	text := []byte(hash.String() + "\n")
	if path == "-" {
		_, err = s.out.Write(text)
		return err
	}
	return writePIN(s, path, text)
}

// writePIN writes the hash. A file that is there keeps its owner, who is the
// terminal's user.
func writePIN(s *surroundings, path string, text []byte) error {
	was, missing := os.Stat(path)
	if err := writeWhole(path, text); err != nil {
		return fmt.Errorf("the PIN was not written: %w; run the command with sudo, or as the owner of %s", err, filepath.Dir(path))
	}
	if missing == nil {
		if owner, ok := was.Sys().(*syscall.Stat_t); ok && os.Chown(path, int(owner.Uid), int(owner.Gid)) == nil {
			fmt.Fprintf(s.errors, "%s holds the new PIN's hash.\n", path)
			return nil
		}
	}
	fmt.Fprintf(s.errors, "%s holds the PIN's hash; it must belong to the terminal's user: chown kiosk %s\n", path, path)
	return nil
}

var errPINsDiffer = errors.New("the two PINs differ")

// askPIN reads a PIN.
func askPIN(s *surroundings) ([]byte, error) {
	length := fmt.Sprintf(" (%d-%d digits): ", kiosk.LeastPIN, kiosk.MostPIN)
	return unseen{"New PIN" + length, "Once more" + length, "PIN", kiosk.MostPIN, errPINsDiffer}.ask(s)
}

// unseen is what is typed and nobody is to read over a shoulder.
type unseen struct {
	first, again string // the questions
	name         string
	most         int // bytes
	differ       error
}

// ask reads it: at a terminal twice, without showing it, else a line of standard
// input.
func (q unseen) ask(s *surroundings) ([]byte, error) {
	f, ok := s.in.(*os.File)
	if !ok {
		return q.read(s.in)
	}
	state, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		return q.read(f)
	}
	silent := *state
	silent.Lflag &^= unix.ECHO
	silent.Lflag |= unix.ICANON | unix.ISIG
	if err := unix.IoctlSetTermios(int(f.Fd()), unix.TCSETSF, &silent); err != nil {
		return nil, fmt.Errorf("the terminal shows what is typed: %w", err)
	}
	defer func() { _ = unix.IoctlSetTermios(int(f.Fd()), unix.TCSETSF, state) }()
	ask := func(question string) ([]byte, error) {
		fmt.Fprint(s.errors, question)
		defer fmt.Fprintln(s.errors)
		return interruptible(s.ctx, func() ([]byte, error) { return q.read(f) })
	}
	first, err := ask(q.first)
	if err != nil {
		return nil, err
	}
	again, err := ask(q.again)
	defer clear(again)
	if err == nil && !bytes.Equal(first, again) {
		err = q.differ
	}
	if err != nil {
		clear(first)
		return nil, err
	}
	return first, nil
}

// interruptible returns when whoever types presses Ctrl-C, so that the terminal
// shows again what is typed.
func interruptible(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type line struct {
		pin []byte
		err error
	}
	done := make(chan line, 1)
	go func() {
		pin, err := read()
		done <- line{pin, err}
	}()
	select {
	case l := <-done:
		return l.pin, l.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// read reads a line byte by byte, so that no buffer keeps it, nor what follows.
func (q unseen) read(in io.Reader) ([]byte, error) {
	text := make([]byte, 0, q.most+1)
	var b [1]byte
	for {
		n, err := in.Read(b[:])
		if n == 1 {
			switch {
			case b[0] == '\n':
				return text, nil
			case b[0] != '\r' && len(text) < cap(text): // one too many is refused later
				text = append(text, b[0])
			}
		}
		if errors.Is(err, io.EOF) && len(text) > 0 {
			return text, nil
		}
		if err != nil {
			clear(text)
			return nil, fmt.Errorf("no %s: %w", q.name, err)
		}
	}
}
