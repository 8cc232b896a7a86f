package devices

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// talker answers what is written with pieces, each after a pause.
type talker struct {
	answers func(sent []byte) []string
	waiting []string
	pause   time.Duration
}

func (p *talker) Write(b []byte) (int, error) { p.waiting = p.answers(b); return len(b), nil }
func (p *talker) Close() error                { return nil }
func (p *talker) ModemReady() (bool, bool)    { return true, false }

func (p *talker) Read(b []byte) (int, error) {
	if len(p.waiting) == 0 {
		time.Sleep(100 * time.Millisecond)
		return 0, os.ErrDeadlineExceeded
	}
	time.Sleep(p.pause)
	n := copy(b, p.waiting[0])
	p.waiting = p.waiting[1:]
	return n, nil
}

func TestAnAnswerIsWhatComesBeforeASilence(t *testing.T) {
	for name, test := range map[string]struct {
		answers func([]byte) []string
		want    string
		err     error
	}{
		"in pieces": {func([]byte) []string { return []string{"ab", "c"} }, "abc", nil},
		"nothing":   {func([]byte) []string { return nil }, "", ErrNoReply},
		"an echo":   {func(b []byte) []string { return []string{string(b[:1]), string(b[1:])} }, "ask", ErrEcho},
	} {
		synctest.Test(t, func(t *testing.T) {
			got, err := Ask(t.Context(), &talker{answers: test.answers, pause: 50 * time.Millisecond}, []byte("ask"), 300*time.Millisecond, 100*time.Millisecond)
			if string(got) != test.want || !errors.Is(err, test.err) {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		})
	}
}

func TestListeningEndsHoweverMuchComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		slow := &talker{waiting: strings.Split(strings.Repeat("x,", 1000), ","), pause: 50 * time.Millisecond}
		got, err := Listen(t.Context(), slow, 300*time.Millisecond, 100*time.Millisecond)
		if err != nil || len(got) == 0 || time.Since(start) > 1500*time.Millisecond {
			t.Errorf("%d bytes after %v, %v", len(got), time.Since(start), err)
		}
		fast := &talker{waiting: strings.Split(strings.Repeat(strings.Repeat("y", 256)+",", 1000), ",")}
		if got, err := Listen(t.Context(), fast, time.Second, time.Second); err != nil || len(got) > 2*longestReply {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Listen(ctx, slow, time.Second, time.Second); !errors.Is(err, context.Canceled) {
			t.Errorf("with a context that has ended: %v", err)
		}
	})
}

func TestAPortThatFailsEndsTheAsking(t *testing.T) {
	if _, err := Ask(t.Context(), &stubPort{}, []byte("x"), time.Second, time.Second); !errors.Is(err, ErrClosed) {
		t.Errorf("the error is %v", err)
	}
	if err := Stranger(bytes.Repeat([]byte{0xAB}, 100)); !errors.Is(err, ErrStranger) || len(err.Error()) > 150 {
		t.Errorf("of a hundred bytes is told %q", err)
	}
}
