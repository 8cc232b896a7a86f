package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkStart measures from the start of the built program until its first page
// is answered with the idle screen, and the memory that it then has; beside them
// the same of a bare Chromium that shows an empty page, until its developer tools
// answer. The store exists, and is proved sound by a child as at every start. Run
// it with -benchtime 5x or more.
func BenchmarkStart(b *testing.B) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		b.Skip("chromium not installed")
	}
	built := filepath.Join(b.TempDir(), "kundterminal")
	if said, err := exec.Command("go", "build", "-o", built, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, said)
	}
	config, address := configured(b)
	startTerminal(b, built, config, address).end() // makes the store
	var ours, theirs, times, memory, all, share samples
	for b.Loop() {
		x := startTerminal(b, built, config, address)
		peak := x.memory("VmHWM")
		x.end()
		y := startChromium(b, browser)
		time.Sleep(time.Second) // its processes have come up
		sum, proportional := y.memory("VmRSS"), y.proportional()
		y.end()
		ours.time(x.took)
		theirs.time(y.took)
		times.add(float64(y.took) / float64(x.took))
		memory.add(peak)
		all.add(sum)
		share.add(proportional)
	}
	report(
		b, measure{"start-ms", ours.median()}, measure{"chromium-ms", theirs.median()}, measure{"x-chromium-time", 1 / times.median()},
		measure{"MB", memory.median()}, measure{"chromium-rss-MB", all.median()}, measure{"chromium-pss-MB", share.median()},
		measure{"x-chromium-pss", memory.median() / share.median()},
	)
}

// configured writes a configuration with a store of its own and a free port.
func configured(b *testing.B) (path, address string) {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	address = listener.Addr().String()
	listener.Close()
	dir := b.TempDir()
	path = filepath.Join(dir, "terminal.toml")
	text := fmt.Sprintf("[store]\npath = %q\n[catalogue]\nlast_good = %q\n[web]\nlisten = %q\n",
		filepath.Join(dir, "terminal.db"), filepath.Join(dir, "catalogue"), address)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	return path, address
}

// program is one that was started, with all that it starts in turn.
type program struct {
	testing.TB
	cmd  *exec.Cmd
	took time.Duration // until it was of use
}

func begin(b *testing.B, name string, args ...string) (p *program, errs io.Reader) {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	errs, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	return &program{TB: b, cmd: cmd}, errs
}

func startTerminal(b *testing.B, built, config, address string) *program {
	b.Helper()
	begun := time.Now()
	p, errs := begin(b, built, "run", "--config", config)
	go io.Copy(io.Discard, errs)
	for time.Since(begun) < 30*time.Second {
		if page := answered("http://" + address + "/"); strings.Contains(page, `name="screen" value="idle"`) {
			p.took = time.Since(begun)
			return p
		}
		time.Sleep(500 * time.Microsecond)
	}
	p.end()
	b.Fatal("the terminal never answered with its idle screen")
	return nil
}

func answered(address string) string {
	answer, err := http.Get(address)
	if err != nil {
		return ""
	}
	defer answer.Body.Close()
	page, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != http.StatusOK {
		return ""
	}
	return string(page)
}

func startChromium(b *testing.B, browser string) *program {
	b.Helper()
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
		"--disable-component-update", "--remote-debugging-port=0", "--user-data-dir=" + b.TempDir(),
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	begun := time.Now()
	p, errs := begin(b, browser, append(args, "about:blank")...)
	lines := bufio.NewScanner(errs)
	for lines.Scan() {
		_, rest, ok := strings.Cut(lines.Text(), "DevTools listening on ws://")
		if !ok {
			continue
		}
		host, _, _ := strings.Cut(rest, "/")
		for time.Since(begun) < 30*time.Second {
			if strings.Contains(answered("http://"+host+"/json/list"), `"about:blank"`) {
				p.took = time.Since(begun)
				go io.Copy(io.Discard, errs)
				return p
			}
		}
	}
	p.end()
	b.Fatal("Chromium never answered")
	return nil
}

// end ends the process and all that it has started.
func (p *program) end() {
	p.Helper()
	_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGTERM)
	ended := make(chan struct{})
	go func() {
		_ = p.cmd.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
	}
	_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
}
