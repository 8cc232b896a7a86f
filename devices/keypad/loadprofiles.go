package keypad

import (
	"embed"
	"io/fs"

	"kundterminal/devices/profiles"
)

//go:embed profiles/*.toml
var profileFiles embed.FS

var kind = profiles.Kind[Profile]{
	Name: "keypad", ID: func(p *Profile) string { return p.ID }, Check: (*Profile).check,
	New: func() Profile { return Profile{Parity: "none"} },
}

// Profiles are the profiles that come with the program, sorted by id.
var Profiles = kind.BuiltIn(profileFiles)

// ProfileByID finds one of the given profiles; the error lists those there are.
func ProfileByID(profiles []Profile, id string) (Profile, error) { return kind.Find(profiles, id) }

// LoadProfiles reads every *.toml file at the top of files, sorted by id. The error
// joins all faults of all files, each as "file: key: reason"; profiles without a
// fault are returned even so.
func LoadProfiles(files fs.FS) ([]Profile, error) { return kind.Load(files) }
