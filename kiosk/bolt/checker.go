package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// The exit codes of CheckMain, as in BSD's sysexits.
const (
	exitSound   = 0
	exitDamaged = 65
	exitNoInput = 66
	exitLocked  = 75
	exitNewer   = 76

	// exitCrash is what the Go runtime exits with after a panic or a fault.
	exitCrash = 2
)

// checkLimit is how long a check may take for each started checkPortion of the
// file. The reading itself takes a few seconds at most; a hang takes for ever.
const (
	checkLimit   = 10 * time.Second
	checkPortion = 512 << 20
)

// Checker proves that the database at path is sound. The error wraps ErrDamaged
// only when it is certain that the file is damaged: it is then set aside.
type Checker func(ctx context.Context, path string) error

// Command returns a Checker that runs a child: name with args and then the path,
// which must do what CheckMain does. The child that hangs or dies over the file
// proves it damaged. A limit of 0 is 10 s, and more for files over 512 MB.
func Command(limit time.Duration, name string, args ...string) Checker {
	return func(ctx context.Context, path string) error {
		limit := limit
		if limit <= 0 {
			limit = checkLimit * time.Duration(1+fileSize(path)/checkPortion)
		}
		bounded, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		var output bytes.Buffer
		cmd := exec.CommandContext(bounded, name, append(args[:len(args):len(args)], path)...)
		cmd.Stdout, cmd.Stderr = io.Discard, &output
		cmd.WaitDelay = time.Second
		err := cmd.Run()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case bounded.Err() != nil && cmd.Process != nil:
			return fmt.Errorf("%s: %w: its check did not end within %v", path, ErrDamaged, limit)
		}
		return childError(path, cmd, err, output.String())
	}
}

// childError says what the end of a child proves.
func childError(path string, cmd *exec.Cmd, err error, output string) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return fmt.Errorf("%s: the check could not be run: %w", path, err)
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		switch status.Signal() {
		case syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP:
			return fmt.Errorf("%s: the check was stopped by %v", path, status.Signal())
		}
		return fmt.Errorf("%s: %w: its check died of %v", path, ErrDamaged, status.Signal())
	}
	said, _, _ := strings.Cut(strings.TrimSpace(output), "\n")
	switch exit.ExitCode() {
	case exitDamaged:
		return fmt.Errorf("%w: %s", ErrDamaged, said)
	case exitCrash:
		return fmt.Errorf("%s: %w: its check crashed: %s", path, ErrDamaged, said)
	case exitLocked:
		return locked(path)
	case exitNewer:
		return fmt.Errorf("%w: %s", ErrNewer, said)
	}
	return fmt.Errorf("%s: the check %q ended with %v and said: %s", path, cmd.Args, err, said)
}

// CheckMain is the child of Command: it checks the database at path, writes the
// Report as JSON to out and what is wrong to complaint, and returns the exit code
// for the process.
func CheckMain(path string, out, complaint io.Writer) int {
	report, err := Check(path)
	_ = json.NewEncoder(out).Encode(report)
	if err == nil {
		return exitSound
	}
	fmt.Fprintln(complaint, err)
	switch {
	case errors.Is(err, ErrDamaged):
		return exitDamaged
	case errors.Is(err, ErrLocked):
		return exitLocked
	case errors.Is(err, ErrNewer):
		return exitNewer
	}
	return exitNoInput
}
