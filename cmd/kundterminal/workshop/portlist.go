package workshop

import (
	"kundterminal/devices/serialport"
	"kundterminal/kiosk"
)

// PortUnasked is a port that nobody has asked what is at it.
const PortUnasked PortState = "unasked"

// PortsListed shows the serial ports without opening any.
func PortsListed(list func() ([]serialport.Info, error), busy map[string]bool) kiosk.Findings {
	ports, err := list()
	if err != nil {
		return kiosk.Findings{Notice: kiosk.Fact{Key: "ports", Value: err.Error(), Health: kiosk.HealthFault}}
	}
	var found []PortFinding
	for _, info := range ports {
		finding := PortFinding{Info: info, State: PortUnasked}
		if Taken(info, busy) {
			finding.State = PortBusy
		}
		found = append(found, finding)
	}
	return PortsView(found, false)
}

// Taken reports whether the terminal has a port open, by any of its names.
func Taken(i serialport.Info, busy map[string]bool) bool {
	return busy[i.Path] || busy[i.ByID] || busy[i.ByPath]
}

// PortFacts are what is known of a port that nobody has asked.
func PortFacts(i serialport.Info) []kiosk.Fact {
	return PortFinding{Info: i, State: PortUnasked}.facts()
}
