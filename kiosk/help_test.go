package kiosk

import (
	"testing"
	"time"
)

// helped is a person who looks at help on a terminal with a beacon.
func helped(t *testing.T) *bench {
	t.Helper()
	b := keypadAt(t)
	return b.do(BeaconChanged{Beacon: BeaconDark}, LanguageChosen{Language: Finnish}, HelpPressed{})
}

func TestAnAdvisorIsCalledAndSaidToBeOnceTheBeaconIsLit(t *testing.T) {
	b := helped(t).do(AdvisorRequested{})
	b.wants(CallAdvisor{On: true})
	if calling, done := b.state.Calling(); !calling || done || b.state.Session.Overlay != HelpOverlay {
		t.Errorf("calling %t, done %t", calling, done)
	}
	if b.do(AdvisorRequested{}); len(b.last) != 0 {
		t.Errorf("a second request wants %v", b.last)
	}
	b.do(BeaconChanged{Beacon: BeaconLit})
	if calling, done := b.state.Calling(); !calling || !done {
		t.Errorf("lit: calling %t, done %t", calling, done)
	}
}

func TestACallEndsByABadgeByThePersonByTimeAndWithTheBeacon(t *testing.T) {
	for why, end := range map[string]func(*bench){
		callAnswered:  func(b *bench) { b.do(BadgeRead{}) },
		callCancelled: func(b *bench) { b.do(AdvisorCancelled{}) },
		callLost:      func(b *bench) { b.do(BeaconChanged{}) },
		callUnheard: func(b *bench) {
			b.do(OverlayClosed{}, StopPressed{}) // the light outlasts the visit
			b.wait(callLimit - 2*time.Second)
		},
	} {
		b := helped(t).do(AdvisorRequested{}, BeaconChanged{Beacon: BeaconLit})
		end(b)
		b.wants(CallAdvisor{})
		ended := false
		for _, e := range b.last {
			if r, ok := e.(RecordEntries); ok && r.Entries[0].Kind == CallEnded && r.Entries[0].Detail["why"] == why && len(r.Entries[0].Detail) == 1 {
				ended = true
			}
		}
		if !ended || b.state.Called != 0 {
			t.Errorf("%s: called until %v, effects %v", why, b.state.Called, b.last)
		}
	}
}

func TestWithoutABeaconNobodyIsCalled(t *testing.T) {
	b := keypadAt(t).do(LanguageChosen{Language: Finnish}, HelpPressed{}, AdvisorRequested{})
	if calling, _ := b.state.Calling(); calling || len(b.last) != 0 {
		t.Errorf("effects %v", b.last)
	}
}

func TestASecondTouchOfTheCallDoesNotCloseHelp(t *testing.T) {
	b := helped(t).do(AdvisorRequested{})
	b.state, _ = Update(b.state, OverlayClosed{}) // that is where the button to call was
	if b.state.Session.Overlay != HelpOverlay {
		t.Error("nobody has read that an advisor is called")
	}
	if b.do(OverlayClosed{}); b.state.Session.Overlay != NoOverlay {
		t.Error("help cannot be closed")
	}
}

func TestATestOfTheBeaconEndsACallSinceItPutsTheLightOut(t *testing.T) {
	b := inside(t)
	b.state.Beacon, b.state.Called = BeaconLit, b.state.Up+callLimit // of somebody who was here before
	b.do(DevicesReported{Devices: []DeviceReport{{ID: "beacon", Kind: DeviceBeacon, Tests: []TestRecord{{Test: TestBeacon}}}}})
	b.do(TestStarted{Device: "beacon", Test: TestBeacon})
	b.at(ViewTest)
	b.wants(CallAdvisor{})
	if b.state.Called != 0 {
		t.Error("the next person reads that an advisor is called")
	}
}
