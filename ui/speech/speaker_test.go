package speech

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// deck is a player that keeps what it is given, and holds it until it is let go.
type deck struct {
	err  error
	hold chan struct{} // nil: plays in no time

	mu     sync.Mutex
	played []string
	cut    int
	now    int // being played
	most   int // at once
}

func (d *deck) Check() error { return nil }

func (d *deck) Play(ctx context.Context, wav io.Reader) error {
	text, err := io.ReadAll(wav)
	if err != nil {
		return err
	}
	d.mu.Lock()
	d.played = append(d.played, strings.TrimSpace(string(text)))
	d.now++
	d.most = max(d.most, d.now)
	d.mu.Unlock()
	defer func() { d.mu.Lock(); d.now--; d.mu.Unlock() }()
	if d.hold == nil {
		return d.err
	}
	select {
	case <-d.hold:
		return d.err
	case <-ctx.Done():
		d.mu.Lock()
		d.cut++
		d.mu.Unlock()
		return ctx.Err()
	}
}

func (d *deck) list() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.played)
}

// script is a program in place of espeak-ng.
func script(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "espeak-ng")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// parrot writes its options and what it was to say, in place of sound.
const parrot = `echo "$@"; cat`

func saying(volume int, sentences ...ui.Sentence) Utterance {
	return Utterance{Volume: volume, Sentences: func() []ui.Sentence { return sentences }}
}

func finnish(text string) ui.Sentence { return ui.Sentence{Language: kiosk.Finnish, Text: text} }

// soon waits for a condition that a machine under load may reach late.
func soon(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for begun := time.Now(); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			t.Fatal(what)
		}
	}
}

func TestEachSentenceIsSaidByTheVoiceOfItsLanguage(t *testing.T) {
	d := &deck{}
	s := New(Options{Player: d, Program: script(t, parrot)})
	defer s.Close()
	u := s.begin(t.Context(), saying(30, finnish("hei"), ui.Sentence{Language: kiosk.Swedish, Text: "hej"},
		ui.Sentence{Language: kiosk.English, Text: "hello"}, ui.Sentence{Language: "smn", Text: "tiervâ"}))
	if <-u.done; u.err != nil {
		t.Fatal(u.err)
	}
	var want []string
	for _, said := range []string{"fi/hei", "sv/hej", "en-gb/hello", "fi/tiervâ"} {
		voice, text, _ := strings.Cut(said, "/")
		want = append(want, "-b 1 -v "+voice+" -s 150 -a 60 --stdin --stdout\n"+text)
	}
	if got := d.list(); !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
	if s.Health() != kiosk.HealthGood {
		t.Errorf("the health is %v", s.Health())
	}
}

func TestATextCannotGivePhonemes(t *testing.T) {
	d := &deck{}
	s := New(Options{Player: d, Program: script(t, "cat")})
	defer s.Close()
	if err := s.Speak(t.Context(), finnish("a [[h'Vl@U]] b")); err != nil {
		t.Fatal(err)
	}
	if got := d.list(); !slices.Equal(got, []string{"a h'Vl@U b"}) {
		t.Errorf("said %q", got)
	}
}

func TestWhatIsSaidLastEndsWhatWasSaidBefore(t *testing.T) {
	d := &deck{hold: make(chan struct{})}
	s := New(Options{Player: d, Program: script(t, "cat")})
	defer s.Close()
	s.Say(saying(0, finnish("one"), finnish("never")))
	soon(t, "nothing is said", func() bool { return len(d.list()) == 1 })
	for range 50 { // hurried presses
		s.Say(saying(0, finnish("skipped")))
	}
	last := s.begin(t.Context(), saying(0, finnish("last")))
	soon(t, "the last is not said", func() bool { return slices.Contains(d.list(), "last") })
	close(d.hold)
	<-last.done
	if last.err != nil || slices.Contains(d.list(), "never") {
		t.Errorf("%v, said %q", last.err, d.list())
	}
	if d.most != 1 {
		t.Errorf("%d things were said at once", d.most)
	}
}

func TestStopAndCloseEndWhatIsSaid(t *testing.T) {
	for name, stop := range map[string]func(*Speaker){"Stop": (*Speaker).Stop, "Close": (*Speaker).Close} {
		t.Run(name, func(t *testing.T) {
			d := &deck{hold: make(chan struct{})}
			s := New(Options{Player: d, Program: script(t, "cat")})
			defer s.Close()
			u := s.begin(t.Context(), saying(0, finnish("long")))
			soon(t, "nothing is said", func() bool { return len(d.list()) == 1 })
			stop(s)
			if <-u.done; !errors.Is(u.err, context.Canceled) || d.cut != 1 {
				t.Errorf("the utterance ended with %v, and %d were cut", u.err, d.cut)
			}
			if s.Trouble() != nil {
				t.Errorf("the trouble is %v", s.Trouble())
			}
		})
	}
}

func TestNothingIsSaidOnceItIsClosed(t *testing.T) {
	d := &deck{}
	s := New(Options{Player: d, Program: script(t, "cat")})
	s.Close()
	s.Say(saying(0, finnish("late")))
	if err := s.Speak(t.Context(), finnish("later")); !errors.Is(err, context.Canceled) || len(d.list()) > 0 {
		t.Errorf("%v, said %q", err, d.list())
	}
}

