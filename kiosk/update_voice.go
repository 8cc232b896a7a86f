package kiosk

// speakable reports whether the number can be heard at a step: where the person
// has it, on paper or on the screen.
func (s Step) speakable() bool { return s == StepTake || s == StepShown }

// CanSpeak reports whether the number can be heard now.
func (s State) CanSpeak() bool { return s.Rules.Voice && s.Session.Step.speakable() }

// speak has the number said. A screen that goes on by itself waits anew, so that
// it can be heard to its end, and once more.
func (s State) speak() (State, []Effect) {
	if !s.CanSpeak() {
		return s, nil
	}
	s.Session.Spoken = true
	if s.Session.Leave > 0 {
		s.Session.Leave = s.Up + s.unhurried(s.Rules.Take)
	}
	return s, []Effect{SpeakNumber{Ticket: s.Session.Ticket, Language: s.Session.Language}}
}

// hushed stops the voice at the next press of another kind, and with the session
// however it ends: the next person does not hear the number of this one.
func (s State) hushed(before Session, e Event, effects []Effect) (State, []Effect) {
	if !before.Spoken {
		return s, effects
	}
	_, again := e.(SpeakPressed)
	_, isPress := e.(Press)
	if isPress && !again || s.Session.Idle() {
		s.Session.Spoken = false
		return s, append(effects, Hush{})
	}
	return s, effects
}
