package main

import (
	"context"
	"fmt"
	"strconv"

	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

// status tells a technician in a browser how the terminal stands, in the words of
// the diagnostics screens. It says nothing of a visitor.
func (t *terminal) status(ctx context.Context) []web.Section {
	sections := []web.Section{t.terminalFacts(t.engine.State())}
	reports, err := t.desk.Reports(ctx)
	if err != nil {
		return append(sections, web.Section{Facts: []web.Fact{{Name: "devices", Value: err.Error(), Tone: web.ToneFault}}})
	}
	for _, r := range reports {
		sections = append(sections, t.deviceFacts(r))
	}
	return append(sections, t.catalogueFacts())
}

func (t *terminal) say(key string, args ...string) string {
	return t.presenter.Texts.Say(kiosk.English, key, args...)
}

func (t *terminal) deviceFacts(r kiosk.DeviceReport) web.Section {
	section := web.Section{Title: t.say("device_" + string(r.Kind))}
	if r.Name != "" {
		section.Title += ": " + r.Name
	}
	condition := t.say("condition_" + r.Condition)
	if !r.Since.IsZero() {
		condition += r.Since.In(t.config.location).Format(", since 2006-01-02 15:04:05")
	}
	section.Facts = []web.Fact{
		{Name: t.say("fact_condition"), Value: condition, Tone: toneOf(r.Health)},
		{Name: t.say("fact_faults"), Value: strconv.Itoa(r.Faults)},
	}
	for _, f := range r.Facts {
		value := f.Value
		if f.Text != "" {
			value = t.say(f.Text, f.Args...)
		}
		section.Facts = append(section.Facts, web.Fact{Name: t.say("fact_" + f.Key), Value: value, Tone: toneOf(f.Health)})
	}
	for _, test := range r.Tests {
		value := t.say("outcome_" + test.Outcome.String())
		if !test.Begun.IsZero() {
			value += test.Begun.In(t.config.location).Format(", 2006-01-02 15:04:05")
		}
		section.Facts = append(section.Facts, web.Fact{Name: t.say("test_" + string(test.Test)), Value: value, Tone: toneOf(test.Health())})
	}
	return section
}

func toneOf(h kiosk.Health) web.Tone {
	switch h {
	case kiosk.HealthGood:
		return web.ToneGood
	case kiosk.HealthAttention:
		return web.ToneAttention
	case kiosk.HealthFault:
		return web.ToneFault
	}
	return web.ToneNone
}

func (t *terminal) terminalFacts(s kiosk.State) web.Section {
	facts := []web.Fact{
		{Name: "number", Value: strconv.Itoa(t.config.Terminal.ID)},
		{Name: "step", Value: s.Session.Step.String()},
	}
	if last := t.opening.Last; !last.IsZero() {
		facts = append(facts, web.Fact{
			Name: "stopped in", Value: fmt.Sprintf("step %s, since %s %s", last.Step, last.Since.Format("2006-01-02 15:04:05"), last.Ticket),
			Tone: web.ToneAttention,
		})
	}
	return web.Section{Title: "Terminal", Facts: facts}
}

func (t *terminal) catalogueFacts() web.Section {
	o := t.catalogue.Current()
	facts := []web.Fact{
		{Name: "source", Value: fmt.Sprint(o.Source)},
		{Name: "services", Value: strconv.Itoa(len(o.Catalogue.Services))},
	}
	for _, f := range o.Faults {
		facts = append(facts, web.Fact{
			Name: "fault", Value: fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, f.Key, f.Reason), Tone: web.ToneFault,
		})
	}
	return web.Section{Title: "Catalogue", Facts: facts}
}