// hang is a program with a child of its own that neither ends nor listens.
func hang(child string) string {
	return fmt.Sprintf("trap '' TERM INT HUP PIPE\nsleep 600 &\necho $! >%[1]s.new\nmv %[1]s.new %[1]s\nwait\nsleep 600", child)
}

func childIn(t *testing.T, file string) int {
	t.Helper()
	var pid int
	soon(t, "the program does not start", func() bool {
		text, err := os.ReadFile(file)
		if err == nil {
			pid, err = strconv.Atoi(strings.TrimSpace(string(text)))
		}
		return err == nil
	})
	return pid
}

func gone(t *testing.T, pid int) {
	t.Helper()
	defer func() { _ = syscall.Kill(pid, syscall.SIGKILL) }()
	soon(t, fmt.Sprintf("process %d still runs", pid), func() bool {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		return err != nil || strings.Contains(string(stat), ") Z ")
	})
}

func TestAVoiceThatHangsHoldsUpNobodyAndIsKilledWithItsChildren(t *testing.T) {
	child := filepath.Join(t.TempDir(), "child")
	s := New(Options{Player: &deck{}, Program: script(t, hang(child))})
	defer s.Close()
	begun := time.Now()
	s.Say(saying(0, finnish("hangs")))
	if waited := time.Since(begun); waited > time.Second {
		t.Errorf("Say took %v", waited)
	}
	pid := childIn(t, child)
	s.Stop()
	gone(t, pid)
}

func TestAVoiceThatHangsIsKilledAtItsLimit(t *testing.T) {
	s := New(Options{Player: &deck{}, Program: script(t, hang(filepath.Join(t.TempDir(), "child"))), Limit: 300 * time.Millisecond})
	defer s.Close()
	if err := s.Speak(t.Context(), finnish("hangs")); !errors.Is(err, ErrHung) {
		t.Errorf("the error is %v", err)
	}
	if s.Health() != kiosk.HealthFault || !errors.Is(s.Trouble(), ErrHung) {
		t.Errorf("the health is %v, the trouble %v", s.Health(), s.Trouble())
	}
}

func TestACallerThatGivesUpIsNoTroubleOfTheVoice(t *testing.T) {
	s := New(Options{Player: &deck{hold: make(chan struct{})}, Program: script(t, "cat")})
	defer s.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := s.Speak(ctx, finnish("long")); !errors.Is(err, context.DeadlineExceeded) || s.Trouble() != nil {
		t.Errorf("the error is %v, the trouble %v", err, s.Trouble())
	}
}

func TestAMissingProgramIsLoggedOnceAndIsTheHealth(t *testing.T) {
	var log bytes.Buffer
	s := New(Options{
		Player: &deck{}, Program: filepath.Join(t.TempDir(), "espeak-ng"),
		Log: slog.New(slog.NewTextHandler(&log, nil)),
	})
	defer s.Close()
	if s.Health() != kiosk.HealthUnknown {
		t.Errorf("before anything was said the health is %v", s.Health())
	}
	for range 3 {
		if err := s.Check(); !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "install the package espeak-ng") {
			t.Errorf("the check says %v", err)
		}
		if err := s.Speak(t.Context(), finnish("silence")); !errors.Is(err, ErrMissing) {
			t.Errorf("the error is %v", err)
		}
	}
	if n := strings.Count(log.String(), "speech failed"); n != 1 {
		t.Errorf("it is logged %d times:\n%s", n, log.String())
	}
	if s.Health() != kiosk.HealthFault {
		t.Errorf("the health is %v", s.Health())
	}
}

func TestTroubleEndsWhenTheVoiceSpeaksAgain(t *testing.T) {
	var log bytes.Buffer
	d := &deck{err: errors.New("the device is gone")}
	s := New(Options{Player: d, Program: script(t, "cat"), Log: slog.New(slog.NewTextHandler(&log, nil))})
	defer s.Close()
	for range 2 {
		if err := s.Speak(t.Context(), finnish("hei")); !errors.Is(err, d.err) {
			t.Errorf("the error is %v", err)
		}
	}
	d.err = nil
	if err := s.Speak(t.Context(), finnish("hei")); err != nil || s.Health() != kiosk.HealthGood || s.Trouble() != nil {
		t.Errorf("%v, %v, %v", err, s.Health(), s.Trouble())
	}
	if failed, again := strings.Count(log.String(), "speech failed"), strings.Count(log.String(), "works again"); failed != 1 || again != 1 {
		t.Errorf("the log says:\n%s", log.String())
	}
}

func TestAVoiceThatFailsSaysWhy(t *testing.T) {
	s := New(Options{Player: &deck{}, Program: script(t, "echo no such voice >&2; exit 1")})
	defer s.Close()
	if err := s.Speak(t.Context(), finnish("hei")); !errors.Is(err, ErrUnspoken) || !strings.Contains(err.Error(), "no such voice") {
		t.Errorf("the error is %v", err)
	}
}
