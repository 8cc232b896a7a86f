package catalogue

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"kundterminal/kiosk"
)

// Source is where the catalogue in use came from.
type Source string

// The sources, from the wished one to the last resort.
const (
	FromFolder   Source = "folder"    // the embedded files under those of the folder
	FromLastGood Source = "last good" // what the folder was when it was last without faults
	FromEmbedded Source = "embedded"  // the program's own files alone
)

// Outcome is what a Keeper uses, and what is wrong with what it should use.
type Outcome struct {
	Catalogue *kiosk.Catalogue
	Source    Source
	Digest    string            // SHA-256 of the files in use, in hexadecimal digits
	Files     map[string]string // those in use, by their paths, with those that Also reads
	Faults    Faults            // of the folder, or of its combination with the embedded files
	Copy      error             // why the last good copy could not be written or read; nil when it could
}

// Keeper keeps a good catalogue in use: it starts on the last good copy, or on
// the embedded files, when the folder is broken, and stays with what it has when
// the folder breaks later. Its methods may be called from several goroutines.
type Keeper struct {
	base    fs.FS
	also    []Also
	folder  string // "" for none
	copyDir string // of the last good copy; "" for none

	mu     sync.Mutex
	now    Outcome
	marks  string   // of the folder when it was last read
	unkept snapshot // what should be the last good copy but could not be written
}

// Open loads the catalogue of the embedded files base and of the folder that is
// laid over them. An empty folder means none; a folder that is named and does
// not exist is a fault. The last good copy is kept in copyDir, which is made
// where it is missing; an empty copyDir keeps none. The error is only non-nil
// when there is no catalogue at all that could be used, not even the embedded one.
func Open(base fs.FS, folder, copyDir string, also ...Also) (*Keeper, error) {
	k := &Keeper{base: base, also: also, folder: folder, copyDir: copyDir}
	if folder == "" {
		if err := k.useEmbedded(); err != nil {
			return nil, err
		}
		return k, nil
	}
	k.marks = marks(os.DirFS(folder))
	s, c, faults := k.read()
	if len(faults) == 0 {
		k.use(s, c)
		return k, nil
	}
	k.now.Faults = faults
	if k.useLastGood() {
		return k, nil
	}
	if err := k.useEmbedded(); err != nil {
		return nil, errors.Join(faults, err)
	}
	return k, nil
}

// Current returns what is in use.
func (k *Keeper) Current() Outcome {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.now
}

// Poll looks whether the folder's files have changed, and takes them into use
// when they have and are without faults; else it stays with what it has. It
// reports whether the outcome differs from the one before: another catalogue,
// or other faults to log. Call it every half minute or so.
func (k *Keeper) Poll() (Outcome, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.folder == "" {
		return k.now, false
	}
	k.keep()
	m := marks(os.DirFS(k.folder))
	if m == k.marks {
		return k.now, false
	}
	k.marks = m
	s, c, faults := k.read()
	before := k.now
	switch {
	case len(faults) > 0:
		k.now.Faults = faults
		return k.now, faults.Error() != before.Faults.Error()
	case s.digest() == before.Digest: // touched, or put right again
		k.now.Faults, k.now.Source, k.unkept = nil, FromFolder, s
		k.keep()
		return k.now, len(before.Faults) > 0
	}
	k.use(s, c)
	return k.now, true
}

// read takes and proves the folder's files over the embedded ones.
func (k *Keeper) read() (snapshot, *kiosk.Catalogue, Faults) {
	info, err := os.Stat(k.folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, Faults{{File: k.folder, Reason: "the folder does not exist: make it, or take it out of the configuration"}}
	case err != nil:
		return nil, nil, Faults{{File: k.folder, Reason: unreadable(err)}}
	case !info.IsDir():
		return nil, nil, Faults{{File: k.folder, Reason: "is no folder: name the folder that the catalogue's files are in"}}
	}
	s, unread := take(Overlay(k.base, os.DirFS(k.folder)))
	c, err := s.loadWith(unread, k.also)
	faults, _ := errors.AsType[Faults](err)
	return s, c, faults
}

// use takes a proved catalogue of the folder into use and keeps a copy.
func (k *Keeper) use(s snapshot, c *kiosk.Catalogue) {
	k.now = Outcome{Catalogue: c, Source: FromFolder, Digest: s.digest(), Files: s}
	k.unkept = s
	k.keep()
}

// keep writes the last good copy where it is not written yet.
func (k *Keeper) keep() {
	if k.unkept == nil || k.copyDir == "" {
		return
	}
	if k.now.Copy = k.unkept.keep(k.copyDir); k.now.Copy == nil {
		k.unkept = nil
	}
}

func (k *Keeper) useLastGood() bool {
	if k.copyDir == "" {
		return false
	}
	s, err := recall(k.copyDir)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	var c *kiosk.Catalogue
	if err == nil {
		if c, err = s.loadWith(nil, k.also); err != nil {
			err = fmt.Errorf("the last good catalogue is not good for this version of the program: %w", err)
		}
	}
	if err != nil {
		k.now.Copy = err
		return false
	}
	k.now.Catalogue, k.now.Source, k.now.Digest, k.now.Files = c, FromLastGood, s.digest(), s
	return true
}

func (k *Keeper) useEmbedded() error {
	s, unread := take(k.base)
	c, err := s.loadWith(unread, k.also)
	if err != nil {
		return fmt.Errorf("the program's own catalogue is broken; install the program again: %w", err)
	}
	k.now.Catalogue, k.now.Source, k.now.Digest, k.now.Files = c, FromEmbedded, s.digest(), s
	return nil
}
