package idreader

import (
	"fmt"
	"slices"

	"kundterminal/devices/profiles"
)

// Reads is a sort of thing that a reader reads.
type Reads string

// The sorts.
const (
	ReadsMRZ      Reads = "mrz"
	ReadsBarcode  Reads = "barcode"
	ReadsMagnetic Reads = "magnetic"
)

// Framing is how a reader's messages are told apart.
type Framing string

// The ways of framing.
const (
	FramingText    Framing = "text"    // STX or not; CR, LF, TAB, ETX or silence at the end
	FramingElyctis Framing = "elyctis" // command, length in two bytes, data; text is understood too
)

// Command is a sequence of bytes, written in TOML as hexadecimal pairs.
type Command = profiles.Bytes

// Profile is what one family of readers sends and wants to be sent. It is data: a
// new reader needs a new file, not new code.
type Profile struct {
	ID    string `toml:"id"`    // name in the configuration, such as "elyctis"
	Maker string `toml:"maker"` // for people
	Model string `toml:"model"` // for people

	Reads   []Reads `toml:"reads"`
	Framing Framing `toml:"framing"` // "text" unless said otherwise

	Baud     int    `toml:"baud"`      // the line speed it is delivered with
	DataBits int    `toml:"data_bits"` // 8 unless said otherwise
	StopBits int    `toml:"stop_bits"` // 1 unless said otherwise
	Parity   string `toml:"parity"`    // "none" unless said otherwise

	SilenceMS int     `toml:"silence_ms"` // a frame without an end character ends after so many milliseconds
	Prefix    Command `toml:"prefix"`     // taken off the front of a frame when it is there
	Suffix    Command `toml:"suffix"`     // the only end of a frame beside ETX and silence; empty: CR, LF and TAB end one

	AIM     bool `toml:"aim"`     // barcodes come with their symbology identifier ]cm
	Sensor  bool `toml:"sensor"`  // 1 and 0 tell of a card put in and taken out
	Replies bool `toml:"replies"` // commands are answered by ACK, ENQ or NAK

	Start     []Command `toml:"start"`     // sent once when the reader is there
	Rearm     Command   `toml:"rearm"`     // sent after each read
	Trigger   Command   `toml:"trigger"`   // looks for something to read
	Untrigger Command   `toml:"untrigger"` // stops looking

	AppointmentPrefix string `toml:"appointment_prefix"` // what the codes of bookings begin with
	BadgePrefix       string `toml:"badge_prefix"`       // what staff badges begin with
}

// Prefixes unless a profile says otherwise.
const (
	DefaultAppointmentPrefix = "AV-"
	DefaultBadgePrefix       = "KT-"
)

func defaultProfile() Profile {
	return Profile{
		Framing: FramingText, DataBits: 8, StopBits: 1, Parity: "none", SilenceMS: 100,
		AppointmentPrefix: DefaultAppointmentPrefix, BadgePrefix: DefaultBadgePrefix,
	}
}

// Does reports whether the reader reads such things.
func (p *Profile) Does(what Reads) bool { return slices.Contains(p.Reads, what) }

// check lists what is wrong with a profile, as "key: reason".
func (p *Profile) check() []string {
	var faults []string
	fault := func(key, format string, args ...any) {
		faults = append(faults, key+": "+fmt.Sprintf(format, args...))
	}
	if p.ID == "" {
		fault("id", "is missing; give a short name such as \"elyctis\"")
	}
	p.checkReads(fault)
	p.checkLine(fault)
	p.checkFrame(fault)
	for key, prefix := range map[string]string{"appointment_prefix": p.AppointmentPrefix, "badge_prefix": p.BadgePrefix} {
		if i := slices.IndexFunc([]byte(prefix), func(c byte) bool { return c <= ' ' || c > '~' }); i >= 0 || len(prefix) > 16 {
			fault(key, "%q is not 16 or fewer printing ASCII characters without spaces", prefix)
		}
	}
	if p.BadgePrefix != "" && p.BadgePrefix == p.AppointmentPrefix {
		fault("badge_prefix", "%q is the prefix of appointments too", p.BadgePrefix)
	}
	slices.Sort(faults)
	return faults
}

func (p *Profile) checkReads(fault func(key, format string, args ...any)) {
	if len(p.Reads) == 0 {
		fault("reads", "is missing; give one or more of mrz, barcode, magnetic")
	}
	for _, what := range p.Reads {
		if what != ReadsMRZ && what != ReadsBarcode && what != ReadsMagnetic {
			fault("reads", "%q is not one of mrz, barcode, magnetic", what)
		}
	}
	if p.AIM && !p.Does(ReadsBarcode) {
		fault("aim", "only barcodes have a symbology identifier, and reads has no barcode")
	}
	if p.Sensor && !p.Does(ReadsMagnetic) {
		fault("sensor", "only magnetic readers have a card sensor, and reads has no magnetic")
	}
	switch p.Framing {
	case FramingText:
	case FramingElyctis:
		if !slices.Equal(p.Reads, []Reads{ReadsMRZ}) {
			fault("framing", "elyctis goes with reads = [\"mrz\"] only")
		}
	default:
		fault("framing", "%q is not one of text, elyctis", p.Framing)
	}
}

func (p *Profile) checkLine(fault func(key, format string, args ...any)) {
	within := func(key string, v, low, high int) {
		if v < low || v > high {
			fault(key, "%d is not between %d and %d", v, low, high)
		}
	}
	within("baud", p.Baud, 300, 1_000_000)
	within("data_bits", p.DataBits, 7, 8)
	within("stop_bits", p.StopBits, 1, 2)
	within("silence_ms", p.SilenceMS, 10, 1000)
	if p.Parity != "none" && p.Parity != "odd" && p.Parity != "even" {
		fault("parity", "%q is not one of none, odd, even", p.Parity)
	}
}

func (p *Profile) checkFrame(fault func(key, format string, args ...any)) {
	if len(p.Prefix) > 16 {
		fault("prefix", "%d bytes are more than 16", len(p.Prefix))
	}
	if slices.ContainsFunc(p.Prefix, func(c byte) bool { return c == stx || c == etx || c == '\r' || c == '\n' || c == '\t' }) {
		fault("prefix", "STX, ETX, CR, LF and TAB are understood by themselves; leave them out")
	}
	if n := len(p.Suffix); n > 8 {
		fault("suffix", "%d bytes are more than 8", n)
	} else if n > 0 && !isControl(p.Suffix[n-1]) {
		fault("suffix", "its last byte must be a control character such as 0D")
	}
	if (len(p.Trigger) == 0) != (len(p.Untrigger) == 0) {
		fault("trigger", "trigger and untrigger go together; one of them is missing")
	}
	for i, command := range p.Start {
		if len(command) == 0 {
			fault("start", "command %d is empty", i+1)
		}
	}
}
