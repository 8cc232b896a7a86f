package kiosk

import "time"

// Update returns the state after an event, and the effects that it wants
// carried out. It handles every event in every state: one that has no meaning
// there changes nothing. The given state is not changed.
func Update(s State, e Event) (State, []Effect) {
	was, before, technician := s, s.Session, s.Technician
	e, assisted := s.onAssist(e)
	if e == nil {
		return s, nil
	}
	e, keyed := onKey(e)
	keyed = keyed || assisted && s.Session.Keyed
	p, isPress := e.(Press)
	if isPress && s.tooSoon(p) {
		return s, nil
	}
	s, effects := s.handle(e)
	if isPress && !s.Session.Idle() {
		s.Session.Last = p
		s.Session.Quiet = s.Session.alive(s.Up, s.WarningTime())
	}
	s, effects = s.assisting(before, e, assisted, effects)
	s = s.slipForgotten(before).tellEnded(before)
	if s.Session.Overlay != before.Overlay {
		s.Session.Leaf = 0
	}
	moved := s.Session.Place != before.Place || s.Session.Overlay != before.Overlay ||
		s.Session.Leaf != before.Leaf || s.Session.Comfort != before.Comfort ||
		s.Session.Advisor.place() != before.Advisor.place() ||
		s.Technician.place() != technician.place() ||
		s.Session.Overlay == HelpOverlay && (s.Called > 0) != (was.Called > 0) // its buttons are others
	_, walks := e.(FocusMoved)
	if isPress && !walks || moved {
		s.Touched, s.Moved = max(s.Up, 1), moved
	}
	s = s.focused(before, e, keyed)
	s, effects = s.calledLong(e, effects)
	s, effects = s.voiced(was, e, effects)
	s, effects = s.keptAnswers(before, effects)
	effects = s.journalEService(before, effects)
	s, effects = s.hungUp(before, effects)
	return s.settled(before, effects)
}

func (s State) handle(e Event) (State, []Effect) {
	switch e := e.(type) {
	case TimePassed:
		return s.timePassed(e)
	case CatalogueChanged:
		return s.catalogueChanged(e.Catalogue), nil
	case StoreChanged:
		s.Store = e.Store
		return s, nil
	case OutlookChanged:
		s.Outlook = e.Outlook
		return s, nil
	case AddressDone:
		return s.addressDone(e), nil
	case HeadphonesChanged:
		return s.headphonesChanged(e.In), nil
	case SpeechEnded:
		if e.Speech == s.Saying {
			s.Saying = 0
		}
		return s, nil
	}
	if p, ok := e.(Press); ok && s.Session.Advisor.Here() && p != (AssistStopped{}) {
		return s.advisorPressed(p)
	}
	for _, happened := range happenings {
		if next, effects, ok := happened(s, e); ok {
			return next, effects
		}
	}
	if s.Session.Idle() {
		return s.pressedIdle(e)
	}
	if next, effects, ok := s.pressedAnywhere(e); ok {
		return next, effects
	}
	if s.Session.Step.choosing() {
		return s.pressedChoosing(e)
	}
	if s.Session.Step.asking() {
		return s.pressedAsking(e)
	}
	return s.pressedAfter(e)
}

// happenings handle events that come from elsewhere than a citizen's finger, each
// those that concern one thing. It is not ok where an event is none of them.
var happenings = []func(State, Event) (next State, effects []Effect, ok bool){
	State.ticketEvent, State.slipEvent, State.technicianEvent, State.advisorEvent, State.assistEvent, State.helpEvent, State.readerEvent,
	State.appointmentEvent, State.callBackEvent,
}

// tooSoon reports whether a press is the second of a double touch: the same one
// again within the guard, or any one where the screen has just changed under the
// finger.
func (s State) tooSoon(p Press) bool {
	if _, walks := p.(FocusMoved); walks {
		return false // it changes nothing, and a hand on a keypad is quick
	}
	since := s.Up - s.Touched
	if s.Touched == 0 || since >= s.Rules.Guard {
		return false
	}
	again := p == s.Session.Last || p == s.Technician.Last
	if p == (HushPressed{}) && s.Session.Last == (SpeakPressed{}) { // it has come under the finger
		again = true
	}
	return s.Moved || again && (!typing(p) || since < bounce)
}

// bounce is how soon after itself a typed letter is a bouncing contact, and no
// second letter: words have double letters, codes double digits, and a voice can be
// two steps too soft.
const bounce = 80 * time.Millisecond

func typing(e Event) bool {
	switch e.(type) {
	case LetterTyped, LetterDeleted, CharacterTyped, CharacterDeleted, DigitTyped, DigitDeleted, VolumePressed:
		return true
	}
	return false
}

