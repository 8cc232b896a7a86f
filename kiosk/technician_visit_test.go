package kiosk

import (
	"testing"
	"time"
)

func (b *bench) entered() *bench {
	b.do(ServiceBadgeRead{}, PINChecked{})
	for _, d := range "246810" {
		b.do(DigitTyped{Digit: byte(d)})
	}
	b.do(PINEntered{})
	b.do(PINChecked{Try: b.state.Technician.Try, Outcome: PINRight}, DevicesReported{Devices: sampleDevices()})
	return b
}

func TestAPINThatIsJudgedLateOpensNoDoorOfTheNextVisit(t *testing.T) {
	b := technicianAt(t)
	b.do(ServiceBadgeRead{}, PINChecked{})
	for _, d := range "246810" {
		b.do(DigitTyped{Digit: byte(d)})
	}
	b.do(PINEntered{})
	try := b.state.Technician.Try
	b.do(BackPressed{})
	for c := range 4 {
		b.do(CornerTouched{Corner: c})
	}
	b.at(ViewPIN)
	b.do(PINChecked{Try: try, Outcome: PINRight})
	b.at(ViewPIN)
}

func TestDigitsThatWereTypedEarlyAreKept(t *testing.T) {
	b := technicianAt(t)
	b.do(ServiceBadgeRead{}, DigitTyped{Digit: '1'}, DigitTyped{Digit: '2'}, PINChecked{})
	if b.state.Technician.Typed != 2 {
		t.Errorf("typed %d, while the workshop keeps 2", b.state.Technician.Typed)
	}
}

func TestATestOfTheVisitBeforeEndsNoneOfThisOne(t *testing.T) {
	b := technicianAt(t).entered()
	b.do(TestStarted{Device: "printer", Test: TestCutter})
	first := b.state.Technician.Test.Run
	b.do(TechnicianDone{})
	b.entered()
	b.do(TestStarted{Device: "printer", Test: TestPage}, TestEnded{Run: first, Record: TestRecord{Test: TestCutter, Outcome: OutcomeFailed}})
	if !b.state.Technician.Test.Running() {
		t.Errorf("the cutter test of the visit before ended the page test: %+v", b.state.Technician.Test)
	}
}

func TestATestThatATreeOffersLeadsBackToIt(t *testing.T) {
	b := technicianAt(t).entered()
	b.do(ViewOpened{View: ViewTree, Device: "printer"}, SymptomChosen{Symptom: "nothing_prints"})
	b.do(TestStarted{Device: "printer", Test: TestPage})
	b.do(TestEnded{Run: b.state.Technician.Test.Run, Record: TestRecord{Test: TestPage, Outcome: OutcomePassed}}, BackPressed{})
	b.at(ViewTree)
}

func TestAFaultTreeIsJournalledWhenItsTechnicianLeaves(t *testing.T) {
	for _, how := range []func(*bench){func(b *bench) { b.do(TechnicianDone{}) }, func(b *bench) { b.wait(11 * time.Minute) }} {
		b := technicianAt(t).entered()
		b.do(ViewOpened{View: ViewTree, Device: "printer"}, SymptomChosen{Symptom: "nothing_prints"})
		how(b)
		found := false
		for _, e := range b.last {
			if r, ok := e.(RecordEntries); ok {
				for _, entry := range r.Entries {
					found = found || entry.Kind == TreeDone
				}
			}
		}
		if !found {
			t.Errorf("the walk is not journalled: %+v", b.last)
		}
	}
}

func TestAPINThatNobodyTypesGivesTheTerminalBackSoon(t *testing.T) {
	b := technicianAt(t)
	for c := range 4 {
		b.do(CornerTouched{Corner: c})
	}
	b.at(ViewPIN)
	b.wait(3 * time.Minute)
	b.at(ViewNone)
}
