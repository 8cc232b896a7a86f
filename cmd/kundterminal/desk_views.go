package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/trace"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// addReadiness is the view that says whether people can be served.
func (d *desk) addReadiness(system workshop.System) {
	t := d.terminal
	d.ready = func(ctx context.Context) workshop.Readiness {
		reports, _ := d.Reports(ctx) // never fails here
		r := workshop.ReadinessOf(workshop.ReadinessInput{
			Reports: reports, System: system.Sections(ctx), Services: len(t.current.Load().Services),
			Catalogue: t.catalogueFaults(), Config: t.config.source.file(), Refused: t.refused(),
		})
		if err := t.pinFault(); err != nil {
			r.Lines = append(r.Lines, kiosk.Fact{Key: "ready_pin", Value: err.Error(), Health: kiosk.HealthAttention})
		}
		r.Terminal, r.At = kiosk.TerminalID(t.config.Terminal.ID), t.clock()
		r.Place = t.config.place().String(t.config.Terminal.Languages[0])
		return r
	}
	findings := func(ctx context.Context) kiosk.Findings {
		r := d.ready(ctx)
		logbook.Write(t.log, logbook.ReadinessMade{Ready: r.Ready(), Faults: faulty(r)})
		return r.Findings(t.driver != nil)
	}
	d.views[kiosk.ViewReadiness] = view{findings: findings, do: func(ctx context.Context, action, _ string) (kiosk.Findings, error) {
		if action != workshop.ActionPrintReadiness || t.driver == nil {
			return kiosk.Findings{}, workshop.ErrNoView
		}
		words := func(key string, args ...string) string {
			return t.presenter.Texts.Say(t.config.Terminal.Languages[0], key, args...)
		}
		err := t.driver.Print(ctx, d.ready(ctx).Document(words))
		f := findings(ctx)
		f.Notice = kiosk.Fact{Key: "readiness", Text: "readiness_printed", Health: kiosk.HealthGood}
		if err != nil {
			f.Notice = kiosk.Fact{Key: "readiness", Value: err.Error(), Health: kiosk.HealthFault}
		}
		return f, nil
	}}
}

// faulty counts what keeps people from being served.
func faulty(r workshop.Readiness) (n int) {
	for _, line := range r.Lines {
		if line.Health == kiosk.HealthFault {
			n++
		}
	}
	return n
}

// refused lists the settings of the technician's mode that are not in force.
func (t *terminal) refused() []string {
	var list []string
	for _, f := range t.config.refused {
		list = append(list, f.String())
	}
	return list
}

func (t *terminal) catalogueFaults() []string {
	var list []string
	for _, f := range t.catalogue.Current().Faults {
		list = append(list, fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, f.Key, f.Reason))
	}
	return list
}

// addBundle is the view of the support bundle. Without recipients that can be
// read there are none, which the view says.
func (d *desk) addBundle(system workshop.System, db workshop.Database) {
	t := d.terminal
	recipients, err := workshop.ParseRecipients(t.config.Diagnostics.Recipients)
	if err != nil {
		f := configFault{t.config.source.name, lineOf(t.config.source.text, "diagnostics.recipients"), "diagnostics.recipients", err.Error()}
		t.config.refused = append(t.config.refused, f)
		logbook.Write(t.log, logbook.DiagnosticsSettingRefused{File: f.file, Line: f.line, Key: f.key, Reason: f.reason})
	}
	source := workshop.Terminal{
		Unit: "kundterminal", Log: t.ring, Reports: d.Reports, Journal: t.store, Config: t.config.values(),
		Folder: t.config.Diagnostics.Folder, Database: db, System: system, Catalogue: t.catalogueFaults,
	}
	d.bundle = &workshop.BundleView{
		Terminal: kiosk.TerminalID(t.config.Terminal.ID), Sources: source.Sources(), Recipients: recipients,
		Serve: t.config.Diagnostics.Serve, Now: t.clock, Told: t.bundleMade,
		Changed: func() { t.workshop.Refresh(kiosk.ViewBundle) },
	}
	d.views[kiosk.ViewBundle] = view{
		findings: d.bundle.Findings,
		do: func(ctx context.Context, action, choice string) (kiosk.Findings, error) {
			return d.bundle.Do(ctx, action, choice), nil
		},
	}
}

