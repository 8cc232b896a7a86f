//go:build fyne

package main

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkTouchStart measures from the start of the program with the touchscreen
// until it tells systemd that it is ready, which it does up to a tenth of a second
// after its first picture; and its memory. The X server has no hardware: the
// drawing, in software, is done by the program itself. Compare BenchmarkStart.
func BenchmarkTouchStart(b *testing.B) {
	if _, err := exec.LookPath("Xvfb"); err != nil {
		b.Skip("Xvfb not installed")
	}
	built := filepath.Join(b.TempDir(), "kundterminal")
	if said, err := exec.Command("go", "build", "-tags", "fyne", "-o", built, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, said)
	}
	b.Setenv("DISPLAY", virtualScreen(b))
	b.Setenv("LIBGL_ALWAYS_SOFTWARE", "1")
	b.Setenv("LANG", "C.UTF-8")
	config, _ := configured(b)
	startTouch(b, built, config).end() // makes the store
	var took, memory, share samples
	for b.Loop() {
		x := startTouch(b, built, config)
		memory.add(x.memory("VmHWM"))
		share.add(x.proportional())
		x.end()
		took.time(x.took)
	}
	report(b, measure{"start-ms", took.median()}, measure{"rss-MB", memory.median()}, measure{"pss-MB", share.median()})
}

// virtualScreen starts an X server without a screen, and returns its name.
func virtualScreen(b *testing.B) string {
	b.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	defer read.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1080x1920x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	write.Close()
	b.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		b.Fatalf("Xvfb did not start: %v", err)
	}
	return ":" + strings.TrimSpace(number)
}

// startTouch starts the terminal and waits until it is ready.
func startTouch(b *testing.B, built, config string) *program {
	b.Helper()
	path := filepath.Join(b.TempDir(), "notify")
	socket, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		b.Fatal(err)
	}
	defer socket.Close()
	b.Setenv("NOTIFY_SOCKET", path)
	begun := time.Now()
	p, errs := begin(b, built, "run", "--config", config)
	go io.Copy(io.Discard, errs)
	if err := socket.SetReadDeadline(begun.Add(30 * time.Second)); err != nil {
		b.Fatal(err)
	}
	message := make([]byte, 256)
	for {
		n, err := socket.Read(message)
		if err != nil {
			p.end()
			b.Fatalf("the terminal never said that it is ready: %v", err)
		}
		if strings.Contains(string(message[:n]), "READY=1") {
			p.took = time.Since(begun)
			return p
		}
	}
}
