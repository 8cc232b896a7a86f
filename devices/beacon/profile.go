package beacon

import (
	"fmt"
	"slices"

	"kundterminal/devices/profiles"
)

// Profile is what one family of beacons is told.
type Profile struct {
	ID     string         `toml:"id"`    // name in the configuration
	Maker  string         `toml:"maker"` // for people
	Model  string         `toml:"model"` // for people
	Baud   int            `toml:"baud"`
	Light  profiles.Bytes `toml:"light"`  // lights it
	Dark   profiles.Bytes `toml:"dark"`   // puts it out
	Answer profiles.Bytes `toml:"answer"` // what it says to either; empty: nothing
}

// check lists what is wrong with a profile, as "key: reason".
func (p *Profile) check() []string {
	var faults []string
	if p.ID == "" {
		faults = append(faults, "id: is missing; give a short name such as \"beacon-frames\"")
	}
	if p.Baud < 300 || p.Baud > 921600 {
		faults = append(faults, fmt.Sprintf("baud: %d is not between 300 and 921600", p.Baud))
	}
	if len(p.Light) == 0 || len(p.Dark) == 0 || slices.Equal(p.Light, p.Dark) {
		faults = append(faults, "light: light and dark must both be there, and be unlike")
	}
	return faults
}
