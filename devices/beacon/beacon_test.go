package beacon

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"kundterminal/devices"
)

// lamp is a beacon as a port in virtual time.
type lamp struct {
	mu     sync.Mutex
	got    []string
	answer string
	reply  []byte
	err    error
}

func (l *lamp) Read(b []byte) (int, error) {
	time.Sleep(50 * time.Millisecond)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil {
		return 0, l.err
	}
	if len(l.reply) == 0 {
		return 0, os.ErrDeadlineExceeded
	}
	n := copy(b, l.reply)
	l.reply = l.reply[n:]
	return n, nil
}

func (l *lamp) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.got = append(l.got, string(b))
	l.reply = append(l.reply, l.answer...)
	return len(b), nil
}
func (l *lamp) Close() error             { return nil }
func (l *lamp) ModemReady() (bool, bool) { return false, false }

func (l *lamp) set(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f()
}

func profile(t *testing.T, id string) Profile {
	t.Helper()
	p, err := ProfileByID(Profiles(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// lit runs a driver on a lamp in virtual time.
func lit(t *testing.T, id, answer string, do func(l *lamp, d *Driver, told func() []bool)) (l *lamp) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		l = &lamp{answer: answer}
		var list []bool
		d := NewDriver(profile(t, id), Options{OnLight: func(on bool) { l.set(func() { list = append(list, on) }) }})
		told := func() (copied []bool) {
			l.set(func() { copied = slices.Clone(list) })
			return copied
		}
		done := make(chan error)
		go func() { done <- d.Serve(ctx, l) }()
		time.Sleep(200 * time.Millisecond)
		do(l, d, told)
		cancel()
		<-done
	})
	return l
}

func TestABeaconIsDarkLitAndDarkAgainAndToldWhatHolds(t *testing.T) {
	for id, answer := range map[string]string{"beacon-frames": "\x06", "usb-relay": ""} {
		p := profile(t, id)
		l := lit(t, id, answer, func(l *lamp, d *Driver, told func() []bool) {
			d.Light(true)
			time.Sleep(25 * time.Second)
			d.Light(false)
			time.Sleep(time.Second)
			if !slices.Equal(told(), []bool{false, true, false}) {
				t.Errorf("%s: it was told to be lit: %v", id, told())
			}
			if d.Status().Fault != devices.FaultNone || d.Lights() != 1 {
				t.Errorf("%s: it is %s, lit %d times", id, d.Status().Fault, d.Lights())
			}
		})
		want := []string{string(p.Dark), string(p.Light), string(p.Light), string(p.Light), string(p.Dark), string(p.Dark)}
		if strings.Join(l.got, ",") != strings.Join(want, ",") {
			t.Errorf("%s: it was sent %q", id, l.got)
		}
	}
}

func TestNothingIsConfirmedThatTheBeaconDidNotAnswer(t *testing.T) {
	lit(t, "beacon-frames", "", func(l *lamp, d *Driver, told func() []bool) {
		d.Light(true)
		time.Sleep(3 * time.Second)
		if len(told()) != 0 || d.Status().Fault != devices.FaultNoAnswer {
			t.Errorf("it is %s, told %v", d.Status().Fault, told())
		}
		l.set(func() { l.answer = "\x06" })
		time.Sleep(12 * time.Second)
		if !slices.Equal(told(), []bool{true}) || d.Status().Fault != devices.FaultNone {
			t.Errorf("once it answers it is %s, told %v", d.Status().Fault, told())
		}
		if err := d.Serve(t.Context(), l); err == nil {
			t.Error("it is served twice")
		}
		l.set(func() { l.err = errors.New("hung up") })
		time.Sleep(time.Second)
		if d.Status().Fault != devices.FaultDisconnected {
			t.Errorf("unplugged it is %s", d.Status().Fault)
		}
	})
}

func TestTheProfilesLoadAndFaultyOnesAreRefused(t *testing.T) {
	if _, err := LoadProfiles(os.DirFS("profiles")); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"id = 'x'\nbaud = 9600\nlight = '31'\ndark = '30'\n":            "",
		"baud = 9600\nlight = '31'\ndark = '30'\n":                      "id: is missing",
		"id = 'x'\nbaud = 1\nlight = '31'\ndark = '30'\n":               "baud: 1",
		"id = 'x'\nbaud = 9600\nlight = '31'\ndark = '31'\n":            "unlike",
		"id = 'x'\nbaud = 9600\nlight = '31'\ndark = '30'\nblink = 1\n": "blink: this key",
		"id = 'x'\nlight = 'zz'\n":                                      "hexadecimal",
	} {
		_, err := LoadProfiles(fstest.MapFS{"x.toml": {Data: []byte(text)}})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := ProfileByID(Profiles(), "none"); err == nil {
		t.Error("an unknown profile is found")
	}
}

func FuzzHeard(f *testing.F) {
	f.Add([]byte("\x06"))
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 0
		d := NewDriver(profile(t, "beacon-frames"), Options{OnLight: func(bool) { n++ }})
		s := &serving{d: d, waits: true, sent: true}
		s.heard(b)
		if got := n == 1; got != bytes.Contains(b, []byte{6}) || len(s.held) > 1 {
			t.Errorf("%q confirms: %t, keeps %q", b, got, s.held)
		}
	})
}
