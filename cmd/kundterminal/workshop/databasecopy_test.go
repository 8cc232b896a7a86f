package workshop_test

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

// slowStore is a store on a disk that takes for ever.
type slowStore struct{ path string }

func (s slowStore) Path() string { return s.path }
func (slowStore) Epoch() string  { return "e" }

func (slowStore) Sizes() (bolt.Sizes, error) {
	return bolt.Sizes{File: 1 << 20, DiskFree: 1 << 40}, nil
}

func (slowStore) CopyTo(ctx context.Context, _ io.Writer) (int64, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

func TestNoTicketWaitsLongForTheCopyOfAnOpenStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		f := workshop.Database{Store: slowStore{path}, Checker: here}.Check(t.Context())
		if took := time.Since(begun); took != 3*time.Second {
			t.Errorf("it took %s", took)
		}
		if f.Text != "store_unchecked" || f.Health != kiosk.HealthAttention || !strings.Contains(f.Args[1], "store check") {
			t.Errorf("%+v", f)
		}
	})
}
