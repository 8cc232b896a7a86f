package workshop_test

import (
	"strings"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
	"kundterminal/ui/texts"
)

// wellTested is a terminal in which everything is in order.
func wellTested() workshop.ReadinessInput {
	passed := func(device kiosk.DeviceID, test kiosk.TestID) []kiosk.TestRecord {
		return []kiosk.TestRecord{{Device: device, Test: test, Outcome: kiosk.OutcomePassed, Begun: bundledAt}}
	}
	return workshop.ReadinessInput{
		Reports: []kiosk.DeviceReport{
			{ID: "printer", Kind: kiosk.DevicePrinter, Condition: "ready", Health: kiosk.HealthGood, Tests: passed("printer", kiosk.TestPage)},
			{ID: "reader-1", Kind: kiosk.DeviceReader, Condition: "ready", Health: kiosk.HealthGood},
			{ID: "screen", Kind: kiosk.DeviceScreen, Condition: "ready", Health: kiosk.HealthGood, Tests: passed("screen", kiosk.TestTouch)},
			{ID: "store", Kind: kiosk.DeviceStore, Condition: "ready", Health: kiosk.HealthGood},
			{ID: "port:/dev/ttyS1", Kind: kiosk.DevicePort, Condition: "unknown"},
		},
		System: []kiosk.FactSection{
			{Key: "clock", Facts: []kiosk.Fact{{Key: "clock_source", Text: "clock_synchronised", Health: kiosk.HealthGood}}},
			{Key: "disk", Facts: []kiosk.Fact{{Key: "disk_store", Text: "disk_free", Health: kiosk.HealthGood}}},
		},
		Services: 120, Config: kiosk.Fact{Value: "/etc/kundterminal.toml"},
	}
}

func TestATerminalInWhichAllIsWellIsReady(t *testing.T) {
	r := workshop.ReadinessOf(wellTested())
	if !r.Ready() || r.Health() != kiosk.HealthGood {
		t.Errorf("%+v", r.Lines)
	}
	if f := found(t, r.Findings(true).Sections, "ready"); f.Text != "ready_all" {
		t.Errorf("%+v", f)
	}
}

