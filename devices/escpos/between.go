package escpos

import (
	"context"
	"time"
)

// The port is given this long to fail, and looked at so often meanwhile.
const (
	betweenLimit = time.Second
	betweenLook  = 10 * time.Millisecond
)

// Printing reports whether a document is being printed, or waits for its turn.
func (d *Driver) Printing() bool { return d.prints.Load() > 0 }

// Between calls f between two documents, for what makes the port fail, as when it
// is opened anew: none begins before the old port is gone. The error is that of
// ctx, which ended while another document was being printed.
func (d *Driver) Between(ctx context.Context, f func()) error {
	if err := d.acquire(ctx); err != nil {
		return err
	}
	defer d.release()
	served := func() *conn {
		d.mu.Lock()
		defer d.mu.Unlock()
		return d.conn
	}
	old, until := served(), time.Now().Add(betweenLimit)
	f()
	for old != nil && served() == old && time.Now().Before(until) {
		time.Sleep(betweenLook)
	}
	return nil
}
