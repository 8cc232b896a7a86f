package kiosk

import "time"

// AdvisorView is what a service advisor looks at, over a person's session.
type AdvisorView uint8

// The views. The zero view is the session as the person knows it.
const (
	NoAdvisor         AdvisorView = iota
	AdvisorPIN                    // who is there?
	AdvisorHome                   // the errands, and what can be done
	AdvisorChoosing               // errands are added, on the screens that a person has for it
	AdvisorConfirming             // why is the person confirmed by eye?
	AdvisorPreferring             // why does the person have priority?
	advisorViews
)

// String returns the view's name in journal and texts.
func (v AdvisorView) String() string {
	return [...]string{"none", "pin", "home", "choosing", "confirming", "preferring"}[min(v, advisorViews-1)]
}

// Advisor is a service advisor's use of a person's session. The zero Advisor is not
// there. The person's own place is kept below, and what the advisor sees is no more
// than the person does.
type Advisor struct {
	View AdvisorView
	PINEntry

	Place // of AdvisorChoosing, where errands are looked for; its Page is that of any view
	Trail []Place
	Query string

	Changed bool          // errands were added or taken out
	Idle    time.Duration // of Up, when the advisor is taken to have left
}

// Here reports whether an advisor uses the session, or is about to.
func (a Advisor) Here() bool { return a.View != NoAdvisor }

// AtWork reports whether an advisor has shown who they are.
func (a Advisor) AtWork() bool { return a.View > AdvisorPIN }

// Advised is the session as its screen shows it: where an advisor looks for errands,
// the place is theirs.
func (s Session) Advised() Session {
	switch {
	case s.Advisor.View == AdvisorChoosing:
		s.Place, s.Trail, s.Query = s.Advisor.Place, s.Advisor.Trail, s.Advisor.Query
	case s.Advisor.Here():
		s.Page = s.Advisor.Page
	}
	return s
}

// advisorPlace is what a finger that is on its way down did not see change.
type advisorPlace struct {
	View AdvisorView
	Place
}

func (a Advisor) place() advisorPlace { return advisorPlace{a.View, a.Place} }

// advisable reports whether an advisor can come over the session. Answers about the
// service are the person's own.
func (s State) advisable() bool {
	session := s.Session
	return !session.Idle() && session.Language != "" && !session.Step.asking() && session.Step != StepThanks &&
		!session.Advisor.AtWork()
}

// CanAskAdvisor reports whether the way to an advisor's PIN is offered.
func (s State) CanAskAdvisor() bool { return s.Rules.AdvisorPIN && s.advisable() }

// CanChangeVisit reports whether an advisor can still change what the person came for.
func (s State) CanChangeVisit() bool { return s.Session.Step.choosing() }

// CanPrintAgain reports whether the session's ticket can be printed once more.
func (s State) CanPrintAgain() bool {
	switch s.Session.Step {
	case StepTake, StepShown, StepTrouble:
		return s.Printer.Condition == PrinterReady && !s.Rules.NoPaper
	}
	return false
}