func TestEachFaultOfATerminalIsNamedInTheReport(t *testing.T) {
	for _, c := range []struct {
		name    string
		trouble func(*workshop.ReadinessInput)
		key     string
		text    string
		health  kiosk.Health
	}{
		{"no paper", func(in *workshop.ReadinessInput) {
			in.Reports[0].Condition, in.Reports[0].Health = "paper_out", kiosk.HealthFault
		}, "ready_paper", "condition_paper_out", kiosk.HealthFault},
		{"little paper", func(in *workshop.ReadinessInput) { in.Reports[0].Condition = "near_end" }, "ready_paper", "condition_near_end", kiosk.HealthAttention},
		{"a silent printer", func(in *workshop.ReadinessInput) {
			in.Reports[0].Condition, in.Reports[0].Health = "no_answer", kiosk.HealthFault
		}, "ready_printer", "condition_no_answer", kiosk.HealthFault},
		{"a failed page", func(in *workshop.ReadinessInput) { in.Reports[0].Tests[0].Outcome = kiosk.OutcomeFailed }, "ready_test_page", "ready_test_failed", kiosk.HealthFault},
		{"a page that never ended", func(in *workshop.ReadinessInput) { in.Reports[0].Tests[0].Outcome = kiosk.OutcomeUnfinished }, "ready_test_page", "ready_test_unfinished", kiosk.HealthFault},
		{"an untouched screen", func(in *workshop.ReadinessInput) { in.Reports[2].Tests = nil }, "ready_touch", "ready_not_tested", kiosk.HealthAttention},
		{"a reader that said nothing", func(in *workshop.ReadinessInput) { in.Reports[1].Condition = "unknown" }, "ready_reader", "condition_unknown", kiosk.HealthFault},
		{"no reader", func(in *workshop.ReadinessInput) { in.Reports[1].Kind = kiosk.DevicePort }, "ready_reader", "ready_no_reader", kiosk.HealthGood},
		{"a reader that is not there", func(in *workshop.ReadinessInput) {
			in.Reports[1].Condition, in.Reports[1].Health = "disconnected", kiosk.HealthFault
			in.Reports[1].Facts = []kiosk.Fact{{Key: "port"}, {Key: "cause", Text: "permission denied", Health: kiosk.HealthFault}}
		}, "cause", "permission denied", kiosk.HealthFault},
		{"a failed cutter", func(in *workshop.ReadinessInput) {
			in.Reports[0].Tests = append(in.Reports[0].Tests, kiosk.TestRecord{Test: kiosk.TestCutter, Outcome: kiosk.OutcomeFailed})
		}, "ready_failed", "test_cutter", kiosk.HealthFault},
		{"flow control begun and not ended", func(in *workshop.ReadinessInput) {
			in.Reports[0].Tests = append(in.Reports[0].Tests, kiosk.TestRecord{Test: kiosk.TestFlow, Outcome: kiosk.OutcomeUnfinished})
		}, "ready_unfinished", "test_flow_control", kiosk.HealthFault},
		{"sound that nobody heard", func(in *workshop.ReadinessInput) {
			in.Reports = append(in.Reports, kiosk.DeviceReport{
				ID: "sound", Kind: kiosk.DeviceSound, Condition: "ready", Health: kiosk.HealthGood,
				Tests: []kiosk.TestRecord{{Test: kiosk.TestSound, Outcome: kiosk.OutcomeFailed}},
			})
		}, "ready_failed", "test_sound", kiosk.HealthAttention},
		{"a clock that failed its test", func(in *workshop.ReadinessInput) {
			in.Reports = append(in.Reports, kiosk.DeviceReport{
				ID: "system", Kind: kiosk.DeviceSystem, Tests: []kiosk.TestRecord{{Test: kiosk.TestClock, Outcome: kiosk.OutcomeFailed}},
			})
		}, "ready_failed", "test_clock", kiosk.HealthFault},
		{"a full disk", func(in *workshop.ReadinessInput) { in.System[1].Facts[0].Health = kiosk.HealthFault }, "ready_disk", "disk_free", kiosk.HealthFault},
		{"a loose clock", func(in *workshop.ReadinessInput) {
			in.System[0].Facts[0] = kiosk.Fact{Text: "clock_unsynchronised", Health: kiosk.HealthAttention}
		}, "ready_clock", "clock_unsynchronised", kiosk.HealthAttention},
		{"a wrong catalogue", func(in *workshop.ReadinessInput) { in.Catalogue = []string{"a.toml:1: no"} }, "ready_catalogue", "ready_catalogue_faults", kiosk.HealthAttention},
		{"no catalogue", func(in *workshop.ReadinessInput) { in.Services = 0 }, "ready_catalogue", "ready_services", kiosk.HealthFault},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := wellTested()
			c.trouble(&in)
			r := workshop.ReadinessOf(in)
			if f := found(t, r.Findings(true).Sections, c.key); f.Text != c.text || f.Health != c.health {
				t.Errorf("%+v", f)
			}
			if r.Ready() != (c.health < kiosk.HealthFault) {
				t.Errorf("ready is %v", r.Ready())
			}
		})
	}
}

func TestARefusedSettingIsALineOfTheReport(t *testing.T) {
	in := wellTested()
	in.Refused = []string{"t.toml:5: diagnostics.badges: badge 2 stands twice"}
	r := workshop.ReadinessOf(in)
	if f := found(t, r.Findings(true).Sections, "ready_setting"); f.Value != in.Refused[0] || f.Health != kiosk.HealthAttention {
		t.Errorf("%+v", f)
	}
}

func TestTheReportFitsEveryPaperInEveryLanguage(t *testing.T) {
	in := wellTested()
	in.Reports[0].Condition, in.Reports[0].Health = "paper_out", kiosk.HealthFault
	in.Reports[0].Tests = append(in.Reports[0].Tests, kiosk.TestRecord{Test: kiosk.TestCutter, Outcome: kiosk.OutcomeUnfinished})
	in.Reports[1].Condition, in.Reports[1].Health = "disconnected", kiosk.HealthFault
	in.Reports[1].Facts = []kiosk.Fact{{Key: "cause", Value: strings.Repeat("/dev/serial/by-id/usb-0001 permission denied; ", 5)}}
	r := workshop.ReadinessOf(in)
	r.Place, r.At, r.Terminal = "Pargas servicepunkt", time.Date(2026, 11, 26, 7, 45, 0, 0, time.UTC), 7
	words, err := texts.Load(assets.Texts())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range escpos.Profiles() {
		for _, l := range kiosk.Languages() {
			doc := r.Document(func(key string, args ...string) string { return words.Say(l, key, args...) })
			bytes, err := escpos.Encode(p, doc)
			if err != nil || !strings.Contains(string(bytes), "Pargas servicepunkt") {
				t.Errorf("%s, %s: %d bytes, %v", p.ID, l, len(bytes), err)
			}
		}
	}
}
