package tour

import (
	"strconv"
	"time"

	"kundterminal/kiosk"
)

// Technician returns every screen of the diagnostics mode in a language.
func Technician(trees []kiosk.FaultTree, l kiosk.Language) []Stop {
	t := &guide{language: l}
	t.state = kiosk.State{
		Now: Noon(), Up: time.Minute, Rules: kiosk.DefaultRules(), Trees: trees,
		Printer: kiosk.Printer{Condition: kiosk.PrinterReady},
	}
	t.door()
	t.devices()
	t.tests()
	t.trees()
	t.monitor()
	t.tools()
	return t.stops
}

func (t *guide) door() {
	t.do(kiosk.ServiceBadgeRead{}, kiosk.LanguageChosen{Language: t.language})
	t.stop("pin")
	t.aside("pin-missing", kiosk.PINChecked{Outcome: kiosk.PINMissing})
	t.aside("pin-unreadable", kiosk.PINChecked{Outcome: kiosk.PINUnreadable})
	t.aside("pin-wrong", kiosk.PINChecked{Outcome: kiosk.PINWrong})
	t.aside("pin-locked", kiosk.PINChecked{Outcome: kiosk.PINLocked, Wait: 40 * time.Second})
	for range 8 {
		t.do(kiosk.DigitTyped{Digit: '4'})
	}
	t.stop("pin-typed")
	t.do(kiosk.PINChecked{Outcome: kiosk.PINRight})
	t.stop("home-asking")
	t.do(kiosk.DevicesReported{Devices: reports()})
	t.stop("home-1")
	for page := 1; page < 4; page++ {
		t.aside("home-"+strconv.Itoa(page+1), kiosk.PageTurned{To: page})
	}
	t.aside("home-languages", kiosk.LanguagesPressed{})
}

func (t *guide) devices() {
	for _, d := range reports() {
		t.aside("device-"+string(d.ID), kiosk.ViewOpened{View: kiosk.ViewDevice, Device: d.ID})
		t.aside("device-"+string(d.ID)+"-2", kiosk.ViewOpened{View: kiosk.ViewDevice, Device: d.ID}, kiosk.PageTurned{To: 1})
		t.aside("details-"+string(d.ID), kiosk.ViewOpened{View: kiosk.ViewDetails, Device: d.ID})
	}
}

func (t *guide) tests() {
	printer := func(test kiosk.TestID) kiosk.Event { return kiosk.TestStarted{Device: "printer", Test: test} }
	stage := func(s kiosk.TestStage) kiosk.Event {
		return kiosk.TestAdvanced{Run: t.state.Technician.Test.Run + 1, Stage: s}
	}
	ended := func(o kiosk.Outcome, notes ...kiosk.Fact) kiosk.Event {
		return kiosk.TestEnded{Run: t.state.Technician.Test.Run + 1, Record: kiosk.TestRecord{Outcome: o, Notes: notes}}
	}
	t.aside("test-begins", printer(kiosk.TestPage))
	t.aside("test-counts", printer(kiosk.TestCutter), stage(kiosk.TestStage{Text: "begins", Done: 7, Of: 20}))
	t.aside("test-asks", kiosk.TestStarted{Device: "sound", Test: kiosk.TestSpeech},
		stage(kiosk.TestStage{Text: "speech", Args: []string{"sentence", "A 42"}, Drawing: "ui-sound", Done: 1, Of: 3, Asks: true}))
	t.aside("test-passed", printer(kiosk.TestPage), ended(kiosk.OutcomePassed))
	t.aside("test-failed", printer(kiosk.TestPage), ended(kiosk.OutcomeFailed,
		kiosk.Fact{Key: "condition", Text: "condition_paper_out", Health: kiosk.HealthFault}))
	back := t.state
	t.do(kiosk.TestStarted{Device: "screen", Test: kiosk.TestPicture})
	t.stop("picture-how")
	t.do(kiosk.TestAnswered{Yes: true})
	for i := 0; t.state.Technician.Test.Picture() != ""; i++ {
		t.stop("picture-" + t.state.Technician.Test.Picture())
		t.do(kiosk.PictureSeen{})
	}
	t.stop("picture-judged")
	t.state = back
	t.do(kiosk.TestStarted{Device: "screen", Test: kiosk.TestTouch})
	t.stop("touch-how")
	t.do(kiosk.TestAnswered{Yes: true})
	t.stop("touch-first")
	for i := range kiosk.Targets - 1 {
		touched := kiosk.TargetTouched{Target: t.state.Technician.Test.NextTarget(), DX: int16(i * 5 % 40), DY: int16(-i * 3 % 30)}
		t.do(touched)
		if i == 9 {
			t.stop("touch-some")
		}
	}
	t.aside("touch-judged", kiosk.TestEnded{Run: t.state.Technician.Test.Run, Record: kiosk.TestRecord{
		Outcome: kiosk.OutcomePassed, Notes: []kiosk.Fact{
			{Key: "targets", Value: "24 / 24", Health: kiosk.HealthGood},
			{Key: "targets_dead", Value: "0", Health: kiosk.HealthGood},
			{Key: "targets_wrong", Value: "0", Health: kiosk.HealthGood},
			{Key: "miss_largest", Value: "4.1 mm", Health: kiosk.HealthGood},
			{Key: "miss_mean", Value: "x +1.2 mm, y -0.4 mm"},
			{Key: "touch_time", Value: "640 ms"},
		},
	}})
	t.state = back
}

