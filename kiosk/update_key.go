package kiosk

import "time"

// onKey parts a press from the keypad that it was made on.
func onKey(e Event) (of Event, keyed bool) {
	k, keyed := e.(KeyPressed)
	if !keyed {
		_, walks := e.(FocusMoved)
		return e, walks
	}
	if k.Press == nil {
		return FocusMoved{}, true
	}
	if inner, again := k.Press.(KeyPressed); again {
		return onKey(inner)
	}
	return k.Press, true
}

// focused brings the keypad in line with what happened: it begins anew on a new
// screen, and a finger takes it away. Whoever takes it up wants to listen.
func (s State) focused(before Session, e Event, keyed bool) State {
	session := &s.Session
	if session.elsewhere(before) {
		session.Focus = ""
	}
	_, isPress := e.(Press)
	switch {
	case !isPress || session.Idle():
		return s
	case !keyed:
		session.Keyed, session.Focus = false, ""
		return s
	}
	if to, walks := e.(FocusMoved); walks {
		session.Focus = to.To
	}
	if !session.Keyed && s.Rules.Voice {
		session.Listening = true
	}
	session.Keyed = true
	return s
}

// alive takes a press as a sign of life. A warning that stays counts down anew, so
// that whoever walks to its answer gets there.
func (s Session) alive(up, warning time.Duration) time.Duration {
	if s.Overlay == WarningOverlay {
		return up + warning
	}
	return 0 // settled sets it anew
}

// elsewhere reports whether the screen is another one than before.
func (s Session) elsewhere(before Session) bool {
	return s.Place != before.Place || s.Overlay != before.Overlay || s.Leaf != before.Leaf || s.Advisor.place() != before.Advisor.place()
}
