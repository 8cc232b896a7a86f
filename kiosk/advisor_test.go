package kiosk

import (
	"slices"
	"testing"
	"time"
)

// advised is a visit at the summary over which an advisor has come by badge.
func advised(t *testing.T, errands ...ServiceID) *visit {
	t.Helper()
	v := atSummary(t, errands...)
	v.state.Rules.Advisors = true
	v.wait(time.Second).event(BadgeRead{})
	if v.state.Session.Advisor.View != AdvisorHome {
		t.Fatalf("after the badge the advisor is at %v", v.state.Session.Advisor.View)
	}
	return v
}

func (v *visit) journalled(kind EntryKind) (Entry, bool) {
	for _, e := range v.all {
		if r, ok := e.(RecordEntries); ok {
			for _, entry := range r.Entries {
				if entry.Kind == kind {
					return entry, true
				}
			}
		}
	}
	return Entry{}, false
}

func TestABadgeOpensTheAdvisorsScreenAndKeepsThePersonsPlace(t *testing.T) {
	v := advised(t, "v-card")
	v.press(WayChosen{Way: StepServed}, StopConfirmed{}, TicketRequested{})
	if s := v.state.Session; s.Step != StepSummary || !s.Has("v-card") || !s.Advisor.AtWork() {
		t.Errorf("a citizen's presses moved the session to %+v", s)
	}
	v.press(AdvisorDone{})
	if s := v.state.Session; s.Step != StepSummary || s.Advisor.Here() {
		t.Errorf("handed back, the session is at %v", s.Step)
	}
	came, _ := v.journalled(AdvisorCame)
	left, _ := v.journalled(AdvisorLeft)
	if came.Detail["how"] != "badge" || left.Detail["why"] != "done" {
		t.Errorf("journalled: %v and %v", came, left)
	}
}

func TestABadgeWhereSomebodyIsIdentifiedConfirmsByEyeAsBefore(t *testing.T) {
	v := atSummary(t, "v-card")
	v.state.Rules.Advisors, v.state.Reader = true, ReaderReady
	v.press(IdentifyPressed{}).event(BadgeRead{})
	if s := v.state.Session; s.Step != StepEye || !s.Staff || s.Advisor.Here() {
		t.Errorf("the session is %+v", s)
	}
}

func TestAnAdvisorAddsAndRemovesErrands(t *testing.T) {
	v := advised(t, "v-card")
	v.press(AdvisorOpened{View: AdvisorChoosing}, WayChosen{Way: StepAuthorities}, AuthorityChosen{Authority: "kela"}, ErrandToggled{Service: "k-housing"})
	if s := v.state.Session; !s.Has("k-housing") || s.Step != StepSummary || s.Advised().Step != StepServices {
		t.Fatalf("the session is %+v", s)
	}
	v.press(BackPressed{}, BackPressed{}, BackPressed{})
	if v.state.Session.Advisor.View != AdvisorHome {
		t.Errorf("back leads to %v", v.state.Session.Advisor.View)
	}
	v.press(ErrandToggled{Service: "v-card"}, AdvisorDone{})
	if got := v.state.Session.Errands; !slices.Equal(got, []ServiceID{"k-housing"}) {
		t.Errorf("the errands are %v", got)
	}
}

func TestWhoeverWasOnTheWayToANumberSeesChangedErrandsFirst(t *testing.T) {
	for _, changes := range []bool{false, true} {
		v := atSummary(t, "v-card", "k-housing")
		v.state.Rules.Advisors = true
		v.press(WayChosen{Way: StepServed}).at(StepServed)
		v.event(BadgeRead{})
		want := StepServed
		if changes {
			v.press(ErrandToggled{Service: "k-housing"})
			want = StepSummary
		}
		v.press(AdvisorDone{}).at(want)
	}
}

func TestAnAdvisorConfirmsByEyeAndGivesPriorityWithAReason(t *testing.T) {
	v := advised(t, "v-card")
	v.press(AdvisorOpened{View: AdvisorConfirming}, ReasonChosen{Reason: ReasonKnownPerson})
	v.press(AdvisorOpened{View: AdvisorPreferring}, PriorityChosen{Why: Infant}, AdvisorDone{})
	if s := v.state.Session; s.Identity.How != ByEye || s.Why != Infant {
		t.Errorf("the session is %+v", s)
	}
	if e, ok := v.journalled(PersonIdentified); !ok || e.Detail["reason"] != "known_person" {
		t.Errorf("journalled: %v", e)
	}
	v.press(TicketRequested{})
	if e, ok := wanted[IssueTicket](v); !ok || e.Request.Class != Priority || e.Request.Why != Infant {
		t.Errorf("asked for %+v", e)
	}
}

func TestPriorityIsTakenBackAndNoOtherReasonIsTaken(t *testing.T) {
	v := advised(t, "v-card")
	v.press(AdvisorOpened{View: AdvisorPreferring}, PriorityChosen{Why: "none"})
	if v.state.Session.Why != "" {
		t.Errorf("priority for %q", v.state.Session.Why)
	}
	v.press(PriorityChosen{Why: Frail}, AdvisorOpened{View: AdvisorPreferring}, PriorityChosen{})
	if v.state.Session.Why != "" || v.state.Session.class() != WalkIn {
		t.Errorf("priority is still given for %q", v.state.Session.Why)
	}
}

