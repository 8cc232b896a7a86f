package bolt

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// memoryDir returns a directory that is removed with the test, in memory where
// the system has such a place: for tests of what is read after writing, not of
// whether it reaches a disk.
func memoryDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "bolt")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// checkWorker is a child that checks one file after another, where starting a
// child for each of thousands would take too long. Like any child it may hang or
// die over a file; another one is then started.
type checkWorker struct {
	limit time.Duration
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader

	hangs, deaths int
}

func newCheckWorker(t testing.TB, limit time.Duration) *checkWorker {
	w := &checkWorker{limit: limit}
	t.Cleanup(w.stop)
	return w
}

func init() { roles["check worker"] = func([]string) int { return checkAll(os.Stdin, os.Stdout) } }

// checkAll answers each line, a path, with a line of the exit code that CheckMain
// gives and its complaint.
func checkAll(in io.Reader, out io.Writer) int {
	for paths := bufio.NewScanner(in); paths.Scan(); {
		var complaint strings.Builder
		code := CheckMain(paths.Text(), io.Discard, &complaint)
		line, _, _ := strings.Cut(complaint.String(), "\n")
		fmt.Fprintf(out, "%d %s\n", code, line)
	}
	return 0
}

func (w *checkWorker) start() error {
	w.cmd = exec.Command(os.Args[0])
	w.cmd.Env = append(os.Environ(), role+"=check worker")
	in, err := w.cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	w.in, w.out = in, bufio.NewReader(out)
	return w.cmd.Start()
}

func (w *checkWorker) stop() {
	if w.cmd != nil {
		_ = w.cmd.Process.Kill()
		_ = w.cmd.Wait()
		w.cmd = nil
	}
}

// check is a Checker.
func (w *checkWorker) check(_ context.Context, path string) error {
	if w.cmd == nil {
		if err := w.start(); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintln(w.in, path); err != nil {
		return err
	}
	process := w.cmd.Process // which the timer may outlive
	late := false
	timer := time.AfterFunc(w.limit, func() { late = true; _ = process.Kill() })
	answer, err := w.out.ReadString('\n')
	if !timer.Stop() || err != nil {
		w.stop()
		if late {
			w.hangs++
			return fmt.Errorf("%s: %w: the check hung", path, ErrDamaged)
		}
		w.deaths++
		return fmt.Errorf("%s: %w: the check died", path, ErrDamaged)
	}
	code, said, _ := strings.Cut(strings.TrimSpace(answer), " ")
	switch code {
	case "0":
		return nil
	case fmt.Sprint(exitDamaged):
		return fmt.Errorf("%w: %s", ErrDamaged, said)
	}
	return fmt.Errorf("the check ended with %s: %s", code, said)
}
