// Package profiles reads what families of devices differ in from TOML: another device
// needs another file, not other code.
package profiles

import (
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

// UnmarshalText reads hexadecimal pairs such as "1D 56 42 00".
func (b *Bytes) UnmarshalText(text []byte) error {
	got, err := hex.DecodeString(strings.Join(strings.Fields(string(text)), ""))
	if err != nil {
		return fmt.Errorf("%q is not a row of hexadecimal pairs such as \"1D 56 42 00\"", text)
	}
	*b = got
	return nil
}

// Kind is a kind of profiles.
type Kind[P any] struct {
	Name  string            // of the device, for people: "printer"
	New   func() P          // a profile before its file is read
	ID    func(*P) string   // its name in the configuration
	Check func(*P) []string // what is wrong with it, as "key: reason"
}

// BuiltIn returns a function that returns the profiles in the folder "profiles" of
// files, sorted by id. Those with a fault are left out: a test holds that there are none.
func (k Kind[P]) BuiltIn(files fs.FS) func() []P {
	load := sync.OnceValue(func() []P {
		folder, err := fs.Sub(files, "profiles")
		if err != nil {
			return nil
		}
		profiles, _ := k.Load(folder)
		return profiles
	})
	return func() []P { return slices.Clone(load()) }
}

// Find returns the profile with an id; the error lists those there are.
func (k Kind[P]) Find(profiles []P, id string) (P, error) {
	known := make([]string, 0, len(profiles))
	for i := range profiles {
		if k.ID(&profiles[i]) == id {
			return profiles[i], nil
		}
		known = append(known, k.ID(&profiles[i]))
	}
	var none P
	return none, fmt.Errorf("%s profile %q is not known; known are %s", k.Name, id, strings.Join(known, ", "))
}

// Load reads every *.toml file at the top of files, sorted by id. The error joins all
// faults of all files, each as "file: key: reason"; profiles without a fault are
// returned even so.
func (k Kind[P]) Load(files fs.FS) ([]P, error) {
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("looking for %s profiles: %w", k.Name, err)
	}
	var profiles []P
	var faults []error
	source := map[string]string{}
	for _, name := range names {
		p, reasons := k.read(files, name)
		if id := k.ID(&p); len(reasons) == 0 && source[id] != "" {
			reasons = []string{fmt.Sprintf("id: %q is taken by %s", id, source[id])}
		}
		for _, reason := range reasons {
			faults = append(faults, fmt.Errorf("%s profile %s: %s", k.Name, path.Base(name), reason))
		}
		if len(reasons) == 0 {
			source[k.ID(&p)] = name
			profiles = append(profiles, p)
		}
	}
	slices.SortFunc(profiles, func(a, b P) int { return strings.Compare(k.ID(&a), k.ID(&b)) })
	return profiles, errors.Join(faults...)
}

func (k Kind[P]) read(files fs.FS, name string) (P, []string) {
	p := k.New()
	meta, err := toml.DecodeFS(files, name, &p)
	if err != nil {
		if syntax, ok := errors.AsType[toml.ParseError](err); ok {
			return p, []string{fmt.Sprintf("line %d: %s", syntax.Position.Line, syntax.Message)}
		}
		return p, []string{err.Error()}
	}
	var reasons []string
	for _, key := range meta.Undecoded() {
		reasons = append(reasons, key.String()+": this key is not known")
	}
	return p, append(reasons, k.Check(&p)...)
}
