package chipcard

import (
	"context"
	"errors"
	"os"
	"time"

	"kundterminal/devices"
	"kundterminal/internal/registers"
)

const (
	statusLimit  = 500 * time.Millisecond // for an answer about the slot, at most
	goneLimit    = 300 * time.Millisecond // for an answer when the card was seen to leave, at most
	frameSilence = 100 * time.Millisecond // never this long within a frame
	maxTries     = 3                      // times that a command is sent when the reader answers NAK
)

var (
	errNoAnswer = errors.New("the reader did not answer in time")
	errNAK      = errors.New("the reader says again and again that commands arrive damaged; check the cable and the line speed")
	errTooLong  = errors.New("the command is too long for the reader")
)

// portError is why the port is of no more use.
type portError struct{ err error }

func (e *portError) Error() string { return e.err.Error() }
func (e *portError) Unwrap() error { return e.err }

// conn speaks CCID through one port. One goroutine uses it.
type conn struct {
	options  *Options
	port     devices.Port
	parser   parser
	sequence byte
	heard    time.Time // when bytes came last

	sawAbsent bool     // a card was seen to leave
	slotState presence // what the last answer said of the slot

	chunk   [256]byte
	out     [maxFrame]byte
	message [maxMessage]byte
}

func newConn(o *Options, port devices.Port) *conn { return &conn{options: o, port: port} }

// wipe overwrites all that went through.
func (c *conn) wipe() {
	c.parser.wipe()
	clear(c.chunk[:])
	clear(c.out[:])
	clear(c.message[:])
	registers.Clear()
}

// request is a command and what is expected of its answer.
type request struct {
	kind     byte
	specific [3]byte
	data     []byte
	answer   byte
	limit    time.Duration // how long the reader may be silent
}

// slow reports whether the card itself has to answer, which may take its time. Noise
// looks like a plea for time as well; so no other command grants it.
func (r *request) slow() bool { return r.kind == transferBlock || r.kind == powerOn }

// transact sends a command and waits for its answer, which is good until the next
// call. An answer that says that the command failed is an error of type readerError
// beside the message. After a NAK the command is sent again: the reader has not
// carried it out.
func (c *conn) transact(ctx context.Context, r request) (message, error) {
	if len(r.data) > maxData {
		return message{}, errTooLong
	}
	c.sequence++
	m := message{kind: r.kind, sequence: c.sequence, specific: r.specific, data: r.data}
	frame := appendFrame(c.out[:0], m.append(c.message[:0]))
	for range maxTries {
		if _, err := c.port.Write(frame); err != nil {
			return message{}, &portError{err}
		}
		answer, err := c.await(ctx, r)
		if err == errNAK {
			continue
		}
		if err == nil && answer.failed() {
			err = readerError(answer.specific[1])
		}
		return answer, err
	}
	return message{}, errNAK
}

// await waits for the answer to the command of c.sequence.
func (c *conn) await(ctx context.Context, r request) (message, error) {
	limit := r.limit
	deadline := time.Now().Add(limit)
	for {
		it, found := c.parser.next()
		if !found {
			if !time.Now().Before(deadline) {
				return message{}, errNoAnswer
			}
			if err := c.read(ctx); err != nil {
				return message{}, err
			}
			continue
		}
		switch it.kind {
		case itemNAK:
			return message{}, errNAK
		case itemExtension:
			if r.slow() {
				deadline = time.Now().Add(limit)
			}
		case itemAbsent:
			c.sawAbsent = true
			if limit > goneLimit {
				limit = goneLimit
				deadline = time.Now().Add(limit)
			}
		case itemPresent: // it is back, or another is
			limit = r.limit
			deadline = time.Now().Add(limit)
		case itemMessage:
			m := it.message
			switch {
			case m.kind != r.answer || m.slot != 0 || m.sequence != c.sequence: // an echo, or late
			case m.extension():
				if r.slow() {
					deadline = time.Now().Add(limit * time.Duration(max(1, m.specific[1])))
				}
			default:
				c.slotState = m.presence()
				return m, nil
			}
		}
	}
}

// read waits a moment for bytes and gives them to the parser. That none came is no
// error.
func (c *conn) read(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	n, err := c.port.Read(c.chunk[:])
	if n > 0 {
		c.heard = time.Now()
		c.parser.feed(c.chunk[:n])
	}
	switch {
	case err == nil:
	case !errors.Is(err, os.ErrDeadlineExceeded):
		return &portError{err}
	case time.Since(c.heard) >= frameSilence:
		c.parser.silence()
	}
	return nil
}

// idle waits until the time is over or a card is seen to come or go.
func (c *conn) idle(ctx context.Context, d time.Duration) error {
	for end := time.Now().Add(d); time.Now().Before(end); {
		if err := c.read(ctx); err != nil {
			return err
		}
		for it, found := c.parser.next(); found; it, found = c.parser.next() {
			switch it.kind {
			case itemAbsent:
				c.sawAbsent = true
				return nil
			case itemPresent:
				return nil
			}
		}
	}
	return nil
}
