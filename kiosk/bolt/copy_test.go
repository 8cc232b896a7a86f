package bolt

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestACopyOfAnOpenStoreIsSoundAndTheStoreGoesOn(t *testing.T) {
	b := newBench(t)
	s := b.open()
	b.issue('A')
	path := filepath.Join(t.TempDir(), "copy.db")
	f, err := os.Create(path)
	must(t, err)
	n, err := s.CopyTo(ctx, f)
	must(t, err)
	must(t, f.Close())
	b.issue('A')
	report, err := Check(path)
	if err != nil || report.Bytes != n || report.Epoch != s.Epoch() {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestACopyEndsWithItsContext(t *testing.T) {
	b := newBench(t)
	s := b.open()
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.CopyTo(ended, io.Discard); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
