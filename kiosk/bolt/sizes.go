package bolt

import (
	"fmt"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Sizes tells how much room the store takes. All are bytes, but for the counts.
type Sizes struct {
	File      int64  `json:"file"`      // the database file
	Used      int64  `json:"used"`      // of it, pages that hold something
	Limit     int64  `json:"limit"`     // what the file may grow to
	Log       int64  `json:"log"`       // the ticket log
	DiskFree  uint64 `json:"disk_free"` // left on the file system
	Events    uint64 `json:"events"`    // count: events journalled in this file
	Outbox    uint64 `json:"outbox"`    // count: events still to be sent elsewhere
	Unsettled int    `json:"unsettled"` // count: tickets not proved to be in a hand
}

// Sizes measures the store.
func (s *Store) Sizes() (Sizes, error) {
	z := Sizes{
		File: fileSize(s.path), Limit: s.options.MaxSize, Log: fileSize(s.path + logSuffix),
		DiskFree: diskOf(filepath.Dir(s.path)).free,
	}
	err := s.view(func(tx *bbolt.Tx) error {
		stats := s.db.Stats()
		free := int64(stats.FreePageN+stats.PendingPageN) * int64(s.db.Info().PageSize)
		z.Used = tx.Size() - free
		z.Events = tx.Bucket(bucketEvents).Sequence()
		z.Unsettled = tx.Bucket(bucketUnsettled).Stats().KeyN
		for r, err := range runs(tx) {
			if err != nil {
				return err
			}
			z.Outbox += r.last - r.first + 1
		}
		return nil
	})
	if err != nil {
		return z, fmt.Errorf("measure the store: %w", err)
	}
	return z, nil
}
