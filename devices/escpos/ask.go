package escpos

import (
	"context"
	"errors"
)

// errBusy says that a job wants the line, and an idle question has to wait.
var errBusy = errors.New("a job is under way")

// writer sends a few bytes; see conn.write and conn.writeIdle.
type writer func([]byte) error

// writeIdle sends only when no job is under way.
func (c *conn) writeIdle(b []byte) error {
	if !c.d.tryAcquire() {
		return errBusy
	}
	defer c.d.release()
	return c.write(b)
}

// round asks for the whole state (DLE EOT 1 to 4, and 20 where there is a presenter)
// and takes it over in one go, so that nobody sees half of it. When the printer
// reported a change of its own accord meanwhile, that is newer and stays.
func (c *conn) round(ctx context.Context, write writer) error {
	c.mu.Lock()
	frames := c.frames
	c.mu.Unlock()
	var present, told Condition
	for n := byte(1); n <= 4; n++ {
		value, err := c.askSurely(ctx, n, write)
		if err != nil {
			return c.missed(err)
		}
		p, t := RealTime{N: n, Value: value}.Conditions()
		present, told = present|p, told|t
	}
	if c.profile.Presenter != nil && c.profile.Presenter.FullStatus {
		full, err := c.askFull(ctx, write)
		if err != nil {
			return c.missed(err)
		}
		present, told = present|full.Condition(), told|fullTold
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.frames != frames {
		told &^= asbTold
		present &^= asbTold
	}
	c.condition = c.condition&^told | present
	c.known = true
	c.latch()
	c.broadcast()
	return nil
}

// missed counts questions without an answer: two, or the very first one, mean that
// the printer does not answer.
func (c *conn) missed(err error) error {
	if !errors.Is(err, errNoAnswer) {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.misses++
	if c.misses >= 2 || c.heard.IsZero() {
		if !c.mute {
			c.mute, c.prepared = true, false
		}
		c.broadcast()
	}
	return err
}

// askSurely asks DLE EOT n. An answer that tells of trouble is believed when it was
// given twice running, for noise on the line is trouble enough.
func (c *conn) askSurely(ctx context.Context, n byte, write writer) (byte, error) {
	const fixedBits, tries = 0x12, 4
	value, err := c.ask(ctx, n, write)
	for range tries {
		if err != nil || value&^fixedBits == 0 {
			break
		}
		again, errAgain := c.ask(ctx, n, write)
		if errAgain != nil || again == value {
			return value, errAgain
		}
		value = again
	}
	return value, err
}

func (c *conn) ask(ctx context.Context, n byte, write writer) (byte, error) {
	c.asking.Lock()
	defer c.asking.Unlock()
	before := c.expect(n)
	defer c.expect(0)
	if err := write(requestStatus(n)); err != nil {
		return 0, err
	}
	var value byte
	err := c.wait(ctx, c.patience(), func() bool {
		value = c.answer.Value
		return c.answers > before && c.answer.N == n
	})
	return value, err
}

func (c *conn) askFull(ctx context.Context, write writer) (FullStatus, error) {
	c.asking.Lock()
	defer c.asking.Unlock()
	c.expect(fullStatus)
	defer c.expect(0)
	c.mu.Lock()
	before := c.fulls
	c.mu.Unlock()
	if err := write(requestStatus(fullStatus)); err != nil {
		return FullStatus{}, err
	}
	var value FullStatus
	err := c.wait(ctx, c.patience(), func() bool {
		value = c.full
		return c.fulls > before
	})
	return value, err
}

// expect tells the parser which question is under way and returns how many have
// been answered.
func (c *conn) expect(n byte) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.parser.Ask(n)
	return c.answers
}
