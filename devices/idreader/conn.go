package idreader

import (
	"context"
	"errors"
	"os"
	"time"

	"kundterminal/devices"
	"kundterminal/internal/logbook"
	"kundterminal/internal/registers"
)

// conn is a reader through one port. One goroutine uses it.
type conn struct {
	d       *Driver
	profile *Profile
	options *Options
	port    devices.Port
	mail    *mailbox
	parser  *Parser
	clock   lineClock
	asking  asking
	err     error // why the port is of no more use

	noise   noise
	flooded bool // as logged

	lit        bool          // the scanner was told to look for something
	lightAgain time.Duration // when it is told again

	buffer [512]byte
}

func newConn(d *Driver, port devices.Port) *conn {
	c := &conn{
		d: d, profile: &d.profile, options: &d.options, port: port,
		mail: newMailbox(d), clock: newLineClock(&d.profile), asking: newAsking(&d.profile),
	}
	c.parser = NewParser(d.profile, d.options.Today(), c.found)
	return c
}

// run serves the reader until the port fails or the context ends.
func (c *conn) run(ctx context.Context) error {
	c.start()
	for c.err == nil && ctx.Err() == nil {
		start := time.Now()
		n, err := c.port.Read(c.buffer[:])
		took := time.Since(start)
		switch {
		case n > 0:
			c.clock.heard(took)
			c.hear(c.buffer[:n])
		case err == nil || errors.Is(err, os.ErrDeadlineExceeded):
			c.clock.silent(took)
			c.quiet()
			c.tellFlood()
			err = nil
		}
		if err != nil {
			c.fail(err)
			break
		}
		c.attend()
		c.attendTrigger()
	}
	if c.err != nil {
		return c.err
	}
	return ctx.Err()
}

// hear takes bytes from the reader, and leaves none of them behind.
func (c *conn) hear(b []byte) {
	defer func() {
		clear(b)
		registers.Clear()
	}()
	c.d.count(func(counts *Counts) { counts.Bytes += len(b) })
	c.parser.SetToday(c.options.Today())
	c.parser.Feed(b, c.clock.now)
}

// quiet lets the parser end what only silence can end.
func (c *conn) quiet() {
	if at, waits := c.parser.Deadline(); waits && c.clock.now >= at {
		c.parser.Quiet(c.clock.now)
	}
}

// found takes what the parser has found.
func (c *conn) found(e Event) {
	switch e.Kind {
	case DocumentRead:
		c.read(e)
		return
	case RearmDue:
		c.rearm(e.Send)
		return
	case ContinuousOn, CommandAccepted:
		c.answered()
	case CommandRefused:
		c.answered()
		c.d.count(func(counts *Counts) { counts.Refused++ })
		logbook.Write(c.options.Log, logbook.ReaderRefusedCommand{Device: c.options.Name, Profile: c.profile.ID})
	case ContinuousOff:
		c.fellAsleep()
	case NoiseDropped:
		c.heardNoise(e.Bytes)
	case CardInserted, CardRemoved:
		if !c.d.setCard(e.Kind == CardInserted) && e.Kind == CardInserted {
			return
		}
	}
	c.mail.post(letter{event: e})
}

// read takes a document.
func (c *conn) read(e Event) {
	if nothingKnown(e.Document) && c.noise.flood(c.clock.now) {
		e.Document.Wipe()
		c.heardNoise(e.Document.Length)
		return
	}
	c.spoke()
	c.lightAgain = c.clock.now // scanners let go of the trigger after a read
	print, repeated := c.d.repeats.again(e.Document)
	c.d.countFrame(e.Document, repeated)
	if repeated {
		e.Document.Wipe()
		return
	}
	c.mail.post(letter{event: e, print: print})
}

// send hands a command to the port.
func (c *conn) send(command []byte) {
	if c.err != nil {
		return
	}
	if _, err := c.port.Write(command); err != nil {
		c.fail(err)
	}
}

func (c *conn) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *conn) setFault(fault devices.Fault) {
	if status, changed := c.d.setFault(fault); changed {
		c.mail.post(letter{status: status})
	}
}

// leave ends what is under way: a scanner does not go on shining, half a frame is
// forgotten, and a card in a reader that is out of reach is no card.
func (c *conn) leave() {
	if c.lit {
		c.send(c.profile.Untrigger)
	}
	c.parser.Reset()
	clear(c.buffer[:])
	if c.d.setCard(false) {
		c.mail.post(letter{event: Event{Kind: CardRemoved, At: c.clock.now}})
	}
	c.setFault(devices.FaultDisconnected)
}