// trees stops at every node of every tree.
func (t *guide) trees() {
	back := t.state
	for _, tree := range t.state.Trees {
		device := kiosk.DeviceReport{ID: "sample", Kind: tree.Kind, Condition: "ready", Health: kiosk.HealthGood}
		t.do(kiosk.DevicesReported{Devices: append(reports(), device)})
		t.do(kiosk.ViewOpened{View: kiosk.ViewTree, Device: device.ID})
		t.stop("tree-" + tree.ID)
		t.aside("tree-"+tree.ID+"-2", kiosk.PageTurned{To: 1})
		for _, symptom := range tree.Symptoms {
			t.aside("tree-"+tree.ID+"-from-"+symptom.ID, kiosk.SymptomChosen{Symptom: symptom.ID})
		}
		for id, node := range tree.Nodes {
			if node.Kind == kiosk.FaultMeasurement {
				continue
			}
			at := t.state
			t.state.Technician.Walk = kiosk.FaultWalk{Device: device.ID, Tree: tree.ID, Symptom: tree.Symptoms[0].ID, Node: node}
			t.stop("tree-" + tree.ID + "-" + id)
			if node.Kind == kiosk.FaultAction {
				t.aside("tree-"+tree.ID+"-"+id+"-helped", kiosk.HelpJudged{Helped: true})
			}
			t.state = at
		}
	}
	t.state = back
}

func (t *guide) monitor() {
	t.do(kiosk.ViewOpened{View: kiosk.ViewMonitor, Device: "printer"})
	t.stop("monitor-off")
	t.do(kiosk.MonitorSwitched{On: true})
	t.stop("monitor-quiet")
	t.do(kiosk.LineHeard{Watch: t.state.Technician.Watch, Lines: traffic()})
	t.stop("monitor")
	t.do(kiosk.MonitorSwitched{}, kiosk.MonitorSwitched{On: true, Record: true})
	t.do(kiosk.LineHeard{Watch: t.state.Technician.Watch, Lines: traffic()})
	t.stop("monitor-records")
	t.do(kiosk.LineEnded{Watch: t.state.Technician.Watch, File: "/var/lib/kundterminal/diagnostics/printer-20261126-120000.trace"})
	t.stop("monitor-recorded")
	t.do(kiosk.BackPressed{}, kiosk.BackPressed{})
}

func (t *guide) tools() {
	for _, v := range kiosk.Views() {
		if !v.Examined() {
			continue
		}
		t.aside("view-"+v.String()+"-busy", kiosk.ViewOpened{View: v})
		back := t.state
		t.do(kiosk.ViewOpened{View: v})
		t.do(kiosk.Examined{Ask: t.state.Technician.Asked, Findings: findings(v)})
		t.stop("view-" + v.String())
		t.state = back
	}
}

