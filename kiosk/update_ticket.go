package kiosk

import "time"

const (
	// issueDeadline and printDeadline are how long Update waits for the engine to
	// say what came of a ticket. The engine's own deadlines are shorter.
	issueDeadline = 30 * time.Second
	printDeadline = 90 * time.Second

	// maxPrints is how often a ticket is tried before its number is shown instead:
	// a printer that says "ready" between its faults must not print for ever.
	maxPrints = 4
)

// mendedPause is how long a ticket waits that stopped at a printer which is ready
// again by the time that this is known: long enough for the printer to say
// otherwise.
const mendedPause = time.Second

// ticketEvent handles what the store, the printer and the scanner tell of tickets.
func (s State) ticketEvent(e Event) (next State, effects []Effect, ok bool) {
	switch e := e.(type) {
	case PrinterChanged:
		next, effects = s.printerChanged(e.Printer)
	case TicketsRecovered:
		next, effects = s.recovered(e.Tickets)
	case TicketIssued:
		next, effects = s.issued(e)
	case TicketRefused:
		if next = s; e.Ask == s.Session.Ask {
			next = s.refused(e.Why)
		}
	case TicketPrinted:
		next = s.printed(e.Ticket)
	case PrintStopped:
		next = s.printStopped(e)
	case TicketScanned:
		next, effects = s.ticketScanned(e.Code)
	case TicketFound:
		next, effects = s.ticketFound(e)
	default:
		return s, nil, false
	}
	return next, effects, true
}

func (s State) issued(e TicketIssued) (State, []Effect) {
	if s.Session.Step != StepIssuing || s.Session.Ask != e.Ask {
		next, noted := s.noted(e.Ticket, "")
		return next.offer(e.Ticket), noted // the person stopped while it was being committed
	}
	s, noted := s.noted(e.Ticket, s.Session.Found)
	s.Session.Ticket = e.Ticket
	next, effects := s.print(false)
	return next, append(noted, effects...)
}

// print prints the session's ticket, or shows its number where no printer can.
func (s State) print(again bool) (State, []Effect) {
	t := s.Session.Ticket
	if s.Printer.Condition != PrinterReady || s.Session.Prints >= maxPrints {
		return s.show("on screen")
	}
	s.Session.Prints++
	s = s.become(StepPrinting, printDeadline)
	return s, []Effect{PrintTicket{Ticket: t, Copy: again}}
}

// show gives the number on the screen.
func (s State) show(reason string) (State, []Effect) {
	name := s.Session.Ticket.Name
	s = s.withdraw(name)
	return s.become(StepShown, 0), []Effect{MarkShown{Ticket: name, Reason: reason}}
}

// printAgain starts a session for a ticket whose paper was not proved.
func (s State) printAgain(t Ticket) (State, []Effect) {
	s = s.begin(t.Language, StepPrinting)
	s.Session.Ticket = t
	s.Session.Begun = true
	return s.print(true)
}

func (s State) refused(why Refusal) State {
	if s.Session.Step != StepIssuing {
		return s
	}
	s.Session.Refusal = why
	return s.become(StepRefused, 0)
}

func (s State) printed(name EventName) State {
	s = s.withdraw(name)
	if s.Session.Ticket.Name != name {
		return s
	}
	s.Session.Prints = 0
	switch s.Session.Step {
	case StepPrinting, StepTrouble:
		s.Session.Condition = PrinterReady
		return s.become(StepTake, s.unhurried(s.Rules.Take))
	}
	return s
}

func (s State) printStopped(e PrintStopped) State {
	if s.Session.Ticket.Name != e.Ticket.Name {
		return s.offer(e.Ticket) // the person has left the screen
	}
	if s.Session.Step != StepPrinting {
		return s
	}
	s.Session.Begun = s.Session.Begun || e.Begun
	s.Session.Condition = e.Condition
	if s.mended() {
		return s.become(StepTrouble, mendedPause)
	}
	return s.become(StepTrouble, s.unhurried(s.Rules.Patience))
}