func TestACitizenHasNoAdvisorsPress(t *testing.T) {
	v := atSummary(t, "v-card")
	v.press(PriorityChosen{Why: Frail}, AdvisorOpened{View: AdvisorPreferring}, ReasonChosen{Reason: ReasonNoDocument}, AdvisorPressed{})
	if s := v.state.Session; s.Why != "" || s.Advisor.Here() || !s.Identity.IsZero() {
		t.Errorf("the session is %+v", s)
	}
}

func TestAnAdvisorWhoGoesAwayLeavesTheSessionToThePerson(t *testing.T) {
	v := advised(t, "v-card")
	v.wait(v.state.Rules.Quiet).at(StepSummary).overlay(NoOverlay)
	if s := v.state.Session; s.Advisor.Here() || s.Quiet != v.state.Up+v.state.Rules.Quiet {
		t.Errorf("the person has until %v at %v: %+v", s.Quiet, v.state.Up, s.Advisor)
	}
	if e, _ := v.journalled(AdvisorLeft); e.Detail["why"] != "idle" {
		t.Errorf("journalled: %v", e)
	}
}

func TestATicketIsPrintedOnceMoreAndItsErrandsAreTheQueues(t *testing.T) {
	v := newVisit(t)
	v.state.Rules.Advisors = true
	v.toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	v.event(BadgeRead{})
	v.wait(v.state.Rules.Take + time.Second).at(StepTake) // it waits for the advisor
	v.press(AdvisorOpened{View: AdvisorChoosing}, ErrandToggled{Service: "k-unemp"})
	if s := v.state.Session; s.Advisor.View != AdvisorHome || !s.Has("k-unemp") {
		t.Errorf("errands of a ticket were changed: %+v", s)
	}
	v.press(CopyRequested{Ticket: ticketNumbered(7).Name}).at(StepPrinting)
	if p, ok := wanted[PrintTicket](v); !ok || !p.Copy {
		t.Errorf("wanted %+v", p)
	}
	v.event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	v.press(AdvisorDone{})
	if s := v.state.Session; s.Leave != v.state.Up+v.state.Rules.Take {
		t.Errorf("the person has until %v at %v to take it", s.Leave, v.state.Up)
	}
}

func TestAnAdvisorsPINOpensTheScreenAndIsWipedWhoeverTypesIt(t *testing.T) {
	v := atSummary(t, "v-card")
	v.state.Rules.AdvisorPIN = true
	v.press(HelpPressed{}, AdvisorPressed{})
	if _, asked := wanted[AskPIN](v); !asked {
		t.Error("nobody asks how the PIN stands")
	}
	for _, d := range []byte("135790") {
		v.press(DigitTyped{Digit: d})
	}
	v.press(PINEntered{})
	check, _ := wanted[CheckPIN](v)
	if check.Of != PINOfAdvisor {
		t.Fatalf("compared: %+v", check)
	}
	v.event(PINChecked{Of: PINOfTechnician, Try: check.Try, Outcome: PINRight})
	v.event(PINChecked{Of: PINOfAdvisor, Try: check.Try + 1, Outcome: PINRight})
	if v.state.Session.Advisor.AtWork() || v.state.Technician.Here() {
		t.Fatal("another's PIN opens the screen")
	}
	v.event(PINChecked{Of: PINOfAdvisor, Try: check.Try, Outcome: PINRight})
	if v.state.Session.Advisor.View != AdvisorHome {
		t.Errorf("after the PIN the advisor is at %v", v.state.Session.Advisor.View)
	}
	if f, ok := wanted[ForgetPIN](v); !ok || f.Of != PINOfAdvisor {
		t.Error("the PIN is not wiped")
	}
}

func TestALockedPINIsSeenAndTheBadgeStillOpens(t *testing.T) {
	v := atSummary(t, "v-card")
	v.state.Rules.AdvisorPIN, v.state.Rules.Advisors = true, true
	v.press(HelpPressed{}, AdvisorPressed{}).event(PINChecked{Of: PINOfAdvisor, Outcome: PINLocked, Wait: 15 * time.Second})
	if v.state.LockLeft() != 15 || v.state.NextWake() > time.Second {
		t.Errorf("%d s are left, and the next wake is in %v", v.state.LockLeft(), v.state.NextWake())
	}
	v.press(DigitTyped{Digit: '1'})
	if v.state.Session.Advisor.Typed != 0 {
		t.Error("a digit is taken")
	}
	v.wait(15 * time.Second).press(DigitTyped{Digit: '1'})
	if v.state.Session.Advisor.Typed != 1 {
		t.Error("after the lock-out no digit is taken")
	}
	v.event(BadgeRead{})
	if !v.state.Session.Advisor.AtWork() {
		t.Error("the badge does not open")
	}
}

func TestAnswersAboutTheServiceAreNotForAdvisors(t *testing.T) {
	v := newVisit(t)
	v.state.Rules.Advisors = true
	v.toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).press(FeedbackPressed{}).at(StepSuccess)
	v.event(BadgeRead{})
	if v.state.Session.Advisor.Here() {
		t.Error("an advisor is over the questions")
	}
}