func reports() []kiosk.DeviceReport {
	since := Noon().Add(-3 * time.Hour)
	passed := func(d kiosk.DeviceID, test kiosk.TestID) kiosk.TestRecord {
		return kiosk.TestRecord{Device: d, Test: test, Outcome: kiosk.OutcomePassed, Begun: since, Ended: since.Add(time.Minute)}
	}
	never := func(d kiosk.DeviceID, test kiosk.TestID) kiosk.TestRecord {
		return kiosk.TestRecord{Device: d, Test: test}
	}
	unfinished := never("printer", kiosk.TestCutter)
	unfinished.Outcome, unfinished.Begun = kiosk.OutcomeUnfinished, since.AddDate(0, 0, -1)
	return []kiosk.DeviceReport{
		{
			ID: "printer", Kind: kiosk.DevicePrinter, Name: "EPSON TM-T88V", Health: kiosk.HealthAttention,
			Condition: "near_end", Since: since, Faults: 2, Monitor: true,
			Facts: []kiosk.Fact{
				{Key: "port", Value: "/dev/serial/by-id/usb-Seiko_Epson_Corporation_TM-T88V_4C38503130-if00-port0"},
				{Key: "profile", Value: "tm-t88v"},
				{Key: "maker", Value: "EPSON"},
				{Key: "model", Value: "TM-T88V"},
				{Key: "firmware", Value: "20.48 ESC/POS"},
				{Key: "serial_number", Value: "J3QF012345"},
				{Key: "paper_used", Value: "61.4 m"},
				{Key: "cuts", Value: "482"},
				{Key: "jobs_failed", Value: "2", Health: kiosk.HealthAttention},
			},
			Tests: []kiosk.TestRecord{
				passed("printer", kiosk.TestPage), never("printer", kiosk.TestScanBack), unfinished,
				never("printer", kiosk.TestPresent), passed("printer", kiosk.TestFlow),
			},
		},
		{
			ID: "reader-1", Kind: kiosk.DeviceReader, Name: "elyctis", Health: kiosk.HealthGood, Condition: "ready", Since: since,
			Tests: []kiosk.TestRecord{passed("reader-1", kiosk.TestCard)}, Monitor: true,
		},
		{
			ID: "reader-2", Kind: kiosk.DeviceScanner, Name: "barcode-generic", Health: kiosk.HealthFault, Condition: "disconnected",
			Since: since, Faults: 14, Tests: []kiosk.TestRecord{never("reader-2", kiosk.TestCode)}, Monitor: true,
		},
		{
			ID: "reader-3", Kind: kiosk.DeviceChipReader, Name: "gempc-twin", Health: kiosk.HealthGood, Condition: "ready", Since: since,
			Tests: []kiosk.TestRecord{never("reader-3", kiosk.TestChip)}, Monitor: true,
		},
		{
			ID: "keypad", Kind: kiosk.DeviceKeypad, Name: "serial-frames", Health: kiosk.HealthFault, Condition: "no_answer", Since: since,
			Tests: []kiosk.TestRecord{never("keypad", kiosk.TestKeys)}, Monitor: true,
		},
		{
			ID: "beacon", Kind: kiosk.DeviceBeacon, Name: "beacon-frames", Health: kiosk.HealthGood, Condition: "ready", Since: since,
			Tests: []kiosk.TestRecord{never("beacon", kiosk.TestBeacon)},
		},
		{
			ID: "screen", Kind: kiosk.DeviceScreen, Name: "1080 × 1920, 27″", Health: kiosk.HealthGood, Condition: "ready", Since: since,
			Tests: []kiosk.TestRecord{never("screen", kiosk.TestTouch), never("screen", kiosk.TestPicture)},
		},
		{
			ID: "sound", Kind: kiosk.DeviceSound, Health: kiosk.HealthUnknown, Condition: "unknown",
			Tests: []kiosk.TestRecord{never("sound", kiosk.TestSound), never("sound", kiosk.TestSpeech)},
		},
		{
			ID: "store", Kind: kiosk.DeviceStore, Health: kiosk.HealthGood, Condition: "ready", Since: since,
			Tests: []kiosk.TestRecord{never("store", kiosk.TestStore)},
		},
		{
			ID: "system", Kind: kiosk.DeviceSystem, Health: kiosk.HealthGood, Condition: "ready", Since: since,
			Tests: []kiosk.TestRecord{never("system", kiosk.TestClock)},
		},
	}
}

// traffic is what a printer and a reader may say.
func traffic() []kiosk.TraceLine {
	var lines []kiosk.TraceLine
	at := Noon()
	for i := range 12 {
		at = at.Add(137 * time.Millisecond)
		lines = append(
			lines,
			kiosk.TraceLine{At: at, ToDevice: true, Bytes: []byte{0x10, 0x04, 0x01}, Masked: make([]bool, 3), Meaning: "DLE EOT 1"},
			kiosk.TraceLine{At: at.Add(9 * time.Millisecond), Bytes: []byte{0x16}, Masked: make([]bool, 1), Meaning: "on line"},
		)
		if i%4 == 3 {
			lines = append(lines, kiosk.TraceLine{
				At: at.Add(20 * time.Millisecond), Bytes: []byte("I<FIN***"),
				Masked: []bool{false, false, false, false, false, true, true, true}, Meaning: "MRZ line 1 of 3",
			})
		}
	}
	return lines
}

func findings(v kiosk.View) kiosk.Findings {
	f := kiosk.Findings{Sections: []kiosk.FactSection{{Title: "printer", Facts: []kiosk.Fact{
		{Key: "condition", Text: "condition_ready", Health: kiosk.HealthGood},
		{Key: "condition", Text: "condition_paper_out", Health: kiosk.HealthFault},
		{Key: "faults", Value: "3", Health: kiosk.HealthAttention},
	}}}}
	if v == kiosk.ViewBundle {
		f.Code = "7GQ2M4XA9K"
		f.Notice = kiosk.Fact{Text: "outcome_passed", Health: kiosk.HealthGood}
	}
	return f
}
