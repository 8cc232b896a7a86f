package workshop

import (
	"strconv"
	"time"

	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
)

// ActionPrintReadiness prints the report on the ticket printer.
const ActionPrintReadiness = "print_readiness"

// Readiness is whether a terminal can serve people: one page, green or named
// faults.
type Readiness struct {
	Terminal kiosk.TerminalID
	Place    string // the service point's name
	At       time.Time
	Lines    []kiosk.Fact
}

// ReadinessInput is what a readiness report is made from.
type ReadinessInput struct {
	Reports   []kiosk.DeviceReport
	System    []kiosk.FactSection // those of System.Sections
	Services  int                 // in the catalogue in force
	Catalogue []string            // faults of catalogue files that are not in force for that
	Config    kiosk.Fact          // value or text: the configuration's file, or what there is without one
	Refused   []string            // settings of the technician's mode that are not in force, each with its reason
}

// readyKeys name the lines of devices.
var readyKeys = map[kiosk.DeviceKind]string{
	kiosk.DevicePrinter: "ready_printer", kiosk.DeviceReader: "ready_reader", kiosk.DeviceScanner: "ready_scanner",
	kiosk.DeviceChipReader: "ready_chip_reader", kiosk.DeviceKeypad: "ready_keypad", kiosk.DeviceBeacon: "ready_beacon", kiosk.DeviceScreen: "ready_screen", kiosk.DeviceSound: "ready_sound",
	kiosk.DeviceStore: "ready_store",
}

// ReadinessOf judges a terminal.
func ReadinessOf(in ReadinessInput) Readiness {
	var r Readiness
	add := func(f kiosk.Fact) { r.Lines = append(r.Lines, f) }
	had := map[kiosk.DeviceKind]bool{}
	for _, d := range in.Reports {
		key, ok := readyKeys[d.Kind]
		if ok {
			had[d.Kind] = true
			r.Lines = append(r.Lines, deviceLines(key, d)...)
		}
		switch d.Kind {
		case kiosk.DevicePrinter:
			add(paperLine(d))
			add(testLine("ready_test_page", d, kiosk.TestPage))
		case kiosk.DeviceScreen:
			add(testLine("ready_touch", d, kiosk.TestTouch))
		}
		r.Lines = append(r.Lines, failedTests(d)...)
	}
	if !had[kiosk.DevicePrinter] {
		add(kiosk.Fact{Key: "ready_printer", Text: "ready_no_printer", Health: kiosk.HealthAttention})
	}
	if !had[kiosk.DeviceReader] && !had[kiosk.DeviceScanner] && !had[kiosk.DeviceChipReader] {
		add(kiosk.Fact{Key: "ready_reader", Text: "ready_no_reader", Health: kiosk.HealthGood})
	}
	for _, s := range in.System {
		switch s.Key {
		case "clock":
			add(worst("ready_clock", "clock_plausible", s))
		case "disk":
			add(worst("ready_disk", "ready_disk_room", s))
		}
	}
	add(catalogueLine(in))
	add(kiosk.Fact{Key: "ready_configuration", Value: in.Config.Value, Text: in.Config.Text, Health: kiosk.HealthGood})
	for _, refused := range in.Refused {
		add(kiosk.Fact{Key: "ready_setting", Value: refused, Health: kiosk.HealthAttention})
	}
	return r
}

// deviceLines tell how a device stands, and why it is not in order.
func deviceLines(key string, d kiosk.DeviceReport) []kiosk.Fact {
	lines := []kiosk.Fact{{Key: key, Text: "condition_" + d.Condition, Health: standing(d)}}
	if lines[0].Health == kiosk.HealthGood {
		return lines
	}
	for _, f := range d.Facts {
		if f.Key == "cause" {
			f.Health = lines[0].Health
			lines = append(lines, f)
		}
	}
	return lines
}

// failedTests name a device's tests that failed or were never ended, but for those
// that have a line in any case. A bare port serves nobody, whatever its tests say.
func failedTests(d kiosk.DeviceReport) []kiosk.Fact {
	health := kiosk.HealthFault
	switch d.Kind {
	case kiosk.DevicePort:
		return nil
	case kiosk.DeviceSound: // a number is to be had without it
		health = kiosk.HealthAttention
	}
	var lines []kiosk.Fact
	for _, t := range d.Tests {
		switch {
		case t.Test == kiosk.TestPage, t.Test == kiosk.TestTouch:
		case t.Outcome == kiosk.OutcomeFailed:
			lines = append(lines, kiosk.Fact{Key: "ready_failed", Text: "test_" + string(t.Test), Health: health})
		case t.Outcome == kiosk.OutcomeUnfinished:
			lines = append(lines, kiosk.Fact{Key: "ready_unfinished", Text: "test_" + string(t.Test), Health: health})
		}
	}
	return lines
}

// standing is a device's health by itself: its tests have lines of their own.
func standing(d kiosk.DeviceReport) kiosk.Health {
	switch d.Condition {
	case ConditionReady, ConditionPresented:
		return kiosk.HealthGood
	case ConditionNearEnd:
		return kiosk.HealthAttention
	case ConditionUnknown: // said nothing since the start: nobody can rely on it
		if d.Kind == kiosk.DeviceSound { // it is heard of when somebody first listens
			return kiosk.HealthAttention
		}
		return kiosk.HealthFault
	}
	return max(d.Health, kiosk.HealthAttention)
}

