package workshop

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// WriteDurably writes a file into a folder so that it is there whole or not at
// all, also when the stick is pulled or the power goes. It is read back from the
// drive and compared. It returns the file's path.
func WriteDurably(folder, name string, data []byte) (string, error) {
	path := filepath.Join(folder, name)
	tmp := path + ".tmp"
	if err := writeSynced(tmp, data); err != nil {
		_ = os.Remove(tmp)
		return "", fmt.Errorf("write to the drive: %w", err)
	}
	if err := os.Rename(tmp, path); err != nil {
		_ = os.Remove(tmp)
		return "", fmt.Errorf("write to the drive: %w", err)
	}
	if err := syncFolder(folder); err != nil {
		return "", fmt.Errorf("write to the drive: %w", err)
	}
	if err := readBack(path, data); err != nil {
		return "", fmt.Errorf("read back from the drive: %w; use another stick", err)
	}
	return path, nil
}

func writeSynced(path string, data []byte) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC|unix.O_NOFOLLOW, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	// What is read back should come from the drive, not from memory.
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED) // a wish
	return nil
}

// syncFolder makes a new name durable. Some file systems of sticks cannot, and
// have written it already.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, f.Close())
}

func readBack(path string, data []byte) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return err
	}
	if want := sha256.Sum256(data); !bytes.Equal(hash.Sum(nil), want[:]) {
		return fmt.Errorf("%s: it is not what was written", path)
	}
	return nil
}
