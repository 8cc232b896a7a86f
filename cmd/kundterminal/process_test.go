package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is a terminal that runs for itself.
type process struct {
	cmd      *exec.Cmd
	begun    time.Time
	address  chan string   // of its pages, when they are served
	ready    chan struct{} // closed when its printer has answered that it can print
	complain *transcript   // its standard error
	log      *transcript   // its standard output: the log
	ended    chan struct{}
}

// A program with the race detector sleeps a second before it ends. Each start of a
// terminal waits for the end of the child that checks its store, so those of the
// tests do without.
func init() {
	if err := os.Setenv("GORACE", strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0")); err != nil {
		panic(err)
	}
}

// transcript keeps what is written to it.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (b *transcript) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *transcript) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// startProcess runs "kundterminal run" with a configuration file.
func startProcess(configFile string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{
		cmd: exec.Command(self, "run", "--config", configFile), begun: time.Now(),
		address: make(chan string, 1), ready: make(chan struct{}), complain: &transcript{}, log: &transcript{}, ended: make(chan struct{}),
	}
	p.cmd.Stderr = p.complain
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	go p.attend(out)
	return p, nil
}

// attend reads the log until the process has ended.
func (p *process) attend(out io.Reader) {
	ready := sync.OnceFunc(func() { close(p.ready) })
	lines := bufio.NewScanner(io.TeeReader(out, p.log))
	for lines.Scan() {
		var line struct{ Event, Address string }
		switch err := json.Unmarshal(lines.Bytes(), &line); {
		case err != nil:
		case line.Event == "terminal_started":
			p.address <- "http://" + line.Address
		case line.Event == "printer_ready":
			ready()
		}
	}
	_ = p.cmd.Wait() // how it ended is in cmd.ProcessState
	close(p.ended)
}

var errEnded = errors.New("the process has ended")

// open waits for the pages and opens them.
func (p *process) open(ctx context.Context) (*pages, error) {
	select {
	case address := <-p.address:
		return openPages(ctx, address)
	case <-p.ended:
		return nil, errEnded
	case <-ctx.Done():
		return nil, fmt.Errorf("the terminal does not start: %w; its log: %s", ctx.Err(), p.log)
	}
}

func (p *process) kill() { _ = p.cmd.Process.Signal(syscall.SIGKILL) }

// complaint is why a process that was killed, or stopped in good order, must not
// have ended so.
func (p *process) complaint(killed bool) error {
	<-p.ended
	text := p.complain.String()
	status := p.cmd.ProcessState
	switch {
	case strings.Contains(text, "DATA RACE"), strings.Contains(text, "panic:"):
		return errors.New(text)
	case killed && status.Exited(), !killed && !status.Success():
		return fmt.Errorf("the terminal ended by itself: %s, %s; log: %s", status, text, p.log)
	}
	return nil
}

// configFile writes a configuration as an installation has it. It lets pages be
// served on any free port.
func configFile(t *testing.T, terminal int, store, port, catalogue string) string {
	t.Helper()
	dir := t.TempDir()
	text := fmt.Sprintf(`
[terminal]
id = %d
[hours]
monday = "00:00-24:00"
tuesday = "00:00-24:00"
wednesday = "00:00-24:00"
thursday = "00:00-24:00"
friday = "00:00-24:00"
saturday = "00:00-24:00"
sunday = "00:00-24:00"
[screen]
touch = false
[session]
guard_ms = 0
[printer]
port = %q
profile = "tm-t20iii"
baud = 38400
[store]
path = %q
[catalogue]
folder = %q
last_good = ""
[identity]
key_file = %q
[diagnostics]
socket = ""
folder = %q
[web]
listen = "127.0.0.1:0"
[log]
level = "debug"
`, terminal, port, store, catalogue, filepath.Join(dir, "identity.key"), filepath.Join(dir, "diagnostics"))
	path := filepath.Join(dir, "terminal.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