func paperLine(d kiosk.DeviceReport) kiosk.Fact {
	f := kiosk.Fact{Key: "ready_paper"}
	switch d.Condition {
	case ConditionReady, ConditionPresented:
		f.Text, f.Health = "ready_paper_enough", kiosk.HealthGood
	case ConditionNearEnd:
		f.Text, f.Health = "condition_near_end", kiosk.HealthAttention
	case "paper_out":
		f.Text, f.Health = "condition_paper_out", kiosk.HealthFault
	default: // the printer's own line says what is the matter
		f.Text = "ready_not_known"
	}
	return f
}

// testLine tells how a test ended last.
func testLine(key string, d kiosk.DeviceReport, test kiosk.TestID) kiosk.Fact {
	record := kiosk.TestRecord{}
	for _, t := range d.Tests {
		if t.Test == test {
			record = t
		}
	}
	when := []string{"time", record.Begun.Format(stamp)}
	switch record.Outcome {
	case kiosk.OutcomePassed:
		return kiosk.Fact{Key: key, Text: "ready_test_passed", Args: when, Health: kiosk.HealthGood}
	case kiosk.OutcomeFailed:
		return kiosk.Fact{Key: key, Text: "ready_test_failed", Args: when, Health: kiosk.HealthFault}
	case kiosk.OutcomeUnfinished:
		return kiosk.Fact{Key: key, Text: "ready_test_unfinished", Args: when, Health: kiosk.HealthFault}
	}
	return kiosk.Fact{Key: key, Text: "ready_not_tested", Health: kiosk.HealthAttention}
}

// worst is the fact of a section that needs a technician most, or that all is
// well.
func worst(key, well string, s kiosk.FactSection) kiosk.Fact {
	line := kiosk.Fact{Key: key, Text: well, Health: kiosk.HealthGood}
	for _, f := range s.Facts {
		if f.Health > line.Health {
			line.Value, line.Text, line.Args, line.At, line.Health = f.Value, f.Text, f.Args, f.At, f.Health
		}
	}
	return line
}

func catalogueLine(in ReadinessInput) kiosk.Fact {
	f := kiosk.Fact{Key: "ready_catalogue", Text: "ready_services", Args: []string{"n", strconv.Itoa(in.Services)}, Health: kiosk.HealthGood}
	if len(in.Catalogue) > 0 {
		f.Text, f.Args, f.Health = "ready_catalogue_faults", append(f.Args, "fault", in.Catalogue[0]), kiosk.HealthAttention
	}
	if in.Services == 0 {
		f.Health = kiosk.HealthFault
	}
	return f
}

// Health is that of the worst line.
func (r Readiness) Health() kiosk.Health {
	worst := kiosk.HealthGood
	for _, l := range r.Lines {
		worst = kiosk.Worst(worst, l.Health)
	}
	return worst
}

// Ready reports whether people can be served: nothing is at fault.
func (r Readiness) Ready() bool { return r.Health() < kiosk.HealthFault }

// verdict is the text of the whole.
func (r Readiness) verdict() string {
	switch r.Health() {
	case kiosk.HealthFault:
		return "ready_not"
	case kiosk.HealthAttention:
		return "ready_with_attention"
	}
	return "ready_all"
}

// Findings are those of the view.
func (r Readiness) Findings(printer bool) kiosk.Findings {
	return kiosk.Findings{
		Sections: []kiosk.FactSection{
			{Key: "readiness", Facts: append([]kiosk.Fact{{Key: "ready", Text: r.verdict(), Health: r.Health()}}, r.Lines...)},
		},
		Actions: []kiosk.Action{{ID: ActionPrintReadiness, Off: !printer}},
	}
}

// Document is the report for the ticket printer. Say returns the text of a key
// in the printed language.
func (r Readiness) Document(say func(key string, args ...string) string) escpos.Document {
	centre := escpos.Style{Align: escpos.Centre}
	doc := escpos.Document{
		escpos.Text{Style: centre, Content: r.Place + " · " + strconv.Itoa(int(r.Terminal))},
		escpos.Text{Style: centre, Content: r.At.Format(stamp)},
		escpos.Feed{MM: 1.5},
		escpos.Text{Style: escpos.Style{Align: escpos.Centre, Bold: true, Height: 2}, Content: say(r.verdict())},
		escpos.Rule{},
	}
	for _, l := range r.Lines {
		bold := l.Health >= kiosk.HealthAttention
		word := say("health_" + l.Health.String())
		doc = append(doc, escpos.Columns{Style: escpos.Style{Bold: bold}, Left: say("fact_" + l.Key), Right: word})
		if l.Health == kiosk.HealthGood {
			continue // one page: what is well needs no words
		}
		text := l.Value
		if l.Text != "" {
			text = say(l.Text, l.Args...)
		}
		doc = append(doc, escpos.Text{Content: "  " + text})
	}
	return append(doc, escpos.Rule{}, escpos.Feed{MM: 3}, escpos.Cut{})
}
