package kiosk

import "time"

// Comfort is how a person wants the screen to be. The zero Comfort is the screen
// that everybody meets; a session's end brings it back.
type Comfort struct {
	Text     TextSize
	Contrast bool // black, white and yellow
	Low      bool // everything that can be pressed is in the lower part of the glass
	Slow     bool // every deadline is ten times as far away
	Simple   bool // one thing on each screen, and no second texts
	LeftHand bool // what is pressed often stands at the left
}

// TextSize is how large texts are.
type TextSize uint8

// The sizes of text.
const (
	TextPlain   TextSize = iota // 100 %
	TextLarge                   // 150 %
	TextLargest                 // 200 %: to be read from 600 mm as EN 301 549 5.1.4 asks
	textSizes
)

// TextSizes lists all sizes, the smallest first.
func TextSizes() []TextSize {
	list := make([]TextSize, textSizes)
	for i := range list {
		list[i] = TextSize(i)
	}
	return list
}

// Percent returns the size in parts of a hundred of the ordinary one.
func (t TextSize) Percent() int { return 100 + 50*int(t) }

// slowness is how much longer a slow person's deadlines are (WCAG 2.2.1).
const slowness = 10

// unhurried returns how long a deadline of this session is. The terminal's own
// deadlines, for its engine and its printer, are not the person's.
func (s State) unhurried(d time.Duration) time.Duration {
	if s.Session.Comfort.Slow {
		return slowness * d
	}
	return d
}

// WarningTime is how long the warning counts down in this session.
func (s State) WarningTime() time.Duration { return s.unhurried(s.Rules.Warning) }

// comfortChosen changes the screen under the person's hand. A screen that goes on
// by itself waits anew, by the clock that holds now. Where texts have another
// size, or are shown one by one, lists have other pages: they are shown from their
// beginning.
func (s State) comfortChosen(c Comfort) State {
	if c.Text >= textSizes {
		return s
	}
	if now := s.Session.Comfort; c.Text != now.Text || c.Simple != now.Simple {
		s.Session.Leaf = 0
		if s.Session.Step != StepStatement { // its page is the question
			s.Session.Page = 0
		}
	}
	s.Session.Comfort = c
	if stays := s.stays(); stays > 0 && s.Session.Leave > 0 {
		s.Session.Leave = s.Up + stays
	}
	return s
}

// bothPressed answers, and goes on. What ends the session is the last thing that is
// done in it.
func (s State) bothPressed(e BothPressed) (State, []Effect) {
	var effects []Effect
	for _, p := range []Press{e.First, e.Then} {
		if p == nil {
			continue
		}
		idle := s.Session.Idle()
		next, done := s.handle(p)
		s, effects = next, append(effects, done...)
		if !idle && s.Session.Idle() {
			break
		}
	}
	return s, effects
}

// stays is how long a screen that goes on by itself waits for the person; 0 where
// it waits for something else.
func (s State) stays() time.Duration {
	switch s.Session.Step {
	case StepTrouble:
		return s.unhurried(s.Rules.Patience)
	case StepTake:
		if s.Session.Overlay == RouteOverlay {
			return s.unhurried(routeTime)
		}
		return s.unhurried(s.Rules.Take)
	case StepThanks:
		return s.unhurried(s.Rules.Farewell)
	}
	return 0
}

// pageTurned turns the pages of what lies over the screen, else those of the
// screen itself.
func (s State) pageTurned(to int) State {
	to = min(max(to, 0), 99)
	if s.Session.Overlay != NoOverlay {
		s.Session.Leaf = to
	} else {
		s.Session.Page = to
	}
	return s
}
