package kiosk

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var largest = Comfort{Text: TextLargest, Contrast: true, Low: true, Slow: true, Simple: true, LeftHand: true}

func TestTheFirstPressOfASessionCanAskForAnotherScreen(t *testing.T) {
	v := newVisit(t).press(ComfortPressed{}).at(StepLanguage).overlay(ComfortOverlay)
	v.press(ComfortChosen{Comfort: largest}).overlay(ComfortOverlay) // there may be more to choose
	v.press(OverlayClosed{}).at(StepLanguage).overlay(NoOverlay).press(LanguageChosen{Language: Swedish}).at(StepWay)
	if v.state.Session.Comfort != largest {
		t.Fatalf("the screen is %+v", v.state.Session.Comfort)
	}
}

func TestThePanelOpensOnEveryStepAndKeepsThePlace(t *testing.T) {
	for name, v := range map[string]*visit{
		"way":      newVisit(t).press(LanguageChosen{Language: Finnish}),
		"summary":  newVisit(t).toSummary(),
		"printing": newVisit(t).toPrinting(),
		"take":     newVisit(t).toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}),
	} {
		before := v.state.Session.Place
		v.press(ComfortPressed{}).overlay(ComfortOverlay).press(ComfortChosen{Comfort: largest}, OverlayClosed{})
		if v.state.Session.Place != before || v.state.Session.Comfort != largest {
			t.Errorf("%s: after the panel %+v", name, v.state.Session)
		}
	}
}

func TestTheNextPersonMeetsTheOrdinaryScreen(t *testing.T) {
	comfortable := func(v *visit) *visit {
		return v.press(ComfortPressed{}, ComfortChosen{Comfort: largest}, OverlayClosed{})
	}
	printed := TicketPrinted{Ticket: ticketNumbered(7).Name}
	for name, v := range map[string]*visit{
		"stopped":  comfortable(newVisit(t)).press(StopPressed{}),
		"silent":   comfortable(newVisit(t)).wait(10 * 90 * time.Second).wait(10 * 20 * time.Second),
		"a ticket": comfortable(newVisit(t).toPrinting()).event(printed).press(Finished{}, Finished{}),
	} {
		if v.at(StepIdle); !cmp.Equal(v.state.Session, Session{}) {
			t.Errorf("%s: the session left %+v", name, v.state.Session)
		}
		if v.press(LanguageChosen{Language: Finnish}); v.state.Session.Comfort != (Comfort{}) {
			t.Errorf("%s: the next person meets %+v", name, v.state.Session.Comfort)
		}
	}
}

func TestWithMoreTimeEveryDeadlineOfThePersonIsTenTimesAsFar(t *testing.T) {
	slow := ComfortChosen{Comfort: Comfort{Slow: true}}
	v := newVisit(t).toSummary().press(slow)
	v.wait(10*v.state.Rules.Quiet - time.Second).overlay(NoOverlay).wait(time.Second).overlay(WarningOverlay)
	if got, want := v.state.SecondsLeft(), 200; got != want {
		t.Fatalf("%d seconds are left, want %d", got, want)
	}
	v.wait(199 * time.Second).overlay(WarningOverlay).event(StayPressed{}).at(StepSummary)

	v = newVisit(t).toPrinting().press(slow)
	v.event(PrinterChanged{Printer: Printer{Condition: PaperOut}})
	v.event(PrintStopped{Ticket: ticketNumbered(7), Condition: PaperOut}).at(StepTrouble)
	v.wait(10*v.state.Rules.Patience - time.Second).at(StepTrouble).wait(time.Second).at(StepShown)

	v = newVisit(t).toPrinting().press(slow).event(TicketPrinted{Ticket: ticketNumbered(7).Name})
	v.wait(10*v.state.Rules.Take - time.Second).at(StepTake).wait(time.Second).at(StepThanks)
	v.wait(10*v.state.Rules.Farewell - time.Second).at(StepThanks).wait(time.Second).at(StepIdle)
}

