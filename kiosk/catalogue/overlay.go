package catalogue

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Overlay lays the files of over on those of base: a file of the same path
// replaces the one of base whole, any other is added. A file that over has and
// cannot give is an error; base never stands in for it. A nil over is none.
func Overlay(base, over fs.FS) fs.FS {
	if over == nil {
		return base
	}
	return overlay{base, over}
}

type overlay struct{ base, over fs.FS }

// Open opens a file of over, or else of base. A folder that either has shows
// what both have.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(name)
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	below, belowErr := fs.Stat(o.base, name)
	if !info.IsDir() || belowErr != nil || !below.IsDir() {
		return f, nil
	}
	entries, err := o.both(name)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &folder{File: f, name: name, entries: entries}, nil
}

// both lists what is in a folder that base and over have.
func (o overlay) both(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.over, name)
	if err != nil {
		return nil, err
	}
	below, err := fs.ReadDir(o.base, name)
	if err != nil {
		return nil, err
	}
	for _, e := range below {
		if !slices.ContainsFunc(entries, func(over fs.DirEntry) bool { return over.Name() == e.Name() }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// folder is an open folder whose entries come from both trees.
type folder struct {
	fs.File
	name    string
	entries []fs.DirEntry
	next    int
}

// Read refuses: a folder has no bytes.
func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: path.Base(d.name), Err: errors.New("is a directory")}
}

// ReadDir returns the next n entries, or all that are left when n is not positive.
func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	left := d.entries[d.next:]
	if n <= 0 {
		d.next = len(d.entries)
		return slices.Clone(left), nil
	}
	if len(left) == 0 {
		return nil, io.EOF
	}
	left = left[:min(n, len(left))]
	d.next += len(left)
	return slices.Clone(left), nil
}
