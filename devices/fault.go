package devices

import "fmt"

// Fault names what is wrong with a device. The zero value, FaultNone, means that
// nothing is known to be wrong. The numbers are not kept anywhere: what is written
// down (journal, log, configuration) is String.
type Fault uint8

// The faults, in no particular order. What each one means to a person is in
// Sentence and Advice.
const (
	FaultNone          Fault = iota // nothing is known to be wrong
	FaultDisconnected               // there is no open port: unplugged, missing, refused
	FaultNoAnswer                   // the port is open, yet the device does not answer
	FaultOffline                    // the device says it is off line and does not say why
	FaultCoverOpen                  // a cover is open
	FaultPaperOut                   // there is no paper
	FaultCutterJam                  // the cutter is stuck
	FaultOverheated                 // too hot (or supply voltage out of range); passes by itself
	FaultMechanical                 // a recoverable mechanical error, such as jammed paper
	FaultUnrecoverable              // the device has to be switched off and on, or repaired
	FaultBufferOverrun              // bytes came faster than the device could take them
	FaultStalled                    // the device has stopped taking bytes
	faultCount
)

var faultTexts = [faultCount]struct{ name, sentence, advice string }{
	FaultNone:          {"none", "nothing is wrong", "nothing to do"},
	FaultDisconnected:  {"disconnected", "it is not connected", "check its cable and its power; it is taken back into use by itself"},
	FaultNoAnswer:      {"no_answer", "it does not answer", "check that it is switched on and that the line speed is the same at both ends"},
	FaultOffline:       {"offline", "it says it is off line", "release its feed button and check its switch"},
	FaultCoverOpen:     {"cover_open", "its cover is open", "close the cover"},
	FaultPaperOut:      {"paper_out", "it has run out of paper", "put in a new roll and close the cover"},
	FaultCutterJam:     {"cutter_jam", "its cutter is jammed", "open the cover, remove the paper around the cutter and close the cover"},
	FaultOverheated:    {"overheated", "it is too hot", "wait until it has cooled down; it goes on by itself"},
	FaultMechanical:    {"mechanical", "its paper path is blocked", "open the cover, remove jammed paper and close the cover"},
	FaultUnrecoverable: {"unrecoverable", "it has an error it cannot recover from", "switch it off and on; if that does not help, it needs service"},
	FaultBufferOverrun: {"buffer_overrun", "it has lost bytes", "check that flow control is set the same way at both ends"},
	FaultStalled:       {"stalled", "it has stopped taking data", "check the cable and the flow control setting; switch it off and on"},
}

// String is the fault's lasting name in snake_case, such as "paper_out".
func (f Fault) String() string {
	if f >= faultCount {
		return fmt.Sprintf("fault_%d", uint8(f))
	}
	return faultTexts[f].name
}

// Sentence says in plain English what is wrong, as the second half of a sentence
// whose first half names the device: "it has run out of paper".
func (f Fault) Sentence() string {
	if f >= faultCount {
		return "it has an unknown fault"
	}
	return faultTexts[f].sentence
}

// Advice says in plain English what to do about the fault.
func (f Fault) Advice() string {
	if f >= faultCount {
		return "call for service"
	}
	return faultTexts[f].advice
}

// MarshalText writes the name, so that a fault in JSON or TOML reads as a word.
func (f Fault) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (f *Fault) UnmarshalText(text []byte) error {
	for i := range faultTexts {
		if faultTexts[i].name == string(text) {
			*f = Fault(i)
			return nil
		}
	}
	return fmt.Errorf("fault %q is not known; known are none, disconnected, no_answer, paper_out and so on", text)
}

// Faults lists every fault except FaultNone, for tests and tables that must have
// a row for each.
func Faults() []Fault {
	all := make([]Fault, 0, faultCount-1)
	for f := FaultNone + 1; f < faultCount; f++ {
		all = append(all, f)
	}
	return all
}
