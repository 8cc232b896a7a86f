package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"kundterminal/kiosk"
)

// citizen makes one visit after another at a terminal, chooses anything, and
// deals with each screen as a person would.
type citizen struct {
	*player
	x    *rig
	rng  *rand.Rand
	mend func() // calls whoever can mend the printer; returns when that is done

	printed, shown, seen, left, copies int // how visits ended, and copies asked for
}

// pick presses one of what begins with the prefix.
func (c *citizen) pick(ctx context.Context, prefix string) error {
	var ids []string
	scene := c.scene()
	for _, item := range scene.Items {
		if _, ok := scene.Press(item.ID); ok && strings.HasPrefix(item.ID, prefix) {
			ids = append(ids, item.ID)
		}
	}
	if len(ids) == 0 {
		return fmt.Errorf("the screen %q has nothing like %q to press", c.state.Session.Step, prefix)
	}
	return c.press(ctx, ids[c.rng.IntN(len(ids))])
}

// choose goes from the idle screen to the summary, with any errands.
func (c *citizen) choose(ctx context.Context) error {
	for _, prefix := range []string{"language:", "way:life", "event:"} {
		if err := c.pick(ctx, prefix); err != nil {
			return err
		}
	}
	if len(c.state.Session.Errands) == 0 {
		if err := c.pick(ctx, "service:"); err != nil {
			return err
		}
	}
	return c.press(ctx, "next")
}

// request takes a number, and stays until the terminal is idle again.
func (c *citizen) request(ctx context.Context) error {
	if err := c.press(ctx, "take"); err != nil {
		return err
	}
	return c.receive(ctx)
}

// receive waits for the paper, and does what the screens ask for until the
// terminal is idle.
func (c *citizen) receive(ctx context.Context) error {
	for !c.state.Session.Idle() {
		var err error
		switch c.state.Session.Step {
		case kiosk.StepTrouble:
			err = c.trouble(ctx)
		case kiosk.StepTake:
			c.printed++
			if code := c.state.Session.Ticket.Code(); !c.onPaper(code) {
				return fmt.Errorf("the screen says that ticket %s is there, and it is not", code)
			}
			err = c.press(ctx, "stop")
		case kiosk.StepShown:
			err = c.number(ctx)
		case kiosk.StepThanks:
			err = c.press(ctx, "stop")
		case kiosk.StepRefused:
			err = fmt.Errorf("no number was given: %s", c.state.Session.Refusal)
		default:
			err = c.next(ctx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// onPaper is a look at what has come out of the printer.
func (c *citizen) onPaper(code kiosk.Code) bool {
	papers := c.x.printer.Tickets()
	for _, paper := range slices.Backward(papers) {
		if slices.Contains(paper.Barcodes, string(code)) {
			return true
		}
	}
	return false
}

// number reads the number off the screen; now and then the person wants paper
// too.
func (c *citizen) number(ctx context.Context) error {
	if want := c.state.Session.Ticket.Label(); !c.says(want) {
		return fmt.Errorf("the screen shows no number %q", want)
	}
	if _, offered := c.scene().Press("print"); offered && c.rng.IntN(2) == 0 {
		c.copies++
		return c.attempt(ctx, "print")
	}
	c.shown++
	return c.press(ctx, "stop")
}

// attempt presses what may have lost its meaning under the finger, because the
// printer has stopped meanwhile: then the screen stays.
func (c *citizen) attempt(ctx context.Context, id string) error {
	event, ok := c.scene().Press(id)
	if !ok {
		return fmt.Errorf("the screen %q has no %q to press", c.state.Session.Step, id)
	}
	before := c.state
	c.x.engine.Press(event)
	return c.until(ctx, func(s kiosk.State) bool {
		return changed(before.Session, s.Session) || s.Printer != before.Printer
	})
}

// says reports whether a text is on the screen.
func (c *citizen) says(text string) bool {
	for _, item := range c.scene().Items {
		for _, line := range item.Lines {
			if line.Text == text {
				return true
			}
		}
	}
	return false
}

// trouble deals with a printer that stopped: calls for help, takes the number
// from the screen, walks away, or says truthfully whether the ticket came out.
func (c *citizen) trouble(ctx context.Context) error {
	session := c.state.Session
	if want := session.Ticket.Label(); !c.says(want) {
		return fmt.Errorf("in trouble the screen shows no number %q", want)
	}
	switch chance := c.rng.IntN(10); {
	case session.Overlay == kiosk.StopOverlay: // the printer changed between the two presses of walking away
		return c.attempt(ctx, "stop-yes")
	case chance == 0:
		c.left++
		if err := c.press(ctx, "stop"); err != nil || c.state.Session.Overlay != kiosk.StopOverlay {
			return err // mended in the same moment, it asks nothing
		}
		return c.attempt(ctx, "stop-yes")
	case session.Condition == kiosk.PrinterSilent:
		c.mend()
		if c.onPaper(session.Ticket.Code()) {
			c.seen++
			return c.press(ctx, "got")
		}
		c.copies++
		return c.press(ctx, "again")
	case chance == 1:
		return c.press(ctx, "number")
	}
	before := c.state.Printer
	c.mend() // and again, where the next fault comes at once
	return c.until(ctx, func(s kiosk.State) bool { return s.Session.Step != kiosk.StepTrouble || s.Printer != before })
}
