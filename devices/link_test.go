package devices

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

type stubPort struct{ closed int }

func (p *stubPort) Read([]byte) (int, error)    { return 0, ErrClosed }
func (p *stubPort) Write(b []byte) (int, error) { return len(b), nil }
func (p *stubPort) Close() error                { p.closed++; return nil }
func (p *stubPort) ModemReady() (bool, bool)    { return true, false }

// trial runs a link in virtual time for a while and returns when each open
// happened, counted from the start, and the log.
func trial(t *testing.T, runFor time.Duration, open func(n int) (Port, error), serve func(ctx context.Context, n int) error) (opens []time.Duration, lines []string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		ctx, cancel := context.WithTimeout(t.Context(), runFor)
		defer cancel()
		start := time.Now()
		link := Link{
			Name: "printer",
			Open: func(context.Context) (Port, error) {
				opens = append(opens, time.Since(start))
				return open(len(opens))
			},
			Serve: func(ctx context.Context, _ Port) error { return serve(ctx, len(opens)) },
			Log:   slog.New(slog.NewTextHandler(&log, nil)),
		}
		if err := link.Run(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Run ended with %v, want the context's error", err)
		}
		lines = strings.Split(strings.TrimSpace(log.String()), "\n")
	})
	return opens, lines
}

func TestLinkBacksOffFrom200MillisecondsTo5Seconds(t *testing.T) {
	missing := errors.New("no such device")
	opens, lines := trial(t, 30*time.Second,
		func(int) (Port, error) { return nil, missing },
		func(context.Context, int) error { return nil })
	want := []time.Duration{0, 200, 600, 1400, 3000, 6200, 11200, 16200, 21200, 26200}
	if len(opens) != len(want) {
		t.Fatalf("opened at %v, want %d times", opens, len(want))
	}
	for i := range want {
		if opens[i] != want[i]*time.Millisecond {
			t.Errorf("open %d came at %v, want %v", i, opens[i], want[i]*time.Millisecond)
		}
	}
	if len(lines) != 1 || !strings.Contains(lines[0], "no such device") {
		t.Errorf("ten failures of one cause made the lines %q, want one", lines)
	}
}

func TestLinkStartsAgainAt200MillisecondsAfterAServedConnection(t *testing.T) {
	port := &stubPort{}
	opens, lines := trial(t, 20*time.Second,
		func(n int) (Port, error) {
			if n <= 4 {
				return nil, errors.New("not there yet")
			}
			return port, nil
		},
		func(ctx context.Context, n int) error {
			if n == 5 {
				select {
				case <-time.After(4 * time.Second):
					return errors.New("unplugged")
				case <-ctx.Done():
				}
			}
			<-ctx.Done()
			return ctx.Err()
		})
	if got := opens[5] - opens[4]; got != 4*time.Second+200*time.Millisecond {
		t.Errorf("reopened %v after the open before, want 4.2 s", got)
	}
	if port.closed != 2 {
		t.Errorf("ports closed %d times, want each of 2", port.closed)
	}
	for i, part := range []string{"not there yet", "device connected", "unplugged", "device connected", "device released"} {
		if i >= len(lines) || !strings.Contains(lines[i], part) {
			t.Fatalf("the log is %q, line %d should say %q", lines, i, part)
		}
	}
}

func TestLinkThatFlapsBacksOffAndStaysQuiet(t *testing.T) {
	opens, lines := trial(t, 60*time.Second,
		func(int) (Port, error) { return &stubPort{}, nil },
		func(context.Context, int) error { return errors.New("hung up") })
	if len(opens) > 17 {
		t.Errorf("opened %d times in a minute, want it to back off", len(opens))
	}
	if len(lines) != 2 {
		t.Errorf("the log is %q, want one line up and one line down", lines)
	}
}

// talkingPort says one byte and hangs up.
type talkingPort struct{ stubPort }

func (p *talkingPort) Read(b []byte) (int, error) { b[0] = 1; return 1, nil }

func TestLinkStartsAgainAt200MillisecondsWhenTheDeviceSpoke(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		opens := 0
		ctx, cancel := context.WithTimeout(t.Context(), 9900*time.Millisecond)
		defer cancel()
		link := Link{
			Open: func(context.Context) (Port, error) { opens++; return &talkingPort{}, nil },
			Serve: func(_ context.Context, port Port) error {
				_, _ = port.Read(make([]byte, 1))
				return errors.New("unplugged")
			},
			Log: slog.New(slog.DiscardHandler),
		}
		_ = link.Run(ctx)
		if opens != 50 {
			t.Errorf("opened %d times in 10 s, want every 200 ms", opens)
		}
	})
}

func TestLinkSaysWhenTheCauseChanges(t *testing.T) {
	_, lines := trial(t, 5*time.Second,
		func(n int) (Port, error) {
			if n < 3 {
				return nil, errors.New("no such device")
			}
			return nil, &Error{Op: "opening the port", Device: "/dev/x", Fault: FaultDisconnected, Err: errors.New("no permission")}
		},
		func(context.Context, int) error { return nil })
	if len(lines) != 2 || !strings.Contains(lines[1], "no permission") || !strings.Contains(lines[1], "fault=disconnected") {
		t.Errorf("the log is %q, want one line for each of two causes", lines)
	}
}

func TestLinkTellsItsListenerEachChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var heard []string
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		link := Link{
			Open: func(context.Context) (Port, error) { return &stubPort{}, nil },
			Serve: func(ctx context.Context, _ Port) error {
				select {
				case <-time.After(2 * time.Second):
				case <-ctx.Done():
				}
				return errors.New("gone")
			},
			Log: slog.New(slog.DiscardHandler),
			OnChange: func(err error) {
				if err == nil {
					heard = append(heard, "up")
				} else {
					heard = append(heard, err.Error())
				}
			},
		}
		_ = link.Run(ctx)
		if got := strings.Join(heard, " "); got != "up gone up" {
			t.Errorf("heard %q", got)
		}
	})
}
