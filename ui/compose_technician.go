package ui

import (
	"time"

	"kundterminal/kiosk"
)

// technician is a screen of the diagnostics mode.
func (c composer) technician() Screen {
	s := c.technicianView()
	s.Bar = []Button{
		c.button("language", "language", "ui-language", kiosk.LanguagesPressed{}),
		c.button("leave", "technician_leave", "ui-stop", kiosk.TechnicianDone{}),
	}
	if c.state.Technician.View == kiosk.ViewTest && len(s.Parts) > 0 {
		if _, full := s.Parts[0].(Pattern); full {
			s.Bar = nil
		}
	}
	s.Top.Step = c.say("technician")
	return s
}

func (c composer) technicianView() Screen {
	switch c.state.Technician.View {
	case kiosk.ViewPIN:
		return c.pinPad(c.state.Technician.PINEntry, "pin_")
	case kiosk.ViewHome:
		return c.technicianHome()
	case kiosk.ViewDevice:
		return c.device()
	case kiosk.ViewDetails:
		return c.details()
	case kiosk.ViewTest:
		return c.test()
	case kiosk.ViewTree:
		return c.tree()
	case kiosk.ViewMonitor:
		return c.monitor()
	}
	return c.findings()
}

// tools are the views of the home screen that are not of one device.
var tools = []struct {
	view kiosk.View
	icon string
}{
	{kiosk.ViewReadiness, "ui-check"},
	{kiosk.ViewPaper, "ui-paper-out"},
	{kiosk.ViewBundle, "ui-bundle"},
	{kiosk.ViewConfiguration, "ui-settings"},
	{kiosk.ViewPorts, "ui-unplugged"},
}

// technicianHome lists all devices, each with how it stands, and then the tools.
func (c composer) technicianHome() Screen {
	rows := Rows{Page: c.state.Technician.Page, Pager: c.pager(), Empty: c.say("asking_devices"), Dense: true}
	for _, d := range c.state.Technician.Devices {
		rows.Rows = append(rows.Rows, Row{
			Button: Button{
				ID: "device:" + string(d.ID), Label: c.deviceName(d), Icon: deviceIcons[d.Kind],
				Event: kiosk.ViewOpened{View: kiosk.ViewDevice, Device: d.ID},
			},
			Detail: c.deviceLine(d), Leads: true, Health: d.Health, HealthWord: c.healthWord(d.Health),
		})
	}
	for _, tool := range tools {
		rows.Rows = append(rows.Rows, Row{Button: Button{
			ID: "view:" + tool.view.String(), Label: c.say("view_" + tool.view.String()), Icon: tool.icon,
			Event: kiosk.ViewOpened{View: tool.view},
		}, Leads: true})
	}
	return Screen{Title: c.say("view_home"), Parts: []Part{rows}}
}

var deviceIcons = map[kiosk.DeviceKind]string{
	kiosk.DevicePrinter:    "ui-printer",
	kiosk.DeviceReader:     "ui-card",
	kiosk.DeviceScanner:    "ui-scanner",
	kiosk.DeviceKeypad:     "ui-keypad",
	kiosk.DeviceBeacon:     "ui-beacon",
	kiosk.DeviceChipReader: "ui-chip",
	kiosk.DeviceScreen:     "ui-screen",
	kiosk.DeviceSound:      "ui-sound",
	kiosk.DeviceStore:      "ui-database",
	kiosk.DeviceSystem:     "ui-computer",
	kiosk.DevicePort:       "ui-unplugged",
}

// deviceName names a device by what it is and, where it is known, by its model.
func (c composer) deviceName(d kiosk.DeviceReport) string {
	name := c.say("device_" + string(d.Kind))
	if d.Name != "" {
		name = c.note(name+" · "+d.Name, c.tongueOf(name))
	}
	return name
}

// deviceLine says how a device stands and since when.
func (c composer) deviceLine(d kiosk.DeviceReport) string {
	line := c.say("condition_" + d.Condition)
	if !d.Since.IsZero() {
		line = c.join(" · ", line, c.say("since", "time", c.moment(c.languageOf("since"), d.Since)))
	}
	failed := 0
	for _, r := range d.Tests {
		if r.Health() == kiosk.HealthFault {
			failed++
		}
	}
	if failed > 0 {
		line = c.join(" · ", line, c.count("tests_failed", failed))
	}
	return line
}

