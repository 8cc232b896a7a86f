package ical

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// folder is a folder of calendar files.
type folder struct {
	path  string
	files map[string]kept // by name
}

// kept is what a file held when it was last sound.
type kept struct {
	calendar
	size     int64
	modified time.Time
	broken   *Fault // as it is now; nil: it is sound
}

func (f *folder) poll(ctx context.Context, r reader, fresh bool) (all []calendar, broken Faults, changed bool, err error) {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return nil, nil, false, err
	}
	names := map[string]bool{}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.EqualFold(filepath.Ext(name), ".ics") || strings.HasPrefix(name, ".") {
			continue
		}
		if ctx.Err() != nil {
			return nil, nil, false, ctx.Err()
		}
		names[name] = true
		changed = f.look(r, name, fresh) || changed
	}
	for name := range f.files {
		if !names[name] {
			delete(f.files, name)
			changed = true
		}
	}
	sorted := make([]string, 0, len(f.files))
	for name := range f.files {
		sorted = append(sorted, name)
	}
	sort.Strings(sorted)
	for _, name := range sorted {
		file := f.files[name]
		all = append(all, file.calendar)
		if file.broken != nil {
			broken = append(broken, *file.broken)
		}
	}
	return all, broken, changed || fresh, nil
}

// look reads a file where it has changed.
func (f *folder) look(r reader, name string, fresh bool) (changed bool) {
	path := filepath.Join(f.path, name)
	info, err := os.Stat(path)
	if err != nil {
		return f.broke(name, err)
	}
	old, known := f.files[name]
	if known && !fresh && info.Size() == old.size && info.ModTime().Equal(old.modified) {
		return false
	}
	in, err := os.Open(path)
	if err != nil {
		return f.broke(name, err)
	}
	defer in.Close()
	c, err := r.read(in, name)
	file := kept{calendar: c, size: info.Size(), modified: info.ModTime()}
	if err != nil {
		fault := faultOf(name, err)
		file.calendar, file.broken = old.calendar, &fault
	}
	f.files[name] = file
	return true
}

// broke notes a file that cannot be read at all; it is tried again each time.
func (f *folder) broke(name string, err error) (changed bool) {
	old := f.files[name]
	fault := faultOf(name, err)
	changed = old.broken == nil || *old.broken != fault
	f.files[name] = kept{calendar: old.calendar, broken: &fault}
	return changed
}

// faultOf names what is wrong with a file.
func faultOf(name string, err error) Fault {
	if fault, ok := errors.AsType[Fault](err); ok {
		return fault
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	return Fault{File: name, Reason: "cannot be read: " + err.Error() + "; see that the terminal's user may read it"}
}
