package kiosk

import (
	"testing"
	"time"
)

// outlook is one that a test sets.
type outlook struct {
	refuses map[Served]Refusal
	waits   map[Served]Estimate
}

func (o outlook) Estimate(p Prospect, _ time.Time) Estimate { return o.waits[p.Served] }
func (o outlook) Admit(p Prospect, _ time.Time) Refusal     { return o.refuses[p.Served] }

func TestAQueueThatTakesNobodyIsNotAskedForANumber(t *testing.T) {
	for _, why := range Refusals() {
		if !why.OfQueue() {
			continue
		}
		v := atSummary(t, "v-card")
		v.state.Outlook = outlook{refuses: map[Served]Refusal{ServedByAdvisor: why}}
		v.press(TicketRequested{})
		if s := v.state.Session; s.Step != StepRefused || s.Refusal != why {
			t.Errorf("%v: the session is at %v, refused for %v", why, s.Step, s.Refusal)
		}
		if _, asked := wanted[IssueTicket](v); asked {
			t.Errorf("%v: a ticket was asked for all the same", why)
		}
	}
}

func TestWhoIsRefusedGoesOnInAnotherWayWithTheErrandsStillChosen(t *testing.T) {
	v := atSummary(t, "v-card")
	v.state.Outlook = outlook{refuses: map[Served]Refusal{ServedByAdvisor: RefusedQuota}}
	v.press(TicketRequested{})
	v.press(WayChosen{Way: StepServed})
	if s := v.state.Session; s.Step != StepServed || !s.Has("v-card") || s.Refusal != NotRefused {
		t.Fatalf("the session is %+v", s)
	}
	v.press(ServedChosen{By: ServedByExpert})
	if s := v.state.Session; s.Step != StepIssuing {
		t.Errorf("the expert's queue takes people, and the session is at %v", s.Step)
	}

	v = atSummary(t, "v-card")
	v.press(TicketRequested{})
	v.refused(RefusedPaused)
	v.press(BackPressed{})
	if s := v.state.Session; s.Step != StepSummary || !s.Has("v-card") {
		t.Errorf("back from the refusal is %v with %v", s.Step, s.Errands)
	}
}

func TestATerminalWithoutRoomLeadsNowhere(t *testing.T) {
	v := atSummary(t, "v-card")
	v.press(TicketRequested{})
	v.refused(RefusedNoRoom)
	v.press(BackPressed{})
	v.press(WayChosen{Way: StepServed})
	if s := v.state.Session; s.Step != StepRefused {
		t.Errorf("the session is at %v", s.Step)
	}
}

func TestAWayIsGoneFromTheRefusalWhenItsTimeIsOver(t *testing.T) {
	v := atSummary(t, "k-unemp")
	v.press(TicketRequested{})
	v.refused(RefusedClosed)
	v.press(WayChosen{Way: StepServed})
	if s := v.state.Session; s.Step != StepRefused || s.Refusal != RefusedClosed {
		t.Errorf("without another way the session is at %v, refused for %v", s.Step, s.Refusal)
	}
}

func TestThePointOpensNextAfterToday(t *testing.T) {
	v := atSummary(t, "v-card")
	if at, ok := v.state.OpensNext(); ok {
		t.Errorf("a point without hours opens %v", at)
	}
	v.state.Rules.Hours = WorkingDays(9*time.Hour, 16*time.Hour)
	v.state.Now = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC) // a Friday
	if at, _ := v.state.OpensNext(); !at.Equal(time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("after Friday it opens %v", at)
	}
}

func TestTheEstimateIsThatOfTheWay(t *testing.T) {
	v := atSummary(t, "v-card")
	advisor := Estimate{Wait: Span{Least: 5 * time.Minute, Most: 10 * time.Minute}, Ahead: 2}
	expert := Estimate{Wait: Span{Least: 20 * time.Minute, Most: 30 * time.Minute}, Ahead: 4}
	v.state.Outlook = outlook{waits: map[Served]Estimate{ServedByAdvisor: advisor, ServedByExpert: expert}}
	if got := v.state.EstimateNow(ServedByAdvisor); got != advisor {
		t.Errorf("for an advisor: %+v", got)
	}
	if got := v.state.EstimateNow(ServedByExpert); got != expert {
		t.Errorf("for an expert: %+v", got)
	}
	if got := v.state.EstimateNow(ServedOnline); got != (Estimate{}) {
		t.Errorf("for an e-service: %+v", got)
	}
}
