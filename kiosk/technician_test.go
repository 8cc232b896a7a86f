package kiosk

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func sampleDevices() []DeviceReport {
	tests := func(ids ...TestID) (list []TestRecord) {
		for _, id := range ids {
			list = append(list, TestRecord{Test: id})
		}
		return list
	}
	return []DeviceReport{
		{ID: "printer", Kind: DevicePrinter, Condition: "paper_out", Tests: tests(TestPage, TestCutter), Monitor: true},
		{ID: "screen", Kind: DeviceScreen, Condition: "ready", Tests: tests(TestTouch, TestPicture)},
	}
}

func sampleTrees() []FaultTree {
	text := Text{Finnish: "x", Swedish: "x", English: "x"}
	return []FaultTree{{
		ID: "printer", Kind: DevicePrinter,
		Symptoms: []FaultSymptom{{ID: "nothing_prints", Text: text, Next: "why"}},
		Nodes: map[string]FaultNode{
			"why":  {ID: "why", Kind: FaultMeasurement, Measure: MeasureCondition, Branches: []FaultBranch{{Is: []string{"paper_out"}, Next: "roll"}}, Otherwise: "lamp"},
			"lamp": {ID: "lamp", Kind: FaultQuestion, Answers: []FaultAnswer{{text, "roll"}, {text, "end"}}},
			"roll": {ID: "roll", Kind: FaultAction, Next: "end"},
			"end":  {ID: "end", Kind: FaultEnd},
		},
	}}
}

// bench is a terminal with a technician before it.
type bench struct {
	t     *testing.T
	state State
	last  []Effect
}

func technicianAt(t *testing.T) *bench {
	b := &bench{t: t, state: State{
		Now: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC), Up: time.Minute, Rules: DefaultRules(),
		Catalogue: sampleCatalogue(), Trees: sampleTrees(),
	}}
	return b
}

func (b *bench) wait(d time.Duration) *bench {
	b.state, b.last = Update(b.state, TimePassed{Now: b.state.Now.Add(d), Up: b.state.Up + d})
	return b
}

func (b *bench) do(events ...Event) *bench {
	for _, e := range events {
		b.wait(time.Second)
		b.state, b.last = Update(b.state, e)
	}
	return b
}

func (b *bench) at(v View) {
	b.t.Helper()
	if b.state.Technician.View != v {
		b.t.Fatalf("the technician sees %s, not %s", b.state.Technician.View, v)
	}
}

func (b *bench) wants(want Effect) {
	b.t.Helper()
	if !slices.ContainsFunc(b.last, func(e Effect) bool { return reflect.DeepEqual(e, want) }) {
		b.t.Fatalf("the effects are %+v, without %+v", b.last, want)
	}
}

// inside has the right PIN and knows the devices.
func inside(t *testing.T) *bench {
	return technicianAt(t).do(ServiceBadgeRead{}, PINChecked{Outcome: PINRight}, DevicesReported{Devices: sampleDevices()})
}

func TestTheCornersClockwiseLeadToThePIN(t *testing.T) {
	b := technicianAt(t).do(CornerTouched{Corner: 0}, CornerTouched{Corner: 1}, CornerTouched{Corner: 2})
	b.at(ViewNone)
	b.do(CornerTouched{Corner: 3})
	b.at(ViewPIN)
	b.wants(AskPIN{})
}

func TestOtherCornersAndSlowOnesLeadNowhere(t *testing.T) {
	b := technicianAt(t).do(CornerTouched{Corner: 0}, CornerTouched{Corner: 2}, CornerTouched{Corner: 1}, CornerTouched{Corner: 3})
	b.at(ViewNone)
	b = technicianAt(t).do(CornerTouched{Corner: 0}, CornerTouched{Corner: 1}, CornerTouched{Corner: 2}).wait(cornerPause)
	b.do(CornerTouched{Corner: 3})
	b.at(ViewNone)
}

func TestACitizensSessionIsNotTakenOver(t *testing.T) {
	b := technicianAt(t).do(LanguageChosen{Language: Finnish}, ServiceBadgeRead{})
	b.at(ViewNone)
	if b.state.Session.Idle() {
		t.Fatal("the session has ended")
	}
}

func TestNothingOpensWithoutThePIN(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := technicianAt(t).do(ServiceBadgeRead{})
		for range 30 {
			e := anyEvent(rt, b.state)
			if checked, ok := e.(PINChecked); ok && checked.Outcome == PINRight {
				continue
			}
			b.do(e)
			if b.state.Technician.View > ViewPIN {
				rt.Fatalf("%T opens %s", e, b.state.Technician.View)
			}
		}
	})
}

func TestNoDigitsAreTakenWhileThePINIsLocked(t *testing.T) {
	b := technicianAt(t).do(ServiceBadgeRead{}, PINChecked{Outcome: PINLocked, Wait: 15 * time.Second}, DigitTyped{Digit: '1'})
	if b.state.Technician.Typed != 0 {
		t.Fatal("a digit was taken")
	}
	if left := b.state.LockLeft(); left != 14 {
		t.Fatalf("%d seconds are left", left)
	}
	b.wait(15 * time.Second).do(DigitTyped{Digit: '1'})
	if b.state.Technician.Typed != 1 || b.state.LockLeft() != 0 {
		t.Fatalf("after the wait %+v", b.state.Technician)
	}
}

