//go:build fyne

package touch

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kundterminal/kiosk"
)

// MouseDown begins a press.
func (s *stage) MouseDown(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	x, y := s.at(ev.Position)
	s.finger.down(s.picture.scene, x, y)
	s.focus.touched(s.finger.id)
	s.keyed = false
	s.window.Focus(s)
	s.mark()
}

// MouseUp ends a press.
func (s *stage) MouseUp(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	x, y := s.at(ev.Position)
	p, pressed := s.finger.up(s.picture.scene, x, y)
	s.mark()
	if pressed && s.press != nil {
		s.press(p)
	}
}

// MouseIn is the finger coming onto the window.
func (s *stage) MouseIn(ev *desktop.MouseEvent) { s.MouseMoved(ev) }

// MouseMoved follows the finger.
func (s *stage) MouseMoved(ev *desktop.MouseEvent) {
	if s.finger.id == "" {
		return
	}
	on := s.finger.on
	x, y := s.at(ev.Position)
	if s.finger.moved(s.picture.scene, x, y); s.finger.on != on {
		s.mark()
	}
}

// MouseOut is the finger leaving the window.
func (s *stage) MouseOut() {
	s.finger.left()
	s.mark()
}

// FocusGained is called when the window has the keyboard.
func (s *stage) FocusGained() {}

// FocusLost is called when it no longer has.
func (s *stage) FocusLost() {
	s.finger.left()
	s.shift, s.held = false, ""
	s.mark()
}

// AcceptsTab keeps the Tab key for the stage.
func (s *stage) AcceptsTab() bool { return true }

// TypedKey does nothing: KeyDown is not repeated while a key is held.
func (s *stage) TypedKey(*fyne.KeyEvent) {}

// TypedRune presses the letter's key on the screen, where there is one.
func (s *stage) TypedRune(r rune) {
	if r == ' ' && s.focus.seen {
		return // it presses what has focus
	}
	s.pressItem(meaning(s.picture.scene,
		kiosk.LetterTyped{Letter: r},
		kiosk.LetterTyped{Letter: unicode.ToLower(r)},
		kiosk.LetterTyped{Letter: unicode.ToUpper(r)}))
}

// KeyDown moves focus, or begins a press of what has it.
func (s *stage) KeyDown(ev *fyne.KeyEvent) {
	scene := s.picture.scene
	switch ev.Name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		s.shift = true
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.held = s.focus.ringed()
	case fyne.KeyEscape:
		s.pressItem(meaning(scene, kiosk.OverlayClosed{}, kiosk.StayPressed{}, kiosk.BackPressed{}))
	case fyne.KeyBackspace:
		s.pressItem(meaning(scene, kiosk.LetterDeleted{}))
	case fyne.KeyPageDown:
		s.pressItem("more") // what lies over the screen has the other, and only one is in reach
		s.pressItem("panel-more")
	case fyne.KeyPageUp:
		s.pressItem("earlier")
		s.pressItem("panel-earlier")
	default:
		if to, ok := s.leads(ev.Name); ok {
			s.focus.moved(scene, to)
			s.keyed = false
			s.held = ""
			s.mark()
		}
	}
}

// KeyUp ends a press of what has focus.
func (s *stage) KeyUp(ev *fyne.KeyEvent) {
	switch ev.Name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		s.shift = false
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		held := s.held
		s.held = ""
		if held != "" && held == s.focus.ringed() {
			s.pressItem(held)
		}
	}
}

// leads returns where a key moves focus to.
func (s *stage) leads(key fyne.KeyName) (string, bool) {
	scene, from := s.picture.scene, s.focus.id
	switch key {
	case fyne.KeyTab:
		if s.shift {
			return next(scene, from, -1), true
		}
		return next(scene, from, 1), true
	case fyne.KeyRight:
		return toward(scene, from, 1, 0), true
	case fyne.KeyLeft:
		return toward(scene, from, -1, 0), true
	case fyne.KeyDown:
		return toward(scene, from, 0, 1), true
	case fyne.KeyUp:
		return toward(scene, from, 0, -1), true
	case fyne.KeyHome:
		return next(scene, "", 1), true
	case fyne.KeyEnd:
		return next(scene, "", -1), true
	}
	return "", false
}

// at returns where on the frame a point of the stage is, in mm.
func (s *stage) at(p fyne.Position) (x, y float64) {
	g := s.picture.glass
	if g.perMM <= 0 {
		return -1, -1
	}
	return g.millimetres(float64(p.X*g.unit), float64(p.Y*g.unit))
}
