package ui

import (
	"cmp"
	"strings"

	"kundterminal/kiosk"
)

// test shows a running test: its stage, what was seen so far, and its question;
// then how it ended.
func (c composer) test() Screen {
	t := c.state.Technician
	d, _ := t.Report(t.Device)
	if t.Test.Running() && t.Test.Begun {
		switch {
		case t.Test.Test == kiosk.TestTouch:
			return c.touchTest()
		case t.Test.Test == kiosk.TestPicture && t.Test.Picture() != "":
			next := Button{ID: "picture", Label: c.say("picture_next"), Event: kiosk.PictureSeen{}}
			return Screen{Parts: []Part{Pattern{Name: t.Test.Picture(), Button: next}}}
		}
	}
	s := Screen{Title: c.say("test_" + string(t.Test.Test)), Hint: c.deviceName(d)}
	if !t.Test.Running() {
		return c.tested(s)
	}
	stage := t.Test.Stage
	s.Parts = append(s.Parts, c.stage(stage)...)
	if stage.Asks {
		no := c.button("no", "answer_no", "ui-close", kiosk.TestAnswered{})
		yes := c.button("yes", "answer_yes", "ui-check", kiosk.TestAnswered{Yes: true})
		s.Back, s.Next = &no, &yes
		return s
	}
	stop := c.button("stop-test", "test_stop", "ui-stop", kiosk.TestStopped{})
	s.Back = &stop
	return s
}

func (c composer) stage(stage kiosk.TestStage) []Part {
	parts := []Part{Paragraph{Text: c.say("stage_"+stage.Text, stage.Args...), Large: true}}
	if stage.Drawing != "" {
		parts = append(parts, Drawing{Icon: stage.Drawing})
	}
	if stage.Of > 0 {
		parts = append(parts, Countdown{Text: itoa(stage.Done) + " / " + itoa(stage.Of), Seconds: stage.Done, Of: stage.Of})
	}
	if len(stage.Facts) > 0 {
		parts = append(parts, Facts{Groups: []FactGroup{{Rows: c.facts(stage.Facts)}}, Page: c.state.Technician.Page, Pager: c.pager()})
	}
	return parts
}

// tested says how a test ended and what was noted.
func (c composer) tested(s Screen) Screen {
	t := c.state.Technician
	tone := Fault
	if t.Test.Record.Outcome == kiosk.OutcomePassed {
		tone = Done
	}
	s.Parts = []Part{Paragraph{Text: c.say("outcome_" + t.Test.Record.Outcome.String()), Tone: tone, Large: true}}
	if notes := t.Test.Record.Notes; len(notes) > 0 {
		s.Parts = append(s.Parts, Facts{Groups: []FactGroup{{Rows: c.facts(notes)}}, Page: t.Page, Pager: c.pager()})
	}
	if _, has := c.state.DeviceTree(); has && tone == Fault {
		s.Parts = append(s.Parts, Rows{Dense: true, Rows: []Row{{Button: c.button(
			"view:tree", "tree_open", "ui-help", kiosk.ViewOpened{View: kiosk.ViewTree, Device: t.Device},
		), Leads: true}}})
	}
	s.Back = c.back()
	again := c.button("again", "test_again", "ui-next", kiosk.TestStarted{Device: t.Device, Test: t.Test.Test})
	s.Next = &again
	return s
}

// touchTest asks for one target after another.
func (c composer) touchTest() Screen {
	t := c.state.Technician.Test
	targets := Targets{Cols: kiosk.TargetColumns, Rows: kiosk.TargetRows, Next: t.NextTarget(), Label: c.say("target")}
	for _, h := range t.Hits {
		targets.Hits = append(targets.Hits, TargetHit{
			Target: h.Target, DX: float64(h.DX) / 10, DY: float64(h.DY) / 10, Lost: h.Dead || h.Wrong,
		})
	}
	return Screen{Parts: []Part{targets}}
}