func TestMoreTimeHoldsFromThePressOn(t *testing.T) {
	v := newVisit(t).toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).press(ComfortPressed{})
	v.press(ComfortChosen{Comfort: Comfort{Slow: true}}).wait(5 * v.state.Rules.Take).at(StepTake)
	v.press(ComfortChosen{}).wait(v.state.Rules.Take).at(StepThanks)
}

func TestWhatLiesOverAScreenHasPagesOfItsOwn(t *testing.T) {
	v := newVisit(t).press(LanguageChosen{Language: Finnish}, WayChosen{Way: StepLifeEvents}, PageTurned{To: 2})
	v.press(HelpPressed{}, PageTurned{To: 1})
	if s := v.state.Session; s.Page != 2 || s.Leaf != 1 {
		t.Fatalf("the list is at %d and help at %d", s.Page, s.Leaf)
	}
	v.press(OverlayClosed{}, HelpPressed{})
	if s := v.state.Session; s.Page != 2 || s.Leaf != 0 {
		t.Fatalf("help opens at %d over page %d", s.Leaf, s.Page)
	}
	v.press(ComfortPressed{}, PageTurned{To: 1}, ComfortChosen{Comfort: Comfort{Slow: true}})
	if s := v.state.Session; s.Leaf != 1 {
		t.Fatalf("a choice turned the panel to %d", s.Leaf)
	}
	v.press(ComfortChosen{Comfort: Comfort{Text: TextLarge}}) // other pages now
	if s := v.state.Session; s.Page != 0 || s.Leaf != 0 {
		t.Fatalf("with larger texts the list is at %d and the panel at %d", s.Page, s.Leaf)
	}
}

func TestAScreenThatChangesUnderTheFingerTakesNoSecondTouch(t *testing.T) {
	v := newVisit(t).press(ComfortPressed{}, ComfortChosen{Comfort: Comfort{Contrast: true}})
	v.wait(300 * time.Millisecond).event(ComfortChosen{})
	if !v.state.Session.Comfort.Contrast {
		t.Fatal("a double touch took the choice back")
	}
}

func TestASizeThatDoesNotExistChangesNothing(t *testing.T) {
	v := newVisit(t).press(ComfortPressed{}, ComfortChosen{Comfort: largest}, ComfortChosen{Comfort: Comfort{Text: textSizes}})
	if v.state.Session.Comfort != largest {
		t.Fatalf("the screen is %+v", v.state.Session.Comfort)
	}
}

func TestWhoeverHasOneThingOnEachScreenIsAskedForEachProposal(t *testing.T) {
	v := newVisit(t).press(LanguageChosen{Language: Finnish}, ComfortChosen{Comfort: Comfort{Simple: true}})
	v.press(WayChosen{Way: StepLifeEvents}, LifeEventChosen{LifeEvent: "KE8"}).at(StepBundle)
	if n := len(v.state.Session.Errands); n > 0 {
		t.Fatalf("%d errands are chosen that nobody was asked for", n)
	}
	service := v.state.Catalogue.Bundle("KE8", v.state.Today())[0].ID
	v.press(BothPressed{First: ErrandToggled{Service: service}, Then: PageTurned{To: 1}})
	if s := v.state.Session; !s.Has(service) || s.Page != 1 {
		t.Fatalf("after an answer the errands are %v, and the page is %d", s.Errands, s.Page)
	}
	v.press(BothPressed{Then: NextPressed{}}).at(StepSummary)
}

func TestBothPressesEndWithTheSession(t *testing.T) {
	v := newVisit(t).press(LanguageChosen{Language: Finnish})
	v.press(BothPressed{First: StopConfirmed{}, Then: LanguageChosen{Language: Swedish}}).at(StepIdle)
}

func TestListsBeginAnewWhereTheyAreShownInAnotherWay(t *testing.T) {
	for _, c := range []Comfort{{Text: TextLarge}, {Simple: true}} {
		v := newVisit(t).press(LanguageChosen{Language: Finnish}, WayChosen{Way: StepLifeEvents}, PageTurned{To: 2}, ComfortChosen{Comfort: c})
		if v.state.Session.Page != 0 {
			t.Errorf("%+v: the page is %d", c, v.state.Session.Page)
		}
	}
}
