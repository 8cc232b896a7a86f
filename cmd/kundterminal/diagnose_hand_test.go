package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/trace"
	"kundterminal/kiosk"
)

// oneTest is a desk with one test.
type oneTest struct {
	deskAtSocket
	test func(context.Context, *workshop.Run) bool
	err  error
}

func (d *oneTest) RunTest(ctx context.Context, id kiosk.DeviceID, test kiosk.TestID, show func(kiosk.TestStage), answers <-chan bool) (kiosk.TestRecord, error) {
	record := kiosk.TestRecord{Device: id, Test: test, Outcome: kiosk.OutcomeFailed}
	if d.err != nil {
		return record, d.err
	}
	r := workshop.NewRun(show, answers)
	if d.test(ctx, r) {
		record.Outcome = kiosk.OutcomePassed
	}
	record.Notes = r.Notes()
	return record, nil
}

func (d *oneTest) Monitor(context.Context, kiosk.DeviceID, func(string), func(kiosk.TraceLine)) error {
	return d.err
}

func (d *oneTest) Reports(context.Context) ([]kiosk.DeviceReport, error) {
	return []kiosk.DeviceReport{{ID: "screen", Kind: kiosk.DeviceScreen, Tests: []kiosk.TestRecord{{Test: kiosk.TestTouch}}}}, nil
}

func TestTheExitCodeSaysWhetherToLookToAskAgainOrToWait(t *testing.T) {
	for err, want := range map[error]int{
		workshop.ErrNoDevice: 2, workshop.ErrNoTest: 2, workshop.ErrAtScreen: 2, workshop.ErrBusy: 4, workshop.ErrWatched: 4,
		errors.New("broken"): 1,
	} {
		c := atSocket(t, &oneTest{err: fmt.Errorf("asked: %w", err)})
		for _, command := range [][]string{{"test", "printer", "test_page"}, {"monitor", "printer"}} {
			code, _, errs := run(t, append(append([]string{"diagnose"}, command...), "-c", c)...)
			if code != want || !strings.Contains(errs, err.Error()) {
				t.Errorf("%q ends with %d: %s", command, code, errs)
			}
		}
	}
	c := atSocket(t, &oneTest{test: func(context.Context, *workshop.Run) bool { return true }})
	if code, _, errs := run(t, "diagnose", "test", "printer", "test_page", "-c", c); code != 0 {
		t.Errorf("a test that is passed ends with %d: %s", code, errs)
	}
	if code, _, errs := run(t, "diagnose", "paper", "--new-roll", "5", "-c", c); code != 2 {
		t.Errorf("a roll of 5 mm ends with %d: %s", code, errs)
	}
}

func TestAQuestionStandsOnOneLineAndAFactOnce(t *testing.T) {
	fact := kiosk.Fact{Key: "store_check", Text: "store_sound", Args: []string{"size", "1 kB", "seconds", "0.1"}}
	d := &oneTest{test: func(ctx context.Context, r *workshop.Run) bool {
		r.Show(kiosk.TestStage{Text: "store_checked", Facts: []kiosk.Fact{fact}})
		r.Note(fact)
		return r.Ask(ctx, kiosk.TestStage{Text: "look_at_page"})
	}}
	out, err := typed(t, "maybe\nY\n", &diagnoseTestCmd{configFlag: configFlag{Config: atSocket(t, d)}, Device: "store", Test: kiosk.TestStore})
	if err != nil || strings.Count(out, "The database is sound") != 1 || strings.Count(out, " [y/n] ") != 2 || strings.Contains(out, "\n?") {
		t.Errorf("%v:\n%s", err, out)
	}
}

func TestAFaultTreeAsksAgainAfterAWrongKey(t *testing.T) {
	d := &deskAtSocket{condition: "ready"}
	out, err := typed(t, strings.Repeat("1x\n1\nmaybe\ny\n", 30), &diagnoseTreeCmd{configFlag: configFlag{Config: atSocket(t, d)}, Device: "printer"})
	if err != nil || d.walk.Outcome != kiosk.FaultSolved {
		t.Errorf("%v: %+v\n%s", err, d.walk, out)
	}
}

func TestWhatIsTestedAtTheScreenOnlySaysSo(t *testing.T) {
	if _, out, _ := run(t, "diagnose", "-c", atSocket(t, &oneTest{})); !strings.Contains(out, "(touch)") || !strings.Contains(out, "at the terminal's screen only") {
		t.Error(out)
	}
	var out strings.Builder
	con, err := newConsole(&surroundings{out: &out}, nil)
	if err != nil {
		t.Fatal(err)
	}
	con.listen(strings.NewReader(""))
	con.node(t.Context(), kiosk.FaultWalk{Device: "screen", Node: kiosk.FaultNode{Kind: kiosk.FaultAction, Test: kiosk.TestTouch}})
	if strings.Contains(out.String(), "diagnose test") || !strings.Contains(out.String(), "at the terminal's screen only") {
		t.Error(out.String())
	}
}

func TestWhereARecordingIsIsToldAtTheEnd(t *testing.T) {
	c := configFlag{Config: atSocket(t, &deskAtSocket{})}
	if out, err := typed(t, "", &monitorCmd{configFlag: c, Device: "printer", Seconds: 1, Record: true}); err != nil || !strings.Contains(out, "/var/printer.trace") {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := typed(t, "", &monitorCmd{configFlag: c, Device: "printer", Seconds: 1}); err != nil || strings.Contains(out, ".trace") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestARecordingOfTheMonitorIsNotDecodedAsRawBytes(t *testing.T) {
	out, err := typed(t, trace.Magic+"\n---\n", &decodeCmd{Profile: "elyctis"})
	if err == nil || !errors.Is(err, errUse) || out != "" || !strings.Contains(err.Error(), "devicesim --replay") {
		t.Errorf("%v: %s", err, out)
	}
	if _, err := typed(t, "x", &decodeCmd{Profile: "elyctis"}); err != nil {
		t.Error(err)
	}
}
