package main

import (
	"context"
	"sync"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices"
	"kundterminal/devices/keypad"
	"kundterminal/devices/serialport"
	"kundterminal/devices/trace"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// tactile is the terminal's keypad.
type tactile struct {
	terminal *terminal
	driver   *keypad.Driver
	link     *devices.Link
	stand    workshop.Standing
	tap      trace.Tap

	mu    sync.Mutex
	tests map[chan string]struct{} // that listen to its keys
}

// meanings are what the keys of a keypad are on a screen.
var meanings = map[keypad.Key]ui.Key{
	keypad.Previous: ui.KeyPrevious, keypad.Next: ui.KeyNext, keypad.Select: ui.KeySelect, keypad.Back: ui.KeyBack,
	keypad.Repeat: ui.KeyRepeat, keypad.Louder: ui.KeyLouder, keypad.Softer: ui.KeySofter,
}

// wireKeypad returns nil where no keypad is configured.
func (t *terminal) wireKeypad() (*tactile, error) {
	c := t.config.Keypad
	if c.Port == "" {
		return nil, nil
	}
	profile, err := keypad.ProfileByID(keypad.Profiles(), c.Profile)
	if err != nil {
		return nil, err
	}
	p := &tactile{terminal: t, tests: map[chan string]struct{}{}}
	p.driver = keypad.NewDriver(profile, keypad.Options{
		Name: c.Port, Log: t.log, OnKey: p.pressed, OnStatus: p.stand.Changed,
	})
	p.link = &devices.Link{
		Name: "keypad " + c.Port, Log: t.log, Serve: p.driver.Serve, OnChange: p.stand.Linked,
		Open: func(context.Context) (devices.Port, error) {
			port, err := openKeypad(c, profile)
			if err != nil {
				return nil, err
			}
			return p.tap.Port(port), nil
		},
	}
	return p, nil
}

// wireHands wires what is not on the glass: the keypad, and the beacon that help
// lights.
func (t *terminal) wireHands() (err error) {
	if t.tactile, err = t.wireKeypad(); err == nil {
		t.beacon, err = t.wireBeacon()
	}
	return err
}

func (t *terminal) handLinks() (list []*devices.Link) {
	if t.tactile != nil {
		list = append(list, t.tactile.link)
	}
	if t.beacon != nil {
		list = append(list, t.beacon.link)
	}
	return list
}

func openKeypad(c keypadConfig, p keypad.Profile) (devices.Port, error) {
	if p.Wire == keypad.WireInput {
		return keypad.OpenInput(c.Port)
	}
	baud := c.Baud
	if baud == 0 {
		baud = p.Baud
	}
	return serialport.Open(c.Port, serialport.Mode{Baud: baud, Parity: p.Parity})
}

// pressed hands a key to the engine, which knows what is on the screen when its turn
// comes, and to those who test the keypad.
func (p *tactile) pressed(k keypad.Key) {
	p.mu.Lock()
	for test := range p.tests {
		select {
		case test <- k.String():
		default: // it has enough
		}
	}
	p.mu.Unlock()
	t := p.terminal
	t.engine.Key(func(s kiosk.State) kiosk.Press { return t.presenter.Keyed(s, t.config.frame(), meanings[k]) })
}

// listen tells which keys are pressed, until stop is called.
func (p *tactile) listen() (keys <-chan string, stop func()) {
	ch := make(chan string, 16)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tests[ch] = struct{}{}
	return ch, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.tests, ch)
	}
}

// addKeypad adds the keypad to the technician's devices.
func (d *desk) addKeypad() {
	p := d.terminal.tactile
	if p == nil {
		return
	}
	c, profile := d.terminal.config.Keypad, p.driver.Profile()
	s := station{id: "keypad", kind: kiosk.DeviceKeypad}
	s.watch = d.watcher(s.id, &p.tap, func() devices.Describer { return keypad.NewDescriber(profile) },
		trace.Header{Device: string(s.kind), Profile: profile.ID, Baud: c.Baud})
	s.tests = []stationTest{{kiosk.TestKeys, workshop.KeysTest(p.listen, p.stand.Stand)}}
	s.describe = func(_ context.Context, r *kiosk.DeviceReport) {
		p.stand.Stand().Describe(r)
		r.Name = profile.Model
		r.Facts = append(r.Facts, workshop.KeypadFacts(p.driver, c.Port, d.terminal.config.location)...)
	}
	d.add(s)
}
