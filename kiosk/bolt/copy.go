package bolt

import (
	"context"
	"fmt"
	"io"

	"go.etcd.io/bbolt"
)

// CopyTo writes the whole database as it is at one moment, so that a copy can be
// checked while the store stays open, and returns the bytes written. The file
// cannot grow meanwhile: a commit that needs that waits until the copy has been
// written. CopyTo ends soon after ctx.
func (s *Store) CopyTo(ctx context.Context, w io.Writer) (n int64, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		n, err = tx.WriteTo(contextWriter{ctx, w})
		return err
	})
	if ended := ctx.Err(); err != nil && ended != nil {
		err = ended // bbolt does not wrap it
	}
	if err != nil {
		return n, fmt.Errorf("copy the store: %w", err)
	}
	return n, nil
}

// contextWriter fails once its context has ended.
type contextWriter struct {
	ctx context.Context
	w   io.Writer
}

// Write implements io.Writer.
func (w contextWriter) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.w.Write(p)
}
