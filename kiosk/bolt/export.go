package bolt

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"go.etcd.io/bbolt"
)

// exported is one line of an export.
type exported struct {
	Bucket string          `json:"bucket"`
	Key    any             `json:"key"` // a number in buckets by sequence, else a string
	Value  json.RawMessage `json:"value"`
}

// Export writes everything that an open store holds as JSON Lines, in the shape
// that the package's documentation tells. It reads in portions, and neither holds
// up the writer nor is a picture of one moment: what is committed meanwhile may
// be in it or not.
func (s *Store) Export(ctx context.Context, w io.Writer) error {
	var failed error
	err := export(w, func(bucket []byte) iter.Seq[[]pair] { return s.portions(ctx, bucket, nil, &failed) })
	if failed != nil {
		err = failed
	}
	if err != nil {
		return fmt.Errorf("export the store: %w", err)
	}
	return nil
}

// ExportFile writes what Export does, from a store that is not open.
func ExportFile(path string, w io.Writer) error {
	if err := readable(path, new(Report)); err != nil {
		return fmt.Errorf("export the store: %w", err)
	}
	return surviving(path, func() error { return exportWhole(path, w) })
}

func exportWhole(path string, w io.Writer) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: checkPatience, OpenFile: openExisting})
	if err != nil {
		return fmt.Errorf("export the store: %w", openingError(path, err))
	}
	// Closed without defer: a database whose transaction panicked cannot be closed.
	err = db.View(func(tx *bbolt.Tx) error {
		return export(w, func(bucket []byte) iter.Seq[[]pair] { return portionsOf(tx.Bucket(bucket)) })
	})
	return errors.Join(err, db.Close())
}

// portionsOf yields a bucket in one transaction. A missing bucket is empty.
func portionsOf(b *bbolt.Bucket) iter.Seq[[]pair] {
	return func(yield func([]pair) bool) {
		var from []byte
		for b != nil {
			list := portion(b, from)
			if len(list) == 0 || !yield(list) {
				return
			}
			from = append(list[len(list)-1].key, 0)
		}
	}
}

func export(w io.Writer, read func(bucket []byte) iter.Seq[[]pair]) error {
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, bucket := range buckets {
		for list := range read(bucket) {
			for _, v := range list {
				if err := encoder.Encode(exportedOf(bucket, v)); err != nil {
					return err
				}
			}
		}
	}
	return out.Flush()
}

func exportedOf(bucket []byte, v pair) exported {
	e := exported{Bucket: string(bucket), Key: string(v.key), Value: v.value}
	if n, err := sequenceOf(v.key); err == nil && bySequence[e.Bucket] {
		e.Key = n
	}
	if !json.Valid(v.value) {
		// What a damaged store holds is shown rather than lost.
		e.Value, _ = json.Marshal(string(v.value))
	}
	return e
}
