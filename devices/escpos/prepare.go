package escpos

import (
	"context"
	"errors"
	"slices"
	"time"

	"kundterminal/internal/logbook"
)

// Identity is what a printer says it is (GS I).
type Identity struct {
	Maker, Model, Firmware, Serial string
}

// prepare brings the printer to the state that jobs start from. The job token is
// held. A printer that does not answer stays unprepared.
func (c *conn) prepare(ctx context.Context) error {
	if err := c.clean(ctx); err != nil {
		return err
	}
	if err := c.round(ctx, c.write); err != nil {
		return err
	}
	c.mu.Lock()
	c.prepared = true
	online := c.condition&Offline == 0
	identify := online && c.profile.Identify && !c.identified
	logo := online && c.keepsLogo() && !c.logoDone
	c.mu.Unlock()
	if identify {
		if err := c.identify(ctx); err != nil {
			return err
		}
	}
	if logo {
		return c.keepLogo(ctx)
	}
	return nil
}

// clean empties the printer's buffer and puts its modes back.
func (c *conn) clean(ctx context.Context) error {
	if _, err := c.clear(ctx); err != nil {
		return err
	}
	c.d.mu.Lock()
	c.d.dirty = false
	c.d.mu.Unlock()
	return c.write(prelude(c.profile))
}

// clear drops what waits in the printer (DLE DC4 8), where it can, and reports
// whether the printer said so.
func (c *conn) clear(ctx context.Context) (bool, error) {
	if !c.profile.ClearBuffer {
		return false, nil
	}
	c.mu.Lock()
	before := c.cleared
	c.mu.Unlock()
	if err := c.write(clearBuffers); err != nil {
		return false, err
	}
	err := c.wait(ctx, c.patience(), func() bool { return c.cleared > before })
	if errors.Is(err, errNoAnswer) {
		return false, nil
	}
	return err == nil, err
}

// identify asks for the four texts. A printer that does not answer the first one is
// not asked for the others.
func (c *conn) identify(ctx context.Context) error {
	var id Identity
	defer func() {
		c.mu.Lock()
		c.identified = true
		c.parser.AskIdentity(false)
		c.mu.Unlock()
		c.d.mu.Lock()
		c.d.identity = id
		c.d.mu.Unlock()
	}()
	for _, q := range []struct {
		n    byte
		into *string
	}{{66, &id.Maker}, {67, &id.Model}, {65, &id.Firmware}, {68, &id.Serial}} {
		c.mu.Lock()
		c.parser.AskIdentity(true)
		before := c.texts
		c.mu.Unlock()
		if err := c.write(requestIdentity(q.n)); err != nil {
			return err
		}
		err := c.wait(ctx, c.patience(), func() bool {
			*q.into = c.text
			return c.texts > before
		})
		if errors.Is(err, errNoAnswer) {
			*q.into = ""
			return nil
		}
		if err != nil {
			return err
		}
	}
	logbook.Write(c.options.Log, logbook.PrinterIdentified{
		Device: c.options.Name, Maker: id.Maker, Model: id.Model, Firmware: id.Firmware, Serial: id.Serial,
	})
	return nil
}

func (c *conn) keepsLogo() bool {
	return c.profile.NVGraphics && c.options.Logo != nil && c.options.Logo.Image != nil
}

// keepLogo writes the logo into the printer's memory unless its key is there. The
// memory wears out, so it is never written again. Where the printer says nothing
// about its memory, tickets carry the logo themselves.
func (c *conn) keepLogo(ctx context.Context) error {
	key, err := graphicsKey(c.options.Logo.Key)
	if err != nil {
		return err
	}
	kept, err := c.graphicsKept(ctx, c.options.Logo.Key)
	if err == nil && !kept {
		b := logoBitmap(c.options.Logo.Image, c.profile.Dots)
		c.begin()
		seconds := len(b.bits) * 10 / c.options.Baud
		if err = c.send(ctx, storeGraphics(key, b), time.Now().Add(time.Duration(seconds+10)*time.Second)); err != nil {
			c.markDirty(false)
			return err
		}
		kept, err = c.graphicsKept(ctx, c.options.Logo.Key)
	}
	if err != nil && !errors.Is(err, errNoAnswer) {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.logoDone, c.logoKept = true, kept
	return nil
}

// graphicsKept asks whether a key is in the printer's memory. Writing it takes a
// while, so the answer may.
func (c *conn) graphicsKept(ctx context.Context, key string) (bool, error) {
	c.mu.Lock()
	before := c.keyLists
	c.keys = nil
	c.mu.Unlock()
	if err := c.write(listGraphics); err != nil {
		return false, err
	}
	kept := false
	err := c.wait(ctx, c.patience()+5*time.Second, func() bool {
		kept = slices.Contains(c.keys, key)
		return c.keyLists > before
	})
	return kept, err
}
