package main

import (
	"slices"
	"strings"

	"kundterminal/devices/sim"
	"kundterminal/ui/web"
)

// keyPrefix is in front of a key's name in the id of its act on the bench.
const keyPrefix = "key_"

// keyActs are fingers on the simulated keypad.
func keyActs() []web.Act {
	var list []web.Act
	for _, key := range sim.KeypadKeys() {
		list = append(list, web.Act{ID: keyPrefix + key, Label: strings.ToUpper(key[:1]) + key[1:], Key: true})
	}
	return list
}

func keypadSwitch(f sim.KeypadFault) string {
	return "keypad_" + strings.ReplaceAll(f.String(), " ", "_")
}

// keypadSwitches are what can be wrong with the simulated keypad. A key that repeats
// is of keyboards, and this is none.
func (b *bench) keypadSwitches() []web.Switch {
	set := b.keypad.Faults()
	var list []web.Switch
	for _, f := range sim.AllKeypadFaults() {
		if f != sim.KeypadStuck {
			list = append(list, web.Switch{ID: keypadSwitch(f), Label: "keypad " + f.String(), On: slices.Contains(set, f)})
		}
	}
	return list
}

func beaconSwitch(f sim.BeaconFault) string { return "beacon_" + f.String() }

// beaconSwitches are what can be wrong with the simulated beacon. The first says
// whether it is lit.
func (b *bench) beaconSwitches() []web.Switch {
	set, lit := b.beacon.Faults(), "dark"
	if b.beacon.Lit() {
		lit = "lit"
	}
	var list []web.Switch
	for _, f := range sim.AllBeaconFaults() {
		label := "beacon " + f.String()
		if len(list) == 0 {
			label += " (it is " + lit + ")"
		}
		list = append(list, web.Switch{ID: beaconSwitch(f), Label: label, On: slices.Contains(set, f)})
	}
	return list
}