// tree leads from what is seen to what to do.
func (c composer) tree() Screen {
	t := c.state.Technician
	d, _ := t.Report(t.Device)
	tree, _ := c.state.DeviceTree()
	s := Screen{Title: c.say("tree_title"), Hint: c.join(" · ", c.deviceName(d), c.deviceLine(d)), Back: c.back()}
	if t.Walk.Symptom == "" {
		rows := Rows{Page: t.Page, Pager: c.pager(), Dense: true}
		symptoms, likely := tree.Likely(d.Condition)
		for i, symptom := range symptoms {
			row := Row{Button: Button{
				ID: "symptom:" + symptom.ID, Label: c.text(symptom.Text), Icon: "ui-help",
				Event: kiosk.SymptomChosen{Symptom: symptom.ID},
			}}
			if i < likely {
				row.Detail = c.say("tree_likely", "condition", c.say("condition_"+d.Condition))
			}
			rows.Rows = append(rows.Rows, row)
		}
		s.Parts = []Part{rows}
		return s
	}
	node := t.Walk.Node
	s.Title, s.Hint = c.text(node.Text), c.text(node.Hint)
	if node.Drawing != "" {
		s.Parts = append(s.Parts, Drawing{Icon: node.Drawing})
	}
	if measured := c.measured(); len(measured) > 0 {
		s.Parts = append(s.Parts, Facts{Groups: []FactGroup{{Title: c.say("tree_measured"), Rows: measured}}})
	}
	switch {
	case t.Walk.Outcome == kiosk.FaultSolved:
		s.Parts = append(s.Parts, Paragraph{Text: c.say("tree_solved"), Tone: Done, Large: true})
	case node.Kind == kiosk.FaultQuestion:
		rows := Rows{Page: t.Page, Pager: c.pager(), Dense: true}
		for i, a := range node.Answers {
			rows.Rows = append(rows.Rows, Row{Button: Button{
				ID: "answer:" + itoa(i), Label: c.text(a.Text), Icon: "ui-next", Event: kiosk.AnswerChosen{Answer: i},
			}})
		}
		s.Parts = append(s.Parts, rows)
	case node.Kind == kiosk.FaultAction:
		s.Parts = append(s.Parts, c.judging(node, d))
	case node.Kind == kiosk.FaultEnd:
		s.Parts = append(s.Parts, Paragraph{Text: c.say("tree_service"), Tone: Attention, Large: true})
	}
	return s
}

// judging asks whether an action has helped, and offers the test that shows it.
func (c composer) judging(node kiosk.FaultNode, d kiosk.DeviceReport) Part {
	rows := Rows{Dense: true}
	for _, r := range d.Tests {
		if r.Test == node.Test {
			rows.Rows = append(rows.Rows, Row{
				Button: Button{
					ID: "test:" + string(r.Test), Label: c.say("test_" + string(r.Test)), Icon: "ui-test",
					Event: kiosk.TestStarted{Device: d.ID, Test: r.Test},
				},
				Detail: c.outcome(r), Health: r.Health(), HealthWord: c.healthWord(r.Health()),
			})
		}
	}
	rows.Rows = append(
		rows.Rows,
		Row{Button: c.button("helped", "tree_helped", "ui-check", kiosk.HelpJudged{Helped: true})},
		Row{Button: c.button("not-helped", "tree_not_helped", "ui-close", kiosk.HelpJudged{})},
	)
	return rows
}

// measured is what the tree has found by itself on the way here.
func (c composer) measured() []FactRow {
	var rows []FactRow
	for _, step := range c.state.Technician.Walk.Steps {
		what, key, named := strings.Cut(string(step.By), ":")
		row := FactRow{Value: step.Value}
		switch {
		case step.By == "":
			continue
		case step.By == kiosk.MeasureCondition:
			row.Name, row.Value = c.say("fact_condition"), c.say("condition_"+step.Value)
		case step.By == kiosk.MeasureHealth:
			row.Name, row.Value = c.say("fact_condition"), c.say("health_"+step.Value)
		case named && what == "test":
			row.Name, row.Value = c.say("test_"+key), c.say("outcome_"+step.Value)
		case named && what == "fact_health":
			row.Name, row.Value = c.say("fact_"+key), c.say("health_"+step.Value)
		default:
			row.Name = c.say("fact_" + key)
		}
		rows = append(rows, row)
	}
	return rows
}

