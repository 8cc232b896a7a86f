package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strconv"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

// status tells a technician how the terminal stands. It says nothing of a
// visitor.
func (t *terminal) status(context.Context) []web.Section {
	state := t.engine.State()
	return []web.Section{t.terminalFacts(state), t.printerFacts(state), t.storeFacts(state), t.catalogueFacts(), t.readerFacts()}
}

func (t *terminal) readerFacts() web.Section {
	section := web.Section{Title: "Readers"}
	for _, c := range t.config.Readers {
		s, known := t.readers.standing(c.Port)
		fact := web.Fact{Name: c.Profile, Value: c.Port + ": " + s.Fault.String(), Tone: web.ToneFault}
		if known && s.Ready() {
			fact.Value, fact.Tone = c.Port, web.ToneGood
		}
		section.Facts = append(section.Facts, fact)
	}
	if len(section.Facts) == 0 {
		section.Facts = []web.Fact{{Name: "port", Value: "none is configured"}}
	}
	return section
}

func (t *terminal) terminalFacts(s kiosk.State) web.Section {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
	}
	facts := []web.Fact{
		{Name: "number", Value: strconv.Itoa(t.config.Terminal.ID)},
		{Name: "version", Value: version},
		{Name: "time", Value: time.Now().In(t.config.location).Format("2006-01-02 15:04:05 MST")},
		{Name: "runs since", Value: t.started.In(t.config.location).Format("2006-01-02 15:04:05")},
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

func (t *terminal) printerFacts(s kiosk.State) web.Section {
	if t.driver == nil {
		return web.Section{Title: "Printer", Facts: []web.Fact{{Name: "port", Value: "none is configured", Tone: web.ToneAttention}}}
	}
	tone := web.ToneGood
	if s.Printer.Condition != kiosk.PrinterReady {
		tone = web.ToneFault
	}
	facts := []web.Fact{
		{Name: "port", Value: t.config.Printer.Port},
		{Name: "profile", Value: t.config.Printer.Profile},
		{Name: "condition", Value: s.Printer.Condition.String(), Tone: tone},
	}
	if s.Printer.NearEnd {
		facts = append(facts, web.Fact{Name: "paper", Value: "the roll ends soon", Tone: web.ToneAttention})
	}
	id := t.driver.Identity()
	for _, f := range []web.Fact{
		{Name: "maker", Value: id.Maker},
		{Name: "model", Value: id.Model},
		{Name: "firmware", Value: id.Firmware},
		{Name: "serial number", Value: id.Serial},
	} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return web.Section{Title: "Printer", Facts: facts}
}

func (t *terminal) storeFacts(s kiosk.State) web.Section {
	tone := web.ToneGood
	if s.Store != kiosk.StoreReady {
		tone = web.ToneFault
	}
	facts := []web.Fact{
		{Name: "file", Value: t.store.Path()},
		{Name: "condition", Value: s.Store.String(), Tone: tone},
		{Name: "epoch", Value: t.store.Epoch()},
	}
	o := t.opening
	warn := func(name, value string, tone web.Tone) {
		if value != "" {
			facts = append(facts, web.Fact{Name: name, Value: value, Tone: tone})
		}
	}
	warn("set aside as damaged", o.Replaced, web.ToneFault)
	warn("because", o.Reason, web.ToneNone)
	warn("epoch changed", o.EpochReason, web.ToneAttention)
	if o.Unclean {
		warn("last stop", "not in good order: a crash or a power cut", web.ToneAttention)
	}
	if o.Uncertain {
		warn("numbers", "start above a margin, as the last ones are not known", web.ToneAttention)
	}
	sizes, err := t.store.Sizes()
	if err != nil {
		warn("sizes", err.Error(), web.ToneFault)
		return web.Section{Title: "Store", Facts: facts}
	}
	facts = append(
		facts,
		web.Fact{Name: "size", Value: fmt.Sprintf("%s of %s, %s in use", megabytes(sizes.File), megabytes(sizes.Limit), megabytes(sizes.Used))},
		web.Fact{Name: "free on the disk", Value: megabytes(int64(sizes.DiskFree))},
		web.Fact{Name: "events", Value: strconv.FormatUint(sizes.Events, 10)},
		web.Fact{Name: "still to be sent", Value: fmt.Sprint(sizes.Outbox)},
		web.Fact{Name: "unproved tickets", Value: fmt.Sprint(sizes.Unsettled)},
	)
	return web.Section{Title: "Store", Facts: facts}
}

func megabytes(n int64) string {
	if n >= 1<<30 {
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
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
