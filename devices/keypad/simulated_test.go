package keypad_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/keypad"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

// desk is a simulated keypad and a driver on its line.
type desk struct {
	t      *testing.T
	pad    *sim.Keypad
	driver *keypad.Driver
	keys   chan keypad.Key
	stands chan devices.Fault
}

func connect(t *testing.T, id string, o sim.KeypadOptions) *desk {
	t.Helper()
	pad, err := sim.NewKeypad(o)
	if err != nil {
		t.Fatal(err)
	}
	profile, err := keypad.ProfileByID(keypad.Profiles(), id)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, pad: pad, keys: make(chan keypad.Key, 100), stands: make(chan devices.Fault, 100)}
	d.driver = keypad.NewDriver(profile, keypad.Options{
		Name: pad.Path(), OnKey: func(k keypad.Key) { d.keys <- k }, OnStatus: func(s devices.Status) { d.stands <- s.Fault },
		AskEvery: 200 * time.Millisecond, AskWait: 500 * time.Millisecond,
	})
	link := &devices.Link{Name: "keypad", Serve: d.driver.Serve, Backoff: 20 * time.Millisecond, Open: func(context.Context) (devices.Port, error) {
		if o.Keyboard {
			return keypad.OpenInput(pad.Path())
		}
		return serialport.Open(pad.Path(), serialport.Mode{Baud: profile.Baud})
	}}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); _ = link.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended; pad.Close() })
	d.until(devices.FaultNone)
	return d
}

func (d *desk) until(want devices.Fault) {
	d.t.Helper()
	limit := time.After(10 * time.Second)
	for {
		select {
		case got := <-d.stands:
			if got == want {
				return
			}
		case <-limit:
			d.t.Fatalf("it is %s, not %s", d.driver.Status().Fault, want)
		}
	}
}

// press presses keys, a finger's pause apart, and expects them to arrive.
func (d *desk) press(names ...string) {
	d.t.Helper()
	for _, name := range names {
		time.Sleep(70 * time.Millisecond) // a bounce is no second press
		if err := d.pad.Press(name); err != nil {
			d.t.Fatal(err)
		}
		select {
		case k := <-d.keys:
			if k.String() != name {
				d.t.Fatalf("the key %s arrives as %s", name, k)
			}
		case <-time.After(5 * time.Second):
			d.t.Fatalf("the key %s does not arrive", name)
		}
	}
}

func TestEveryKeyArrivesOverARealLine(t *testing.T) {
	for id, o := range map[string]sim.KeypadOptions{"serial-frames": {}, "usb-arrows": {Keyboard: true}} {
		t.Run(id, func(t *testing.T) {
			d := connect(t, id, o)
			d.press(sim.KeypadKeys()...)
			for range 2 {
				_ = d.pad.Set(sim.KeypadUnplugged, true)
				d.until(devices.FaultDisconnected)
				_ = d.pad.Set(sim.KeypadUnplugged, false)
				d.until(devices.FaultNone)
				d.press("next", "select")
			}
			_ = d.pad.Set(sim.KeypadBounces, true)
			_ = d.pad.Set(sim.KeypadStuck, true)
			d.press("next", "next", "select")
			time.Sleep(100 * time.Millisecond)
			if len(d.keys) > 0 {
				t.Errorf("a bounce or a held key has pressed %s", <-d.keys)
			}
		})
	}
}

func TestAKeypadWithoutPowerAndOneOnADisturbedLineAreFound(t *testing.T) {
	d := connect(t, "serial-frames", sim.KeypadOptions{})
	for _, fault := range []sim.KeypadFault{sim.KeypadSilent, sim.KeypadGarbage} {
		_ = d.pad.Set(fault, true)
		d.until(devices.FaultNoAnswer)
		_ = d.pad.Set(fault, false)
		d.until(devices.FaultNone)
	}
	for len(d.keys) > 0 {
		<-d.keys
	}
	_ = d.pad.Set(sim.KeypadCutShort, true)
	_ = d.pad.Press("select")
	time.Sleep(300 * time.Millisecond)
	_ = d.pad.Set(sim.KeypadCutShort, false)
	if len(d.keys) > 0 {
		t.Errorf("half a key has pressed %s", <-d.keys)
	}
	d.press("back")
}

func TestOpeningAKeyboardThatIsNotThereSaysWhatToDo(t *testing.T) {
	_, err := keypad.OpenInput(filepath.Join(t.TempDir(), "event9"))
	if devices.FaultOf(err) != devices.FaultDisconnected || !strings.Contains(err.Error(), "by-id") || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
}
