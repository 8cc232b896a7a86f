package idreader

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestATriggerIsHeldUntilItIsLetGo(t *testing.T) {
	const press, release = "\x16T\r", "\x16U\r"
	p := profile(t, "honeywell-ocr")
	p.Start = nil
	play(t, p, Options{}, "", func(t *testing.T, s *played) {
		step := func(what, want string) {
			t.Helper()
			if got := s.port.sent(); got != want {
				t.Errorf("%s: %q was sent, want %q", what, got, want)
			}
		}
		step("at first", "")
		if err := s.Trigger(true); err != nil {
			t.Fatal(err)
		}
		s.hears("", 200*time.Millisecond)
		step("on", press)
		s.hears(someone, 200*time.Millisecond)
		step("after a read", press)
		s.hears("", 10*time.Second)
		step("ten seconds later", press)
		_ = s.Trigger(false)
		s.hears("", 200*time.Millisecond)
		step("off", release)
		_ = s.Trigger(true)
		s.hears("", 200*time.Millisecond)
		s.end()
		s.hears("", 200*time.Millisecond)
		step("at the end", press+release)
	})
	d := NewDriver(profile(t, "elyctis"), Options{Name: "/dev/x"})
	if err := d.Trigger(true); !errors.Is(err, ErrNoTrigger) || !strings.Contains(err.Error(), "/dev/x") {
		t.Error(err)
	}
}

func TestARefusedCommandIsLoggedAndNoFault(t *testing.T) {
	var log bytes.Buffer
	o := Options{Name: "/dev/scanner", Log: slog.New(slog.NewTextHandler(&log, nil))}
	play(t, profile(t, "honeywell-ocr"), o, "OCRENA1\x05!", func(t *testing.T, s *played) {
		same(t, "at first", s.hears("", time.Minute), "none", "command refused")
		if n := strings.Count(s.port.sent(), "ocrena1"); n != 1 {
			t.Errorf("sent %d times", n)
		}
		if s.Counts().Refused != 1 || !strings.Contains(log.String(), "refused a command") {
			t.Errorf("the log is %s", log.String())
		}
	})
}
