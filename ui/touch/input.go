package touch

import (
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// finger is the finger, or the pointer, on the glass. What it went down on is
// pressed when it goes up there; sliding off takes that back, and sliding on
// again restores it. What was pressed looks so until the screen that it leads to,
// or until it has led to none for a while.
type finger struct {
	id    string      // what it went down on; empty: nothing
	press kiosk.Press // what that meant then
	x, y  float64     // where it went down, mm
	on    bool        // it is still over it
	done  string      // what was pressed and still looks so
}

// down begins a press at a point in mm.
func (f *finger) down(s ui.Scene, x, y float64) {
	*f = finger{id: under(s, x, y), x: x, y: y}
	f.press, f.on = s.Press(f.id)
}

// moved follows the finger to a point.
func (f *finger) moved(s ui.Scene, x, y float64) {
	f.on = f.id != "" && under(s, x, y) == f.id
}

// up ends the press, and returns what was pressed, if anything was: where the
// finger went down, not where it slid to.
func (f *finger) up(s ui.Scene, x, y float64) (kiosk.Press, bool) {
	f.moved(s, x, y)
	was := *f
	*f = finger{}
	if !was.on {
		return nil, false
	}
	f.done = was.id
	item, _ := itemOf(s, was.id)
	return s.PressAt(was.id, was.x-item.Box.X-item.Box.W/2, was.y-item.Box.Y-item.Box.H/2)
}

// settle ends the look of what was pressed.
func (f *finger) settle() { f.done = "" }

// left takes the press back: the finger left the window, or the window the finger.
func (f *finger) left() { *f = finger{} }

// keep ends a press of what is no longer there, or means something else now.
func (f *finger) keep(s ui.Scene) {
	f.settle()
	if p, ok := s.Press(f.id); f.id != "" && (!ok || p != f.press) {
		*f = finger{}
	}
}

// shaded is the id of what looks pressed.
func (f *finger) shaded() string {
	if f.on {
		return f.id
	}
	return f.done
}

// focus is where the keyboard is. Its ring is seen from the first key on, until
// the glass is touched.
type focus struct {
	id    string
	below string // where it was when something came to lie over the scene
	seen  bool
}

// ringed is the id of what has the ring.
func (f *focus) ringed() string {
	if f.seen {
		return f.id
	}
	return ""
}

// touched moves focus to what the finger went down on, and hides the ring.
func (f *focus) touched(id string) {
	f.seen = false
	if id != "" {
		f.id = id
	}
}

// moved shows the ring: where it was when it was hidden, else where the key
// leads to.
func (f *focus) moved(s ui.Scene, to string) {
	if indexOf(inOrder(s), f.id) < 0 {
		to = first(s)
	}
	f.id, f.seen = to, true
}

// keep holds focus to its id from one scene to the next. What comes to lie over
// a scene gets it, and gives it back. On a screen of another name it begins
// anew.
func (f *focus) keep(before, s ui.Scene) {
	switch {
	case s.Covered() && !before.Covered():
		f.below, f.id = f.id, ""
	case before.Covered() && !s.Covered():
		f.id, f.below = f.below, ""
	}
	if indexOf(inOrder(s), f.id) < 0 {
		f.id = ""
		if f.seen {
			f.id = first(s)
		}
	}
}
