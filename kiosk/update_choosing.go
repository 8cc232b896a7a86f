package kiosk

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	// MaxErrands is how many errands one visit can hold.
	MaxErrands = 12

	maxQuery = 30
)

func (s State) pressedIdle(e Event) (State, []Effect) {
	if s.Store != StoreReady {
		return s, nil
	}
	switch e := e.(type) {
	case Started, LanguagesPressed:
		return s.begin("", StepLanguage), nil
	case HelpPressed:
		s = s.begin("", StepLanguage)
		s.Session.Overlay = HelpOverlay
		return s, nil
	case ComfortPressed:
		s = s.begin("", StepLanguage)
		s.Session.Overlay = ComfortOverlay
		return s, nil
	case SpeakPressed:
		return s.listen(), nil
	case LanguageChosen:
		if known(e.Language) {
			return s.begin(e.Language, StepWay), nil
		}
	case OverlayClosed:
		s.CardLeft = false
	case CopyRequested:
		for _, o := range s.Offers {
			if o.Ticket.Name == e.Ticket {
				return s.printAgain(o.Ticket)
			}
		}
	}
	return s, nil
}

// pressedAnywhere handles what works at every step.
func (s State) pressedAnywhere(e Event) (State, []Effect, bool) {
	switch e := e.(type) {
	case LanguagesPressed:
		s.Session.Overlay = LanguagesOverlay
	case HelpPressed:
		s.Session.Overlay = HelpOverlay
	case ComfortPressed:
		s.Session.Overlay = ComfortOverlay
	case ComfortChosen:
		return s.comfortChosen(e.Comfort), nil, true
	case PageTurned:
		return s.pageTurned(e.To), nil, true
	case BothPressed:
		next, effects := s.bothPressed(e)
		return next, effects, true
	case SpeakPressed:
		return s.listen(), nil, true
	case HushPressed:
		s.Session.Listening = false
	case VolumePressed:
		return s.volumePressed(e.Louder), nil, true
	case OverlayClosed, StayPressed:
		s.Session.Overlay = NoOverlay
	case LanguageChosen:
		return s.languageChosen(e.Language), nil, true
	case StopPressed:
		if s.Session.Step == StepTrouble || s.Session.Step.choosing() && len(s.Session.Errands) > 0 {
			s.Session.Overlay = StopOverlay
			return s, nil, true
		}
		next, effects := s.stop()
		return next, effects, true
	case StopConfirmed:
		next, effects := s.stop()
		return next, effects, true
	default:
		return s, nil, false
	}
	return s, nil, true
}

func (s State) stop() (State, []Effect) {
	switch {
	case s.Session.Prints > 0 && (s.Session.Step == StepTrouble || s.Session.Step == StepShown):
		return s.offer(s.Session.Ticket).end(OutcomeTicket) // whoever walks away from a stopped printer may come back
	case s.Session.Step.asking() && s.Session.Overlay != WarningOverlay:
		return s.answered()
	case s.Session.Concern.Code != "":
		return s.stopAsking()
	case !s.Session.Ticket.IsZero():
		return s.end(OutcomeTicket)
	case s.Session.Step == StepRefused, s.Session.Step == StepCallRefused:
		return s.end(OutcomeRefused)
	case s.Session.Step == StepCallKept:
		return s.end(OutcomeCallBack)
	}
	return s.end(OutcomeStopped)
}

func (s State) languageChosen(l Language) State {
	if !known(l) {
		return s
	}
	s.Session.Language = l
	s.Session.Overlay = NoOverlay
	if s.Session.Step == StepLanguage {
		s = s.goTo(Place{Step: StepWay})
	}
	return s
}

func (s State) pressedChoosing(e Event) (State, []Effect) {
	if _, back := e.(BackPressed); !back && (s.Session.Step == StepAppointment || s.Session.Step == StepCheckIn) {
		return s.pressedAppointment(e)
	}
	if next, effects, ok := s.pressedCallBack(e); ok {
		return next, effects
	}
	if next, ok := s.restPressed(e); ok {
		return next, nil
	}
	if next, effects, ok := s.pressedWays(e); ok {
		return next, effects
	}
	switch e := e.(type) {
	case BackPressed:
		return s.back()
	case NextPressed:
		if len(s.Session.Errands) > 0 && s.Session.Step < StepSummary && s.Session.Step != StepBring {
			return s.goTo(Place{Step: StepSummary}), nil
		}
	case WayChosen:
		if s.Session.Step == StepWay || s.Session.Step == StepSummary {
			return s.wayChosen(e.Way), nil
		}
	case LifeEventChosen:
		return s.lifeEventChosen(e.LifeEvent), nil
	case AuthorityChosen:
		if _, ok := s.catalogue().Authority(e.Authority); ok && (s.Session.Step == StepAuthorities || s.Session.Step == StepWay) {
			return s.goTo(Place{Step: StepServices, Authority: e.Authority}), nil
		}
	case ErrandToggled:
		return s.errandToggled(e.Service), nil
	case LetterTyped, LetterDeleted:
		return s.typed(e), nil
	case SlipRequested:
		return s.slipRequested(e)
	case TicketRequested:
		return s.ticketRequested()
	}
	return s.pressedIdentifying(e)
}

