package kiosk

import (
	"strconv"
	"time"
)

// AssistStage is how far it is with an advisor at a desk who helps at the screen.
type AssistStage uint8

// The stages.
const (
	NoAssist    AssistStage = iota
	AssistAsked             // the person has not answered
	AssistGoes              // the desk sees the screen
)

// Assist is a service advisor at a desk who sees the screen of a session. The zero
// Assist is that nobody does.
type Assist struct {
	Stage   AssistStage
	Desk    string
	Presses int           // that the desk has made
	Points  string        // id of what the desk points at; empty: at nothing
	Until   time.Duration // of Up, when it ends unless somebody presses
}

const (
	assistPatience = 45 * time.Second // for an answer
	assistIdle     = 3 * time.Minute  // without a press on either side
)

// The ways in which assisting ends, in the journal.
const (
	assistDeclined   = "declined"
	assistUnanswered = "unanswered"
	assistPerson     = "person"
	assistDesk       = "desk"
	assistUnused     = "idle"
	assistAnswers    = "feedback" // the person's answers about the service are their own
	assistOver       = "session"
	assistAdvisor    = "advisor" // one has come to the terminal before the person had answered
)

// Assisted reports whether an advisor at a desk sees the screen.
func (s State) Assisted() bool { return s.Session.Assist.Stage == AssistGoes }

// Unseen reports whether what the person types now is their own: it is not mirrored.
func (s State) Unseen() bool {
	switch s.Session.Step {
	case StepCode, StepCallPhone, StepAppointment:
		return true
	}
	return s.Session.Step.asking() || s.Session.Advisor.View == AdvisorPIN
}

// CanAssist reports whether the person can be asked now.
func (s State) CanAssist() bool {
	session := s.Session
	return !session.Idle() && session.Language != "" && !session.Step.asking() && session.Step != StepThanks &&
		session.Assist.Stage == NoAssist && session.Overlay != WarningOverlay && !session.Advisor.Here()
}

// onAssist parts a press from the desk that made it; it is nil where the desk may not
// make it. Whether to be helped, and what is typed unseen, is for the person alone.
func (s State) onAssist(e Event) (of Event, assisted bool) {
	a, ok := e.(Assisted)
	if !ok {
		return e, false
	}
	if !s.Assisted() || a.Desk != s.Session.Assist.Desk || s.Unseen() || s.Session.Advisor.Here() {
		return nil, true
	}
	if !forDesk(a.Press) {
		return nil, true
	}
	return a.Press, true
}

// forDesk reports whether a desk may make a press.
func forDesk(p Press) bool {
	switch p := p.(type) {
	case nil, Assisted, KeyPressed, FocusMoved, AssistAllowed, AssistDeclined, AdvisorPressed, CornerTouched:
		return false
	case BothPressed: // of which either may be nil
		return (p.First == nil || forDesk(p.First)) && (p.Then == nil || forDesk(p.Then))
	}
	return true
}

// assistEvent handles what concerns an advisor at a desk.
func (s State) assistEvent(e Event) (State, []Effect, bool) {
	a := &s.Session.Assist
	switch e := e.(type) {
	case AssistRequested:
		if s.CanAssist() && e.Desk != "" {
			*a = Assist{Stage: AssistAsked, Desk: e.Desk, Until: s.Up + s.unhurried(assistPatience)}
			s.Session.Overlay = AssistOverlay
		}
		return s, nil, true
	case AssistAllowed:
		if a.Stage != AssistAsked {
			return s, nil, true
		}
		a.Stage, a.Until = AssistGoes, s.Up+s.unhurried(assistIdle)
		return s, []Effect{s.record(Entry{Kind: AssistBegan, Detail: map[string]string{
			"desk": a.Desk, "step": s.Session.Step.String(),
		}})}, true
	case AssistDeclined:
		if a.Stage == AssistAsked {
			next, effects := s.assistEnded(assistDeclined)
			return next, effects, true
		}
		return s, nil, true
	case AssistStopped:
		next, effects := s.assistEnded(assistPerson)
		return next, effects, true
	case AssistPointed:
		if s.Assisted() && e.Desk == a.Desk && !s.Unseen() && !s.Session.Advisor.Here() {
			a.Points, a.Until = e.At, s.Up+s.unhurried(assistIdle)
		}
		return s, nil, true
	case AssistEnded:
		if e.Desk != a.Desk {
			return s, nil, true
		}
		next, effects := s.assistEnded(assistDesk)
		return next, effects, true
	}
	return s, nil, false
}

// assistEnded ends it, from either side.
func (s State) assistEnded(why string) (State, []Effect) {
	a := s.Session.Assist
	if a.Stage == NoAssist {
		return s, nil
	}
	s.Session.Assist = Assist{}
	return s, []Effect{s.record(a.over(why))}
}

// over is the journal's entry of the end: of presses only how many there were.
func (a Assist) over(why string) Entry {
	return Entry{Kind: AssistOver, Detail: map[string]string{"desk": a.Desk, "why": why, "presses": strconv.Itoa(a.Presses)}}
}

// assisting brings the question and the end of it in line with what happened.
func (s State) assisting(before Session, e Event, assisted bool, effects []Effect) (State, []Effect) {
	a, was := &s.Session.Assist, before.Assist
	if s.Session.Idle() {
		if was.Stage != NoAssist && !before.Idle() {
			effects = append(effects, s.record(was.over(assistOver)))
		}
		return s, effects
	}
	why := ""
	switch {
	case a.Stage == NoAssist:
	case s.Session.Step.asking():
		why = assistAnswers
	case s.Up >= a.Until && a.Stage == AssistAsked:
		why = assistUnanswered
	case s.Up >= a.Until:
		why = assistUnused
	}
	if why != "" {
		next, ended := s.assistEnded(why)
		s, effects = next, append(effects, ended...)
		a = &s.Session.Assist
	}
	_, isPress := e.(Press)
	if isPress && a.Stage == AssistGoes {
		a.Until = s.Up + s.unhurried(assistIdle)
		if assisted {
			a.Presses++
		}
	}
	if isPress || s.Session.elsewhere(before) {
		a.Points = ""
	}
	switch {
	case a.Stage == AssistAsked && s.Session.Overlay == NoOverlay:
		s.Session.Overlay = AssistOverlay
	case a.Stage != AssistAsked && s.Session.Overlay == AssistOverlay:
		s.Session.Overlay = NoOverlay
	}
	return s, effects
}
