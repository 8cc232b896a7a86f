package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices"
	"kundterminal/devices/chipcard"
	"kundterminal/devices/escpos"
	"kundterminal/devices/idreader"
	"kundterminal/devices/trace"
	"kundterminal/kiosk"
)

// equip fills the desk with this terminal's devices and views. It is called once
// everything else is wired.
func (d *desk) equip() {
	d.addPrinter()
	d.addReaders()
	d.addKeypad()
	d.addBeacon()
	d.addScreen()
	d.addSound()
	db := d.addStore()
	system := d.addSystem()
	d.addReadiness(system)
	d.addPorts()
	d.addPaper()
	d.addBundle(system, db)
}

func (d *desk) add(s station) { d.stations = append(d.stations, s) }

func (d *desk) addPrinter() {
	t := d.terminal
	if t.driver == nil {
		return
	}
	tests := workshop.PrinterTests(t.driver, &d.reads, d.pageHead)
	s := station{id: "printer", kind: kiosk.DevicePrinter, describe: d.describePrinter}
	profile := t.driver.Profile()
	s.watch = d.watcher(s.id, &t.printerTap, func() devices.Describer { return escpos.NewDescriber(profile) },
		trace.Header{Device: string(s.kind), Profile: profile.ID, Baud: t.config.Printer.Baud})
	for _, id := range kiosk.TestIDs() {
		if id == kiosk.TestScanBack && !d.scans() {
			continue
		}
		if test := tests[id]; test != nil {
			s.tests = append(s.tests, stationTest{id, test})
		}
	}
	d.add(s)
}

// scans reports whether a reader of this terminal reads barcodes.
func (d *desk) scans() bool {
	for _, driver := range d.terminal.readers.drivers {
		if scanner(driver.Profile()) {
			return true
		}
	}
	return false
}

func (d *desk) pageHead() workshop.PageHead {
	t := d.terminal
	l := t.config.Terminal.Languages[0]
	return workshop.PageHead{
		Title: t.presenter.Texts.Say(l, "test_test_page"), Language: l, Terminal: kiosk.TerminalID(t.config.Terminal.ID),
		Printer: t.driver.Identity(), At: time.Now().In(t.config.location),
	}
}

func (d *desk) describePrinter(_ context.Context, r *kiosk.DeviceReport) {
	t := d.terminal
	t.printerStand.Stand().Describe(r)
	id, p := t.driver.Identity(), t.driver.Profile()
	r.Name = strings.TrimSpace(id.Maker + " " + id.Model)
	if r.Name == "" {
		r.Name = strings.TrimSpace(p.Maker + " " + p.Model)
	}
	r.Facts = append(r.Facts, known(
		kiosk.Fact{Key: "port", Value: t.config.Printer.Port},
		kiosk.Fact{Key: "profile", Value: p.ID},
		kiosk.Fact{Key: "maker", Value: id.Maker},
		kiosk.Fact{Key: "model", Value: id.Model},
		kiosk.Fact{Key: "firmware", Value: id.Firmware},
		kiosk.Fact{Key: "serial_number", Value: id.Serial},
	)...)
	c := t.driver.Counts()
	r.Facts = append(
		r.Facts,
		kiosk.Fact{Key: "paper_used", Value: workshop.LengthText(c.PaperMM)},
		kiosk.Fact{Key: "cuts", Value: strconv.FormatUint(c.Cuts, 10)},
		kiosk.Fact{Key: "jobs_proved", Value: strconv.FormatUint(c.Proved, 10)},
		kiosk.Fact{Key: "jobs_failed", Value: strconv.FormatUint(c.Failed, 10)},
		kiosk.Fact{Key: "flow_stops", Value: strconv.FormatUint(c.Stops, 10)},
	)
}

// known leaves out what a device has not told.
func known(facts ...kiosk.Fact) []kiosk.Fact {
	var list []kiosk.Fact
	for _, f := range facts {
		if f.Value != "" {
			list = append(list, f)
		}
	}
	return list
}

// scanner reports whether the profile is of a device that reads barcodes only.
func scanner(p idreader.Profile) bool {
	for _, r := range p.Reads {
		if r == idreader.ReadsMRZ {
			return false
		}
	}
	return true
}

func (d *desk) addReaders() {
	t := d.terminal
	zone := t.config.location
	for i, c := range t.config.Readers {
		s := station{id: kiosk.DeviceID("reader-" + strconv.Itoa(i+1))}
		stand := t.readers.stands[c.Port]
		last := func() workshop.Read {
			read, _ := d.reads.Last(c.Port)
			return read
		}
		if chip := t.readers.chips[c.Port]; chip != nil {
			s.kind = kiosk.DeviceChipReader
			s.watch = d.watcher(s.id, t.readers.taps[c.Port], func() devices.Describer { return chipcard.NewDescriber() },
				trace.Header{Device: string(s.kind), Profile: c.Profile, Baud: c.Baud})
			s.tests = []stationTest{{kiosk.TestChip, workshop.ReadChipTest(&d.reads, c.Port, stand.Stand)}}
			s.describe = func(_ context.Context, r *kiosk.DeviceReport) {
				stand.Stand().Describe(r)
				r.Name = "GemPC Twin"
				r.Facts = append(r.Facts, workshop.ChipReaderFacts(chip, c.Port, c.Profile, last(), zone)...)
			}
			d.add(s)
			continue
		}
		driver := t.readers.drivers[c.Port]
		s.kind = kiosk.DeviceReader
		s.tests = []stationTest{{kiosk.TestCard, workshop.ReadCardTest(&d.reads, c.Port, stand.Stand)}}
		if scanner(driver.Profile()) {
			s.kind = kiosk.DeviceScanner
			s.tests = []stationTest{{kiosk.TestCode, workshop.ScanCodeTest(&d.reads, c.Port, stand.Stand, triggerOf(driver))}}
		}
		profile := driver.Profile()
		s.watch = d.watcher(s.id, t.readers.taps[c.Port], func() devices.Describer { return idreader.NewDescriber(profile) },
			trace.Header{Device: string(s.kind), Profile: c.Profile, Baud: c.Baud})
		s.describe = func(_ context.Context, r *kiosk.DeviceReport) {
			stand.Stand().Describe(r)
			p := profile
			r.Name = strings.TrimSpace(p.Maker + " " + p.Model)
			r.Facts = append(r.Facts, workshop.ReaderFacts(driver, c.Port, last(), zone)...)
		}
		d.add(s)
	}
}

