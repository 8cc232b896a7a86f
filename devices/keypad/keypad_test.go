package keypad

import (
	"context"
	"errors"
	"fmt"
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

func profile(t testing.TB, id string) Profile {
	t.Helper()
	p, err := ProfileByID(Profiles(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheProfilesLoadAndEachSendsEveryKey(t *testing.T) {
	if _, err := LoadProfiles(os.DirFS("profiles")); err != nil {
		t.Fatal(err)
	}
	for _, p := range Profiles() {
		for _, k := range Keys() {
			var got []Key
			b := []byte(p.Sends[k.String()])
			if p.Wire == WireInput {
				code, _ := codeNamed(p.Codes[k.String()][0])
				b = event(evKey, code, goesDown)
			}
			NewParser(p).Feed(b, func(f Finding) { got = append(got, f.Key) })
			if len(got) != 1 || got[0] != k {
				t.Errorf("%s: %s is read as %v", p.ID, k, got)
			}
		}
	}
}

func TestAProfileIsRefusedWithTheKeyAndTheReason(t *testing.T) {
	sends := "[sends]\nprevious = '50'\nnext = '4E'\nselect = '53'\nback = '42'\nrepeat = '52'\nlouder = '2B'\nsofter = '2D'\n"
	codes := "[codes]\nprevious = ['KEY_UP']\nnext = ['KEY_DOWN']\nselect = ['KEY_ENTER']\nback = ['KEY_ESC']\nrepeat = ['KEY_F1']\nlouder = ['115']\nsofter = ['114']\n"
	serial := "id = 'x'\nwire = 'serial'\nbaud = 9600\n"
	for text, want := range map[string]string{
		serial + sends:                                                                 "",
		"id = 'x'\nwire = 'input'\n" + codes:                                           "",
		"wire = 'serial'\nbaud = 9600\n" + sends:                                       "id: is missing",
		"id = 'x'\nwire = 'radio'\n":                                                   "wire: \"radio\" is neither",
		serial + "ask = '05'\n" + sends:                                                "go together",
		serial + "baud2 = 1\n" + sends:                                                 "baud2: this key is not known",
		serial + "ask = '05'\nanswer = '4E'\n" + sends:                                 "would be taken for it",
		"id = 'x'\nwire = 'serial'\nbaud = 1\n" + sends:                                "baud: 1 is not between",
		serial + strings.Replace(sends, "next = '4E'", "next = ''", 1):                 "sends.next: is missing",
		serial + strings.Replace(sends, "'4E'", "'zz'", 1):                             "hexadecimal pairs",
		serial + sends + "sideways = '41'\n":                                           "none of the keys",
		"id = 'x'\nwire = 'input'\n" + strings.Replace(codes, "KEY_UP", "KEY_UPP", 1):  "is not known",
		"id = 'x'\nwire = 'input'\n" + strings.Replace(codes, "KEY_UP", "KEY_DOWN", 1): "too",
		"id = 'x'\nwire = 'input'\n" + codes + sends:                                   "of serial lines",
	} {
		_, err := LoadProfiles(fstest.MapFS{"x.toml": {Data: []byte(text)}})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := ProfileByID(Profiles(), "none"); err == nil || !strings.Contains(err.Error(), "serial-frames") {
		t.Errorf("an unknown profile: %v", err)
	}
}

// event is a struct input_event.
func event(kind, code uint16, value uint32) []byte {
	b := make([]byte, eventSize)
	b[16], b[17] = byte(kind), byte(kind>>8)
	b[18], b[19] = byte(code), byte(code>>8)
	b[20], b[21] = byte(value), byte(value>>8)
	return b
}

func TestAKeyboardPressesByGoingDownOnly(t *testing.T) {
	var got []Finding
	p := NewParser(profile(t, "usb-arrows"))
	for _, b := range [][]byte{
		event(4, 4, 0x52), event(1, 103, 1), event(0, 0, 0), event(1, 103, 2), event(1, 103, 0),
		event(1, 30, 1), event(0x77, 1, 1), event(1, 28, 1)[:10], event(1, 28, 1)[10:],
	} {
		p.Feed(b, func(f Finding) { got = append(got, f) })
	}
	if s := fmt.Sprint(got); s != fmt.Sprint([]Finding{{Key: Previous}, {Noise: 24}, {Key: Select}}) {
		t.Errorf("it found %v", got)
	}
}

func FuzzParser(f *testing.F) {
	f.Add([]byte("\x02N\x03\x06\x02S"), true)
	f.Add(event(1, 103, 1), false)
	f.Fuzz(func(t *testing.T, b []byte, serial bool) {
		id, whole := "usb-arrows", len(b)
		if serial {
			id = "serial-frames"
		}
		once, pieces := read(t, id, b, whole), read(t, id, b, 1)
		if once != pieces {
			t.Errorf("in one piece it is %s, byte by byte %s", once, pieces)
		}
		d, n := NewDescriber(profile(t, id)), 0
		for _, p := range append(d.Describe(false, time.Unix(1, 0), b), d.Quiet(time.Unix(99, 0))...) {
			n += len(p.Bytes)
			if len(p.StandIn) != 0 && len(p.StandIn) != len(p.Bytes) || p.Meaning == "" {
				t.Errorf("a piece is %+v", p)
			}
		}
		if n != len(b) {
			t.Errorf("of %d bytes %d are described", len(b), n)
		}
	})
}

// read tells what a parser found, with noise added up.
func read(t *testing.T, id string, b []byte, step int) string {
	t.Helper()
	p, keys, noise := NewParser(profile(t, id)), "", 0
	take := func(f Finding) {
		if noise += f.Noise; f.Noise == 0 {
			keys += fmt.Sprint(f)
		}
	}
	for ; len(b) > 0; b = b[min(step, len(b)):] {
		p.Feed(b[:min(step, len(b))], take)
	}
	p.Quiet(take)
	return fmt.Sprint(keys, noise)
}

// pad is a keypad as a port in virtual time.
type pad struct {
	mu    sync.Mutex
	sent  []string
	asked int
	dumb  bool
}

func (p *pad) Read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.sent) == 0 {
		p.mu.Unlock()
		time.Sleep(20 * time.Millisecond)
		p.mu.Lock()
		return 0, os.ErrDeadlineExceeded
	}
	s := p.sent[0]
	p.sent = p.sent[1:]
	if s == "gone" {
		return 0, errors.New("hung up")
	}
	return copy(b, s), nil
}

func (p *pad) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked++; !p.dumb {
		p.sent = append(p.sent, "\x06")
	}
	return len(b), nil
}
func (p *pad) Close() error             { return nil }
func (p *pad) ModemReady() (bool, bool) { return false, false }

func (p *pad) send(s ...string) {
	p.mu.Lock()
	p.sent = append(p.sent, s...)
	p.mu.Unlock()
	time.Sleep(50 * time.Millisecond)
}

// served runs a driver on a pad in virtual time.
func served(t *testing.T, id string, do func(p *pad, d *Driver, keys func() []Key)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		p, list := &pad{}, []Key{}
		d := NewDriver(profile(t, id), Options{Name: "pad", OnKey: func(k Key) {
			p.mu.Lock()
			defer p.mu.Unlock()
			list = append(list, k)
		}})
		keys := func() []Key {
			p.mu.Lock()
			defer p.mu.Unlock()
			return slices.Clone(list)
		}
		done := make(chan error)
		go func() { done <- d.Serve(ctx, p) }()
		time.Sleep(50 * time.Millisecond)
		do(p, d, keys)
		cancel()
		if <-done; d.Status().Fault != devices.FaultDisconnected {
			t.Errorf("afterwards it is %s", d.Status().Fault)
		}
	})
}

