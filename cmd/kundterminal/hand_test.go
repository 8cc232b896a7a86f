package main

import (
	"context"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// hand is a person who uses the keypad alone. It finds what it looks for by what it
// is called.
type hand struct {
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
func lay(ctx context.Context, t *testing.T, x *rig, pad *sim.Keypad) *hand {
	t.Helper()
	h := &hand{patron: arrive(ctx, t, x), pad: pad}
	for begun := time.Now(); !x.tactile.driver.Status().Ready(); time.Sleep(10 * time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			t.Fatalf("the keypad is %s", x.tactile.driver.Status().Fault)
		}
	}
	return h
}

// on is what the keypad is on, by its label; empty where it is nowhere.
func (h *hand) on() string {
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
func (h *hand) key(name string) {
	h.t.Helper()
	time.Sleep(70 * time.Millisecond) // sooner it is a bounce
	before := h.state.Session
	h.keys++
	if err := h.pad.Press(name); err != nil {
		h.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(h.ctx, 20*time.Second)
	defer cancel()
	h.must(h.player.until(ctx, func(s kiosk.State) bool {
		return changed(before, s.Session) || before.Focus != s.Session.Focus || before.Keyed != s.Session.Keyed
	}))
	if on := h.on(); on != "" {
		h.met = append(h.met, on)
	}
}

// to walks to what has a label, by the next key, and turns the pages of a list where
// it is on another.
func (h *hand) to(label string) {
	h.t.Helper()
	for turns := 0; !h.round(func() bool { return h.on() == label }); turns++ {
		if turns > 20 || !h.round(func() bool { return h.scene().Focus == "more" && h.scene().Key(ui.KeySelect) != nil }) {
			h.t.Fatalf("the screen %q has nothing called %q", h.scene().Name, label)
		}
		h.key("select")
	}
}

// round walks until something is found, or once round the screen.
func (h *hand) round(found func() bool) bool {
	h.t.Helper()
	for begin := h.scene().Focus; !found(); {
		if h.key("next"); h.scene().Focus == begin {
			return found()
		}
	}
	return true
}

// choose walks to what has each of the labels, one after the other, and selects it.
func (h *hand) choose(labels ...string) {
	h.t.Helper()
	for _, label := range labels {
		h.to(label)
		h.key("select")
	}
}

// spell types a word on the keyboard of the screen: through the rows to the row of
// each letter, into it, and along it.
func (h *hand) spell(word string) {
	h.t.Helper()
	for _, letter := range word {
		id := "key:" + string(letter)
		for scene := h.scene(); ; scene = h.scene() {
			row := ""
			for _, g := range scene.Groups {
				for _, key := range g.Keys {
					if key == id {
						row = g.ID
					}
				}
			}
			if row == "" {
				h.t.Fatalf("the screen %q has no key %q", scene.Name, letter)
			}
			if scene.Focus == id {
				break
			}
			if scene.Focus == row {
				h.key("select")
			} else {
				h.key("next")
			}
		}
		h.key("select")
	}
}