func TestTheTechnicianLeavesAfterTenIdleMinutes(t *testing.T) {
	b := inside(t)
	b.at(ViewHome)
	b.do(TestStarted{Device: "printer", Test: TestPage}).wait(10*time.Minute - time.Second)
	b.at(ViewTest)
	b.wait(time.Second)
	b.at(ViewNone)
	b.wants(WatchDevices{})
	if !reflect.DeepEqual(b.state.Technician, Technician{}) {
		t.Errorf("what is left is %+v", b.state.Technician)
	}
}

func TestATestThatIsLeftIsStopped(t *testing.T) {
	b := inside(t).do(ViewOpened{View: ViewDevice, Device: "printer"}, TestStarted{Device: "printer", Test: TestPage})
	b.at(ViewTest)
	run := b.state.Technician.Test.Run
	b.do(TestAdvanced{Run: run + 1, Stage: TestStage{Text: "late"}})
	if b.state.Technician.Test.Stage.Text == "late" {
		t.Error("a stage of another run is shown")
	}
	b.do(BackPressed{})
	b.at(ViewDevice)
	b.wants(StopTest{Run: run})
}

func TestTheTouchTestJudgesWhereFingersLand(t *testing.T) {
	b := inside(t).do(TestStarted{Device: "screen", Test: TestTouch}, TestAnswered{Yes: true})
	for range Targets {
		b.do(TargetTouched{Target: b.state.Technician.Test.NextTarget(), DX: 30, DY: -40})
	}
	judged, ok := b.last[0].(JudgeTest)
	if !ok || !judged.Passed {
		t.Fatalf("the test ended with %+v", b.last)
	}
	if !slices.ContainsFunc(judged.Notes, func(f Fact) bool { return f.Key == "miss_largest" && f.Value == "5.0 mm" }) {
		t.Errorf("noted is %+v", judged.Notes)
	}
}

func TestATouchScreenWithADeadPartFails(t *testing.T) {
	b := inside(t).do(TestStarted{Device: "screen", Test: TestTouch}, TestAnswered{Yes: true})
	for range Targets - 1 {
		b.do(TargetTouched{Target: b.state.Technician.Test.NextTarget()})
	}
	b.wait(targetWait)
	judged, ok := b.last[0].(JudgeTest)
	if !ok || judged.Passed {
		t.Fatalf("the test ended with %+v", b.last)
	}
}

func TestADeadTouchScreenEndsTheTestByItself(t *testing.T) {
	b := inside(t).do(TestStarted{Device: "screen", Test: TestTouch}, TestAnswered{Yes: true})
	for range targetsDead {
		b.wait(targetWait)
	}
	if judged, ok := b.last[0].(JudgeTest); !ok || judged.Passed {
		t.Fatalf("the test ended with %+v", b.last)
	}
}

func TestEveryTargetIsAskedForOnce(t *testing.T) {
	seen := map[int]bool{}
	var stand TestStand
	for range Targets {
		seen[stand.NextTarget()] = true
		stand.Hits = append(stand.Hits, Hit{})
	}
	if len(seen) != Targets {
		t.Fatalf("%d of %d targets are asked for", len(seen), Targets)
	}
}

func TestThePicturesAreFollowedByAQuestion(t *testing.T) {
	b := inside(t).do(TestStarted{Device: "screen", Test: TestPicture}, TestAnswered{Yes: true})
	for range pictures {
		b.do(PictureSeen{})
	}
	b.do(TestAnswered{Yes: true})
	b.wants(JudgeTest{Run: b.state.Technician.Test.Run, Passed: true})
}

func TestAFaultTreeMeasuresAndItsOutcomeIsJournalled(t *testing.T) {
	b := inside(t).do(ViewOpened{View: ViewTree, Device: "printer"}, SymptomChosen{Symptom: "nothing_prints"})
	if got := b.state.Technician.Walk.Node.ID; got != "roll" {
		t.Fatalf("with no paper the tree leads to %q", got)
	}
	b.do(HelpJudged{Helped: true})
	record, ok := b.last[0].(RecordEntries)
	if !ok || record.Entries[0].Kind != TreeDone || record.Entries[0].Detail["outcome"] != "solved" {
		t.Fatalf("journalled is %+v", b.last)
	}
	b.do(BackPressed{}, BackPressed{})
	b.at(ViewDevice)
}

func TestLateFindingsAreDropped(t *testing.T) {
	b := inside(t).do(ViewOpened{View: ViewPaper})
	first := b.state.Technician.Asked
	b.do(ViewOpened{View: ViewSystem}, Examined{Ask: first, Findings: Findings{Code: "paper"}})
	if b.state.Technician.Findings.Code != "" || !b.state.Technician.Findings.Busy {
		t.Fatalf("shown is %+v", b.state.Technician.Findings)
	}
}

func TestSymptomsThatGoWithTheConditionComeFirst(t *testing.T) {
	tree := sampleTrees()[0]
	tree.Symptoms = append(tree.Symptoms, FaultSymptom{ID: "stuck", Next: "roll", When: []string{"cutter_jam"}})
	list, likely := tree.Likely("cutter_jam")
	if likely != 1 || len(list) != 2 || list[0].ID != "stuck" {
		t.Fatalf("%d of %+v are likely", likely, list)
	}
	if _, likely := tree.Likely("ready"); likely != 0 {
		t.Fatal("a ready printer has a likely symptom")
	}
}
