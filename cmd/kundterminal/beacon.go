package main

import (
	"context"
	"strconv"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices"
	"kundterminal/devices/beacon"
	"kundterminal/devices/serialport"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// beaconConfig is the light or buzzer that calls service advisors.
type beaconConfig struct {
	Port    string `toml:"port"`
	Profile string `toml:"profile"`
	Baud    int    `toml:"baud"`
}

func (c *config) checkBeacon(fault func(key, reason string), between func(key string, v, least, most int)) {
	if _, err := beacon.ProfileByID(beacon.Profiles(), c.Beacon.Profile); err != nil {
		fault("beacon.profile", err.Error())
	}
	between("beacon.baud", c.Beacon.Baud, 0, 921600)
	taken := c.Beacon.Port != "" && (c.Beacon.Port == c.Printer.Port || c.Beacon.Port == c.Keypad.Port)
	for _, r := range c.Readers {
		taken = taken || r.Port == c.Beacon.Port
	}
	if taken {
		fault("beacon.port", "is taken by another device")
	}
}

// callLight is the terminal's beacon.
type callLight struct {
	driver *beacon.Driver
	link   *devices.Link
	stand  workshop.Standing
}

// wireBeacon returns nil where no beacon is configured.
func (t *terminal) wireBeacon() (*callLight, error) {
	c := t.config.Beacon
	if c.Port == "" {
		return nil, nil
	}
	profile, err := beacon.ProfileByID(beacon.Profiles(), c.Profile)
	if err != nil {
		return nil, err
	}
	baud := c.Baud
	if baud == 0 {
		baud = profile.Baud
	}
	b := &callLight{}
	b.driver = beacon.NewDriver(profile, beacon.Options{
		Name: c.Port, Log: t.log,
		OnLight: func(lit bool) { t.engine.Post(kiosk.BeaconChanged{Beacon: beaconOf(lit)}) },
		OnStatus: standOf(&b.stand, func(s devices.Status) {
			if !s.Ready() {
				t.engine.Post(kiosk.BeaconChanged{Beacon: kiosk.BeaconAbsent})
			}
		}),
	})
	b.link = &devices.Link{
		Name: "beacon " + c.Port, Log: t.log, Serve: b.driver.Serve, OnChange: b.stand.Linked,
		Open: func(context.Context) (devices.Port, error) {
			return serialport.Open(c.Port, serialport.Mode{Baud: baud})
		},
	}
	return b, nil
}

func beaconOf(lit bool) kiosk.Beacon {
	if lit {
		return kiosk.BeaconLit
	}
	return kiosk.BeaconDark
}

// port is the beacon for the engine; nil where there is none.
func (b *callLight) port() engine.Beacon {
	if b == nil {
		return nil
	}
	return b.driver
}

// addBeacon adds the beacon to the technician's devices.
func (d *desk) addBeacon() {
	b := d.terminal.beacon
	if b == nil {
		return
	}
	profile := b.driver.Profile()
	d.add(station{
		id: "beacon", kind: kiosk.DeviceBeacon,
		tests: []stationTest{{kiosk.TestBeacon, workshop.BeaconTest(b.driver, b.stand.Stand)}},
		describe: func(_ context.Context, r *kiosk.DeviceReport) {
			b.stand.Stand().Describe(r)
			r.Name = profile.Model
			r.Facts = append(
				r.Facts,
				kiosk.Fact{Key: "port", Value: d.terminal.config.Beacon.Port},
				kiosk.Fact{Key: "profile", Value: profile.ID},
				kiosk.Fact{Key: "calls", Value: strconv.Itoa(b.driver.Lights())},
			)
		},
	})
}
