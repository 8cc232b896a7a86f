package kiosk

// personalCodeLength is how many characters a personal identity code has.
const personalCodeLength = 11

// rungs is the ladder of identification: each is tried when the one before did
// not help. It can be left at any rung.
var rungs = []Step{StepIdentify, StepReread, StepOther, StepCode, StepEye}

// looks reports whether a document or a code is to be shown at the step. On the summary one
// may be: that is how identification begins without a press.
func (s Step) looks() bool { return s >= StepSummary && s <= StepOther || s == StepAppointment }

func (s Step) identifying() bool { return s >= StepIdentify && s <= StepEye }

// identifiable reports whether identification is offered: there is a reader, and
// the person has not been identified.
func (s State) identifiable() bool { return s.Reader != ReaderAbsent && s.Session.Identity.IsZero() }

func (s State) pressedIdentifying(e Event) (State, []Effect) {
	switch e := e.(type) {
	case IdentifyPressed:
		if s.Session.Step == StepSummary && s.identifiable() {
			return s.goTo(Place{Step: StepIdentify}), nil
		}
	case IdentityRemoved:
		if s.Session.Step == StepSummary && !s.Session.Identity.IsZero() {
			s.Session.Identity = Identity{}
			return s, []Effect{s.record(Entry{Kind: IdentityTaken, Detail: map[string]string{"why": "removed"}})}
		}
	case NextRungPressed:
		return s.nextRung()
	case WithoutIdentityPressed:
		if s.Session.Step.identifying() {
			return s.toSummary(), s.forgetTyped()
		}
	case CharacterTyped:
		if s.Session.Step == StepCode && s.Session.Typed < personalCodeLength {
			s.Session.Typed++
			s.Session.Trouble = ReadWell
			return s, []Effect{TypeCharacter{Character: e.Character}}
		}
	case CharacterDeleted:
		if s.Session.Step == StepCode && s.Session.Typed > 0 {
			s.Session.Typed--
			return s, []Effect{DeleteCharacter{}}
		}
	case CodeEntered:
		if s.Session.Step == StepCode && s.Session.Typed == personalCodeLength {
			return s, []Effect{ResolveCode{}}
		}
	case ReasonChosen:
		return s.confirmedByEye(e.Reason)
	}
	return s, nil
}

// nextRung goes to the next rung of the ladder. The way back leads to the
// summary, not down the rungs.
func (s State) nextRung() (State, []Effect) {
	for i, rung := range rungs[:len(rungs)-1] {
		if s.Session.Step != rung {
			continue
		}
		if rungs[i+1] == StepEye && !s.Rules.Advisors {
			return s, nil // nobody could confirm there
		}
		s.Session.Place = Place{Step: rungs[i+1]}
		s.Session.Overlay = NoOverlay
		s.Session.Trouble, s.Session.Typed = ReadWell, 0
		return s, s.forgetTyped()
	}
	return s, nil
}

// toSummary leaves the ladder.
func (s State) toSummary() State {
	s.Session.Place = Place{Step: StepSummary}
	if last := len(s.Session.Trail) - 1; last >= 0 && s.Session.Trail[last].Step == StepSummary {
		s.Session.Trail = s.Session.Trail[:last:last]
	}
	s.Session.Overlay = NoOverlay
	s.Session.Trouble, s.Session.Typed, s.Session.Staff = ReadWell, 0, false
	return s
}

// forgetTyped wants the typed characters wiped. They are in no State, so that no
// copy of it holds a code.
func (s State) forgetTyped() []Effect { return []Effect{ForgetCode{}} }

// documentRead takes a reading where identification goes on. Showing a document on
// the summary begins it; anywhere else it was not asked for, and is not kept.
func (s State) documentRead(r Reading) (State, []Effect) {
	if s.Session.Step == StepAppointment {
		return s.shownDocument(r), nil
	}
	if s.Session.Step == StepSummary && s.identifiable() {
		s = s.goTo(Place{Step: StepIdentify})
	}
	if !s.Session.Step.identifying() {
		return s, nil
	}
	s.Session.Speaks = r.Language
	if r.Trouble == ReadWell && !r.Identity.IsZero() {
		s.Session.Identity = r.Identity
		return s.toSummary(), append(s.forgetTyped(), s.record(Entry{
			Kind: PersonIdentified, Detail: map[string]string{"how": r.Identity.How.String()},
		}))
	}
	typed := s.Session.Step == StepCode
	switch s.Session.Step {
	case StepIdentify, StepReread:
		s, _ = s.nextRung()
		if r.Trouble != ReadBadly { // trying once more would not help
			s.Session.Place = Place{Step: StepOther}
		}
	}
	s.Session.Trouble = r.Trouble
	var effects []Effect
	if typed {
		s.Session.Typed = 0
		effects = s.forgetTyped()
	}
	return s, append(effects, s.record(Entry{Kind: ReadFailed, Detail: map[string]string{"why": r.Trouble.String()}}))
}

// badgeRead lets an advisor confirm a person by eye.
func (s State) badgeRead() State {
	if s.Session.Step.identifying() && s.Rules.Advisors {
		s.Session.Place = Place{Step: StepEye}
		s.Session.Staff = true
	}
	return s
}

func (s State) confirmedByEye(r Reason) (State, []Effect) {
	if s.Session.Step != StepEye || !s.Session.Staff || r == NoReason {
		return s, nil
	}
	s.Session.Identity = Identity{How: ByEye}
	return s.toSummary(), append(s.forgetTyped(), s.confirmed(r))
}

// confirmed is the journal's entry of a confirmation by eye.
func (s State) confirmed(r Reason) Effect {
	return s.record(Entry{Kind: PersonIdentified, Detail: map[string]string{"how": ByEye.String(), "reason": r.String()}})
}
