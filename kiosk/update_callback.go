package kiosk

import "slices"

// callBackEvent handles what the number's keeper and the store tell.
func (s State) callBackEvent(e Event) (State, []Effect, bool) {
	switch e := e.(type) {
	case PhoneChecked:
		if s.Session.Step != StepCallPhone {
			return s, nil, true
		}
		if e.Fault != PhoneRight {
			s.Session.Misdialled = min(e.Fault, phoneFaults-1)
			return s, nil, true
		}
		s.Session.Shown = e.Shown
		return s.goTo(Place{Step: StepCallCheck}), nil, true
	case CallBackKept: // one that is late can still be told of to whoever was told otherwise
		late := s.Session.Step == StepCallRefused && !e.Failed
		if s.Session.Step != StepCallKeeping && !late || e.Ask != s.Session.Ask {
			return s, nil, true
		}
		call := s.Session.Call
		if e.Failed {
			return s.become(StepCallRefused, 0), []Effect{ForgetCode{}}, true
		}
		return s.become(StepCallKept, 0), []Effect{ForgetCode{}, s.record(Entry{
			Kind: CallBackBooked, Detail: map[string]string{"authority": string(call.Authority)},
		})}, true
	}
	return s, nil, false
}

// pressedCallBack handles presses where a call is asked for. It is not ok where the
// press is none of these.
func (s State) pressedCallBack(e Event) (State, []Effect, bool) {
	step := s.Session.Step
	switch e := e.(type) {
	case CallBackPressed:
		if step == StepServed && s.CanCallBack() {
			return s.callBackBegun(), nil, true
		}
	case CallAuthorityChosen:
		if step == StepCallWho && slices.Contains(s.catalogue().AuthoritiesOf(s.Session.Errands), e.Authority) {
			s.Session.Call.Authority = e.Authority
			return s.goTo(Place{Step: StepCallDay}), nil, true
		}
	case CallWindowChosen:
		for _, w := range s.CallWindows() {
			if step == StepCallDay && w.From.Unix() == e.From {
				s.Session.Call.From, s.Session.Call.To = w.From, w.To
				return s.goTo(Place{Step: StepCallPhone}), nil, true
			}
		}
	case CallBackConfirmed:
		if step == StepCallCheck {
			next, effects := s.callBackAsked()
			return next, effects, true
		}
	case BackPressed:
		if s.Session.Overlay == NoOverlay && (step == StepCallPhone || step == StepCallCheck) {
			next, effects := s.undialled().back()
			return next, append(effects, ForgetCode{}), true
		}
		return s, nil, false
	default:
		if step != StepCallPhone {
			return s, nil, false
		}
		next, effects := s.dialled(e)
		return next, effects, true
	}
	return s, nil, true
}

// callBackBegun asks whose expert is to call, where there is a choice.
func (s State) callBackBegun() State {
	s.Session.Call = CallBack{Language: s.Session.Language}
	if a, one := s.ErrandsAuthority(); one {
		s.Session.Call.Authority = a
		return s.goTo(Place{Step: StepCallDay})
	}
	return s.goTo(Place{Step: StepCallWho})
}

// dialled takes the keys of the telephone number, which is kept outside the state:
// of the digits only their number is known here, and the last press.
func (s State) dialled(e Event) (State, []Effect) {
	switch e := e.(type) {
	case CharacterTyped:
		digit := e.Character >= '0' && e.Character <= '9'
		if s.Session.Dialled < MaxPhone && (digit || e.Character == '+' && s.Session.Dialled == 0) {
			s.Session.Dialled++
			s.Session.Misdialled = PhoneRight
			return s, []Effect{TypeCharacter{Character: e.Character}}
		}
	case CharacterDeleted:
		if s.Session.Dialled > 0 {
			s.Session.Dialled--
			s.Session.Misdialled = PhoneRight
			return s, []Effect{DeleteCharacter{}}
		}
	case CodeEntered:
		if s.Session.Dialled > 0 {
			return s, []Effect{CheckPhone{}}
		}
	}
	return s, nil
}

// hungUp wipes the number wherever the person goes that does not need it, such as to
// an appointment whose code was scanned.
func (s State) hungUp(before Session, effects []Effect) (State, []Effect) {
	if !before.Step.dialling() || s.Session.Step.dialling() || s.Session.Step == StepCallKeeping || s.Session.Idle() {
		return s, effects
	}
	return s.undialled(), append(effects, ForgetCode{})
}

func (s Step) dialling() bool { return s == StepCallPhone || s == StepCallCheck }

// undialled forgets what the state knows of the number.
func (s State) undialled() State {
	s.Session.Dialled, s.Session.Misdialled, s.Session.Shown = 0, PhoneRight, ""
	return s
}

func (s State) callBackAsked() (State, []Effect) {
	call := s.Session.Call
	call.Language = s.Session.Language
	s.Asks++
	s.Session.Ask = s.Asks
	return s.become(StepCallKeeping, issueDeadline), []Effect{KeepCallBack{Ask: s.Asks, Call: call}}
}
