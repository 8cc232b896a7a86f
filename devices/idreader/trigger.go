package idreader

import (
	"errors"

	"kundterminal/devices"
)

// ErrNoTrigger is the cause of the error when a reader has no trigger: it looks
// for documents all the time.
var ErrNoTrigger = errors.New("the profile has no trigger; the reader reads without one")

// Trigger lets a scanner look for something to read, until it is told otherwise:
// after a read, and when the scanner was unplugged meanwhile, it is told again. It
// takes effect within the Read of a port, a tenth of a second or so; it may be
// called while there is none.
func (d *Driver) Trigger(on bool) error {
	if len(d.profile.Trigger) == 0 {
		return &devices.Error{Op: "switching the scanner on", Device: d.options.Name, Err: ErrNoTrigger}
	}
	d.trigger.Store(on)
	return nil
}

// attendTrigger tells the scanner what it does not know yet.
func (c *conn) attendTrigger() {
	on := c.d.trigger.Load()
	switch {
	case on && (!c.lit || c.clock.now >= c.lightAgain):
		c.lit, c.lightAgain = true, c.clock.now+c.options.PollEvery
		c.send(c.profile.Trigger)
	case !on && c.lit:
		c.lit = false
		c.send(c.profile.Untrigger)
	}
}
