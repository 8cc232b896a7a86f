package kiosk

import (
	"slices"
	"testing"
	"time"
)

func TestALooseSlipIsPrintedAndTheTicketIsNotTouched(t *testing.T) {
	v := newVisit(t).toSummary().press(SlipRequested{Kind: SlipBring}).at(StepSummary)
	asked, ok := wanted[PrintSlip](v)
	if !ok || !slices.Equal(asked.Slip.Errands, v.state.Session.Errands) || asked.Slip.Language != Finnish {
		t.Fatalf("asked for %+v of the errands %v", asked, v.state.Session.Errands)
	}
	if _, ticket := wanted[PrintTicket](v); ticket || !v.state.Session.Ticket.IsZero() {
		t.Error("a slip is taken for a ticket")
	}
	v.event(SlipPrinted{Ask: asked.Ask + 1})
	if v.state.Session.Slip.Stage != SlipOnTheWay {
		t.Error("another slip's end ends this one")
	}
	v.event(SlipPrinted{Ask: asked.Ask})
	if v.state.Session.Slip.Stage != SlipOut {
		t.Errorf("the slip is at stage %d", v.state.Session.Slip.Stage)
	}
	v.press(WayChosen{Way: StepWay})
	if v.state.Session.Slip.Stage != NoSlip {
		t.Error("the next screen still tells of the slip")
	}
}

func TestAStoppedSlipIsToldAndDoesNotHoldUpTheTicket(t *testing.T) {
	v := newVisit(t).toSummary().press(SlipRequested{})
	asked, _ := wanted[PrintSlip](v)
	v.event(SlipStopped{Ask: asked.Ask, Condition: PaperOut})
	if slip := v.state.Session.Slip; slip.Stage != SlipStuck || slip.Condition != PaperOut {
		t.Errorf("the session knows %+v of the slip", slip)
	}
	v.press(TicketRequested{}).issued(7).at(StepPrinting).event(SlipPrinted{Ask: asked.Ask}).at(StepPrinting)
}

func TestWithoutAPrinterTheSlipIsToldAtOnce(t *testing.T) {
	v := newVisit(t).toSummary().event(PrinterChanged{Printer: Printer{Condition: PaperOut}}).press(SlipRequested{})
	if _, asked := wanted[PrintSlip](v); asked || v.state.Session.Slip.Condition != PaperOut {
		t.Errorf("asked: %t, the session knows %+v", asked, v.state.Session.Slip)
	}
}

func TestOnePersonPrintsAFewSlips(t *testing.T) {
	v := newVisit(t).toSummary()
	for range 2 * MaxSlips {
		v.press(SlipRequested{})
		asked, _ := wanted[PrintSlip](v)
		v.event(SlipPrinted{Ask: asked.Ask})
	}
	if v.state.Slips != MaxSlips || v.state.CanPrintSlip() {
		t.Errorf("%d slips were printed", v.state.Slips)
	}
	v.wait(5 * time.Minute).wait(5 * time.Minute).at(StepIdle).toSummary()
	if !v.state.CanPrintSlip() {
		t.Error("the next person pays for it")
	}
}

func TestAPrivateErrandIsOnNoSlip(t *testing.T) {
	v := newVisit(t)
	v.state.Catalogue.Services[1].Private = true // k-unemp
	v.toSummary().press(SlipRequested{})
	if asked, _ := wanted[PrintSlip](v); slices.Contains(asked.Slip.Errands, "k-unemp") || len(asked.Slip.Errands) != 1 {
		t.Errorf("the slip is about %v", asked.Slip.Errands)
	}
}
