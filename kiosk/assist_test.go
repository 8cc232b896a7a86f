package kiosk

import (
	"testing"
	"time"
)

// assisted is a visit whose screen desk 7 sees.
func assisted(t *testing.T) *visit {
	t.Helper()
	v := atSummary(t, "v-card", "k-housing")
	v.state.Rules.CallBack = true
	v.event(AssistRequested{Desk: "7"}).overlay(AssistOverlay).press(AssistAllowed{}).overlay(NoOverlay)
	if !v.state.Assisted() {
		t.Fatal("the desk does not see the screen")
	}
	return v
}

func TestADeskSeesTheScreenOnlyAsLongAsThePersonAllowsIt(t *testing.T) {
	v := assisted(t)
	for why, end := range map[string]func(v *visit){
		"person": func(v *visit) { v.press(AssistStopped{}) },
		"desk":   func(v *visit) { v.event(AssistEnded{Desk: "7"}) },
		"idle": func(v *visit) {
			v.state.Rules.Quiet = time.Hour
			v.press(HelpPressed{}, OverlayClosed{}).wait(assistIdle)
		},
		"session": func(v *visit) { v.press(StopConfirmed{}) },
	} {
		was := *v
		v := &was
		v.all = nil
		end(v)
		if e, ok := v.journalled(AssistOver); v.state.Assisted() || !ok || e.Detail["why"] != why || e.Detail["desk"] != "7" {
			t.Errorf("%s: it goes on (%t), and is journalled as %v", why, v.state.Assisted(), e)
		}
	}
	v.event(AssistEnded{Desk: "8"})
	if !v.state.Assisted() {
		t.Error("another desk ends it")
	}
}

func TestWhoDoesNotAnswerIsNotSeen(t *testing.T) {
	v := atSummary(t, "v-card")
	v.event(AssistRequested{Desk: "7"}).wait(assistPatience).overlay(NoOverlay)
	if e, _ := v.journalled(AssistOver); e.Detail["why"] != "unanswered" || v.state.Assisted() {
		t.Errorf("journalled: %v", e)
	}
	v.event(AssistRequested{Desk: "7"}).press(AssistDeclined{}).overlay(NoOverlay)
	if v.state.Session.Assist != (Assist{}) {
		t.Errorf("declined: %+v", v.state.Session.Assist)
	}
}

func TestTheQuestionStaysUntilItIsAnsweredWhateverHappens(t *testing.T) {
	v := newVisit(t)
	v.toPrinting().event(AssistRequested{Desk: "7"}).event(TicketPrinted{Ticket: ticketNumbered(7).Name})
	v.at(StepTake).overlay(AssistOverlay)
}

func TestADeskPressesForThePersonAndItIsCounted(t *testing.T) {
	v := assisted(t)
	v.press(Assisted{Desk: "7", Press: WayChosen{Way: StepServed}}).at(StepServed)
	v.press(Assisted{Desk: "8", Press: BackPressed{}}).at(StepServed)
	v.press(Assisted{Desk: "7", Press: BackPressed{}}).at(StepSummary).press(AssistStopped{})
	if e, _ := v.journalled(AssistOver); e.Detail["presses"] != "2" {
		t.Errorf("journalled: %v", e)
	}
	v.press(Assisted{Desk: "7", Press: WayChosen{Way: StepServed}}).at(StepSummary)
}

func TestADeskPointsAtWhatThePersonPresses(t *testing.T) {
	points := func(v *visit) string { return v.state.Session.Assist.Points }
	v := assisted(t)
	v.event(AssistPointed{Desk: "8", At: "take"})
	if points(v) != "" {
		t.Error("another desk points")
	}
	v.event(AssistPointed{Desk: "7", At: "way:served"}).wait(time.Second).at(StepSummary)
	if points(v) != "way:served" {
		t.Errorf("the desk points at %q", points(v))
	}
	v.press(WayChosen{Way: StepServed}).at(StepServed)
	if points(v) != "" {
		t.Errorf("once the person has pressed the desk still points at %q", points(v))
	}
	v.press(CallBackPressed{}, CallAuthorityChosen{Authority: "kela"}, CallWindowChosen{From: v.state.CallWindows()[0].From.Unix()}).at(StepCallPhone)
	v.event(AssistPointed{Desk: "7", At: "key:1"})
	if points(v) != "" {
		t.Error("the desk points where it sees nothing")
	}
}

func TestADeskNeitherAllowsNorTypesWhatIsUnseen(t *testing.T) {
	v := atSummary(t, "v-card")
	v.event(AssistRequested{Desk: "7"}).press(Assisted{Desk: "7", Press: AssistAllowed{}})
	if v.state.Assisted() {
		t.Error("the desk allows itself")
	}
	v = assisted(t)
	v.press(WayChosen{Way: StepServed}, CallBackPressed{}, CallAuthorityChosen{Authority: "kela"},
		CallWindowChosen{From: v.state.CallWindows()[0].From.Unix()}).at(StepCallPhone)
	v.press(Assisted{Desk: "7", Press: CharacterTyped{Character: '0'}})
	if !v.state.Unseen() || v.state.Session.Dialled != 0 {
		t.Errorf("the desk has typed %d digits", v.state.Session.Dialled)
	}
	v.press(Assisted{Desk: "7", Press: BothPressed{First: KeyPressed{Press: BackPressed{}}}}).at(StepCallPhone)
}

func TestWhoeverListensOnAKeypadGoesOnWithItWhenTheDeskPresses(t *testing.T) {
	v := assisted(t)
	v.state.Rules.Voice = true
	v.press(KeyPressed{Press: FocusMoved{To: "take"}}, Assisted{Desk: "7", Press: WayChosen{Way: StepServed}})
	if s := v.state.Session; !s.Keyed || !s.Listening {
		t.Errorf("the keypad is off the screen: %+v", s)
	}
}

func TestAnAdvisorWhoComesToTheTerminalIsEnough(t *testing.T) {
	v := atSummary(t, "v-card")
	v.state.Rules.Advisors = true
	v.event(AssistRequested{Desk: "7"}).wait(time.Second).event(BadgeRead{}).overlay(NoOverlay)
	if s := v.state.Session; s.Assist.Stage != NoAssist || !s.Advisor.AtWork() {
		t.Errorf("the session is %+v", s)
	}
	v = assisted(t)
	v.state.Rules.Advisors = true
	v.wait(time.Second).event(BadgeRead{}).press(Assisted{Desk: "7", Press: AdvisorDone{}})
	if !v.state.Session.Advisor.AtWork() {
		t.Error("the desk presses for the advisor at the terminal")
	}
	v.press(AssistStopped{})
	if v.state.Assisted() {
		t.Error("the banner does not end it while an advisor is at the terminal")
	}
}
