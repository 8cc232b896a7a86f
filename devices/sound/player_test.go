package sound

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// recorder makes the ALSA device "recorder", which writes what is played on it
// into the file that is returned.
func recorder(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("aplay"); err != nil {
		t.Skip("aplay not installed")
	}
	dir := t.TempDir()
	record, conf := filepath.Join(dir, "played.raw"), filepath.Join(dir, "asound.conf")
	text := fmt.Sprintf("pcm.recorder { type file; slave.pcm { type null }; file %q; format raw }", record)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", conf)
	return record
}

func TestWhatIsPlayedReachesTheDeviceOnItsSide(t *testing.T) {
	for _, test := range []struct {
		name        string
		side        Side
		hz          float64
		left, right float64
	}{{"left", Left, A4, 0.35, 0}, {"right", Right, E5, 0, 0.35}, {"both", Both, A4, 0.35, 0.35}} {
		t.Run(test.name, func(t *testing.T) {
			record := recorder(t)
			err := Player{Device: "recorder"}.Play(t.Context(), bytes.NewReader(WAV(Tone{test.side, test.hz, 700 * time.Millisecond, 0.5})))
			if err != nil {
				t.Fatal(err)
			}
			played, err := os.ReadFile(record)
			if err != nil {
				t.Fatal(err)
			}
			left, right := samples(t, append(WAV(Tone{For: time.Duration(len(played)) * time.Second / (4 * Rate)})[:44], played...))
			for name, side := range map[string]struct{ got, want float64 }{"left": {loudness(left), test.left}, "right": {loudness(right), test.right}} {
				if side.got < side.want-0.02 || side.got > side.want+0.02 {
					t.Errorf("%s is %.3f loud, want %.2f", name, side.got, side.want)
				}
			}
			if got := float64(len(left)) / Rate; got < 0.69 || got > 0.8 {
				t.Errorf("%.3f s were played, want 0.7 s", got)
			}
		})
	}
}

func TestADeviceThatIsNotThereIsNamed(t *testing.T) {
	recorder(t)
	err := Player{Device: "nowhere"}.Play(t.Context(), bytes.NewReader(WAV()))
	if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "nowhere") || !strings.Contains(err.Error(), "aplay -L") {
		t.Errorf("the error is %v", err)
	}
}

func TestAMissingProgramIsNamedWithItsPackage(t *testing.T) {
	p := Player{Program: filepath.Join(t.TempDir(), "aplay")}
	for name, err := range map[string]error{"Check": p.Check(), "Play": p.Play(t.Context(), bytes.NewReader(nil))} {
		if !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "alsa-utils") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// hanging is a program that does not end, with a child of its own. The file gets
// the id of that child.
func hanging(t *testing.T) (program, child string) {
	t.Helper()
	dir := t.TempDir()
	program, child = filepath.Join(dir, "aplay"), filepath.Join(dir, "child")
	script := fmt.Sprintf("#!/bin/sh\ntrap '' TERM INT HUP\nsleep 600 &\necho $! >%s.new\nmv %s.new %s\nwait\nsleep 600\n", child, child, child)
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return program, child
}

// pidIn waits for a file with the id of a process.
func pidIn(t *testing.T, file string) int {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < 20*time.Second; time.Sleep(5 * time.Millisecond) {
		if text, err := os.ReadFile(file); err == nil {
			pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
			if err != nil {
				t.Fatal(err)
			}
			return pid
		}
	}
	t.Fatal("the child did not start")
	return 0
}

// gone waits until no process of the id runs; one that nobody has waited for yet
// counts as gone.
func gone(t *testing.T, pid int) {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < 20*time.Second; time.Sleep(5 * time.Millisecond) {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil || strings.Contains(string(stat), ") Z ") {
			return
		}
	}
	_ = syscall.Kill(pid, syscall.SIGKILL)
	t.Errorf("process %d still runs", pid)
}

func TestADeviceThatHangsIsStoppedAtItsLimit(t *testing.T) {
	program, child := hanging(t)
	err := Player{Program: program, Limit: 500 * time.Millisecond}.Play(t.Context(), bytes.NewReader(WAV()))
	if !errors.Is(err, ErrHung) {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(child); err == nil { // a slow machine may have been stopped before
		gone(t, pidIn(t, child))
	}
}

func TestASoundThatIsNotWantedAnyMoreEndsWithAllItsProcesses(t *testing.T) {
	program, child := hanging(t)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Player{Program: program}.Play(ctx, bytes.NewReader(WAV())) }()
	pid := pidIn(t, child)
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	gone(t, pid)
}
