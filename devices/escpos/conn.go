package escpos

import (
	"context"
	"errors"
	"os"
	"slices"
	"sync"
	"time"

	"kundterminal/devices"
)

// errNoAnswer is what a wait ends with when its time is up.
var errNoAnswer = errors.New("no answer came in time")

// conn is what is known about a printer through one port.
type conn struct {
	d       *Driver
	profile *Profile
	options *Options
	port    devices.Port
	asking  sync.Mutex // held while an answer to DLE EOT is awaited: one at a time

	mu      sync.Mutex
	changed chan struct{} // closed and replaced whenever anything below changes
	err     error         // why the port is of no more use

	wire      *wire
	parser    Parser
	condition Condition
	latched   devices.Fault // the first fault since the job began, even if it has passed
	known     bool          // a whole state has been heard
	mute      bool          // it does not answer
	misses    int           // questions in a row that had no answer
	heard     time.Time     // when it last said something that was understood
	stop      bool          // XOFF
	stopSince time.Time

	answers  int // DLE EOT answers so far, the last of which is:
	answer   RealTime
	fulls    int
	full     FullStatus
	frames   int // ASB frames so far
	proved   ProcessID
	paperRun int // equal answers to GS r 1 standing together, the last of which is:
	paper    PaperStatus
	cleared  int
	texts    int // answers to GS I so far, the last of which is:
	text     string
	keys     []string // of NV graphics
	keyLists int      // whole lists of keys so far

	prepared   bool // it has been initialised since it was last mute
	identified bool
	logoDone   bool // the logo has been looked for
	logoKept   bool // and is in its memory
}

func newConn(d *Driver, port devices.Port) *conn {
	return &conn{
		d: d, profile: &d.profile, options: &d.options, port: port,
		changed: make(chan struct{}), wire: newWire(d.options.Baud), parser: Parser{Bare: d.profile.BareStatus},
	}
}

// broadcast wakes all who wait. c.mu is held.
func (c *conn) broadcast() {
	close(c.changed)
	c.changed = make(chan struct{})
}

func (c *conn) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err == nil {
		c.err = err
		c.broadcast()
	}
}

// wait waits until holds is true, which is looked at under the lock at each change.
// It ends with errNoAnswer after the limit, with the context's error, or with what
// ended the port.
func (c *conn) wait(ctx context.Context, limit time.Duration, holds func() bool) error {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		c.mu.Lock()
		done, err, changed := holds(), c.err, c.changed
		c.mu.Unlock()
		switch {
		case done:
			return nil
		case err != nil:
			return err
		}
		select {
		case <-changed:
		case <-timer.C:
			return errNoAnswer
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// write hands bytes to the port. Whoever calls it has the driver's job token.
func (c *conn) write(b []byte) error {
	if _, err := c.port.Write(b); err != nil {
		c.fail(err)
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wire.wrote(len(b))
	return nil
}

// patience is how long an answer may take to come: what is still on its way to the
// printer goes first.
func (c *conn) patience() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.options.AnswerTimeout + c.wire.time(c.wire.now())
}

// read takes what the printer says until the port fails.
func (c *conn) read(ctx context.Context) {
	var buffer [256]byte
	for ctx.Err() == nil {
		n, err := c.port.Read(buffer[:])
		if n > 0 {
			c.hear(buffer[:n])
		}
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			c.fail(err)
			return
		}
	}
}

// hear takes bytes from the printer.
func (c *conn) hear(b []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, reply := range c.parser.Parse(b) {
		if c.understand(reply) {
			c.heard, c.misses, c.mute = time.Now(), 0, false
		}
	}
	c.broadcast()
}

// understand keeps what a reply says, and reports whether it shows that the printer
// is there: noise on the line does not.
func (c *conn) understand(reply Reply) bool {
	switch r := reply.(type) {
	case ASB:
		c.frames++
		c.condition = c.condition&^asbTold | r.Condition()
		c.known = true
		c.latch()
	case RealTime:
		if r.N == 0 {
			return false
		}
		c.answers++
		c.answer = r
	case FullStatus:
		c.fulls++
		c.full = r
	case ProcessID:
		if c.latched == devices.FaultNone { // else the ticket is torn or gone
			c.proved = r
		}
	case Identification:
		c.texts++
		c.text = string(r)
	case GraphicsKeys:
		c.keys = append(c.keys, r.Keys...)
		if !r.More {
			c.keyLists++
		}
	case BufferCleared:
		c.cleared++
	case FlowChanged:
		if r.Stop && !c.stop {
			c.stopSince = time.Now()
		}
		c.stop = r.Stop
		return false
	case PaperStatus:
		c.hearPaper(r)
		return false
	default:
		c.paperRun = 0
		return false
	}
	return true
}

// hearPaper counts equal answers that stand together. Only four values can be true.
func (c *conn) hearPaper(r PaperStatus) {
	switch {
	case c.latched != devices.FaultNone, !slices.Contains([]PaperStatus{0x00, 0x03, 0x0C, 0x0F}, r):
		c.paperRun = 0
	case c.paperRun > 0 && c.paper == r:
		c.paperRun++
	default:
		c.paper, c.paperRun = r, 1
	}
}

// standing is the state as it is to be published; false when none is known yet.
// c.mu is held.
func (c *conn) standing() (devices.Status, bool) {
	switch {
	case c.err != nil:
		return devices.Status{Fault: devices.FaultDisconnected}, true
	case c.mute:
		return devices.Status{Fault: devices.FaultNoAnswer}, true
	}
	return c.condition.Status(), c.known
}

// publish tells the driver each change of state.
func (c *conn) publish(ctx context.Context) {
	for ctx.Err() == nil {
		c.mu.Lock()
		status, known := c.standing()
		changed := c.changed
		c.mu.Unlock()
		if known {
			c.d.setStatus(false, status)
		}
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}