func TestAKeypadIsAskedNowAndThenAndFoundWhenItHasNoPower(t *testing.T) {
	served(t, "serial-frames", func(p *pad, d *Driver, keys func() []Key) {
		if d.Status().Fault != devices.FaultNone {
			t.Errorf("one that answers is %s", d.Status().Fault)
		}
		p.mu.Lock()
		p.dumb = true
		p.mu.Unlock()
		time.Sleep(12 * time.Second)
		if d.Status().Fault != devices.FaultNoAnswer {
			t.Errorf("one that answers no more is %s", d.Status().Fault)
		}
		p.send("\x02N\x03")
		if d.Status().Fault != devices.FaultNone || len(keys()) != 1 {
			t.Errorf("one that sends a key is %s, keys %v", d.Status().Fault, keys())
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.asked < 2 || p.asked > 3 {
			t.Errorf("asked %d times in 12 s", p.asked)
		}
	})
}

func TestABounceIsOnePressAndASecondPressIsAnother(t *testing.T) {
	served(t, "serial-frames", func(p *pad, d *Driver, keys func() []Key) {
		p.send("\x02N\x03", "\x02N\x03")
		time.Sleep(80 * time.Millisecond)
		p.send("\x02N\x03")
		p.send("\x02P\x03", "\x02N\x03")
		if got := fmt.Sprint(keys()); got != "[next next previous next]" {
			t.Errorf("the keys are %s", got)
		}
		if c := d.Counts(); c.Bounces != 1 || c.Pressed() != 4 || c.LastSeen.IsZero() {
			t.Errorf("the counts are %+v", c)
		}
	})
}

func TestAmongRandomBytesNoKeyCountsAndSilenceEndsThat(t *testing.T) {
	served(t, "serial-letters", func(p *pad, d *Driver, keys func() []Key) {
		p.send(strings.Repeat("\xF0", 80))
		if d.Status().Fault != devices.FaultNoAnswer {
			t.Errorf("in a flood it is %s", d.Status().Fault)
		}
		if p.send("S"); len(keys()) != 0 {
			t.Errorf("in a flood it pressed %v", keys())
		}
		time.Sleep(2 * time.Second)
		p.send("S")
		if d.Status().Fault != devices.FaultNone || len(keys()) != 1 {
			t.Errorf("after it: %s, %v", d.Status().Fault, keys())
		}
	})
	served(t, "serial-frames", func(p *pad, d *Driver, keys func() []Key) {
		p.send("\x02", "N")
		time.Sleep(time.Second)
		p.send("\x03", "\x02S\x03")
		if got := fmt.Sprint(keys()); got != "[select]" {
			t.Errorf("of a key that was cut off came %s", got)
		}
	})
}

func TestAPortThatFailsEndsTheServingAndIsCounted(t *testing.T) {
	served(t, "serial-frames", func(p *pad, d *Driver, _ func() []Key) {
		if err := d.Serve(t.Context(), p); err == nil || !strings.Contains(err.Error(), "already") {
			t.Errorf("it is served twice: %v", err)
		}
	})
	d := NewDriver(profile(t, "serial-frames"), Options{})
	if err := d.Serve(t.Context(), &pad{sent: []string{"gone"}}); err == nil || d.Counts().Unplugs != 1 {
		t.Errorf("the error is %v, %d unplugs", err, d.Counts().Unplugs)
	}
}
