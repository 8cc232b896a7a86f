package kiosk

import (
	"time"

	"pgregory.net/rapid"
)

// advisorEvent draws what service advisors do, at the terminal and at a desk.
func advisorEvent(t *rapid.T, s State, step Step) []Event {
	return []Event{
		PINChecked{Of: PINOfAdvisor, Try: s.Session.Advisor.Try, Outcome: PINOutcome(rapid.IntRange(0, 5).Draw(t, "advisor pin")), Wait: time.Duration(rapid.IntRange(0, 60).Draw(t, "advisor wait")) * time.Second},
		AdvisorPressed{},
		AdvisorOpened{View: AdvisorView(rapid.IntRange(0, int(advisorViews)).Draw(t, "advisor view"))},
		PriorityChosen{Why: rapid.SampledFrom(append(Precedences(), "", "none")).Draw(t, "precedence")},
		AdvisorDone{},
		AssistRequested{Desk: "7"},
		AssistAllowed{},
		AssistDeclined{},
		AssistStopped{},
		AssistEnded{Desk: rapid.SampledFrom([]string{"7", "8"}).Draw(t, "desk")},
		AssistPointed{Desk: rapid.SampledFrom([]string{"7", "8"}).Draw(t, "pointing desk"), At: "take"},
		Assisted{Desk: "7", Press: WayChosen{Way: step}},
		Assisted{Desk: "7", Press: CharacterTyped{Character: '7'}},
		Assisted{Desk: "7", Press: AssistAllowed{}},
		Assisted{Desk: "8", Press: BackPressed{}},
		Assisted{},
	}
}

// soundAssist checks that the person is asked where a desk asks, and that a desk sees no
// answers.
func soundAssist(t *rapid.T, session Session) {
	if asked := session.Assist.Stage == AssistAsked; asked == (session.Overlay != AssistOverlay) && session.Overlay == NoOverlay || session.Overlay == AssistOverlay && !asked {
		t.Fatalf("assisting is at %d, and overlay %d is shown", session.Assist.Stage, session.Overlay)
	}
	if session.Assist.Stage == AssistGoes && session.Step.asking() {
		t.Fatalf("a desk sees answers: %+v", session)
	}
}
