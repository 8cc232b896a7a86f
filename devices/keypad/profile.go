package keypad

import (
	"bytes"
	"fmt"
	"slices"

	"kundterminal/devices/profiles"
)

// Wire is how a keypad is reached.
type Wire string

// The ways.
const (
	WireSerial Wire = "serial" // a serial port, also a USB one
	WireInput  Wire = "input"  // a keyboard at /dev/input
)

// Profile is what one family of keypads sends. It is data: another keypad needs
// another file, not other code.
type Profile struct {
	ID    string `toml:"id"`    // name in the configuration
	Maker string `toml:"maker"` // for people
	Model string `toml:"model"` // for people
	Wire  Wire   `toml:"wire"`

	Baud   int            `toml:"baud"`   // of a serial line
	Ask    profiles.Bytes `toml:"ask"`    // asks whether the keypad is there; empty: it cannot be asked
	Answer profiles.Bytes `toml:"answer"` // what it says then
	Parity string         `toml:"parity"` // "none" unless said otherwise

	Sends map[string]profiles.Bytes `toml:"sends"` // of a serial line, by the names of keys
	Codes map[string][]string       `toml:"codes"` // of a keyboard: names such as "KEY_UP", by the names of keys
}

// longest is how many bytes a key may send.
const longest = 16

// check lists what is wrong with a profile, as "key: reason".
func (p *Profile) check() []string {
	var faults []string
	fault := func(key, format string, args ...any) {
		faults = append(faults, key+": "+fmt.Sprintf(format, args...))
	}
	if p.ID == "" {
		fault("id", "is missing; give a short name such as \"serial-frames\"")
	}
	switch p.Wire {
	case WireSerial:
		p.checkSerial(fault)
	case WireInput:
		p.checkInput(fault)
	default:
		fault("wire", "%q is neither serial nor input", p.Wire)
	}
	slices.Sort(faults)
	return faults
}

func (p *Profile) checkSerial(fault func(key, format string, args ...any)) {
	if p.Baud < 300 || p.Baud > 921600 {
		fault("baud", "%d is not between 300 and 921600", p.Baud)
	}
	if p.Parity != "none" && p.Parity != "odd" && p.Parity != "even" {
		fault("parity", "%q is not one of none, odd, even", p.Parity)
	}
	if (len(p.Ask) == 0) != (len(p.Answer) == 0) {
		fault("ask", "ask and answer go together; one of them is missing")
	}
	if len(p.Codes) > 0 {
		fault("codes", "are of keyboards; a serial line has sends")
	}
	frames := map[string]profiles.Bytes{"answer": p.Answer}
	for _, k := range Keys() {
		if frames[k.String()] = p.Sends[k.String()]; len(p.Sends[k.String()]) == 0 {
			fault("sends."+k.String(), "is missing")
		}
	}
	for name, frame := range p.Sends {
		if frames[name] == nil {
			fault("sends."+name, "is none of the keys %v", Keys())
		}
		if len(frame) > longest {
			fault("sends."+name, "%d bytes are more than %d", len(frame), longest)
		}
		for other, begins := range frames {
			if other != name && len(begins) > 0 && bytes.HasPrefix(frame, begins) {
				fault("sends."+name, "begins with all of %s, and would be taken for it", other)
			}
		}
	}
}

func (p *Profile) checkInput(fault func(key, format string, args ...any)) {
	if len(p.Sends)+len(p.Ask)+len(p.Answer) > 0 {
		fault("sends", "sends, ask and answer are of serial lines; a keyboard has codes")
	}
	taken := map[string]string{}
	for _, k := range Keys() {
		if len(p.Codes[k.String()]) == 0 {
			fault("codes."+k.String(), "is missing")
		}
	}
	for name, codes := range p.Codes {
		if new(Key).UnmarshalText([]byte(name)) != nil {
			fault("codes."+name, "is none of the keys %v", Keys())
		}
		for _, code := range codes {
			if _, known := codeNamed(code); !known {
				fault("codes."+name, "%q is not known; give a name such as KEY_UP, or a number", code)
			}
			if other := taken[code]; other != "" {
				fault("codes."+name, "%s is that of %s too", code, other)
			}
			taken[code] = name
		}
	}
}