func (s State) catalogue() *Catalogue {
	if s.Catalogue == nil {
		return &Catalogue{}
	}
	return s.Catalogue
}

func (s State) back() (State, []Effect) {
	if s.Session.Overlay != NoOverlay {
		s.Session.Overlay = NoOverlay
		return s, nil
	}
	if s.Session.Step.identifying() {
		return s.toSummary(), s.forgetTyped()
	}
	if s.Session.Step == StepBundle { // what it proposed goes with it
		proposed := s.Session.Proposed
		s.Session.Errands = without(s.Session.Errands, func(id ServiceID) bool { return slices.Contains(proposed, id) })
		s.Session.Proposed, s.Session.Situation = nil, ""
	}
	s = s.leftAppointment()
	last := len(s.Session.Trail) - 1
	if last < 0 {
		if len(s.Session.Errands) > 0 {
			s.Session.Overlay = StopOverlay
			return s, nil
		}
		return s.end(OutcomeStopped)
	}
	s.Session.Place, s.Session.Trail = s.Session.Trail[last], s.Session.Trail[:last:last]
	return s, nil
}

func (s State) wayChosen(way Step) State {
	switch way {
	case StepLifeEvents, StepAuthorities, StepSearch:
		s.Session.Query = ""
		return s.goTo(Place{Step: way})
	case StepWay:
		return s.goTo(Place{Step: way})
	case StepBring:
		if len(s.Session.Errands) > 0 && s.Session.Step == StepSummary {
			return s.goTo(Place{Step: way})
		}
	case StepServed:
		if (len(s.ServedNow()) > 1 || s.CanCallBack()) && s.Session.Step == StepSummary {
			return s.goTo(Place{Step: way})
		}
	case StepAppointment:
		if s.Appointments != nil {
			return s.toAppointment()
		}
	}
	return s
}

// lifeEventChosen proposes the services of the life event that are served today, in
// its order. Whoever has one thing on each screen is asked for each. Private ones are
// on the list, and nobody has them without a press: one of them would send the whole
// visit to the closed room, and many do not need it.
func (s State) lifeEventChosen(id LifeEventID) State {
	if _, ok := s.catalogue().LifeEvent(id); !ok || s.Session.Step != StepLifeEvents {
		return s
	}
	s = s.goTo(Place{Step: StepBundle, LifeEvent: id})
	s.Session.Proposed, s.Session.Situation = nil, id
	if s.Session.Comfort.Simple {
		return s
	}
	for _, service := range s.Catalogue.Bundle(id, s.Today()) {
		if service.ServedOn(s.Today()) && !service.Private && !s.Session.Has(service.ID) {
			s = s.withErrand(service.ID)
			s.Session.Proposed = append(s.Session.Proposed, service.ID)
		}
	}
	return s
}

func (s State) errandToggled(id ServiceID) State {
	switch s.Session.Step {
	case StepBundle, StepServices, StepSearch, StepSummary:
	default:
		return s
	}
	if s.Session.Has(id) {
		s.Session.Errands = without(s.Session.Errands, func(have ServiceID) bool { return have == id })
		return s
	}
	if service, ok := s.catalogue().Service(id); ok && service.ServedOn(s.Today()) {
		return s.withErrand(id)
	}
	return s
}

func (s State) withErrand(id ServiceID) State {
	have := s.Session.Errands
	if len(have) < MaxErrands && !s.Session.Has(id) {
		s.Session.Errands = append(have[:len(have):len(have)], id)
	}
	return s
}

func (s State) typed(e Event) State {
	if s.Session.Step != StepSearch {
		return s
	}
	query := s.Session.Query
	switch e := e.(type) {
	case LetterTyped:
		if utf8.RuneCountInString(query) >= maxQuery || !unicode.IsPrint(e.Letter) {
			return s
		}
		query += string(e.Letter)
	case LetterDeleted:
		_, size := utf8.DecodeLastRuneInString(query)
		query = query[:len(query)-size]
	}
	s.Session.Query = query
	s.Session.Page = 0
	return s
}

func (s State) ticketRequested() (State, []Effect) {
	if s.Session.Step != StepSummary || len(s.Session.Errands) == 0 {
		return s, nil
	}
	return s.askTicket(ServedByAdvisor)
}
