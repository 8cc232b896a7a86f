package escpos

import (
	"context"
	"errors"
	"time"

	"kundterminal/devices"
)

// await waits for the proof that a job is on paper. It asks the printer now and then
// how it is: all bytes are sent, so the questions cannot fall into a picture.
func (c *conn) await(ctx context.Context, p proof, deadline time.Time) error {
	if c.profile.Proof == ProofNone {
		return c.awaitTime(ctx, deadline)
	}
	every := time.Second
	if !c.profile.ASB {
		every = 300 * time.Millisecond
	}
	for {
		proved := false
		err := c.wait(ctx, max(0, min(every, time.Until(deadline))), func() bool {
			proved = c.provedBy(p)
			return proved || c.ended() != devices.FaultNone
		})
		c.mu.Lock()
		fault := c.ended()
		c.mu.Unlock()
		switch {
		case proved:
			return nil
		case fault != devices.FaultNone:
			return faulty(fault, nil)
		case err != nil && !errors.Is(err, errNoAnswer):
			return err
		case !time.Now().Before(deadline):
			return errors.New("it did not prove in time that the ticket was printed")
		}
		if c.profile.BareStatus {
			continue // its answers cannot be told from the proof
		}
		if err := c.round(ctx, c.write); err != nil && !errors.Is(err, errNoAnswer) {
			return err
		}
		if err := c.repeat(p); err != nil {
			return err
		}
	}
}

// repeat asks for the proof once more, since noise may have eaten the answer. An
// answer that comes too late must not pass for the next job's; so that job begins by
// emptying the printer's buffer, and where that is not possible nothing is repeated.
func (c *conn) repeat(p proof) error {
	if c.profile.Proof == ProofStatusRequest {
		if !c.profile.ClearBuffer {
			return nil
		}
		c.markDirty(false)
	}
	return c.write(p.request)
}

// provedBy tells whether the printer has given the proof. c.mu is held.
func (c *conn) provedBy(p proof) bool {
	if c.profile.Proof == ProofProcessID {
		return c.proved == p.id
	}
	return c.paperRun >= paperAnswers
}

// awaitTime is for printers without any proof: after the time that the job needs
// they are asked whether anything is wrong.
func (c *conn) awaitTime(ctx context.Context, deadline time.Time) error {
	needed := time.Until(deadline) - 4*time.Second // the margin in jobTime, nearly
	err := c.wait(ctx, max(time.Second, needed), func() bool { return c.ended() != devices.FaultNone })
	if err != nil && !errors.Is(err, errNoAnswer) {
		return err
	}
	if err := c.round(ctx, c.write); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if fault := c.ended(); fault != devices.FaultNone {
		return faulty(fault, nil)
	}
	if c.condition&Offline != 0 {
		return faulty(devices.FaultOffline, nil)
	}
	return nil
}
