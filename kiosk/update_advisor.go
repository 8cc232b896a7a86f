package kiosk

// advisorEvent handles what concerns a service advisor at the terminal. While one is
// there, nothing that is shown to a reader is the person's.
func (s State) advisorEvent(e Event) (State, []Effect, bool) {
	switch e := e.(type) {
	case PINChecked:
		next, effects := s.advisorChecked(e)
		return next, effects, true
	case BadgeRead:
		if a := &s.Session.Advisor; a.AtWork() {
			a.Idle = s.Up + s.Rules.Quiet
			return s, nil, true
		}
		if s.Session.Step.identifying() && !s.Session.Advisor.Here() || !s.Rules.Advisors || !s.advisable() {
			return s, nil, false
		}
		next, effects := s.lively().advisorCame("badge")
		return next, effects, true
	case AdvisorPressed:
		if !s.CanAskAdvisor() || s.Session.Advisor.Here() {
			return s, nil, true
		}
		s.Session.Overlay = NoOverlay
		s.Session.Advisor = Advisor{View: AdvisorPIN, Idle: s.Up + s.Rules.Quiet}
		return s, []Effect{ForgetPIN{Of: PINOfAdvisor}, AskPIN{Of: PINOfAdvisor}}, true
	case DocumentRead, AppointmentScanned:
		return s, nil, s.Session.Advisor.Here()
	}
	return s, nil, false
}

// advisorCame lays the advisor's screen over that of the person.
func (s State) advisorCame(how string) (State, []Effect) {
	if s.Session.Overlay != ChangedOverlay { // which nobody has seen yet
		s.Session.Overlay = NoOverlay
	}
	s.Session.Advisor = Advisor{View: AdvisorHome, Idle: s.Up + s.Rules.Quiet}
	s.Session.Quiet = 0
	s, effects := s.callEnded(callAnswered)
	if s.Session.Assist.Stage == AssistAsked {
		next, ended := s.assistEnded(assistAdvisor)
		s, effects = next, append(effects, ended...)
	}
	return s, append(effects, ForgetPIN{Of: PINOfAdvisor}, s.record(Entry{Kind: AdvisorCame, Detail: map[string]string{
		"how": how, "step": s.Session.Step.String(),
	}}))
}

func (s State) advisorChecked(e PINChecked) (State, []Effect) {
	a := &s.Session.Advisor
	if e.Of != PINOfAdvisor || a.View != AdvisorPIN {
		return s, nil
	}
	entry, effects, right := a.checked(e, s.Up)
	a.PINEntry = entry
	if !right {
		return s, effects
	}
	return s.advisorCame("pin")
}

// advisorLeft gives the session back to the person where they were. Whoever was on the
// way to a number for other errands sees these first.
func (s State) advisorLeft(why string) (State, []Effect) {
	a := s.Session.Advisor
	s.Session.Advisor, s.Session.Quiet = Advisor{}, 0
	if s.Session.Overlay != ChangedOverlay {
		s.Session.Overlay = NoOverlay
	}
	known := s.Session.Step.identifying() && !s.Session.Identity.IsZero()
	if known || a.Changed && s.Session.Step > StepSummary && s.Session.Step <= StepCallCheck {
		s.Session.Trail = []Place{{Step: StepWay}}
		s = s.toSummary()
	}
	if stays := s.stays(); s.Session.Leave > 0 && stays > 0 {
		s.Session.Leave = s.Up + stays
	}
	effects := []Effect{ForgetPIN{Of: PINOfAdvisor}}
	if a.AtWork() {
		effects = append(effects, s.record(Entry{Kind: AdvisorLeft, Detail: map[string]string{
			"why": why, "step": s.Session.Step.String(),
		}}))
	}
	return s, effects
}

// advisorTime ends what does not wait for ever. It is ok where nothing else of the
// session is due meanwhile.
func (s State) advisorTime() (next State, effects []Effect, ok bool) {
	a := &s.Session.Advisor
	if !a.Here() {
		return s, nil, false
	}
	a.PINEntry = a.unlocked(s.Up)
	if s.Up >= a.Idle {
		next, effects = s.advisorLeft("idle")
		return next, effects, true
	}
	return s, nil, s.Session.Leave == 0 || s.Up < s.Session.Leave || s.Session.Step == StepTake
}

