package workshop

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/creack/pty"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/kiosk"
)

// looped is a pseudo-terminal whose other end answers each piece as plug does.
func looped(t *testing.T, plug func([]byte) []byte) func(context.Context, int) (devices.Port, error) {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		var buffer [256]byte
		for {
			n, err := master.Read(buffer[:])
			if err != nil {
				return
			}
			if back := plug(buffer[:n]); len(back) > 0 {
				if _, err := master.Write(back); err != nil {
					return
				}
			}
		}
	}()
	t.Cleanup(func() {
		_ = slave.Close()
		_ = master.Close()
		<-done
	})
	return func(_ context.Context, baud int) (devices.Port, error) {
		return serialport.Open(slave.Name(), serialport.Mode{Baud: baud, ReadTimeout: 20 * time.Millisecond})
	}
}

// lossy loses a byte now and then.
func lossy() func([]byte) []byte {
	pieces := 0
	return func(b []byte) []byte {
		if pieces++; pieces%10 == 0 {
			return b[1:]
		}
		return b
	}
}

func TestALoopIsJudgedByWhatComesBack(t *testing.T) {
	for name, c := range map[string]struct {
		plug   func([]byte) []byte
		passed bool
		text   string
	}{
		"joined": {func(b []byte) []byte { return b }, true, "loop_good"},
		"silent": {func([]byte) []byte { return nil }, false, "loop_silent"},
		"inverted": {func(b []byte) []byte {
			out := slices.Clone(b)
			for i := range out {
				out[i] ^= 0xFF
			}
			return out
		}, false, "loop_errors"},
		"lossy": {lossy(), false, "loop_errors"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			passed, notes := new(person).take(t.Context(), LoopTest(looped(t, c.plug)))
			if passed != c.passed || len(notes) != len(LoopBauds())+1 {
				t.Fatalf("passed %v with %+v", passed, notes)
			}
			for _, f := range notes[:len(LoopBauds())] {
				if f.Text != c.text || (f.Health == kiosk.HealthGood) != c.passed {
					t.Errorf("%+v, want %s", f, c.text)
				}
			}
			if f := notes[len(LoopBauds())]; f.Text != "modem_unknown" {
				t.Errorf("a pseudo-terminal has no modem lines: %+v", f)
			}
		})
	}
}

// loopPort is a loop in memory, in virtual time.
type loopPort struct {
	back         chan []byte
	plug         func([]byte) []byte
	ready, known bool
}

func (p *loopPort) Read(b []byte) (int, error) {
	select {
	case piece := <-p.back:
		return copy(b, piece), nil
	case <-time.After(100 * time.Millisecond):
		return 0, os.ErrDeadlineExceeded
	}
}

func (p *loopPort) Write(b []byte) (int, error) {
	if back := p.plug(b); len(back) > 0 {
		p.back <- slices.Clone(back)
	}
	return len(b), nil
}
func (p *loopPort) Close() error             { return nil }
func (p *loopPort) ModemReady() (bool, bool) { return p.ready, p.known }

func TestEveryWrongByteOfALoopIsCountedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		port := &loopPort{back: make(chan []byte, 8), known: true, ready: true, plug: func(b []byte) []byte {
			n++
			switch {
			case n == 2: // one byte is lost
				return append(slices.Clone(b[:9]), b[10:]...)
			case n == 5: // one bit is wrong
				out := slices.Clone(b)
				out[3] ^= 4
				return out
			case n == 7: // one byte too many, and two lost
				return append([]byte{0x55}, b[2:]...)
			}
			return b
		}}
		open := func(context.Context, int) (devices.Port, error) { return port, nil }
		passed, notes := new(person).take(t.Context(), LoopTest(open))
		first := notes[0]
		if passed || !slices.Equal(first.Args, []string{"errors", "4", "sent", "768"}) {
			t.Errorf("%+v", first) // 1 + 1 + one changed and one lost
		}
		if notes[1].Text != "loop_good" || notes[len(notes)-1].Text != "modem_up" {
			t.Errorf("%+v", notes)
		}
	})
}

func TestAPortThatCannotBeOpenedFailsTheLoop(t *testing.T) {
	open := func(context.Context, int) (devices.Port, error) {
		return nil, &devices.Error{Op: "opening the serial port", Fault: devices.FaultDisconnected, Err: errors.New("in use")}
	}
	passed, notes := new(person).take(t.Context(), LoopTest(open))
	if passed || len(notes) != 1 || notes[0].Text != "condition_disconnected" {
		t.Errorf("passed %v with %+v", passed, notes)
	}
	one := &person{says: map[string]bool{"join_pins": false}}
	if passed, notes := one.take(t.Context(), LoopTest(open)); passed || !strings.Contains(notes[0].Text, "stopped") {
		t.Errorf("nothing is joined: passed %v with %+v", passed, notes)
	}
}

func TestALoopThatIsStoppedEndsSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		port := &loopPort{back: make(chan []byte, 8), plug: func([]byte) []byte { return nil }}
		begun := time.Now()
		passed, _ := new(person).take(ctx, LoopTest(func(context.Context, int) (devices.Port, error) { return port, nil }))
		if took := time.Since(begun); passed || took > 2*time.Second {
			t.Errorf("passed %v after %v", passed, took)
		}
	})
}
