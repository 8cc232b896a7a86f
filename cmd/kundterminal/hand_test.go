package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// fingertip is a person who uses the keypad alone. It finds what it looks for by what it
// is called.
type fingertip struct {
	*patron
	pad  *sim.Keypad
	keys int      // pressed so far
	met  []string // what the keypad was on, by its labels, in order
}

// withKeypad plugs a simulated keypad into a terminal that is being wired.
func withKeypad(t testing.TB, pad **sim.Keypad) func(*rig) {
	return func(x *rig) {
		k, err := sim.NewKeypad(sim.KeypadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { k.Close() })
		x.config.Keypad.Port = k.Path()
		if x.tactile, err = x.wireKeypad(); err != nil {
			t.Fatal(err)
		}
		x.desk.addKeypad()
		*pad = k
	}
}

// lay puts a hand on the keypad of a terminal.
func lay(ctx context.Context, t *testing.T, x *rig, pad *sim.Keypad) *fingertip {
	t.Helper()
	h := &fingertip{patron: arrive(ctx, t, x), pad: pad}
	h.untilDriver(devices.FaultNone)
	return h
}

func (h *fingertip) untilDriver(want devices.Fault) {
	h.t.Helper()
	driver := h.terminal.tactile.driver
	for begun := time.Now(); driver.Status().Fault != want; time.Sleep(10 * time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			h.t.Fatalf("the keypad is %s", driver.Status().Fault)
		}
	}
}

// says reports whether a text is on the screen, in however many lines.
func (h *fingertip) says(text string) bool {
	for _, item := range h.scene().Items {
		var lines []string
		for _, line := range item.Lines {
			lines = append(lines, line.Text)
		}
		if strings.Join(lines, " ") == text {
			return true
		}
	}
	return false
}

// on is what the keypad is on, by its label; empty where it is nowhere.
func (h *fingertip) on() string {
	item, ok := h.scene().Focused()
	switch {
	case !ok:
		return ""
	case item.Button != nil:
		return item.Button.Label
	}
	return item.Says
}

// key presses a key and waits for what it does.
func (h *fingertip) key(name string) {
	h.t.Helper()
	time.Sleep(70 * time.Millisecond) // sooner it is a bounce
	before, called := h.state.Session, h.state.Called
	h.keys++
	if err := h.pad.Press(name); err != nil {
		h.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(h.ctx, 20*time.Second)
	defer cancel()
	h.must(h.player.until(ctx, func(s kiosk.State) bool {
		return changed(before, s.Session) || before.Focus != s.Session.Focus || before.Keyed != s.Session.Keyed || called != s.Called
	}))
	if on := h.on(); on != "" {
		h.met = append(h.met, on)
	}
}

// to walks to what has a label, by the next key, and turns the pages of a list where
// it is on another.
func (h *fingertip) to(label string) {
	h.t.Helper()
	for turns := 0; !h.round(func() bool { return h.on() == label }); turns++ {
		if turns > 20 || !h.round(func() bool { return h.scene().Focus == "more" && h.scene().Key(ui.KeySelect) != nil }) {
			h.t.Fatalf("the screen %q has nothing called %q", h.scene().Name, label)
		}
		h.key("select")
	}
}

// round walks until something is found, or once round the screen.
func (h *fingertip) round(found func() bool) bool {
	h.t.Helper()
	for begin := h.scene().Focus; !found(); {
		if h.key("next"); h.scene().Focus == begin {
			return found()
		}
	}
	return true
}

// choose walks to what has each of the labels, one after the other, and selects it.
func (h *fingertip) choose(labels ...string) {
	h.t.Helper()
	for _, label := range labels {
		h.to(label)
		h.key("select")
	}
}

// spell types a word on the keyboard of the screen, by the shortest ways there are: as
// one does who knows where the letters are.
func (h *fingertip) spell(word string) {
	h.t.Helper()
	for _, letter := range word {
		for _, key := range h.way("key:" + string(letter)) {
			h.key(key)
		}
		h.key("select")
	}
}

// walking are the keys that move on a screen and press nothing.
var walking = map[string]ui.Key{"next": ui.KeyNext, "previous": ui.KeyPrevious, "select": ui.KeySelect, "back": ui.KeyBack}

// way is the shortest row of keys to what has an id.
func (h *fingertip) way(id string) []string {
	h.t.Helper()
	type leg struct {
		scene ui.Scene
		keys  []string
	}
	met := map[string]bool{}
	for legs := []leg{{h.scene(), nil}}; len(legs) > 0; legs = legs[1:] {
		at := legs[0]
		if at.scene.Focus == id {
			return at.keys
		}
		if met[at.scene.Focus] {
			continue
		}
		met[at.scene.Focus] = true
		for name, key := range walking {
			if to, ok := at.scene.Key(key).(kiosk.FocusMoved); ok {
				next := at.scene
				next.Focus = to.To
				legs = append(legs, leg{next, append(slices.Clone(at.keys), name)})
			}
		}
	}
	h.t.Fatalf("no way leads to %q on the screen %q", id, h.scene().Name)
	return nil
}
