package escpos

import (
	"context"
	"errors"
	"time"

	"kundterminal/devices"
)

// recoverEvery is how often an idle printer that waits for recovery is told to
// recover. It tries in vain while the cause is still there, and that does no harm.
const recoverEvery = 5 * time.Second

// attend looks after the printer while no job is under way: initialises it, asks how
// it is, helps it out of errors, takes forgotten tickets back.
func (c *conn) attend(ctx context.Context) error {
	var recovered, takenBack time.Time
	for {
		err := c.look(ctx)
		if err == nil && c.needsRecovery() && time.Since(recovered) >= recoverEvery {
			recovered = time.Now()
			err = c.writeIdle(recoverAndDrop)
		}
		if err == nil && c.forgotten() && time.Since(takenBack) >= c.options.TakeLimit {
			takenBack = time.Now()
			err = c.takeBack()
		}
		c.mu.Lock()
		dead := c.err
		c.mu.Unlock()
		switch {
		case dead != nil:
			return dead
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && !errors.Is(err, errNoAnswer) && !errors.Is(err, errBusy) && devices.FaultOf(err) == devices.FaultNone:
			return err // a fault, such as no paper for the logo, is a state and ends nothing
		}
		_ = c.wait(ctx, c.pause(), func() bool { return c.err != nil })
	}
}

// pause is how long until the next look: less while a ticket waits to be taken.
func (c *conn) pause() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.condition&Presented != 0 {
		return c.options.PollEvery / 4
	}
	return c.options.PollEvery
}

// look prepares a printer that is not prepared, and asks one that is how it is.
func (c *conn) look(ctx context.Context) error {
	c.mu.Lock()
	prepared := c.prepared
	online := c.condition&Offline == 0 && c.known
	rest := online && (!c.identified && c.profile.Identify || !c.logoDone && c.keepsLogo())
	c.mu.Unlock()
	if prepared && !rest {
		return c.round(ctx, c.writeIdle)
	}
	if !c.d.tryAcquire() {
		return errBusy
	}
	defer c.d.release()
	return c.prepare(ctx)
}

func (c *conn) needsRecovery() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.recoverable()
}

// recoverable tells whether DLE ENQ may help. c.mu is held.
func (c *conn) recoverable() bool {
	return c.profile.ClearBuffer && !c.mute && c.condition&(CutterError|Mechanical) != 0 && c.condition&CoverOpen == 0
}

func (c *conn) forgotten() bool {
	p := c.profile.Presenter
	if p == nil || c.options.TakeLimit <= 0 || len(p.Retract)+len(p.Eject) == 0 {
		return false
	}
	status := c.d.Status()
	return status.Presented && time.Since(status.Since) >= c.options.TakeLimit
}

func (c *conn) takeBack() error {
	command := c.profile.Presenter.Retract
	if len(command) == 0 {
		command = c.profile.Presenter.Eject
	}
	return c.writeIdle(command)
}

// TakeBack takes a ticket that waits in the presenter back into the cabinet, or
// throws it out where the printer cannot. It is a no-op without a presenter.
func (d *Driver) TakeBack(ctx context.Context) error {
	d.mu.Lock()
	c := d.conn
	d.mu.Unlock()
	switch {
	case c == nil:
		return &devices.Error{Op: "taking the ticket back", Device: d.options.Name, Fault: devices.FaultDisconnected}
	case d.profile.Presenter == nil || len(d.profile.Presenter.Retract)+len(d.profile.Presenter.Eject) == 0:
		return nil
	}
	if err := d.acquire(ctx); err != nil {
		return err
	}
	defer d.release()
	command := d.profile.Presenter.Retract
	if len(command) == 0 {
		command = d.profile.Presenter.Eject
	}
	return c.write(command)
}
