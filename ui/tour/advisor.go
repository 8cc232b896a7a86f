package tour

import (
	"time"

	"kundterminal/kiosk"
)

// atWork visits the screens of a service advisor over a person's session.
func (t *guide) atWork() {
	back := t.state
	t.state.Rules.Advisors, t.state.Rules.AdvisorPIN = true, true
	t.aside("help-advisor", kiosk.HelpPressed{})
	t.aside("help-advisor-call", kiosk.BeaconChanged{Beacon: kiosk.BeaconDark}, kiosk.HelpPressed{})
	asked := t.state
	t.do(kiosk.HelpPressed{}, kiosk.AdvisorPressed{})
	t.stop("advisor-pin")
	checked := func(o kiosk.PINOutcome) kiosk.Event {
		return kiosk.PINChecked{Of: kiosk.PINOfAdvisor, Outcome: o, Wait: time.Duration(o/kiosk.PINLocked) * 40 * time.Second}
	}
	for _, o := range []kiosk.PINOutcome{kiosk.PINWrong, kiosk.PINLocked, kiosk.PINMissing, kiosk.PINUnreadable} {
		t.aside("advisor-pin-"+o.String(), checked(o))
	}
	t.state = asked
	t.do(kiosk.BadgeRead{})
	t.stop("advisor-home")
	t.aside("advisor-keypad", kiosk.FocusMoved{To: "advisor:choosing"})
	t.aside("advisor-confirming", kiosk.AdvisorOpened{View: kiosk.AdvisorConfirming})
	t.aside("advisor-preferring", kiosk.AdvisorOpened{View: kiosk.AdvisorPreferring})
	t.aside("advisor-known", kiosk.AdvisorOpened{View: kiosk.AdvisorConfirming}, kiosk.ReasonChosen{Reason: kiosk.ReasonKnownPerson},
		kiosk.AdvisorOpened{View: kiosk.AdvisorPreferring}, kiosk.PriorityChosen{Why: kiosk.Infant})
	t.do(kiosk.AdvisorOpened{View: kiosk.AdvisorChoosing})
	t.stop("advisor-way")
	t.aside("advisor-life", kiosk.WayChosen{Way: kiosk.StepLifeEvents})
	t.aside("advisor-bundle", kiosk.WayChosen{Way: kiosk.StepLifeEvents}, kiosk.LifeEventChosen{LifeEvent: "KE4"})
	t.aside("advisor-services", kiosk.AuthorityChosen{Authority: "kela"})
	t.aside("advisor-search", append([]kiosk.Event{kiosk.WayChosen{Way: kiosk.StepSearch}}, t.typed("pass")...)...)
	t.state = back
}

// assisted visits the question of an advisor at a desk, and what is shown while the desk
// sees the screen: a list, what lies over it, the fullest screens, and what is typed.
func (t *guide) assisted() {
	back := t.state
	t.state.Rules.CallBack, t.state.Catalogue = true, Equipped(t.state.Catalogue)
	t.do(kiosk.AssistRequested{Desk: "7"})
	t.stop("assist-asked")
	t.aside("assist-keypad", kiosk.FocusMoved{To: "assist-no"})
	t.do(kiosk.AssistAllowed{})
	t.stop("assist-summary")
	t.aside("assist-summary-stop", kiosk.FocusMoved{To: "assist-stop"})
	t.aside("assist-help", kiosk.HelpPressed{})
	t.aside("assist-comfort", kiosk.ComfortPressed{})
	t.aside("assist-languages", kiosk.LanguagesPressed{})
	t.aside("assist-served", kiosk.WayChosen{Way: kiosk.StepServed})
	t.aside("assist-bring", kiosk.WayChosen{Way: kiosk.StepBring})
	t.aside("assist-way", kiosk.WayChosen{Way: kiosk.StepWay})
	search := []kiosk.Event{kiosk.WayChosen{Way: kiosk.StepWay}, kiosk.WayChosen{Way: kiosk.StepSearch}}
	t.aside("assist-search", append(search, t.typed("pass")...)...)
	t.aside("assist-phone", kiosk.WayChosen{Way: kiosk.StepServed}, kiosk.CallBackPressed{}, kiosk.CallAuthorityChosen{Authority: "kela"},
		kiosk.CallWindowChosen{From: t.state.CallWindows()[1].From.Unix()})
	ticket := t.sample()
	ticket.Estimate = estimates{}.Estimate(kiosk.Prospect{}, t.state.Now)
	t.do(kiosk.TicketRequested{}, kiosk.TicketIssued{Ask: t.state.Asks + 1, Ticket: ticket})
	t.aside("assist-take", kiosk.TicketPrinted{Ticket: ticket.Name})
	t.aside("assist-shown", kiosk.NumberRequested{})
	t.state = back
}

// printsAgain visits the advisor's screen over a ticket.
func (t *guide) printsAgain() {
	back := t.state
	t.state.Rules.Advisors = true
	t.aside("advisor-printing", kiosk.BadgeRead{})
	t.do(kiosk.TicketPrinted{Ticket: t.state.Session.Ticket.Name})
	t.aside("advisor-ticket", kiosk.BadgeRead{})
	t.state = back
}
