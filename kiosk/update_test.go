package kiosk

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAVisitLeadsFromALanguageToATicketAndLeavesNothingBehind(t *testing.T) {
	v := newVisit(t).toSummary().press(TicketRequested{}).at(StepIssuing)
	got, _ := wanted[IssueTicket](v)
	want := TicketRequest{
		Queue: "a", Series: 'A', Class: WalkIn, Errands: []ServiceID{"k-unemp", "v-card"},
		Language: Finnish, At: v.state.Now, Served: ServedByAdvisor,
		Parts: []TicketPart{{Authority: "kela", Services: []ServiceID{"k-unemp"}}, {Authority: "vero", Services: []ServiceID{"v-card"}}},
	}
	if diff := cmp.Diff(want, got.Request); diff != "" {
		t.Fatalf("the request (-want +got):\n%s", diff)
	}
	v.issued(7).at(StepPrinting)
	if p, _ := wanted[PrintTicket](v); p.Ticket.Number != 7 || p.Copy {
		t.Fatalf("to be printed: %+v", p)
	}
	v.event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	v.wait(v.state.Rules.Take).at(StepThanks).wait(v.state.Rules.Farewell).at(StepIdle)
	if diff := cmp.Diff(Session{}, v.state.Session); diff != "" {
		t.Fatalf("the session left (-want +got):\n%s", diff)
	}
}

func TestNothingIsPrintedBeforeTheTicketIsCommitted(t *testing.T) {
	v := newVisit(t).toSummary().press(TicketRequested{})
	if p, printed := wanted[PrintTicket](v); printed {
		t.Fatalf("printed before it was issued: %+v", p)
	}
}

func TestErrandsOfOneQueueGoToThatQueueAndSeveralToTheJointOne(t *testing.T) {
	c := sampleCatalogue()
	for _, test := range []struct {
		errands []ServiceID
		want    QueueID
	}{
		{[]ServiceID{"k-housing"}, "b"},
		{[]ServiceID{"k-housing", "k-unemp"}, "b"},
		{[]ServiceID{"k-housing", "v-card"}, "a"},
		{[]ServiceID{"gone", "v-card"}, "d"},
		{nil, ""},
	} {
		if q, _ := c.QueueFor(test.errands); q.ID != test.want {
			t.Errorf("%v lead to %q, want %q", test.errands, q.ID, test.want)
		}
	}
}

func TestALifeEventProposesWhatExistsAndIsServedToday(t *testing.T) {
	v := newVisit(t).press(LanguageChosen{Language: Swedish}, WayChosen{Way: StepLifeEvents}, LifeEventChosen{LifeEvent: "KE8"})
	if want := []ServiceID{"k-unemp", "v-card"}; !slices.Equal(v.state.Session.Errands, want) {
		t.Fatalf("proposed %v, want %v", v.state.Session.Errands, want)
	}
	v.press(BackPressed{}).at(StepLifeEvents)
	if len(v.state.Session.Errands) != 0 {
		t.Fatalf("going back kept %v", v.state.Session.Errands)
	}
}

func TestTheWayBackLeadsThroughTheSameSteps(t *testing.T) {
	v := newVisit(t).press(
		LanguageChosen{Language: English}, WayChosen{Way: StepAuthorities}, AuthorityChosen{Authority: "kela"},
		ErrandToggled{Service: "k-housing"}, NextPressed{},
	).at(StepSummary)
	v.press(BackPressed{}).at(StepServices).press(BackPressed{}).at(StepAuthorities).press(BackPressed{}).at(StepWay)
	v.press(BackPressed{}).at(StepWay).overlay(StopOverlay) // an errand would be lost
	v.press(StopConfirmed{}).at(StepIdle)
}

func TestTheLanguageChangesOnEveryStepWithoutLosingThePlace(t *testing.T) {
	v := newVisit(t).toSummary()
	before := v.state.Session.Place
	v.press(LanguagesPressed{}).overlay(LanguagesOverlay).press(LanguageChosen{Language: Swedish}).overlay(NoOverlay)
	if v.state.Session.Language != Swedish || v.state.Session.Place != before || len(v.state.Session.Errands) != 2 {
		t.Fatalf("after the change: %+v", v.state.Session)
	}
}

func TestTheWarningCountsDownAndCanBeExtendedAtLeastTenTimes(t *testing.T) {
	v := newVisit(t).toSummary()
	for range 12 {
		v.wait(v.state.Rules.Quiet).overlay(WarningOverlay)
		if got, want := v.state.SecondsLeft(), 20; got != want {
			t.Fatalf("%d seconds are left, want %d", got, want)
		}
		v.wait(19 * time.Second).overlay(WarningOverlay)
		if got := v.state.SecondsLeft(); got != 1 {
			t.Fatalf("%d seconds are left, want 1", got)
		}
		v.event(StayPressed{}).overlay(NoOverlay).at(StepSummary)
	}
	v.wait(v.state.Rules.Quiet).wait(v.state.Rules.Warning).at(StepIdle)
	if diff := cmp.Diff(Session{}, v.state.Session); diff != "" {
		t.Fatalf("the session left (-want +got):\n%s", diff)
	}
}

func TestASecondTouchWithinTheGuardIsNotTaken(t *testing.T) {
	v := newVisit(t).press(LanguageChosen{Language: Finnish}).at(StepWay)
	v.wait(400 * time.Millisecond).event(WayChosen{Way: StepSearch}).at(StepWay) // the screen has just changed
	v.wait(200 * time.Millisecond).event(WayChosen{Way: StepSearch}).at(StepSearch)
	v.wait(time.Second).event(LetterTyped{Letter: 's'})
	v.wait(50 * time.Millisecond).event(LetterTyped{Letter: 's'}) // the contact bounces
	v.wait(200 * time.Millisecond).event(LetterTyped{Letter: 's'})
	v.wait(100 * time.Millisecond).event(LetterTyped{Letter: 'a'})
	if got := v.state.Session.Query; got != "ssa" {
		t.Fatalf("typed %q, want %q", got, "ssa")
	}
}

func TestADoubleTouchAtTheEndStartsNoNewSession(t *testing.T) {
	v := newVisit(t).toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).
		press(Finished{}).at(StepThanks).press(Finished{}).at(StepIdle)
	v.wait(100 * time.Millisecond).event(LanguageChosen{Language: Finnish}).at(StepIdle)
}

func TestTimeNeverRunsBackwardsForTheDeadlines(t *testing.T) {
	v := newVisit(t).toSummary()
	v.event(TimePassed{Now: v.state.Now.Add(-24 * time.Hour), Up: v.state.Up + time.Second}).at(StepSummary).overlay(NoOverlay)
	v.event(TimePassed{Now: v.state.Now, Up: v.state.Up - time.Hour})
	v.wait(v.state.Rules.Quiet).overlay(WarningOverlay)
}

func TestUpdateLeavesTheGivenStateAlone(t *testing.T) {
	v := newVisit(t).toSummary()
	before := v.state
	errands := slices.Clone(before.Session.Errands)
	next, _ := Update(before, TimePassed{Now: before.Now.Add(time.Second), Up: before.Up + time.Second})
	Update(next, ErrandToggled{Service: "v-card"})
	Update(next, ErrandToggled{Service: "m-advice"})
	if !slices.Equal(before.Session.Errands, errands) {
		t.Fatalf("the errands became %v", before.Session.Errands)
	}
}
