package kiosk

import (
	"slices"
	"testing"
	"time"
)

func TestPaperOutInMidTicketPrintsACopyWithTheSameNumberWhenPaperReturns(t *testing.T) {
	v := newVisit(t).toPrinting()
	v.event(PrinterChanged{Printer: Printer{Condition: PaperOut}})
	v.event(PrintStopped{Ticket: ticketNumbered(7), Condition: PaperOut, Begun: true}).at(StepTrouble)
	v.wait(10 * time.Second).event(PrinterChanged{Printer: Printer{Condition: PrinterReady}}).at(StepPrinting)
	p, _ := wanted[PrintTicket](v)
	if !p.Copy || p.Ticket.Number != 7 {
		t.Fatalf("printed again: %+v", p)
	}
}

func TestAPrinterThatStaysBrokenLeadsToTheNumberOnTheScreen(t *testing.T) {
	v := newVisit(t).toPrinting().event(PrintStopped{Ticket: ticketNumbered(7), Condition: PaperOut})
	v.event(PrinterChanged{Printer: Printer{Condition: PaperOut}})
	v.wait(v.state.Rules.Patience).at(StepShown)
	if m, ok := wanted[MarkShown](v); !ok || m.Ticket != ticketNumbered(7).Name {
		t.Fatalf("journalled as shown: %+v", m)
	}
}

func TestAPrinterThatIsMendedBeforeItsFaultIsKnownPrintsAgain(t *testing.T) {
	v := newVisit(t).toPrinting()
	v.event(PrinterChanged{Printer: Printer{Condition: CutterJammed}}).event(PrinterChanged{Printer: Printer{Condition: PrinterReady}})
	v.event(PrintStopped{Ticket: ticketNumbered(7), Condition: CutterJammed, Begun: true}).at(StepTrouble)
	v.wait(mendedPause).at(StepPrinting)
	if p, _ := wanted[PrintTicket](v); !p.Copy || p.Ticket.Number != 7 {
		t.Fatalf("printed again: %+v", p)
	}
}

func TestWhoeverLeavesAStoppedPrinterIsOfferedTheTicketAgain(t *testing.T) {
	v := newVisit(t).toPrinting().event(PrinterChanged{Printer: Printer{Condition: PaperOut}})
	v.event(PrintStopped{Ticket: ticketNumbered(7), Condition: PaperOut, Begun: true})
	v.press(StopPressed{}).at(StepTrouble)
	if v.state.Session.Overlay != StopOverlay {
		t.Fatal("the person is not told that the number is valid")
	}
	v.press(StopConfirmed{}).at(StepIdle)
	if len(v.state.Offers) != 1 || v.state.Offers[0].Ticket.Number != 7 {
		t.Fatalf("offered: %+v", v.state.Offers)
	}
}

func TestWithoutAPrinterTheNumberIsShown(t *testing.T) {
	v := newVisit(t).event(PrinterChanged{}).toSummary().press(TicketRequested{}).issued(7)
	v.at(StepShown)
	if _, printed := wanted[PrintTicket](v); printed {
		t.Fatal("a ticket was sent to no printer")
	}
}

func TestANumberOnTheScreenCanBePrintedOnceAPrinterWorks(t *testing.T) {
	v := newVisit(t).event(PrinterChanged{}).toSummary().press(TicketRequested{}).issued(7)
	v.at(StepShown).press(CopyRequested{}).at(StepShown)
	v.event(PrinterChanged{Printer: Printer{Condition: PrinterReady}}).press(CopyRequested{}).at(StepPrinting)
	if p, _ := wanted[PrintTicket](v); p.Copy || p.Ticket.Number != 7 {
		t.Fatalf("printed: %+v; nothing of it was on paper before", p)
	}
}

func TestASilentPrinterAsksThePersonAndNeverPrintsByItself(t *testing.T) {
	v := newVisit(t).toPrinting().event(PrintStopped{Ticket: ticketNumbered(7), Condition: PrinterSilent, Begun: true})
	v.event(PrinterChanged{Printer: Printer{Condition: PrinterReady}}).at(StepTrouble)
	v.press(PaperConfirmed{}).at(StepThanks)
	if m, ok := wanted[MarkShown](v); !ok || m.Reason != "seen by the citizen" {
		t.Fatalf("journalled: %+v", m)
	}
}

