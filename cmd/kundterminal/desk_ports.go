package main

import (
	"context"
	"strings"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/kiosk"
)

// portPrefix is in front of the path of a bare port in its device id.
const portPrefix = "port:"

// taken are the ports that the terminal has for itself.
func (d *desk) taken() map[string]bool {
	paths := []string{d.terminal.config.Printer.Port, d.terminal.config.Keypad.Port, d.terminal.config.Beacon.Port}
	for _, r := range d.terminal.config.Readers {
		paths = append(paths, r.Port)
	}
	return workshop.BusyPorts(paths...)
}

// barePorts are the serial ports that nothing is configured for. Listing them
// opens none.
func (d *desk) barePorts() []station {
	ports, err := serialport.List()
	if err != nil {
		return nil // the view of the ports says why
	}
	busy := d.taken()
	var list []station
	for _, info := range ports {
		if !workshop.Taken(info, busy) {
			list = append(list, barePort(info))
		}
	}
	return list
}

func barePort(info serialport.Info) station {
	open := func(_ context.Context, baud int) (devices.Port, error) {
		return serialport.Open(info.Path, serialport.Mode{Baud: baud})
	}
	return station{
		id: kiosk.DeviceID(portPrefix + info.Path), kind: kiosk.DevicePort,
		tests: []stationTest{{kiosk.TestLoop, workshop.LoopTest(open)}},
		describe: func(_ context.Context, r *kiosk.DeviceReport) {
			r.Name = strings.TrimSpace(info.Path + " " + info.Model)
			r.Condition = "none_configured"
			r.Facts = workshop.PortFacts(info)
		},
	}
}
