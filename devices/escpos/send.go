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
	// doubtAfter is how long an XOFF is believed of a printer that says that it is on
	// line and cannot be full: it was noise, or its XON was lost.
	doubtAfter = time.Second
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

// send hands a job to the port, chunk by chunk, as fast as the printer lets it. A
// fault of the printer ends it at once.
func (c *conn) send(ctx context.Context, b []byte, deadline time.Time) error {
	pace := newPacer(c.profile, c.options.Baud)
	chunk := c.profile.Chunk
	for sent := 0; sent < len(b); {
		n := min(chunk, len(b)-sent)
		if err := c.room(ctx, len(b), deadline); err != nil {
			return &interrupted{sent, err}
		}
		if pause := pace.pause(n); pause > 0 {
			err := c.wait(ctx, pause, func() bool { return c.ending() != devices.FaultNone })
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
		pace.wrote(n)
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
	for {
		ready := false
		err := c.wait(ctx, c.nextLook(limit), func() bool {
			ready = c.takes(size)
			return ready || c.ending() != devices.FaultNone
		})
		c.mu.Lock()
		fault := c.ending()
		c.mu.Unlock()
		switch {
		case fault != devices.FaultNone:
			return faulty(fault, nil)
		case ready:
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
		doubtful := !full && c.profile.ASB && c.condition&Offline == 0 && time.Since(c.stopSince) >= doubtAfter
		return !c.stop || doubtful
	case FlowDSR:
		ready, known := c.port.ModemReady()
		return ready || !known
	}
	return true
}

// pacer keeps what is on its way to the printer small enough to fit when XOFF comes.
// What fits in an empty buffer is not paced at all: tickets are that small.
type pacer struct {
	rate   float64 // bytes a second
	burst  int     // bytes that may go unpaced
	window float64 // bytes that may be under way after that
	total  int
	flying float64
	last   time.Time
}

func newPacer(p *Profile, baud int) *pacer {
	return &pacer{
		rate: float64(baud) / 10, burst: p.Buffer - p.Reserve,
		window: max(float64(p.Chunk), float64(p.Reserve)*3/4), last: time.Now(),
	}
}

// pause is how long to wait before n more bytes.
func (p *pacer) pause(n int) time.Duration {
	now := time.Now()
	p.flying = max(0, p.flying-p.rate*now.Sub(p.last).Seconds())
	p.last = now
	if over := p.flying + float64(n) - p.window; p.total+n > p.burst && over > 0 && p.flying > 0 {
		return time.Duration(over/p.rate*float64(time.Second)) + time.Microsecond
	}
	return 0
}

func (p *pacer) wrote(n int) {
	p.total += n
	p.flying += float64(n)
}