func TestATicketWhosePersonHasLeftIsOfferedForAWhile(t *testing.T) {
	v := newVisit(t).toPrinting().press(StopPressed{}).at(StepIdle)
	v.event(PrintStopped{Ticket: ticketNumbered(7), Condition: CutterJammed, Begun: true})
	if len(v.state.Offers) != 1 {
		t.Fatalf("offers: %v", v.state.Offers)
	}
	again := v.state
	v.press(CopyRequested{Ticket: ticketNumbered(7).Name}).at(StepPrinting)
	if p, _ := wanted[PrintTicket](v); !p.Copy || p.Ticket.Number != 7 {
		t.Fatalf("printed again: %+v", p)
	}
	v.event(TicketPrinted{Ticket: ticketNumbered(7).Name})
	if len(v.state.Offers) != 0 {
		t.Fatalf("a printed ticket is still offered: %v", v.state.Offers)
	}
	v.state = again
	v.wait(v.state.Rules.Offer)
	if len(v.state.Offers) != 0 {
		t.Fatalf("offered for too long: %v", v.state.Offers)
	}
}

func TestAFullStoreTakesTheTerminalOutOfOrderAndRoomBringsItBack(t *testing.T) {
	v := newVisit(t).toSummary().press(TicketRequested{}).refused(RefusedNoRoom).at(StepRefused)
	v.event(StoreChanged{Store: StoreFull}).press(Finished{}).at(StepIdle)
	v.press(LanguageChosen{Language: Finnish}).at(StepIdle)
	v.event(StoreChanged{Store: StoreReady}).press(LanguageChosen{Language: Finnish}).at(StepWay)
}

func TestAPrinterThatSaysReadyBetweenItsFaultsDoesNotPrintForEver(t *testing.T) {
	v := newVisit(t).toPrinting()
	prints := 1
	for range 50 {
		v.event(PrinterChanged{Printer: Printer{Condition: CutterJammed}})
		v.event(PrintStopped{Ticket: ticketNumbered(7), Condition: CutterJammed, Begun: true})
		v.event(PrinterChanged{Printer: Printer{Condition: PrinterReady}})
		if v.state.Session.Step == StepPrinting {
			prints++
		}
	}
	if v.wait(v.state.Rules.Patience).at(StepShown); prints > maxPrints {
		t.Fatalf("printed %d times", prints)
	}
}

func TestALateTicketOfSomebodyElseIsNotTakenForOnesOwn(t *testing.T) {
	v := newVisit(t).toSummary().press(TicketRequested{})
	late := v.state.Session.Ask
	v.press(StopPressed{}).at(StepIdle).toSummary().press(TicketRequested{}).at(StepIssuing)
	v.event(TicketIssued{Ask: late, Ticket: ticketNumbered(7)}).at(StepIssuing)
	if len(v.state.Offers) != 1 {
		t.Fatalf("offered: %+v", v.state.Offers)
	}
	v.issued(8).at(StepPrinting)
}

func TestAJournalThatHangsDoesNotHoldAPersonForEver(t *testing.T) {
	newVisit(t).toSummary().press(TicketRequested{}).at(StepIssuing).wait(issueDeadline).at(StepRefused)
}

func TestATouchAsTheWarningAppearsIsNotTaken(t *testing.T) {
	v := newVisit(t).toSummary().wait(DefaultRules().Quiet).overlay(WarningOverlay)
	v.wait(100 * time.Millisecond).event(StopConfirmed{}).at(StepSummary).overlay(WarningOverlay)
}

func TestGoingBackFromABundleKeepsWhatWasChosenElsewhere(t *testing.T) {
	v := newVisit(t).press(
		LanguageChosen{Language: Finnish}, WayChosen{Way: StepAuthorities}, AuthorityChosen{Authority: "kela"},
		ErrandToggled{Service: "k-housing"}, BackPressed{}, BackPressed{},
		WayChosen{Way: StepLifeEvents}, LifeEventChosen{LifeEvent: "KE8"}, NextPressed{}, BackPressed{}, BackPressed{},
	).at(StepLifeEvents)
	if want := []ServiceID{"k-housing"}; !slices.Equal(v.state.Session.Errands, want) {
		t.Fatalf("the errands are %v, want %v", v.state.Session.Errands, want)
	}
}

func TestPaperThatReturnsLateStillPrintsForWhoeverIsThere(t *testing.T) {
	v := newVisit(t).toPrinting().event(PrinterChanged{Printer: Printer{Condition: PaperOut}})
	v.event(PrintStopped{Ticket: ticketNumbered(7), Condition: PaperOut, Begun: true}).wait(v.state.Rules.Patience).at(StepShown)
	left := v.state
	v.event(PrinterChanged{Printer: Printer{Condition: PrinterReady}}).at(StepPrinting)
	v.state = left
	v.press(StopPressed{}).at(StepIdle)
	if len(v.state.Offers) != 1 {
		t.Fatalf("offered: %+v", v.state.Offers)
	}
}

func TestWhatIsToldLiesOverNoFaultAndNoTicket(t *testing.T) {
	v := newVisit(t).toPrinting().press(HelpPressed{}).overlay(HelpOverlay)
	v.event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake).overlay(NoOverlay)
}