// bundleMade logs what became of a bundle.
func (t *terminal) bundleMade(where string, size int, err error) {
	switch {
	case err == nil && where == "network: "+workshop.ServeFetched.String():
		logbook.Write(t.log, logbook.BundleServed{Bytes: int64(size)})
		return
	case err == nil && !strings.HasPrefix(where, "network: "):
		logbook.Write(t.log, logbook.BundleWritten{Target: where, Bytes: int64(size)})
		return
	}
	logbook.Write(t.log, logbook.ActionDone{View: kiosk.ViewBundle.String(), Action: where, Cause: err})
}

// addPorts is the view of the serial ports. Looking at it opens none; what is at
// them is asked on request.
func (d *desk) addPorts() {
	t := d.terminal
	ask := kiosk.Action{ID: "discover", Icon: "ui-search"}
	d.views[kiosk.ViewPorts] = view{
		findings: func(context.Context) kiosk.Findings {
			f := workshop.PortsListed(serialport.List, d.taken())
			f.Actions = []kiosk.Action{ask}
			return f
		},
		do: func(ctx context.Context, _, _ string) (kiosk.Findings, error) {
			var mu sync.Mutex
			var found []workshop.PortFinding
			err := workshop.Discover(ctx, serialport.List, openPort, d.taken(), func(f workshop.PortFinding) {
				mu.Lock()
				defer mu.Unlock()
				found = append(found, f)
			})
			logbook.Write(t.log, logbook.DiscoveryDone{Ports: len(found)})
			f := workshop.PortsView(found, false)
			f.Actions = []kiosk.Action{ask}
			return f, err
		},
	}
}

func openPort(_ context.Context, path string, mode serialport.Mode) (devices.Port, error) {
	return serialport.Open(path, mode)
}

// addPaper is the view of paper and counters.
func (d *desk) addPaper() {
	t := d.terminal
	o := workshop.CountersOptions{Settings: t.store, Hours: t.config.openHours(), Now: t.clock, Log: t.log}
	if t.driver != nil {
		o.Printer = t.driver
	}
	if len(t.readers.drivers) > 0 {
		o.Reads, o.ReadFailures = t.readers.reads, t.readers.readFailures
	}
	counters, err := workshop.NewCounters(o)
	if err != nil { // a terminal that has forgotten its counters serves people
		logbook.Write(t.log, logbook.CountersNotKept{Cause: err})
	}
	t.counters = counters
	d.views[kiosk.ViewPaper] = view{
		findings: func(context.Context) kiosk.Findings { return counters.Findings(t.clock()) },
		do:       counters.Do,
	}
}

// watcher returns what watches a device's line.
func (d *desk) watcher(id kiosk.DeviceID, tap *trace.Tap, describer func() devices.Describer, head trace.Header) watchLine {
	t := d.terminal
	return func(ctx context.Context, recording func(string), show func(kiosk.TraceLine)) error {
		m := &workshop.Monitor{Tap: tap, Describer: describer(), Header: head, Limit: workshop.MonitorLimit}
		if tap == &t.printerTap {
			m.Between = t.driver.Between
		}
		m.Show = func(lines []kiosk.TraceLine) {
			for _, line := range lines {
				show(line)
			}
		}
		if recording != nil {
			if err := os.MkdirAll(t.config.Diagnostics.Folder, 0o700); err != nil {
				return fmt.Errorf("diagnostics.folder: %w", err)
			}
			name := fmt.Sprintf("%s-%s.trace", id, t.clock().Format("20060102-150405"))
			m.Record = filepath.Join(t.config.Diagnostics.Folder, name)
			m.Recording = func() { recording(m.Record) }
		}
		limit := workshop.MonitorLimit
		if at, ok := ctx.Deadline(); ok {
			limit = time.Until(at)
		}
		logbook.Write(t.log, logbook.MonitorStarted{Device: string(id), Seconds: int(limit.Seconds())})
		err := m.Run(ctx)
		why := "ended"
		if err != nil {
			why = err.Error()
		}
		logbook.Write(t.log, logbook.MonitorStopped{Device: string(id), Why: why})
		if err == nil && recording != nil {
			logbook.Write(t.log, logbook.RecordingWritten{Device: string(id), File: m.Record})
		}
		return err
	}
}
