package chipcard

import (
	"context"
	"errors"
	"time"

	"kundterminal/devices"
	"kundterminal/internal/logbook"
)

// maxMisses is how many commands in a row have no answer before the reader counts
// as mute.
const maxMisses = 3

// watch looks after one reader through one port.
type watch struct {
	d          *Driver
	conn       *conn
	introduced bool // it was asked for its firmware and set up
	misses     int
	held       bool // a card is in
	powered    bool // and was given power
}

// run asks the reader again and again until the port fails or the context ends.
func (w *watch) run(ctx context.Context) error {
	for {
		err := w.look(ctx)
		var broken *portError
		switch {
		case errors.As(err, &broken):
			return broken.err
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			w.missed()
		}
		if err := w.conn.idle(ctx, w.d.options.PollEvery); err != nil {
			if errors.As(err, &broken) {
				return broken.err
			}
			return err
		}
	}
}

// missed counts a command without an answer. A reader that has lost its voice has
// lost its card as well: nobody can tell whether it is still the same.
func (w *watch) missed() {
	if w.misses++; w.misses >= maxMisses {
		w.introduced = false
		w.removed()
		w.d.setStatus(devices.FaultNoAnswer)
	}
}

// look asks once how the reader and its slot are, and acts on it.
func (w *watch) look(ctx context.Context) error {
	if !w.introduced {
		if err := w.introduce(ctx); err != nil {
			return err
		}
	}
	slot, err := w.conn.slot(ctx)
	if err != nil {
		return err
	}
	w.misses = 0
	w.d.setStatus(devices.FaultNone)
	left := w.conn.sawAbsent
	w.conn.sawAbsent = false
	// A card without power that was ours with power is another, or was out; of one
	// that never had power only the movement can tell.
	if slot == absent || w.powered && slot == inactive || !w.powered && left {
		w.removed()
	}
	if slot == absent || w.held {
		return nil
	}
	return w.inserted(ctx)
}

// introduce asks who the reader is, and to tell of card movements with its answers.
// A reader that refuses is used as it is.
func (w *watch) introduce(ctx context.Context) error {
	var refused readerError
	limit := w.d.options.AnswerTimeout
	m, err := w.conn.transact(ctx, request{kind: escape, data: []byte{0x02}, answer: escapeReply, limit: limit})
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	if err == nil {
		w.d.setFirmware(printable(m.data))
	}
	_, err = w.conn.transact(ctx, request{kind: escape, data: []byte{0x01, 0x01, 0x01}, answer: escapeReply, limit: limit})
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	w.introduced = true
	return nil
}

// printable makes a line of what the reader calls itself.
func printable(b []byte) string {
	text := make([]byte, 0, 64)
	for _, c := range b {
		if c >= ' ' && c < 0x7F && len(text) < cap(text) {
			text = append(text, c)
		}
	}
	return string(text)
}

func (w *watch) inserted(ctx context.Context) error {
	w.held, w.powered = true, false
	now := time.Now()
	w.d.setCard(true, now)
	w.d.last.entered(now)
	w.d.options.OnEvent(CardInserted{At: now})
	result, fatal := w.conn.readCard(ctx)
	if result.Err != nil {
		logbook.Write(w.d.options.Log, logbook.ChipCardNotRead{
			Device: w.d.options.Name, Outcome: result.Outcome.String(), Cause: result.Err,
		})
	}
	w.powered = w.conn.slotState == active
	if result.Card != nil && w.d.last.again(result.Card) {
		result.Card.Wipe()
		result.Card, result.Outcome = nil, OutcomeRepeated
	}
	w.d.options.OnEvent(result)
	switch {
	case fatal != nil:
		return fatal
	case result.Outcome == OutcomePulled:
		w.removed()
	case result.Outcome == OutcomeReaderLost:
		w.misses = maxMisses
		w.missed()
	}
	return nil
}

// removed ends a card, if there is one.
func (w *watch) removed() {
	if !w.held {
		return
	}
	w.held, w.powered = false, false
	now := time.Now()
	w.d.setCard(false, now)
	w.d.last.left(now)
	w.d.options.OnEvent(CardRemoved{At: now})
}