// monitor shows what goes over a line.
func (c composer) monitor() Screen {
	t := c.state.Technician
	d, _ := t.Report(t.Device)
	s := Screen{Title: c.say("monitor_title"), Hint: c.deviceName(d), Back: c.back()}
	trace := Trace{Empty: c.say("monitor_off")}
	if t.Tracing {
		trace.Empty = c.say("monitor_quiet")
	}
	for _, line := range t.Trace {
		trace.Rows = append(trace.Rows, TraceRow{
			Time: line.At.In(c.state.Now.Location()).Format("15:04:05.000"), ToDevice: line.ToDevice,
			Bytes: line.Bytes, Masked: line.Masked, Meaning: line.Meaning,
		})
	}
	s.Parts = []Part{Paragraph{Text: c.say("monitor_masked")}, trace}
	switch {
	case t.Tracing && t.Records:
		s.Parts[0] = Paragraph{Text: c.say("monitor_records"), Tone: Attention}
	case t.Recorded != "":
		s.Parts[0] = Paragraph{Text: c.say("monitor_recorded", "file", t.Recorded), Tone: Done}
	}
	if t.Tracing {
		stop := c.button("monitor", "monitor_stop", "ui-stop", kiosk.MonitorSwitched{})
		s.Next = &stop
		return s
	}
	s.Parts = append(s.Parts, Tiles{Wide: true, Tiles: []Tile{{
		Button: c.button("record", "monitor_record", "ui-record", kiosk.MonitorSwitched{On: true, Record: true}),
	}}})
	start := c.button("monitor", "monitor_start", "ui-line", kiosk.MonitorSwitched{On: true})
	s.Next = &start
	return s
}

// findings shows what was found in a view, and what can be done there.
func (c composer) findings() Screen {
	t := c.state.Technician
	f := t.Findings
	s := Screen{Title: c.say("view_" + t.View.String()), Back: c.back()}
	if f.Busy {
		s.Hint = c.say("busy")
	}
	if f.Notice.Key != "" || f.Notice.Text != "" {
		tone := [...]Tone{Plain, Done, Attention, Fault}[f.Notice.Health]
		s.Parts = append(s.Parts, Paragraph{Text: c.value(f.Notice), Tone: tone, Large: true})
	}
	if f.Question.Text != "" {
		s.Parts = append(s.Parts, Paragraph{Text: c.value(f.Question), Large: true})
	}
	if f.Code != "" {
		s.Parts = append(s.Parts, Number{Caption: c.say("one_time_code"), Label: f.Code})
	}
	facts := Facts{Page: t.Page, Pager: c.pager()}
	for _, section := range f.Sections {
		title := section.Title
		if section.Key != "" {
			title = c.say("section_" + section.Key)
		}
		facts.Groups = append(facts.Groups, FactGroup{Title: title, Rows: c.facts(section.Facts)})
	}
	s.Parts = append(s.Parts, facts)
	if rows := c.actions(f); len(rows.Rows) > 0 {
		s.Parts = append(s.Parts, rows)
	}
	return s
}

// actionIcons are those of actions that are not just "go on".
var actionIcons = map[string]string{
	"roll_stop":        "ui-close",
	"roll_not_clean":   "ui-close",
	"roll_clean":       "ui-check",
	"roll_change":      "ui-paper-out",
	"print_readiness":  "ui-printer",
	"write_bundle":     "ui-bundle",
	"serve_bundle":     "ui-line",
	"stop_serving":     "ui-stop",
	"check_store":      "ui-test",
	"compact_at_start": "ui-database",
	"compact_not":      "ui-close",
}

func (c composer) actions(f kiosk.Findings) Rows {
	rows := Rows{Dense: true}
	for _, a := range f.Actions {
		icon := cmp.Or(a.Icon, actionIcons[a.ID], "ui-next")
		rows.Rows = append(rows.Rows, Row{Button: Button{
			ID: "action:" + a.ID + ":" + a.Choice, Label: c.say("action_"+a.ID, a.Args...), Icon: icon, Off: a.Off || f.Busy,
			Event: kiosk.ActionPressed{Action: a.ID, Choice: a.Choice},
		}})
	}
	return rows
}
