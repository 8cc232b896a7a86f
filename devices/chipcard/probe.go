package chipcard

import (
	"context"
	"errors"
	"time"

	"kundterminal/devices"
)

// Probe finds out whether a chip card reader that speaks CCID over serial is at a
// port that nobody else uses: at 115200 bits per second, 8 data bits and 2 stop bits.
// It asks about the slot, and then for the reader's firmware, which is "" where the
// reader does not say. A card in the reader is left alone. The error is
// devices.ErrNoReply when no answer in the reader's framing came, devices.ErrStranger
// when all that came says that the question arrived damaged, or the port's own.
func Probe(ctx context.Context, port devices.Port) (firmware string, err error) {
	o := Options{AnswerTimeout: 700 * time.Millisecond}.withDefaults()
	c := newConn(&o, port)
	defer c.wipe()
	var refused readerError
	for range 2 { // the first may meet what was begun by others
		if _, err = c.slot(ctx); err == nil {
			break
		}
	}
	if err != nil {
		return "", unanswered(err)
	}
	m, err := c.transact(ctx, request{kind: escape, data: []byte{0x02}, answer: escapeReply, limit: o.AnswerTimeout})
	switch {
	case err == nil:
		return printable(m.data), nil
	case errors.As(err, &refused), errors.Is(err, errNoAnswer):
		return "", nil // it has told of its slot all the same
	}
	return "", unanswered(err)
}

// unanswered is the error of a probe in the words that all probes share.
func unanswered(err error) error {
	var broken *portError
	switch {
	case errors.As(err, &broken):
		return broken.err
	case errors.Is(err, errNoAnswer):
		return devices.ErrNoReply
	case errors.Is(err, errNAK):
		return devices.ErrStranger
	}
	return err
}
