package staff

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/desk"
)

// maxFile is the largest staff file in bytes: far more than a point has people.
const maxFile = 1 << 20

// Entry is somebody of the staff as the file has them.
type Entry struct {
	ID          queue.StaffID       `toml:"id"`
	Role        desk.Role           `toml:"role"`
	Password    string              `toml:"password"` // its argon2id hash
	Languages   []kiosk.Language    `toml:"languages,omitempty"`
	Competences []kiosk.AuthorityID `toml:"competences,omitempty"`
}

func (e Entry) person() desk.Person {
	sum := sha256.Sum256([]byte(e.Password))
	return desk.Person{
		ID: e.ID, Role: e.Role, Languages: e.Languages, Authorities: e.Competences, Proof: hex.EncodeToString(sum[:8]),
	}
}

type file struct {
	Staff []Entry `toml:"staff"`
}

// Errors of the file and of what is to be written into it.
var (
	// ErrID is returned for an id that is not of the form.
	ErrID = errors.New(`an id has 2 to 20 small letters, digits and hyphens, and begins with a letter: "s-014"`)

	// ErrThere is returned when the id is taken.
	ErrThere = errors.New("there is somebody with the id already")

	// ErrNotThere is returned when nobody has the id.
	ErrNotThere = errors.New("nobody has the id; kundterminal staff list tells who there is")
)

var idForm = regexp.MustCompile(`^[a-z][a-z0-9-]{1,19}$`)

// Read reads a staff file; one that is not there has nobody. The error names every
// fault and tells what to do. It never repeats what stands for a password.
func Read(path string) ([]Entry, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("%s: others on the machine can read or write it; chmod 600 %s", path, path)
	case info.Size() > maxFile:
		return nil, fmt.Errorf("%s: too large for a staff file", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w; it must belong to the terminal's user: chown kiosk %s", err, path)
	}
	return Parse(path, text)
}

// Parse reads the text of a staff file, whose name errors begin with.
func Parse(name string, text []byte) ([]Entry, error) {
	var f file
	meta, err := toml.Decode(string(text), &f)
	if err != nil {
		if parse, ok := errors.AsType[toml.ParseError](err); ok {
			return nil, fmt.Errorf("%s:%d: it is no TOML", name, parse.Position.Line)
		}
		return nil, fmt.Errorf("%s: an entry has a value of another type", name)
	}
	var faults []error
	fault := func(i int, reason string) {
		faults = append(faults, fmt.Errorf("%s: entry %d: %s", name, i+1, reason))
	}
	for _, key := range meta.Undecoded() {
		faults = append(faults, fmt.Errorf("%s: %s: there is no such key", name, key))
	}
	for i, e := range f.Staff {
		if err := e.check(); err != nil {
			fault(i, err.Error())
		}
		if slices.ContainsFunc(f.Staff[:i], func(other Entry) bool { return other.ID == e.ID }) {
			fault(i, "its id stands twice")
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return f.Staff, nil
}

func (e Entry) check() error {
	if !idForm.MatchString(string(e.ID)) {
		return ErrID
	}
	if !slices.Contains(desk.Roles(), e.Role) {
		return fmt.Errorf("the role is none of %v", desk.Roles())
	}
	if _, err := workshop.ParsePINHash([]byte(e.Password)); err != nil {
		return fmt.Errorf("the password is no argon2id hash; make one with: kundterminal staff passwd %s", e.ID)
	}
	for _, l := range e.Languages {
		if !slices.Contains(kiosk.AllLanguages(), l) {
			return fmt.Errorf("a language is none of %v", kiosk.AllLanguages())
		}
	}
	return nil
}

// Text is the file that has these people.
func Text(list []Entry) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Who works at the service point. Passwords stand here as hashes; change one with\n# kundterminal staff passwd ID.\n\n")
	encoder := toml.NewEncoder(&b)
	encoder.Indent = ""
	err := encoder.Encode(file{list})
	return b.Bytes(), err
}

// Add returns the list with somebody new.
func Add(list []Entry, e Entry) ([]Entry, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	if find(list, e.ID) >= 0 {
		return nil, fmt.Errorf("%s: %w", e.ID, ErrThere)
	}
	list = append(slices.Clone(list), e)
	slices.SortFunc(list, func(a, b Entry) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return list, nil
}

// Remove returns the list without somebody.
func Remove(list []Entry, id queue.StaffID) ([]Entry, error) {
	i := find(list, id)
	if i < 0 {
		return nil, fmt.Errorf("%q: %w", id, ErrNotThere)
	}
	return slices.Delete(slices.Clone(list), i, i+1), nil
}

// SetPassword returns the list with another hash for somebody.
func SetPassword(list []Entry, id queue.StaffID, hash string) ([]Entry, error) {
	i := find(list, id)
	if i < 0 {
		return nil, fmt.Errorf("%q: %w", id, ErrNotThere)
	}
	list = slices.Clone(list)
	list[i].Password = hash
	return list, nil
}

func find(list []Entry, id queue.StaffID) int {
	return slices.IndexFunc(list, func(e Entry) bool { return e.ID == id })
}
