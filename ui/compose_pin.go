package ui

import (
	"strings"

	"kundterminal/kiosk"
)

// pinPad asks for a PIN. Of what was typed it shows how much. The title and what to do
// stand under keys that begin with key.
func (c composer) pinPad(p kiosk.PINEntry, key string) Screen {
	enter := c.button("enter", "pin_enter", "ui-check", kiosk.PINEntered{})
	enter.Off = p.Typed < kiosk.LeastPIN || c.state.LockLeft() > 0
	s := Screen{Title: c.say(key + "title"), Hint: c.say(key + "do"), Back: c.back(), Next: &enter}
	switch {
	case !p.PIN.Taken():
		s.Hint, s.Next, s.Calm = "", nil, true
		s.Parts = []Part{Paragraph{Text: c.say(key + p.PIN.String()), Tone: Fault, Large: true}}
		return s
	case c.state.LockLeft() > 0:
		s.Parts = []Part{Paragraph{Text: c.count("pin_locked", c.state.LockLeft()), Tone: Fault, Large: true}}
	case p.PIN == kiosk.PINWrong:
		s.Parts = []Part{Paragraph{Text: c.say("pin_wrong"), Tone: Attention, Large: true}}
	}
	field := Field{Text: strings.Repeat("•", p.Typed), Placeholder: c.say("pin_field")}
	s.Parts = append([]Part{field, c.pinKeys()}, s.Parts...) // the keys stay where they are
	return s
}

func (c composer) pinKeys() Keyboard {
	off := c.state.LockLeft() > 0
	remove := c.button("key:delete", "key_delete", "ui-delete", kiosk.DigitDeleted{})
	remove.Off = off
	return keypad([]string{"123", "456", "789", " 0<"}, remove, func(b byte) Button {
		return Button{Event: kiosk.DigitTyped{Digit: b}, Off: off}
	})
}
