package bolt

import (
	"context"
	"fmt"

	"go.etcd.io/bbolt"
)

// Setting reads a setting into v, which is a pointer as for json.Unmarshal, and
// reports whether there is one.
func (s *Store) Setting(name string, v any) (bool, error) {
	found := false
	err := s.view(func(tx *bbolt.Tx) (err error) {
		found, err = get(tx, bucketSettings, []byte(name), v)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("read the setting %q: %w", name, err)
	}
	return found, nil
}

// SetSetting keeps a setting, durably. The value is written as JSON; nil takes
// the setting away. The name has 1 to 256 bytes.
func (s *Store) SetSetting(ctx context.Context, name string, v any) error {
	if name == "" || len(name) > 256 {
		return fmt.Errorf("keep a setting: its name has %d bytes, not 1 to 256", len(name))
	}
	err := s.commit(ctx, func(c *change) error {
		if v == nil {
			return c.delete(bucketSettings, []byte(name))
		}
		return c.put(bucketSettings, []byte(name), v)
	})
	if err != nil {
		return fmt.Errorf("keep the setting %q: %w", name, err)
	}
	return nil
}
