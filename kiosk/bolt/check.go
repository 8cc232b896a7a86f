package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"kundterminal/kiosk"
)

const (
	// checkPatience is how long Check waits for a process that writes.
	checkPatience = time.Second

	// mostProblems is how many problems a Report lists.
	mostProblems = 20

	// recordsRead is how many of the newest records of a bucket Check reads, so
	// that it takes no longer as the years go by.
	recordsRead = 20_000
)

// Report is what Check found.
type Report struct {
	Path     string           `json:"path"`
	Bytes    int64            `json:"bytes"`
	Terminal kiosk.TerminalID `json:"terminal"`
	Epoch    string           `json:"epoch"`
	Sequence uint64           `json:"sequence"`           // the last one given
	Open     bool             `json:"open"`               // not closed in good order
	Feedback int              `json:"feedback"`           // how many are kept
	Problems []string         `json:"problems,omitempty"` // at most 20
}

func (r *Report) add(format string, args ...any) {
	if len(r.Problems) < mostProblems {
		r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
	}
}

// Check reads the database at path and proves that it is sound: the pages of the
// file, then that the buckets agree with one another. It writes nothing.
//
// The error wraps ErrDamaged when it is not sound, ErrLocked when another
// process has it open, ErrNewer when this program does not know its format, and
// otherwise says why the file cannot be read.
//
// A damaged file can hang, exhaust or kill the process that reads it. Let a child
// do it (see Command).
func Check(path string) (Report, error) {
	report := Report{Path: path}
	err := surviving(path, func() error { return check(path, &report) })
	return report, err
}

func check(path string, r *Report) error {
	if err := readable(path, r); err != nil {
		return err
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: checkPatience, OpenFile: openExisting})
	if err != nil {
		return openingError(path, err)
	}
	// Not deferred: a database whose transaction panicked cannot be closed.
	err = db.View(func(tx *bbolt.Tx) error { return examine(tx, r) })
	_ = db.Close()
	if err == nil && len(r.Problems) > 0 {
		err = fmt.Errorf("%s: %w: %s", path, ErrDamaged, r.Problems[0])
	}
	return err
}

// readable fails where there is no file, or one that cannot be a database.
func readable(path string, r *Report) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	r.Bytes = info.Size()
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: %w: not a regular file", path, ErrDamaged)
	}
	if r.Bytes == 0 {
		return fmt.Errorf("%s: %w: the file is empty", path, ErrDamaged)
	}
	return nil
}

// openExisting opens a file and never creates one.
func openExisting(name string, flag int, mode os.FileMode) (*os.File, error) {
	return os.OpenFile(name, flag&^os.O_CREATE, mode)
}

// openingError tells a file that bbolt does not take from one that cannot be had.
func openingError(path string, err error) error {
	var system *os.PathError
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return locked(path)
	case errors.As(err, &system):
		return err
	}
	return fmt.Errorf("%s: %w: %v", path, ErrDamaged, err)
}

// examine checks the pages, then the contents.
func examine(tx *bbolt.Tx, r *Report) error {
	if tx.Size() > r.Bytes {
		r.add("the file is cut short: it has %d bytes of %d", r.Bytes, tx.Size())
		return nil
	}
	for err := range tx.Check() {
		r.add("%v", err)
	}
	if len(r.Problems) > 0 {
		return nil
	}
	for _, name := range buckets {
		if tx.Bucket(name) == nil && !slices.ContainsFunc(addedLater, func(n []byte) bool { return bytes.Equal(n, name) }) {
			r.add("bucket %q is missing", name)
		}
	}
	if len(r.Problems) > 0 {
		return nil
	}
	if err := checkFormat(tx); err != nil {
		return err
	}
	checkMeta(tx, r)
	checkContents(tx, r)
	return nil
}

// checkFormat fails with ErrNewer for a store of a later format.
func checkFormat(tx *bbolt.Tx) error {
	format := 0
	if _, err := get(tx, bucketMeta, keyFormat, &format); err != nil {
		return err
	}
	if format > formatVersion {
		return fmt.Errorf("format %d, known up to %d: %w", format, formatVersion, ErrNewer)
	}
	return nil
}

func checkHere(_ context.Context, path string) error {
	_, err := Check(path)
	return err
}