// advisorPressed handles a press while an advisor is there: it is theirs.
func (s State) advisorPressed(p Press) (State, []Effect) {
	a := &s.Session.Advisor
	a.Idle = s.Up + s.Rules.Quiet
	switch p := p.(type) {
	case AdvisorDone:
		return s.advisorLeft("done")
	case PageTurned:
		if s.Session.Overlay == NoOverlay {
			a.Page = min(max(p.To, 0), 99)
			return s, nil
		}
	case BackPressed:
		if s.Session.Overlay == NoOverlay {
			return s.advisorBack()
		}
	}
	switch p := p.(type) {
	case LanguagesPressed, ComfortPressed, ComfortChosen, PageTurned, SpeakPressed, HushPressed, VolumePressed,
		OverlayClosed, LanguageChosen:
		next, effects, _ := s.pressedAnywhere(p)
		return next, effects
	case BothPressed:
		next, first := s.advisorInner(p.First)
		next, then := next.advisorInner(p.Then)
		return next, append(first, then...)
	}
	switch {
	case s.Session.Overlay != NoOverlay:
		s.Session.Overlay = NoOverlay
		return s, nil
	case a.View == AdvisorPIN:
		entry, effects := a.pressed(p, PINOfAdvisor, s.Up, s.Jobs+1)
		a.PINEntry, s.Jobs = entry, max(s.Jobs, entry.Try)
		return s, effects
	}
	return s.advisorAtWork(p)
}

// advisorInner is one of two presses with one finger.
func (s State) advisorInner(p Press) (State, []Effect) {
	if p == nil || !s.Session.Advisor.Here() {
		return s, nil
	}
	return s.advisorPressed(p)
}

// advisorBack goes one step back in the advisor's own screens.
func (s State) advisorBack() (State, []Effect) {
	a := &s.Session.Advisor
	switch {
	case a.View == AdvisorPIN:
		return s.advisorLeft("no_pin")
	case a.View == AdvisorHome:
		return s.advisorLeft("done")
	case a.View == AdvisorChoosing && len(a.Trail) > 0:
		return s.advisorChooses(BackPressed{})
	}
	return s.advisorHome(), nil
}

func (s State) advisorHome() State {
	a := &s.Session.Advisor
	a.View, a.Place, a.Trail, a.Query = AdvisorHome, Place{}, nil, ""
	return s
}

func (s State) advisorAtWork(p Press) (State, []Effect) {
	a := &s.Session.Advisor
	changes := s.CanChangeVisit()
	switch p := p.(type) {
	case AdvisorOpened:
		if a.View == AdvisorHome && changes && p.View > AdvisorHome && p.View < advisorViews {
			a.View, a.Place = p.View, Place{}
			if p.View == AdvisorChoosing {
				a.Step = StepWay
			}
		}
	case ReasonChosen:
		if a.View == AdvisorConfirming && changes && p.Reason != NoReason {
			s = s.advisorHome()
			s.Session.Identity = Identity{How: ByEye}
			return s, append(s.forgetTyped(), s.confirmed(p.Reason))
		}
	case PriorityChosen:
		if a.View == AdvisorPreferring && changes && (p.Why == "" || p.Why.known()) {
			s = s.advisorHome()
			s.Session.Why = p.Why
			return s, []Effect{s.record(Entry{Kind: PrioritySet, Detail: map[string]string{"why": string(p.Why)}})}
		}
	case CopyRequested:
		if a.View == AdvisorHome && s.CanPrintAgain() {
			s.Session.Prints = 0
			return s.print(s.Session.Begun || s.Session.Step == StepTake)
		}
	case ErrandToggled:
		if a.View == AdvisorHome && changes && s.Session.Has(p.Service) {
			s.Session.Errands = without(s.Session.Errands, func(have ServiceID) bool { return have == p.Service })
			a.Changed = true
			return s, nil
		}
		return s.advisorChooses(p)
	case NextPressed:
		return s.advisorHome(), nil
	case WayChosen:
		if p.Way != StepAppointment {
			return s.advisorChooses(p)
		}
	case LifeEventChosen, AuthorityChosen, LetterTyped, LetterDeleted:
		return s.advisorChooses(p)
	}
	return s, nil
}

// advisorChooses looks for errands and changes them as a person does, in a place of the
// advisor's own.
func (s State) advisorChooses(e Event) (State, []Effect) {
	was := s.Session
	if was.Advisor.View != AdvisorChoosing || !s.CanChangeVisit() {
		return s, nil
	}
	s.Session = was.Advised()
	next, effects := s.pressedChoosing(e)
	session := &next.Session
	a := &session.Advisor
	a.Place, a.Trail, a.Query = session.Place, session.Trail, session.Query
	a.Changed = a.Changed || len(session.Errands) != len(was.Errands)
	session.Place, session.Trail, session.Query = was.Place, was.Trail, was.Query
	return next, effects
}
