package catalogue

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// lastGoodFile holds the last good copy, in the folder that the Keeper is given.
const lastGoodFile = "catalogue.last-good.json"

// lastGood is that file: the texts and the digest that proves them whole.
type lastGood struct {
	Digest string   `json:"digest"`
	Files  snapshot `json:"files"`
}

// keep writes the snapshot as the last good copy, unless it is that already. The
// file is there whole or as it was before, even after a power cut.
func (s snapshot) keep(dir string) error {
	if kept, err := recall(dir); err == nil && kept.digest() == s.digest() {
		return nil
	}
	text, err := json.Marshal(lastGood{s.digest(), s})
	if err == nil {
		err = writeWhole(dir, lastGoodFile, text)
	}
	if err != nil {
		return fmt.Errorf("the catalogue's last good copy could not be written: %w", err)
	}
	return nil
}

// recall reads the last good copy. The error is fs.ErrNotExist when there is none.
func recall(dir string) (snapshot, error) {
	name := filepath.Join(dir, lastGoodFile)
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("the catalogue's last good copy: %w", err)
	}
	var kept lastGood
	if err := json.Unmarshal(text, &kept); err != nil {
		return nil, fmt.Errorf("%s is damaged and is not used: %w", name, err)
	}
	if kept.Files.digest() != kept.Digest {
		return nil, fmt.Errorf("%s is damaged and is not used: its digest does not fit its files", name)
	}
	return kept.Files, nil
}

// writeWhole replaces a file: written under another name, synced, renamed, and
// the rename synced.
func writeWhole(dir, name string, text []byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	temporary := filepath.Join(dir, "."+name+".tmp")
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	if err := os.Rename(temporary, filepath.Join(dir, name)); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