// settled brings the deadlines in line with the step, and journals and
// remembers what changed.
func (s State) settled(before Session, effects []Effect) (State, []Effect) {
	if s.Session.watched() {
		if s.Session.Quiet == 0 {
			s.Session.Quiet = s.Up + s.unhurried(s.Rules.Quiet)
		}
	} else {
		s.Session.Quiet = 0
	}
	if s.Session.Step == before.Step {
		return s, effects
	}
	if looks := s.Session.Step.looks(); looks != before.Step.looks() {
		effects = append(effects, LookForDocuments{On: looks})
	}
	if before.Idle() {
		effects = append(effects, s.record(Entry{Kind: SessionStarted}))
	}
	cache := SessionCache{}
	if !s.Session.Idle() {
		cache = SessionCache{Step: s.Session.Step.String(), Since: s.Now, Ticket: s.Session.Ticket.Name}
		if s.Session.Step.asking() {
			cache.Ticket = EventName{} // it is not kept who answers
		}
	}
	return s, append(effects, RememberSession{Cache: cache})
}

// watched reports whether the session ends when nobody presses anything.
func (s Session) watched() bool {
	switch s.Step {
	case StepIdle, StepIssuing, StepPrinting, StepTrouble, StepTake, StepThanks:
		return false
	}
	return true
}

func (s State) record(entries ...Entry) Effect {
	for i := range entries {
		entries[i].At = s.Now
	}
	return RecordEntries{Entries: entries}
}

// begin starts a session.
func (s State) begin(l Language, step Step) State {
	s.Session = Session{Language: l, Place: Place{Step: step}, Listening: s.Headphones && s.Rules.Voice}
	s.CardLeft = false
	return s
}

// end replaces the session by its zero value.
func (s State) end(outcome string) (State, []Effect) {
	entry := Entry{Kind: SessionEnded, Of: s.Session.Ticket.Name, Detail: map[string]string{
		"outcome": outcome, "step": s.Session.Step.String(), "language": string(s.Session.Language),
	}}
	if s.Session.Step.asking() && !s.Session.Ticket.IsZero() {
		entry.Detail["step"] = StepThanks.String() // it is not kept who was asked
	}
	s.CardLeft = s.CardIn
	s.Session = Session{}
	return s, []Effect{s.record(entry), ForgetCode{}}
}

// The outcomes of a session in the journal.
const (
	OutcomeTicket   = "ticket"
	OutcomeRefused  = "refused"
	OutcomeStopped  = "stopped"
	OutcomeTimedOut = "timed_out"
	OutcomeFeedback = "feedback"
	OutcomeOnline   = "e_service"
	OutcomeCallBack = "call_back"
)

// goTo goes one step on; the way back leads here.
func (s State) goTo(p Place) State {
	trail := s.Session.Trail
	s.Session.Trail = append(trail[:len(trail):len(trail)], s.Session.Place)
	s.Session.Place = p
	s.Session.Overlay = NoOverlay
	return s
}

// become goes to a step from which no way leads back, such as printing.
func (s State) become(step Step, leaves time.Duration) State {
	s.Session.Place = Place{Step: step}
	s.Session.Trail = nil
	s.Session.Overlay = NoOverlay
	s.Session.Query = ""
	s.Session.Leave = 0
	if leaves > 0 {
		s.Session.Leave = s.Up + leaves
	}
	return s
}

func (s State) timePassed(e TimePassed) (State, []Effect) {
	day := s.Today()
	s.Now, s.Up = e.Now, max(e.Up, s.Up)
	if s.Today() != day {
		s = s.withoutEnded(s.catalogue())
	}
	s.Offers = without(s.Offers, func(o Offer) bool { return o.Until <= s.Up })
	if s.Technician.Here() {
		return s.technicianTime()
	}
	if next, effects, ok := s.advisorTime(); ok {
		return next, effects
	}
	session := s.Session
	switch {
	case session.Leave > 0 && s.Up >= session.Leave:
		return s.leave()
	case session.Quiet == 0 || s.Up < session.Quiet:
		return s, nil
	case session.Overlay == WarningOverlay:
		if !session.Ticket.IsZero() || session.Step.asking() || session.Step == StepCallKept {
			return s.stop() // what they came for was done
		}
		return s.end(OutcomeTimedOut)
	}
	s.Session.Overlay = WarningOverlay
	s.Session.Quiet = s.Up + s.WarningTime()
	return s, nil
}

// leave goes on from a step that does not wait for ever.
func (s State) leave() (State, []Effect) {
	switch s.Session.Step {
	case StepIssuing: // the journal hangs; a ticket that comes later is offered
		return s.refused(RefusedNoRoom), nil
	case StepPrinting: // the engine always answers; this is for the day it does not
		s.Session.Begun = true
		s.Session.Condition = PrinterSilent
		return s.become(StepTrouble, s.unhurried(s.Rules.Patience)), nil
	case StepTrouble:
		if s.mended() {
			return s.print(s.Session.Begun)
		}
		return s.show("on screen")
	case StepTake:
		return s.become(StepThanks, s.unhurried(s.Rules.Farewell)), nil
	case StepCallKeeping: // the store hangs
		return s.become(StepCallRefused, 0), []Effect{ForgetCode{}}
	case StepThanks:
		return s.stopAsking()
	}
	s.Session.Leave = 0
	return s, nil
}
