package beacon

import (
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// Bytes is a sequence of bytes, written in TOML as hexadecimal pairs.
type Bytes []byte

// UnmarshalText reads hexadecimal pairs such as "A0 01 01 A2".
func (b *Bytes) UnmarshalText(text []byte) error {
	got, err := hex.DecodeString(strings.Join(strings.Fields(string(text)), ""))
	if err != nil {
		return fmt.Errorf("%q is not a row of hexadecimal pairs such as \"A0 01 01 A2\"", text)
	}
	*b = got
	return nil
}

// Profile is what one family of beacons is told.
type Profile struct {
	ID     string `toml:"id"`    // name in the configuration
	Maker  string `toml:"maker"` // for people
	Model  string `toml:"model"` // for people
	Baud   int    `toml:"baud"`
	Light  Bytes  `toml:"light"`  // lights it
	Dark   Bytes  `toml:"dark"`   // puts it out
	Answer Bytes  `toml:"answer"` // what it says to either; empty: nothing
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

//go:embed profiles/*.toml
var profileFiles embed.FS

var builtIn = sync.OnceValues(func() ([]Profile, error) {
	files, err := fs.Sub(profileFiles, "profiles")
	if err != nil {
		return nil, err
	}
	return LoadProfiles(files)
})

// Profiles are the profiles that come with the program, sorted by id.
func Profiles() []Profile {
	profiles, _ := builtIn() // a test holds that they load
	return slices.Clone(profiles)
}

// ProfileByID finds one of the profiles; the error lists those there are.
func ProfileByID(profiles []Profile, id string) (Profile, error) {
	known := make([]string, 0, len(profiles))
	for _, p := range profiles {
		if p.ID == id {
			return p, nil
		}
		known = append(known, p.ID)
	}
	return Profile{}, fmt.Errorf("beacon profile %q is not known; known are %s", id, strings.Join(known, ", "))
}

// LoadProfiles reads every *.toml file at the top of files. The error joins all
// faults of all files, each as "file: key: reason"; profiles without a fault are
// returned even so.
func LoadProfiles(files fs.FS) ([]Profile, error) {
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("looking for beacon profiles: %w", err)
	}
	var profiles []Profile
	var faults []error
	for _, name := range names {
		var p Profile
		meta, err := toml.DecodeFS(files, name, &p)
		if err != nil {
			faults = append(faults, fmt.Errorf("beacon profile %s: %w", path.Base(name), err))
			continue
		}
		reasons := p.check()
		for _, key := range meta.Undecoded() {
			reasons = append(reasons, key.String()+": this key is not known")
		}
		for _, reason := range reasons {
			faults = append(faults, fmt.Errorf("beacon profile %s: %s", path.Base(name), reason))
		}
		if len(reasons) == 0 {
			profiles = append(profiles, p)
		}
	}
	slices.SortFunc(profiles, func(a, b Profile) int { return strings.Compare(a.ID, b.ID) })
	return profiles, errors.Join(faults...)
}
