package workshop

import (
	"strconv"
	"strings"

	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
)

// printerProfile is the profile of a printer that calls itself so; "" where none is
// known to fit.
func printerProfile(id escpos.Identity) string {
	maker, model := strings.ToUpper(id.Maker), strings.ToUpper(id.Model)
	for _, p := range escpos.Profiles() {
		if p.Maker == "" || model == "" || !strings.HasPrefix(maker, strings.ToUpper(p.Maker)) {
			continue
		}
		for name := range strings.SplitSeq(strings.ToUpper(p.Model), "/") {
			if strings.Contains(model, name) {
				return p.ID
			}
		}
	}
	return ""
}

// PortsView shows findings, a section for each port. Busy says that more are coming.
func PortsView(found []PortFinding, busy bool) kiosk.Findings {
	view := kiosk.Findings{Busy: busy}
	for _, f := range found {
		view.Sections = append(view.Sections, kiosk.FactSection{Title: f.Info.Path, Facts: f.facts()})
	}
	if len(found) == 0 && !busy {
		view.Sections = []kiosk.FactSection{{Facts: []kiosk.Fact{{Key: "ports", Text: "no_ports", Health: kiosk.HealthAttention}}}}
	}
	return view
}

// facts are what a technician wants to know of a port, what is at it first.
func (f PortFinding) facts() []kiosk.Fact {
	facts := []kiosk.Fact{{Key: "answer", Text: "port_" + string(f.State), Health: f.health()}}
	if f.Err != nil {
		facts = append(facts, kiosk.Fact{Key: "cause", Value: f.Err.Error(), Health: f.health()})
	}
	facts = append(facts, values(
		"maker", f.Printer.Maker, "model", f.Printer.Model, "firmware", f.Printer.Firmware+f.Version, "serial_number", f.Printer.Serial,
	)...)
	facts = append(facts, f.configuration()...)
	i := f.Info
	usb := ""
	if i.USB {
		usb = i.Vendor + ":" + i.Product
	}
	facts = append(facts, values(
		"by_id", i.ByID, "by_path", i.ByPath, "usb_id", usb, "usb_maker", i.Maker, "usb_model", i.Model, "usb_serial", i.Serial,
		"driver", i.Driver,
	)...)
	if i.Interface >= 0 {
		facts = append(facts, kiosk.Fact{Key: "usb_interface", Value: strconv.Itoa(i.Interface)})
	}
	for _, c := range i.Concerns {
		facts = append(facts, kiosk.Fact{Key: "concern", Text: "concern_" + string(c), Health: kiosk.HealthAttention})
	}
	return facts
}

// configuration is what would be written in the configuration for what answers.
func (f PortFinding) configuration() []kiosk.Fact {
	table := "[[reader]]"
	switch f.State {
	case PortPrinter:
		table = "[printer]"
	case PortReader, PortChipReader:
	default:
		return nil
	}
	profile := kiosk.Fact{Key: "write_profile", Value: f.Profile}
	if f.Profile == "" {
		profile = kiosk.Fact{Key: "write_profile", Text: "choose_profile", Health: kiosk.HealthAttention}
	}
	return append([]kiosk.Fact{{Key: "write_table", Value: table}, profile},
		values("write_port", f.Info.Name(), "write_baud", strconv.Itoa(f.Baud))...)
}

func (f PortFinding) health() kiosk.Health {
	switch f.State {
	case PortPrinter, PortReader, PortChipReader:
		return kiosk.HealthGood
	case PortRefused, PortNoisy:
		return kiosk.HealthFault
	case PortStranger, PortLooped:
		return kiosk.HealthAttention
	}
	return kiosk.HealthUnknown
}

// values makes facts of keys and values in turn, and leaves out what is empty.
func values(pairs ...string) []kiosk.Fact {
	var facts []kiosk.Fact
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			facts = append(facts, kiosk.Fact{Key: pairs[i], Value: pairs[i+1]})
		}
	}
	return facts
}
