package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// station is a device as a technician finds it.
type station struct {
	id       kiosk.DeviceID
	kind     kiosk.DeviceKind
	describe func(context.Context, *kiosk.DeviceReport) // all that changes
	tests    []stationTest
	watch    watchLine // nil: it has no line
}

// watchLine hands what goes over a line to show until ctx ends.
type watchLine func(ctx context.Context, recording func(file string), show func(kiosk.TraceLine)) error

type stationTest struct {
	id   kiosk.TestID
	test workshop.Test // nil: made on the screen itself
}

// desk ties the workshop to this terminal's devices. It implements
// workshop.Desk.
type desk struct {
	terminal *terminal
	stations []station
	views    map[kiosk.View]view
	records  *workshop.Records
	reads    workshop.Reads
	ready    func(context.Context) workshop.Readiness
	bundle   *workshop.BundleView
}

// view is where the findings of a view come from.
type view struct {
	findings func(context.Context) kiosk.Findings
	do       func(ctx context.Context, action, choice string) (kiosk.Findings, error) // nil: nothing can be done there
}

// Reports implements workshop.Desk.
func (d *desk) Reports(ctx context.Context) ([]kiosk.DeviceReport, error) {
	list := make([]kiosk.DeviceReport, 0, len(d.stations))
	for _, s := range append(d.stations[:len(d.stations):len(d.stations)], d.barePorts()...) {
		list = append(list, d.report(ctx, s))
	}
	return list, nil
}

func (d *desk) report(ctx context.Context, s station) kiosk.DeviceReport {
	r := kiosk.DeviceReport{ID: s.id, Kind: s.kind, Condition: workshop.ConditionUnknown, Monitor: s.watch != nil}
	s.describe(ctx, &r)
	for _, t := range s.tests {
		record := d.records.Newest(s.id, t.id)
		if record.Outcome == kiosk.OutcomeFailed || record.Outcome == kiosk.OutcomeUnfinished {
			r.Health = kiosk.Worst(r.Health, kiosk.HealthAttention)
		}
		r.Tests = append(r.Tests, record)
	}
	return r
}

func (d *desk) station(id kiosk.DeviceID) (station, error) {
	stations := d.stations
	if strings.HasPrefix(string(id), portPrefix) {
		stations = d.barePorts()
	}
	i := slices.IndexFunc(stations, func(s station) bool { return s.id == id })
	if i < 0 {
		return station{}, fmt.Errorf("device %q: %w", id, workshop.ErrNoDevice)
	}
	return stations[i], nil
}

// Findings implements workshop.Desk.
func (d *desk) Findings(ctx context.Context, v kiosk.View) (kiosk.Findings, error) {
	source, known := d.views[v]
	if !known {
		return kiosk.Findings{}, fmt.Errorf("view %s: %w", v, workshop.ErrNoView)
	}
	return source.findings(ctx), nil
}

// Leave gives up what waits for a technician who has gone.
func (d *desk) Leave() { d.bundle.Leave() }

// Do implements workshop.Desk.
func (d *desk) Do(ctx context.Context, v kiosk.View, action, choice string) (kiosk.Findings, error) {
	source, known := d.views[v]
	if !known || source.do == nil {
		return kiosk.Findings{}, fmt.Errorf("view %s: %w", v, workshop.ErrNoView)
	}
	if workshop.Prints(v, action) && !d.idle(d.terminal.engine.State()) {
		return kiosk.Findings{}, workshop.ErrBusy
	}
	f, err := source.do(ctx, action, choice)
	d.note(ctx, kiosk.Entry{Kind: kiosk.ActionDone, Detail: map[string]string{
		"view": v.String(), "action": action, "health": f.Notice.Health.String(),
	}})
	cause := err
	if err == nil && f.Notice.Health == kiosk.HealthFault {
		cause = errors.New(cmp.Or(f.Notice.Value, f.Notice.Text))
	}
	logbook.Write(d.terminal.log, logbook.ActionDone{View: v.String(), Action: action, Cause: cause})
	return f, err
}

