package keypad

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

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
	return Profile{}, fmt.Errorf("keypad profile %q is not known; known are %s", id, strings.Join(known, ", "))
}

// LoadProfiles reads every *.toml file at the top of files, sorted by id. The error
// joins all faults of all files, each as "file: key: reason"; profiles without a
// fault are returned even so.
func LoadProfiles(files fs.FS) ([]Profile, error) {
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("looking for keypad profiles: %w", err)
	}
	var profiles []Profile
	var faults []error
	source := map[string]string{}
	for _, name := range names {
		profile, reasons := loadProfile(files, name)
		if len(reasons) == 0 && source[profile.ID] != "" {
			reasons = []string{fmt.Sprintf("id: %q is taken by %s", profile.ID, source[profile.ID])}
		}
		for _, reason := range reasons {
			faults = append(faults, fmt.Errorf("keypad profile %s: %s", path.Base(name), reason))
		}
		if len(reasons) == 0 {
			source[profile.ID] = name
			profiles = append(profiles, profile)
		}
	}
	slices.SortFunc(profiles, func(a, b Profile) int { return strings.Compare(a.ID, b.ID) })
	return profiles, errors.Join(faults...)
}

func loadProfile(files fs.FS, name string) (Profile, []string) {
	profile := Profile{Parity: "none"}
	meta, err := toml.DecodeFS(files, name, &profile)
	if err != nil {
		var syntax toml.ParseError
		if errors.As(err, &syntax) {
			return profile, []string{fmt.Sprintf("line %d: %s", syntax.Position.Line, syntax.Message)}
		}
		return profile, []string{err.Error()}
	}
	var reasons []string
	for _, key := range meta.Undecoded() {
		reasons = append(reasons, key.String()+": this key is not known")
	}
	return profile, append(reasons, profile.check()...)
}