// triggerOf makes a scanner look for a code; nil where it looks by itself.
func triggerOf(driver *idreader.Driver) func(on bool) error {
	if len(driver.Profile().Trigger) == 0 {
		return nil
	}
	return driver.Trigger
}

func (d *desk) addScreen() {
	t := d.terminal
	c := t.config.Screen
	d.add(station{
		id: "screen", kind: kiosk.DeviceScreen,
		tests: []stationTest{{id: kiosk.TestTouch}, {id: kiosk.TestPicture}},
		describe: func(_ context.Context, r *kiosk.DeviceReport) {
			r.Name = fmt.Sprintf("%d × %d, %g″", c.WidthPx, c.HeightPx, c.DiagonalIn)
			r.Condition, r.Health, r.Since = workshop.ConditionReady, kiosk.HealthGood, t.started
			r.Facts = known(
				kiosk.Fact{Key: "pixel", Value: fmt.Sprintf("%.3f mm", t.config.pitch())},
				kiosk.Fact{Key: "display", Value: os.Getenv("DISPLAY") + os.Getenv("WAYLAND_DISPLAY")},
			)
		},
	})
}

func (d *desk) addSound() {
	t := d.terminal
	v := t.voice
	d.add(station{
		id: "sound", kind: kiosk.DeviceSound,
		tests: []stationTest{
			{kiosk.TestSound, workshop.SoundTest(v.player)},
			{kiosk.TestSpeech, workshop.SpeechTest(v.speaker, v.player, t.config.Terminal.Languages, t.presenter.SpokenSample)},
		},
		describe: func(_ context.Context, r *kiosk.DeviceReport) {
			found := workshop.SoundReport(v.player, v.speaker, t.config.Sound.Speech)
			r.Condition, r.Health, r.Facts, r.Since = found.Condition, found.Health, found.Facts, t.started
			if t.jack != nil {
				r.Facts = append(r.Facts, t.headphones())
			}
		},
	})
}

func (d *desk) addStore() workshop.Database {
	t := d.terminal
	db := workshop.Database{Store: t.store, Opening: t.opening, Checker: t.checker}
	d.views[kiosk.ViewDatabase] = view{
		findings: func(context.Context) kiosk.Findings { return db.Findings() },
		do: func(ctx context.Context, action, _ string) (kiosk.Findings, error) {
			return db.Do(ctx, action), nil
		},
	}
	d.add(station{
		id: "store", kind: kiosk.DeviceStore,
		tests: []stationTest{{kiosk.TestStore, db.Test}},
		describe: func(_ context.Context, r *kiosk.DeviceReport) {
			condition := t.engine.State().Store
			r.Condition, r.Health, r.Since = condition.String(), kiosk.HealthGood, t.started
			if condition != kiosk.StoreReady {
				r.Health = kiosk.HealthFault
			}
			for _, section := range db.Findings().Sections {
				r.Facts = append(r.Facts, section.Facts...)
			}
			for _, f := range r.Facts {
				r.Health = kiosk.Worst(r.Health, min(f.Health, kiosk.HealthAttention))
			}
		},
	})
	return db
}

func (d *desk) addSystem() workshop.System {
	t := d.terminal
	system := workshop.System{
		Zone: t.config.Terminal.TimeZone, Location: t.config.location, Built: workshop.BuiltAt(), Started: t.started,
		Unclean: t.opening.Unclean,
		Folders: []workshop.Folder{
			{Key: "store", Path: t.config.Store.Path},
			{Key: "catalogue", Path: t.config.Catalogue.LastGood},
			{Key: "temporary", Path: os.TempDir()},
		},
		Past: workshop.FollowPast(t.store),
	}
	d.views[kiosk.ViewSystem] = view{findings: system.Findings}
	d.views[kiosk.ViewConfiguration] = view{findings: func(context.Context) kiosk.Findings {
		return workshop.ConfigFindings(t.config.values())
	}}
	d.add(station{
		id: "system", kind: kiosk.DeviceSystem,
		tests: []stationTest{{kiosk.TestClock, system.Test}},
		describe: func(ctx context.Context, r *kiosk.DeviceReport) {
			r.Condition, r.Health, r.Since = workshop.ConditionReady, kiosk.HealthGood, t.started
			for _, section := range system.Sections(ctx) {
				r.Facts = append(r.Facts, section.Facts...)
			}
			for _, f := range r.Facts {
				r.Health = kiosk.Worst(r.Health, f.Health)
			}
			if r.Health >= kiosk.HealthAttention {
				r.Condition = "examine"
			}
		},
	})
	return system
}

// standOf follows a printer's or reader's status.
func standOf(stand *workshop.Standing, on func(devices.Status)) func(devices.Status) {
	return func(s devices.Status) {
		stand.Changed(s)
		on(s)
	}
}
