package ui

import (
	"slices"

	"kundterminal/kiosk"
)

// Key is a key of the tactile keypad.
type Key uint8

// The keys.
const (
	KeyPrevious Key = iota + 1
	KeyNext
	KeySelect
	KeyBack
	KeyRepeat
	KeyLouder
	KeySofter
)

// Keyed returns what a key means in a state, on its screen laid out on the frame;
// nil where it means nothing there. An idle terminal is woken by any key, as by a
// touch. A technician has the glass.
func (p *Presenter) Keyed(s kiosk.State, f Frame, k Key) kiosk.Press {
	switch {
	case s.Technician.Here():
		return nil
	case s.Session.Idle():
		return kiosk.Started{}
	}
	return p.Scene(s, f).Key(k)
}

// Key returns what a key means on the scene; nil where it means nothing.
func (s Scene) Key(k Key) kiosk.Press {
	w := walkOf(s)
	switch k {
	case KeyNext, KeyPrevious:
		by := 1
		if k == KeyPrevious {
			by = -1
		}
		if to := w.from(s.Focus, by); to != "" {
			return kiosk.FocusMoved{To: to}
		}
	case KeySelect:
		if i := w.index(s.Focus); i >= 0 && !w[i].off {
			return w[i].event
		}
	case KeyBack:
		if i := w.index(s.Focus); i >= 0 && w[i].row != "" {
			return kiosk.FocusMoved{To: w[i].row} // out of the row first
		}
		return w.back()
	case KeyRepeat:
		return kiosk.SpeakPressed{}
	case KeyLouder, KeySofter:
		return kiosk.VolumePressed{Louder: k == KeyLouder}
	}
	return nil
}

// Group is a row of a large keyboard. To the keypad it is one stop. Selecting it leads
// to its first key, back leads out of it, and so does walking on over its ends: else a
// letter would be a walk of thirty keys.
type Group struct {
	ID     string
	Label  string // its keys
	Box    Box
	Radius float64
	Keys   []string // ids
}

// stop is where the keypad can be.
type stop struct {
	id     string
	row    string // id of the group that it is a key of
	region Region
	off    bool
	event  kiosk.Press
}

// walk is what the keypad goes to, in the order of reading.
type walk []stop

// walkOf lists what is not covered and says what it is. What is off is gone to as
// well: that there is something, and not now, is told to those who see.
func walkOf(s Scene) walk {
	var w walk
	covered := s.Covered()
	for _, item := range s.Items {
		b := item.Button
		if b == nil || item.Kind == Hidden || b.Label == "" && len(item.Lines) == 0 || covered && item.Region != RegionOver {
			continue
		}
		row := ""
		for _, g := range s.Groups {
			if i := slices.Index(g.Keys, item.ID); i >= 0 {
				row = g.ID
				if i == 0 {
					w = append(w, stop{id: g.ID, region: item.Region, event: kiosk.FocusMoved{To: item.ID}})
				}
			}
		}
		w = append(w, stop{id: item.ID, row: row, region: item.Region, off: b.Off, event: b.Event})
	}
	return w
}

func (w walk) index(id string) int {
	return slices.IndexFunc(w, func(s stop) bool { return id != "" && s.id == id })
}

// from returns the stop after or before another, round the ends. Within a row it is
// the next key, and behind its last one whatever comes after the row.
func (w walk) from(id string, by int) string {
	at := w.index(id)
	if at < 0 {
		return w.first() // onKeypad allows no other
	}
	row := w[at].row
	for range w {
		at = (at + by + len(w)) % len(w)
		if w[at].row == "" || w[at].row == row {
			return w[at].id
		}
	}
	return w[at].id
}

// first is where the keypad begins on a screen: at the first choice, else at the
// largest press.
func (w walk) first() string {
	largest := ""
	for _, s := range w {
		switch {
		case s.region == RegionBody:
			return s.id
		case s.region == RegionWay && (!s.off || largest == ""):
			largest = s.id
		}
	}
	if largest == "" && len(w) > 0 {
		return w[0].id
	}
	return largest
}

// back is what leads back: out of what lies over the screen, else one step.
func (w walk) back() kiosk.Press {
	for _, p := range []kiosk.Press{kiosk.StayPressed{}, kiosk.OverlayClosed{}, kiosk.AssistDeclined{}, kiosk.BackPressed{}} {
		if slices.ContainsFunc(w, func(s stop) bool { return s.event == p && !s.off }) {
			return p
		}
	}
	return nil
}

// onKeypad puts the keypad on the scene, where one is used.
func (s Scene) onKeypad(session kiosk.Session) Scene {
	if !session.Keyed {
		return s
	}
	w := walkOf(s)
	if s.Focus = session.Focus; w.index(s.Focus) >= 0 {
		return s
	}
	if s.Focus = s.begin; w.index(s.Focus) < 0 {
		s.Focus = w.first()
	}
	return s
}

// pointedAt shows what an advisor at a desk points at. Where a keypad is used its ring
// stays the only one.
func (s Scene) pointedAt(session kiosk.Session) Scene {
	if s.Focus == "" {
		s.Pointed = session.Assist.Points
	}
	return s
}

// Focused returns what the keypad is on: where it lies, how round its corners are,
// and what it is called, with what is said besides where it is a row or is off.
func (s Scene) Focused() (on Item, ok bool) {
	if s.Focus == "" {
		return Item{}, false
	}
	for _, g := range s.Groups {
		if g.ID == s.Focus {
			return Item{ID: g.ID, Box: g.Box, Radius: g.Radius, Says: g.Label}, true
		}
	}
	return s.item(s.Focus)
}

// Ringed returns what has a ring without anybody's finger or mouse: what the keypad is
// on, or what an advisor points at.
func (s Scene) Ringed() (on Item, ok bool) {
	if s.Pointed != "" {
		return s.item(s.Pointed)
	}
	return s.Focused()
}

func (s Scene) item(id string) (Item, bool) {
	i := slices.IndexFunc(s.Items, func(item Item) bool { return item.ID == id })
	if i < 0 {
		return Item{}, false
	}
	return s.Items[i], true
}
