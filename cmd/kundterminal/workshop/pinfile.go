package workshop

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrNoPIN is returned where no PIN was ever set.
var ErrNoPIN = errors.New("no PIN is set")

// PINSource is where the hash of a PIN is.
type PINSource struct {
	Whose      string // in errors: "the technician's PIN"
	Path       string // empty: the systemd credential
	Setting    string // that gives the path
	Credential string // of systemd, where no path is given
	Command    string // that makes the file
}

// TechnicianPIN is where the technician's PIN is.
func TechnicianPIN(path string) PINSource {
	return PINSource{"the technician's PIN", path, "diagnostics.pin_file", "technician-pin", "kundterminal diagnose pin"}
}

// AdvisorPIN is where the service advisors' PIN is.
func AdvisorPIN(path string) PINSource {
	return PINSource{"the service advisors' PIN", path, "identity.pin_file", "advisor-pin", "kundterminal diagnose pin --advisor"}
}

// LoadPINHash reads the technician's hash as PINSource.Load does.
func LoadPINHash(path string) (PINHash, error) { return TechnicianPIN(path).Load() }

func (f PINSource) none() error {
	return fmt.Errorf("%s: %w; make one with: %s", f.Whose, ErrNoPIN, f.Command)
}

// Load reads the hash from the file, or from the systemd credential where no path is
// given. The error wraps ErrNoPIN when none was set up: no path is given, and there is
// no credential.
func (f PINSource) Load() (PINHash, error) {
	path := f.Path
	if path == "" {
		folder := os.Getenv("CREDENTIALS_DIRECTORY")
		if folder == "" {
			return PINHash{}, f.none()
		}
		path = filepath.Join(folder, f.Credential)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && f.Path != "":
		return PINHash{}, fmt.Errorf("%s: %w; make it with: %s", f.Setting, err, f.Command)
	case errors.Is(err, os.ErrNotExist):
		return PINHash{}, fmt.Errorf("%s: %w", path, f.none())
	case err != nil:
		return PINHash{}, err
	case info.Mode().Perm()&0o007 != 0:
		// Six digits are soon guessed by whoever can read the hash.
		return PINHash{}, fmt.Errorf("%s: everybody on the machine can read it; chmod o= %s", path, path)
	case info.Size() > 4096:
		return PINHash{}, fmt.Errorf("%s: too large for a PIN hash", path)
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrPermission) {
		return PINHash{}, fmt.Errorf("%s: %w; it must belong to the terminal's user: chown kiosk %s", f.Whose, err, path)
	}
	if err != nil {
		return PINHash{}, err
	}
	h, err := ParsePINHash(text)
	if err != nil {
		return PINHash{}, fmt.Errorf("%s: %w", path, err)
	}
	return h, nil
}