// moment writes a time of today by its time of day, another by its date as well.
func (c composer) moment(l kiosk.Language, at time.Time) string {
	at = at.In(c.state.Now.Location())
	if kiosk.DateOf(at) == c.state.Today() {
		return l.Clock(at)
	}
	return l.LongDate(at) + " " + l.Clock(at)
}

// healthWord says how something stands.
func (c composer) healthWord(h kiosk.Health) string { return c.say("health_" + h.String()) }

// device shows what a device is, how it stands, and what can be tried on it.
func (c composer) device() Screen {
	d, _ := c.state.Technician.Report(c.state.Technician.Device)
	s := Screen{Title: c.deviceName(d), Hint: c.deviceLine(d), Back: c.back()}
	if d.Health == kiosk.HealthFault {
		s.Hint = ""
		s.Parts = append(s.Parts, Paragraph{Text: c.deviceLine(d), Tone: Fault, Large: true})
	}
	s.Parts = append(s.Parts, Facts{Groups: []FactGroup{{Rows: c.facts(d.Facts[:min(len(d.Facts), factsAtAGlance)])}}})
	rows := Rows{Page: c.state.Technician.Page, Pager: c.pager(), Dense: true}
	open := func(v kiosk.View, key, icon string) {
		rows.Rows = append(rows.Rows, Row{Button: Button{
			ID: "view:" + v.String(), Label: c.say(key), Icon: icon, Event: kiosk.ViewOpened{View: v, Device: d.ID},
		}, Leads: true})
	}
	for _, r := range d.Tests {
		rows.Rows = append(rows.Rows, Row{
			Button: Button{
				ID: "test:" + string(r.Test), Label: c.say("test_" + string(r.Test)), Icon: "ui-test",
				Event: kiosk.TestStarted{Device: d.ID, Test: r.Test},
			},
			Detail: c.outcome(r), Health: r.Health(), HealthWord: c.healthWord(r.Health()),
		})
	}
	if _, has := c.state.DeviceTree(); has {
		open(kiosk.ViewTree, "tree_open", "ui-help")
	}
	if d.Monitor {
		open(kiosk.ViewMonitor, "monitor_open", "ui-line")
	}
	switch d.Kind {
	case kiosk.DeviceStore:
		open(kiosk.ViewDatabase, "view_database", "ui-database")
	case kiosk.DeviceSystem:
		open(kiosk.ViewSystem, "view_system", "ui-computer")
	}
	open(kiosk.ViewDetails, "details_open", "ui-info")
	s.Parts = append(s.Parts, rows)
	return s
}

// factsAtAGlance is how many facts of a device stand beside its tests.
const factsAtAGlance = 7

// details shows all that is known of a device, and what its tests noted last.
func (c composer) details() Screen {
	t := c.state.Technician
	d, _ := t.Report(t.Device)
	groups := []FactGroup{{Rows: append([]FactRow{{Name: c.say("fact_faults"), Value: itoa(d.Faults)}}, c.facts(d.Facts)...)}}
	for _, r := range d.Tests {
		row := FactRow{Name: c.say("fact_outcome"), Value: c.outcome(r), Health: r.Health(), HealthWord: c.healthWord(r.Health())}
		groups = append(groups, FactGroup{Title: c.say("test_" + string(r.Test)), Rows: append([]FactRow{row}, c.facts(r.Notes)...)})
	}
	return Screen{
		Title: c.deviceName(d), Hint: c.deviceLine(d), Back: c.back(),
		Parts: []Part{Facts{Groups: groups, Page: t.Page, Pager: c.pager()}},
	}
}

// outcome says how a test ended last, and when.
func (c composer) outcome(r kiosk.TestRecord) string {
	line := c.say("outcome_" + r.Outcome.String())
	at := r.Ended
	if at.IsZero() {
		at = r.Begun
	}
	if !at.IsZero() {
		l := c.tongueOf(line)
		line = c.note(line+" · "+c.moment(l, at), l)
	}
	return line
}

// facts are rows of a table.
func (c composer) facts(list []kiosk.Fact) []FactRow {
	var rows []FactRow
	for _, f := range list {
		row := FactRow{Name: f.Name, Value: c.value(f), Health: f.Health}
		if f.Key != "" {
			row.Name = c.say("fact_" + f.Key)
		}
		if f.Health != kiosk.HealthUnknown {
			row.HealthWord = c.healthWord(f.Health)
		}
		if row.Value == row.HealthWord {
			row.Value = "" // said once is enough
		}
		rows = append(rows, row)
	}
	return rows
}
