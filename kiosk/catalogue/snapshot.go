package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// The limits of a catalogue's files. The largest real file has about 20,000
// bytes, and Finland has fewer authorities than that.
const (
	maxFile  = 256 << 10
	maxFiles = 500
)

// folders are where a catalogue's files are.
var folders = []string{".", authorityDir, additionsDir}

// snapshot is the text of each *.toml file of a catalogue by its path, taken at
// one moment, so that what is proved is what is used and kept.
type snapshot map[string]string

// take reads the files that a catalogue is made of, and says which cannot be read.
func take(fsys fs.FS) (snapshot, Faults) {
	s, faults := snapshot{}, Faults(nil)
	for _, dir := range folders {
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil && (dir == "." || !errors.Is(err, fs.ErrNotExist)) {
			faults = append(faults, Fault{File: dir, Reason: unreadable(err)})
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			if !isTOML(name) {
				continue
			}
			if len(s) == maxFiles {
				return s, append(faults, Fault{File: dir, Reason: fmt.Sprintf("has more than %d files: remove those that are no authorities", maxFiles)})
			}
			text, reason := read(fsys, name)
			if reason != "" {
				faults = append(faults, Fault{File: name, Reason: reason})
				continue
			}
			s[name] = text
		}
	}
	return s, faults
}

func isTOML(name string) bool {
	return path.Ext(name) == ".toml" && !strings.HasPrefix(path.Base(name), ".")
}

// read returns a file's text, or the reason why there is none.
func read(fsys fs.FS, name string) (text, reason string) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return "", unreadable(err)
	case info.IsDir():
		return "", "is a folder: put its files one level up, or rename it"
	case info.Size() > maxFile:
		return "", fmt.Sprintf("is larger than %d bytes: remove what does not belong", maxFile)
	}
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return "", unreadable(err)
	}
	return string(b), ""
}

func unreadable(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "is missing: a catalogue must have it"
	case errors.Is(err, fs.ErrPermission):
		return "may not be read: allow the terminal's user to read it"
	}
	return fmt.Sprintf("cannot be read: %v", err)
}

// digest is the SHA-256 of all paths and texts, in hexadecimal digits.
func (s snapshot) digest() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(h, "%d %s %d %s ", len(name), name, len(s[name]), s[name])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// marks describes a folder's files by path, size and time of change, to see
// cheaply whether anything may have changed.
func marks(fsys fs.FS) string {
	var b strings.Builder
	for _, dir := range folders {
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(&b, "%s %v\n", dir, err)
		}
		for _, e := range entries {
			if !isTOML(e.Name()) {
				continue
			}
			info, err := fs.Stat(fsys, path.Join(dir, e.Name()))
			if err != nil {
				fmt.Fprintf(&b, "%s/%s %v\n", dir, e.Name(), err)
				continue
			}
			fmt.Fprintf(&b, "%s/%s %d %d\n", dir, e.Name(), info.Size(), info.ModTime().UnixNano())
		}
	}
	return b.String()
}
