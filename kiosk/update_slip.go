package kiosk

// slipEvent handles what becomes of loose slips. They never touch the session's
// ticket: one that is late, or of a person who has left, means nothing.
func (s State) slipEvent(e Event) (State, []Effect, bool) {
	slip := &s.Session.Slip
	switch e := e.(type) {
	case SlipPrinted:
		if slip.Stage == SlipOnTheWay && slip.Ask == e.Ask {
			slip.Stage = SlipOut
		}
	case SlipStopped:
		if slip.Stage == SlipOnTheWay && slip.Ask == e.Ask {
			slip.Stage, slip.Condition = SlipStuck, e.Condition
		}
	default:
		return s, nil, false
	}
	return s, nil, true
}

// slipRequested has a loose slip printed, wherever errands can still be chosen.
// Where the printer cannot, the person is told at once.
func (s State) slipRequested(e SlipRequested) (State, []Effect) {
	if !s.canSlip(e) || s.Session.Slip.Stage == SlipOnTheWay || s.Session.Slip.Asked >= MaxSlips {
		return s, nil
	}
	s.Session.Slip.Kind = e.Kind
	if s.Printer.Condition != PrinterReady {
		s.Session.Slip.Stage, s.Session.Slip.Condition = SlipStuck, s.Printer.Condition
		return s, nil
	}
	s.Slips++
	s.Session.Slip = SlipProgress{Kind: e.Kind, Stage: SlipOnTheWay, Ask: s.Slips, Asked: s.Session.Slip.Asked + 1}
	slip := LooseSlip{Kind: e.Kind, Form: e.Form, Language: s.Session.Language, Errands: s.publicErrands(), Situation: s.Session.Situation, At: s.Now}
	printed := s.record(Entry{Kind: SlipAsked, Detail: map[string]string{"kind": e.Kind.String()}})
	return s, []Effect{PrintSlip{Ask: s.Slips, Slip: slip}, printed}
}

// publicErrands are the errands that may be named on paper.
func (s State) publicErrands() []ServiceID {
	return without(s.ErrandsInOrder(), func(id ServiceID) bool {
		service, ok := s.catalogue().Service(id)
		return !ok || service.Private
	})
}

// HasPublicErrands reports whether the visit has errands that may be named on
// paper.
func (s State) HasPublicErrands() bool { return len(s.publicErrands()) > 0 }

// slipForgotten takes what is said of a slip off the screen when the person goes
// on. One that is still being printed goes on.
func (s State) slipForgotten(before Session) State {
	if s.Session.Step != before.Step && s.Session.Slip.Stage != SlipOnTheWay {
		s.Session.Slip.Stage = NoSlip
	}
	return s
}
