package escpos

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kundterminal/devices"
)

const (
	// stallLimit is how long a printer may keep the line stopped. It empties its
	// whole buffer in less.
	stallLimit = 5 * time.Second
	// doubtAfter is how long an XOFF is believed of a printer that is not known to be
	// off line and cannot be full: it was noise, or its XON was lost.
	doubtAfter = time.Second
	// ahead is how far writing runs before the line, in time. It has to cover what a
	// busy machine may oversleep.
	ahead = 30 * time.Millisecond
	// modemPoll is how often the ready lines are looked at, which make no event.
	modemPoll = 5 * time.Millisecond
)

// interrupted is a job that ended before all of it was sent.
type interrupted struct {
	sent int
	err  error
}

func (i *interrupted) Error() string { return fmt.Sprintf("after %d bytes: %v", i.sent, i.err) }
func (i *interrupted) Unwrap() error { return i.err }

// send hands a job to the port, chunk by chunk, as fast as line and printer let it. A
// fault of the printer ends it at once.
func (c *conn) send(ctx context.Context, b []byte, deadline time.Time) error {
	chunk := c.profile.Chunk
	for sent := 0; sent < len(b); {
		n := min(chunk, len(b)-sent)
		if err := c.room(ctx, len(b), deadline); err != nil {
			return &interrupted{sent, err}
		}
		if pause := c.pacing(sent, n); pause > 0 {
			err := c.wait(ctx, pause, func() bool { return c.ended() != devices.FaultNone })
			if err != nil && !errors.Is(err, errNoAnswer) {
				return &interrupted{sent, err}
			}
			continue
		}
		if sent+n == len(b) {
			c.mu.Lock()
			c.paperRun = 0 // no answer from before this can be a proof
			c.mu.Unlock()
		}
		if err := c.write(b[sent : sent+n]); err != nil {
			return &interrupted{sent + n, err}
		}
		sent += n
	}
	return nil
}

// room waits until the printer takes bytes.
func (c *conn) room(ctx context.Context, size int, deadline time.Time) error {
	limit := time.Now().Add(stallLimit)
	if deadline.Before(limit) {
		limit = deadline
	}
	held := false
	for {
		ready := false
		err := c.wait(ctx, c.nextLook(limit), func() bool {
			ready = c.takes(size)
			held = held || !ready
			return ready || c.ended() != devices.FaultNone
		})
		c.mu.Lock()
		fault := c.ended()
		c.mu.Unlock()
		switch {
		case fault != devices.FaultNone:
			return faulty(fault, nil)
		case ready:
			if held {
				c.d.count(func(counts *Counts) { counts.Stops++ })
			}
			return nil
		case err != nil && !errors.Is(err, errNoAnswer):
			return err
		case !time.Now().Before(limit):
			return faulty(devices.FaultStalled, errors.New("it held the line stopped too long"))
		}
	}
}

// nextLook is how long to wait for an event before looking again.
func (c *conn) nextLook(limit time.Time) time.Duration {
	look := doubtAfter
	if c.profile.Flow == FlowDSR {
		look = modemPoll
	}
	return max(0, min(look, time.Until(limit)))
}

// takes tells whether the next chunk may be written. c.mu is held.
func (c *conn) takes(size int) bool {
	switch c.profile.Flow {
	case FlowXONXOFF:
		full := size > c.profile.Buffer-c.profile.Reserve
		doubtful := !full && c.condition&Offline == 0 && time.Since(c.stopSince) >= doubtAfter
		return !c.stop || doubtful
	case FlowDSR:
		ready, known := c.port.ModemReady()
		return ready || !known
	}
	return true
}

// pacing is how long to wait before n more bytes of a job. What is handed over is kept
// just far enough ahead of the line for it never to idle: a job that fails then leaves
// little behind in the kernel, which nothing could take back. When more has been sent
// than an empty buffer takes, what is on its way must also fit when XOFF comes.
func (c *conn) pacing(sent, n int) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	window := max(float64(c.profile.Chunk), float64(c.profile.Reserve)*3/4)
	if sent+n <= c.profile.Buffer-c.profile.Reserve {
		window = max(window, c.wire.rate*ahead.Seconds())
	}
	flying := c.wire.now()
	if over := flying + float64(n) - window; over > 0 && flying > 0 {
		return c.wire.time(over) + time.Microsecond
	}
	return 0
}
