package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// compactStep is how many bytes Compact copies in one transaction.
const compactStep = 1 << 20

// Compact rewrites a store that is not open without the room that it no longer
// needs, and returns its size before and after. The new file is whole, checked
// and durable before it takes the place of the old one; it keeps the epoch.
//
// A copy or a restored file stays one: Compact does not renew the fingerprint of
// a file whose own does not fit.
func Compact(ctx context.Context, path string, o Options) (before, after int64, err error) {
	path, o, err = o.complete(path)
	if err != nil {
		return 0, 0, fmt.Errorf("compact: %w", err)
	}
	lock, err := acquire(ctx, path, o.Timeout)
	if err != nil {
		return 0, 0, fmt.Errorf("compact: %w", err)
	}
	defer func() { _ = lock.Close() }()
	before = fileSize(path)
	if err := o.Checker(ctx, path); err != nil {
		return before, before, fmt.Errorf("compact: %w", err)
	}
	tmp := path + ".tmp"
	if err := compactTo(tmp, path, o); err != nil {
		_ = os.Remove(tmp)
		return before, before, fmt.Errorf("compact: %w", err)
	}
	if err := o.Checker(ctx, tmp); err != nil {
		_ = os.Remove(tmp)
		return before, before, fmt.Errorf("compact: the new file: %w", err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return before, before, fmt.Errorf("compact: %w", err)
	}
	return before, fileSize(path), syncDirectory(filepath.Dir(path))
}

// compactTo writes the compacted store to tmp, durable but for its name.
func compactTo(tmp, path string, o Options) (err error) {
	if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	source, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: o.Timeout, OpenFile: openExisting})
	if err != nil {
		return openingError(path, err)
	}
	defer func() { _ = source.Close() }()
	target, err := bbolt.Open(tmp, 0o600, &bbolt.Options{Timeout: o.Timeout, FreelistType: bbolt.FreelistMapType, NoSync: true})
	if err != nil {
		return err
	}
	defer func() {
		if e := target.Close(); err == nil {
			err = e
		}
	}()
	target.AllocSize = growth
	if err := bbolt.Compact(target, source, compactStep); err != nil {
		return err
	}
	// From here on as always: the last transaction makes everything durable.
	target.NoSync = false
	return target.Update(func(tx *bbolt.Tx) error { return renewFingerprint(tx, tmp, path, o) })
}

// renewFingerprint makes the copy the store's own file, where the file that it
// was made from was that.
func renewFingerprint(tx *bbolt.Tx, tmp, path string, o Options) error {
	var kept Fingerprint
	if found, err := get(tx, bucketMeta, keyFingerprint, &kept); err != nil || !found {
		return err
	}
	old, err := o.Fingerprint(path)
	if err != nil {
		return err
	}
	if len(kept.differs(old)) > 0 {
		return nil
	}
	renewed, err := o.Fingerprint(tmp)
	if err != nil {
		return err
	}
	return (&change{tx: tx}).put(bucketMeta, keyFingerprint, renewed)
}