// mended reports whether the printer that stopped the session's ticket says that
// it can print. Where it was silent only the person knows whether it did, and one
// that is broken for a reason of its own would stop again at once.
func (s State) mended() bool {
	switch s.Session.Condition {
	case PrinterSilent, PrinterBroken:
		return false
	}
	return s.Printer.Condition == PrinterReady
}

// printerChanged prints a stopped ticket again when the printer is mended. Only
// where the printer was silent the person is asked: the ticket may be in their
// hand already.
func (s State) printerChanged(p Printer) (State, []Effect) {
	before := s.Printer.Condition
	s.Printer = p
	if p.Condition == before {
		return s, nil
	}
	changed := s.record(Entry{Kind: PrinterStatus, Detail: map[string]string{"condition": p.Condition.String(), "was": before.String()}})
	stopped := s.Session.Step == StepTrouble || s.Session.Step == StepShown && s.Session.Prints > 0
	switch {
	case stopped && p.Condition == PrinterReady && s.Session.Condition != PrinterSilent && s.Session.Prints < maxPrints:
		next, effects := s.print(s.Session.Begun)
		return next, append([]Effect{changed}, effects...)
	case s.Session.Step == StepTrouble: // mending goes on
		s.Session.Leave = s.Up + s.unhurried(s.Rules.Patience)
	}
	return s, []Effect{changed}
}

func (s State) recovered(tickets []Ticket) (State, []Effect) {
	var entries []Entry
	for _, t := range tickets {
		s = s.offer(t)
		entries = append(entries, Entry{Kind: CopyOffered, Of: t.Name})
	}
	if entries == nil {
		return s, nil
	}
	return s, []Effect{s.record(entries...)}
}

// offer keeps a ticket to be printed again from the idle screen for a while.
func (s State) offer(t Ticket) State {
	s = s.withdraw(t.Name)
	s.Offers = append(s.Offers[:len(s.Offers):len(s.Offers)], Offer{Ticket: t, Until: s.Up + s.Rules.Offer})
	return s
}

func (s State) withdraw(name EventName) State {
	s.Offers = without(s.Offers, func(o Offer) bool { return o.Ticket.Name == name })
	return s
}

// pressedAfter handles presses from the moment a ticket was asked for.
func (s State) pressedAfter(e Event) (State, []Effect) {
	step := s.Session.Step
	if next, ok := s.refusedOn(e); ok {
		return next, nil
	}
	if next, ok := s.restPressed(e); ok {
		return next, nil
	}
	switch e.(type) {
	case BackPressed:
		s.Session.Overlay = NoOverlay
	case NumberRequested:
		if step == StepPrinting || step == StepTrouble {
			return s.show("on screen")
		}
	case PaperConfirmed:
		if step == StepTrouble && s.Session.Condition == PrinterSilent {
			name := s.Session.Ticket.Name
			return s.become(StepThanks, s.unhurried(s.Rules.Farewell)), []Effect{MarkShown{Ticket: name, Reason: "seen by the citizen"}}
		}
	case CopyRequested:
		if step == StepTrouble || step == StepShown && s.Printer.Condition == PrinterReady {
			s.Session.Prints = 0 // asked for, and not by itself
			return s.print(s.Session.Begun)
		}
	case RoutePressed:
		return s.routePressed(), nil
	case FeedbackPressed:
		return s.feedbackPressed()
	case Finished:
		return s.finished()
	}
	return s, nil
}

func (s State) finished() (State, []Effect) {
	switch s.Session.Step {
	case StepTake, StepShown:
		return s.become(StepThanks, s.unhurried(s.Rules.Farewell)), nil
	case StepRefused, StepCallKept, StepCallRefused:
		return s.stop()
	case StepThanks:
		return s.stopAsking()
	}
	return s, nil
}
