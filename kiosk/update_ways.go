package kiosk

import (
	"slices"
	"time"
)

// Handing is how far it is with an address that was to be printed or opened.
type Handing uint8

// The states of a Handing.
const (
	NotHanded      Handing = iota
	BeingHanded            // under way
	OnPaper                // the paper is out
	OnSecondScreen         // the page is open
	NotHandable            // it did not work out
	handings
)

// String returns the state's name in texts.
func (h Handing) String() string {
	return [...]string{"none", "under_way", "on_paper", "on_screen", "not"}[min(h, handings-1)]
}

// handedOnPaper is how the journal tells that an address was printed.
const handedOnPaper = "printed"

// routeTime is how long the way to a place stays on the screen after the ticket.
const routeTime = 60 * time.Second

// pressedWays handles presses where it is chosen how to be served. It is not ok
// where the press is none of these.
func (s State) pressedWays(e Event) (State, []Effect, bool) {
	step := s.Session.Step
	switch e := e.(type) {
	case ServedChosen:
		if step == StepSummary || step == StepServed {
			next, effects := s.servedChosen(e.By)
			return next, effects, true
		}
	case EServiceChosen:
		if step == StepEServices {
			return s.toEService(e.Service), nil, true
		}
	case AddressRequested:
		next, effects := s.addressAsked(func(ask uint64, id ServiceID) Effect {
			return PrintAddress{Ask: ask, Service: id, Language: s.Session.Language}
		}, s.CanPrintAddress(), handedOnPaper)
		return next, effects, true
	case SecondScreenPressed:
		next, effects := s.addressAsked(func(ask uint64, id ServiceID) Effect {
			return OpenSecondScreen{Ask: ask, Service: id, Language: s.Session.Language}
		}, s.Rules.SecondScreen, "second_screen")
		return next, effects, true
	case Finished:
		if step == StepEService || step == StepEServices {
			next, effects := s.end(OutcomeOnline)
			return next, effects, true
		}
	default:
		return s, nil, false
	}
	return s, nil, true
}

func (s State) servedChosen(by Served) (State, []Effect) {
	if !s.servedNow(by) {
		return s, nil
	}
	if by != ServedOnline {
		return s.askTicket(by)
	}
	online := s.OnlineErrands()
	if len(online) == 1 {
		return s.toEService(online[0].ID), nil
	}
	return s.goTo(Place{Step: StepEServices}), nil
}

// toEService shows the address of one of the errands.
func (s State) toEService(id ServiceID) State {
	if !slices.ContainsFunc(s.OnlineErrands(), func(have Service) bool { return have.ID == id }) {
		return s
	}
	s.Session.Handing = NotHanded
	return s.goTo(Place{Step: StepEService, Service: id})
}

// CanPrintAddress reports whether an address can be had on paper now. It counts among
// the loose slips: the roll is for tickets too.
func (s State) CanPrintAddress() bool {
	return s.Printer.Condition == PrinterReady && !s.Rules.NoPaper && s.Session.Slip.Asked < MaxSlips
}

// addressAsked hands the address that is shown to the person in another way too.
func (s State) addressAsked(effect func(ask uint64, id ServiceID) Effect, can bool, how string) (State, []Effect) {
	id := s.Session.Service
	service, ok := s.catalogue().Service(id)
	if s.Session.Step != StepEService || !ok || !service.Online() || !can || s.Session.Handing == BeingHanded {
		return s, nil
	}
	s.Asks++
	s.Session.Ask, s.Session.Handing = s.Asks, BeingHanded
	if how == handedOnPaper {
		s.Session.Slip.Asked++
	}
	return s, []Effect{effect(s.Asks, id), s.record(Entry{Kind: EServiceUsed, Detail: map[string]string{
		"authority": string(service.Authority), "how": how,
	}})}
}

// addressDone tells the person how it went.
func (s State) addressDone(e AddressDone) State {
	if s.Session.Step != StepEService || e.Ask != s.Session.Ask || s.Session.Handing != BeingHanded {
		return s
	}
	s.Session.Handing = min(e.As, NotHandable)
	return s
}

// journalEService journals that an e-service is shown, for the statistics of the
// four ways. A private service is not named in it either: its authority is enough.
func (s State) journalEService(before Session, effects []Effect) []Effect {
	if s.Session.Step != StepEService || before.Step == StepEService {
		return effects
	}
	service, _ := s.catalogue().Service(s.Session.Service)
	return append(effects, s.record(Entry{Kind: EServiceUsed, Detail: map[string]string{
		"authority": string(service.Authority), "how": "shown",
	}}))
}

// askTicket asks for the ticket of a visit that is served in that way.
func (s State) askTicket(by Served) (State, []Effect) {
	queue, ok := s.catalogue().QueueServing(by, s.Session.Errands)
	if !ok {
		return s.become(StepIssuing, 0).refused(RefusedNoQueue), nil
	}
	if why := s.Admit(queue.ID, by); why != NotRefused { // it was paused or closed meanwhile
		return s.become(StepIssuing, 0).refused(why), nil
	}
	s.Asks++
	s.Session.Ask = s.Asks
	request := TicketRequest{
		Queue:    queue.ID,
		Series:   queue.Series,
		Class:    s.Session.class(),
		Why:      s.Session.Why,
		Errands:  s.ErrandsInOrder(),
		Language: s.Session.Language,
		At:       s.Now,
		Served:   by,
		Estimate: s.Estimate(queue.ID, by),
		Parts:    s.catalogue().PartsOf(s.ErrandsInOrder()),
	}
	return s.become(StepIssuing, issueDeadline), []Effect{IssueTicket{Ask: s.Asks, Request: request}}
}

// Room returns the room that the session's ticket leads to; it is not ok where the
// catalogue has no plan of the floor that it lies on.
func (s State) Room() (Room, bool) {
	q, _ := s.catalogue().Queue(s.Session.Ticket.Queue)
	return s.catalogue().Room(q.Room)
}

// routePressed shows the way, and leaves time to look at it.
func (s State) routePressed() State {
	if _, ok := s.Room(); !ok {
		return s
	}
	switch s.Session.Step {
	case StepTake:
		s.Session.Leave = max(s.Session.Leave, s.Up+s.unhurried(routeTime))
	case StepShown:
	default:
		return s
	}
	s.Session.Overlay = RouteOverlay
	return s
}