// RunTest implements workshop.Desk.
func (d *desk) RunTest(
	ctx context.Context, device kiosk.DeviceID, test kiosk.TestID, show func(kiosk.TestStage), answers <-chan bool,
) (kiosk.TestRecord, error) {
	none := kiosk.TestRecord{Device: device, Test: test, Outcome: kiosk.OutcomeFailed}
	s, err := d.station(device)
	if err != nil {
		return none, err
	}
	i := slices.IndexFunc(s.tests, func(t stationTest) bool { return t.id == test })
	switch {
	case i < 0:
		return none, fmt.Errorf("test %q of %s: %w", test, device, workshop.ErrNoTest)
	case s.tests[i].test == nil:
		return none, fmt.Errorf("test %q of %s: %w", test, device, workshop.ErrAtScreen)
	}
	ctx, stop, err := d.whileIdle(ctx)
	if err != nil {
		return none, err
	}
	defer stop()
	record, err := d.records.Begin(ctx, device, test)
	if record.Test == "" {
		return none, err
	}
	logbook.Write(d.terminal.log, logbook.TestBegun{Device: string(device), Test: string(test)})
	run := workshop.NewRun(show, answers)
	if err != nil {
		run.Note(kiosk.Fact{Key: "not_kept", Value: err.Error(), Health: kiosk.HealthAttention})
	}
	passed := s.tests[i].test(ctx, run) && ctx.Err() == nil
	if ctx.Err() != nil {
		run.BrokenOff(ctx)
	}
	record, err = d.records.End(context.WithoutCancel(ctx), record, passed, run.Notes())
	d.tested(ctx, record)
	return record, err
}

// idle reports whether nobody uses the terminal and nothing is being printed: a
// ticket goes on being printed after its visit was ended.
func (d *desk) idle(s kiosk.State) bool {
	return s.Session.Idle() && (d.terminal.driver == nil || !d.terminal.driver.Printing())
}

// whileIdle returns a context that ends when somebody begins to use the terminal:
// their cards are for them, and so is what hangs out of the printer.
func (d *desk) whileIdle(ctx context.Context) (context.Context, context.CancelFunc, error) {
	states, unwatch := d.terminal.engine.Watch()
	if !d.idle(<-states) {
		unwatch()
		return ctx, nil, workshop.ErrBusy
	}
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		defer unwatch()
		for {
			select {
			case s := <-states:
				if !s.Session.Idle() {
					cancel(workshop.ErrBusy)
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx, func() { cancel(nil) }, nil
}

// tested journals and logs how a test has ended.
func (d *desk) tested(ctx context.Context, r kiosk.TestRecord) {
	logbook.Write(d.terminal.log, logbook.TestEnded{Device: string(r.Device), Test: string(r.Test), Outcome: r.Outcome.String()})
	d.note(ctx, kiosk.Entry{Kind: kiosk.TestDone, Detail: map[string]string{
		"device": string(r.Device), "test": string(r.Test), "outcome": r.Outcome.String(),
	}})
}

// Monitor implements workshop.Desk.
func (d *desk) Monitor(ctx context.Context, device kiosk.DeviceID, recording func(file string), show func(kiosk.TraceLine)) error {
	s, err := d.station(device)
	if err != nil {
		return err
	}
	if s.watch == nil {
		return fmt.Errorf("%s has no serial line to watch", device)
	}
	if recording != nil && !d.idle(d.terminal.engine.State()) {
		return workshop.ErrBusy // the line is opened anew, which would break a ticket that is being printed
	}
	return s.watch(ctx, recording, show)
}

// Walked implements workshop.Desk.
func (d *desk) Walked(ctx context.Context, w kiosk.FaultWalk) error {
	entry := kiosk.Walked(w)
	entry.At = d.terminal.engine.State().Now
	return d.terminal.store.Append(ctx, entry)
}

// Bundle implements workshop.Desk.
func (d *desk) Bundle(ctx context.Context, w io.Writer) error { return d.bundle.Write(ctx, w) }

// note journals an entry. What cannot be kept is in the log.
func (d *desk) note(ctx context.Context, e kiosk.Entry) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	e.At = time.Now().In(d.terminal.config.location)
	if err := d.terminal.store.Append(ctx, e); err != nil {
		logbook.Write(d.terminal.log, logbook.JournalRefused{Doing: "noting " + string(e.Kind), Cause: err})
	}
}
