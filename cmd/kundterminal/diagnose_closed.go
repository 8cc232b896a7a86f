package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"

	"kundterminal/assets"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/catalogue"
)

// closedDesk is what a technician can do while no terminal runs: look, without
// changing anything.
type closedDesk struct {
	config config
	why    error // wraps workshop.ErrNotRunning
}

// Reports implements workshop.Desk: what is configured, and whether its port is
// there.
func (d *closedDesk) Reports(ctx context.Context) ([]kiosk.DeviceReport, error) {
	var list []kiosk.DeviceReport
	at := func(id kiosk.DeviceID, kind kiosk.DeviceKind, port, profile string) {
		r := kiosk.DeviceReport{ID: id, Kind: kind, Name: profile, Condition: workshop.ConditionUnknown, Facts: []kiosk.Fact{{Key: "port", Value: port}}}
		if _, err := os.Stat(port); err != nil {
			r.Condition, r.Health = devices.FaultDisconnected.String(), kiosk.HealthFault
			cause := err.Error() + `; plug the device in; "ls -l /dev/serial/by-id" shows what is there`
			r.Facts = append(r.Facts, kiosk.Fact{Key: "cause", Value: cause, Health: kiosk.HealthFault})
		}
		list = append(list, r)
	}
	if d.config.Printer.Port != "" {
		at("printer", kiosk.DevicePrinter, d.config.Printer.Port, d.config.Printer.Profile)
	}
	for i, r := range d.config.Readers {
		at(kiosk.DeviceID("reader-"+strconv.Itoa(i+1)), kiosk.DeviceReader, r.Port, r.Profile)
	}
	return append(list, d.store(ctx), d.system(ctx)), nil
}

// store has a child prove the store sound.
func (d *closedDesk) store(ctx context.Context) kiosk.DeviceReport {
	path := d.config.Store.Path
	r := kiosk.DeviceReport{ID: "store", Kind: kiosk.DeviceStore, Condition: workshop.ConditionReady, Health: kiosk.HealthGood}
	r.Facts = []kiosk.Fact{{Key: "file", Value: path}}
	_, err := os.Stat(path)
	if err == nil {
		err = checkStore(ctx, path)
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		r.Condition, r.Health = workshop.ConditionUnknown, kiosk.HealthAttention // made at the first start
	case errors.Is(err, bolt.ErrDamaged):
		r.Condition, r.Health = kiosk.StoreBroken.String(), kiosk.HealthFault
	case err != nil:
		r.Condition, r.Health = workshop.ConditionUnknown, kiosk.HealthAttention
	}
	if err != nil {
		r.Facts = append(r.Facts, kiosk.Fact{Key: "cause", Value: err.Error(), Health: r.Health})
	}
	return r
}

func checkStore(ctx context.Context, path string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return bolt.Command(checkLimit, self, "store", "check")(ctx, path)
}

func (d *closedDesk) system(ctx context.Context) kiosk.DeviceReport {
	r := kiosk.DeviceReport{ID: "system", Kind: kiosk.DeviceSystem, Condition: workshop.ConditionReady, Health: kiosk.HealthGood}
	for _, section := range d.config.system().Sections(ctx) {
		if section.Key == "program" { // that of this command says nothing
			continue
		}
		r.Facts = append(r.Facts, section.Facts...)
	}
	for _, f := range r.Facts {
		r.Health = kiosk.Worst(r.Health, f.Health)
	}
	return r
}

// system is what can be examined of the machine with this configuration alone.
func (c config) system() workshop.System {
	return workshop.System{
		Zone: c.Terminal.TimeZone, Location: c.location, Built: workshop.BuiltAt(),
		Folders: []workshop.Folder{
			{Key: "store", Path: c.Store.Path},
			{Key: "catalogue", Path: c.Catalogue.LastGood},
			{Key: "temporary", Path: os.TempDir()},
		},
	}
}

// Findings implements workshop.Desk.
func (d *closedDesk) Findings(ctx context.Context, v kiosk.View) (kiosk.Findings, error) {
	switch v {
	case kiosk.ViewConfiguration:
		return workshop.ConfigFindings(d.config.values()), nil
	case kiosk.ViewSystem:
		return d.config.system().Findings(ctx), nil
	case kiosk.ViewPorts:
		return workshop.PortsListed(serialport.List, nil), nil
	case kiosk.ViewReadiness:
		return d.readiness(ctx)
	}
	return kiosk.Findings{}, d.why
}

// readiness says above all that no terminal runs.
func (d *closedDesk) readiness(ctx context.Context) (kiosk.Findings, error) {
	reports, err := d.Reports(ctx)
	if err != nil {
		return kiosk.Findings{}, err
	}
	services := 0
	c, err := catalogue.Load(assets.Catalogue())
	if err == nil {
		services = len(c.Services)
	}
	r := workshop.ReadinessOf(workshop.ReadinessInput{
		Reports: reports, System: d.config.system().Sections(ctx), Services: services, Config: d.config.source.file(),
	})
	r.Lines = slices.Insert(r.Lines, 0, kiosk.Fact{Key: "ready_program", Text: "ready_not_running", Health: kiosk.HealthFault})
	return r.Findings(false), nil
}

// Do implements workshop.Desk. The ports can be asked: nobody else has them open.
func (d *closedDesk) Do(ctx context.Context, v kiosk.View, action, _ string) (kiosk.Findings, error) {
	if v != kiosk.ViewPorts || action != actionDiscover {
		return kiosk.Findings{}, d.why
	}
	var found []workshop.PortFinding
	err := workshop.Discover(ctx, serialport.List, openPort, nil, func(f workshop.PortFinding) { found = append(found, f) })
	return workshop.PortsView(found, false), err
}

// RunTest implements workshop.Desk.
func (d *closedDesk) RunTest(context.Context, kiosk.DeviceID, kiosk.TestID, func(kiosk.TestStage), <-chan bool) (kiosk.TestRecord, error) {
	return kiosk.TestRecord{}, d.why
}

// Monitor implements workshop.Desk.
func (d *closedDesk) Monitor(context.Context, kiosk.DeviceID, func(string), func(kiosk.TraceLine)) error {
	return d.why
}

// Walked implements workshop.Desk: nobody is there to take note.
func (d *closedDesk) Walked(context.Context, kiosk.FaultWalk) error { return nil }

// Bundle implements workshop.Desk.
func (d *closedDesk) Bundle(context.Context, io.Writer) error { return d.why }
