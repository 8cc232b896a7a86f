package workshop

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// The actions of the view of paper and counters.
const (
	actionRollChange = "roll_change" // begin
	actionRollLength = "roll_length" // how long is the new one? in metres
	actionRollGuess  = "roll_length_unknown"
	actionRollIn     = "roll_in"        // it is in: print on it
	actionRollClean  = "roll_clean"     // what was printed is in order
	actionRollDirty  = "roll_not_clean" // it is not
	actionRollStop   = "roll_stop"      // the old one stays
)

// rollStep is where a change of the roll stands.
type rollStep uint8

const (
	rollNone   rollStep = iota // no change is under way
	rollLength                 // the length is asked
	rollIn                     // it is to be put in
	rollLook                   // what was printed on it is to be looked at
)

type rollChange struct {
	step   rollStep
	metres int
	before Totals     // for ever, when the new roll was in
	notice kiosk.Fact // what came of the last action
}

// RollLengths are the usual lengths of rolls for a printer, in metres.
func RollLengths(p escpos.Profile) []int {
	if paperWidth(p) < 70 {
		return []int{15, 30, 50}
	}
	return []int{80, 150, 200, 300}
}

// paperWidth is that of the roll in millimetres: somewhat more than what is printed
// on.
func paperWidth(p escpos.Profile) int {
	if float64(p.Dots)*25.4/float64(p.DPI) < 54 {
		return 58
	}
	if float64(p.Dots)*25.4/float64(p.DPI) < 76 {
		return 80
	}
	return 112
}

var errNoSuchAction = errors.New("this cannot be done now; open the view anew")

// Do carries out an action of the findings and returns them as they are then. What
// came of it is their notice. The error says that there is no such action now.
func (c *Counters) Do(ctx context.Context, action, choice string) (kiosk.Findings, error) {
	c.mu.Lock()
	step := c.change.step
	c.change.notice = kiosk.Fact{}
	c.mu.Unlock()
	var err error
	switch {
	case c.o.Printer == nil:
		err = errNoSuchAction
	case action == actionRollStop && step != rollNone:
		c.turnTo(rollNone, 0)
	case action == actionRollChange && step == rollNone:
		c.turnTo(rollLength, 0)
	case action == actionRollLength && step == rollLength:
		err = c.chooseLength(choice)
	case action == actionRollGuess && step == rollLength:
		c.turnTo(rollIn, 0)
	case action == actionRollIn && (step == rollIn || step == rollLook):
		c.printOnRoll(ctx, step == rollIn)
	case action == actionRollDirty && step == rollLook:
		c.say(kiosk.Fact{Key: "roll", Text: "roll_look_again", Health: kiosk.HealthAttention})
	case action == actionRollClean && step == rollLook:
		c.takeRoll(ctx)
	default:
		err = errNoSuchAction
	}
	return c.Findings(c.o.Now()), err
}

func (c *Counters) say(notice kiosk.Fact) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.change.notice = notice
}

func (c *Counters) turnTo(step rollStep, metres int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.change = rollChange{step: step, metres: metres}
}

func (c *Counters) chooseLength(choice string) error {
	metres, err := strconv.Atoi(choice)
	if err != nil || metres < 1 || metres > 1000 {
		return fmt.Errorf("a roll of %q metres: give a number from 1 to 1000", choice)
	}
	c.turnTo(rollIn, metres)
	return nil
}

// printOnRoll prints a short piece on the new roll. What is used from now on is
// used of it.
func (c *Counters) printOnRoll(ctx context.Context, first bool) {
	c.mu.Lock()
	if first {
		c.sample()
		c.change.before = c.tally.Ever
	}
	c.mu.Unlock()
	err := c.o.Printer.Print(ctx, escpos.Document{
		escpos.Rule{},
		escpos.Text{Content: "ÅÄÖ 123", Style: escpos.Style{Width: 2, Height: 2, Align: escpos.Centre}},
		escpos.Rule{},
		escpos.Feed{MM: 15},
		escpos.Cut{Eject: true},
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.change.notice = printerFault(err)
		return
	}
	c.change.step = rollLook
}

// takeRoll begins the count of the new roll, durably.
func (c *Counters) takeRoll(ctx context.Context) {
	c.mu.Lock()
	c.sample()
	c.tally.Roll = kiosk.Roll{LengthMM: float64(c.change.metres) * 1000, At: c.o.Now().Truncate(time.Second)}
	c.tally.On = c.tally.Ever.since(c.change.before)
	length := c.tally.Roll.LengthMM
	c.change = rollChange{}
	c.mu.Unlock()
	logbook.Write(c.o.Log, logbook.RollChanged{LengthMM: int(length)})
	notice := kiosk.Fact{Key: "roll", Text: "roll_counted", Health: kiosk.HealthGood}
	if err := c.keep(ctx); err != nil {
		c.tell(err)
		notice = kiosk.Fact{Key: "cause", Value: err.Error(), Health: kiosk.HealthAttention}
	}
	c.say(notice)
}

// Findings shows what is left of the roll and what was counted, and leads through
// the change of the roll. Now carries the location of the service point.
func (c *Counters) Findings(now time.Time) kiosk.Findings {
	c.mu.Lock()
	defer c.mu.Unlock()
	forecast := c.forecast(now)
	f := kiosk.Findings{Notice: c.change.notice}
	switch c.change.step {
	case rollLength:
		f.Question = kiosk.Fact{Text: "roll_how_long"}
		width := strconv.Itoa(paperWidth(c.o.Printer.Profile()))
		for _, metres := range RollLengths(c.o.Printer.Profile()) {
			m := strconv.Itoa(metres)
			f.Actions = append(f.Actions, kiosk.Action{ID: actionRollLength, Choice: m, Args: []string{"metres", m, "width", width}})
		}
		f.Actions = append(f.Actions, kiosk.Action{ID: actionRollGuess}, kiosk.Action{ID: actionRollStop})
	case rollIn:
		f.Question, f.Sections = kiosk.Fact{Text: "roll_put_in"}, rollSection(c.change.metres)
		f.Actions = append(f.Actions, kiosk.Action{ID: actionRollIn, Icon: "ui-check"}, kiosk.Action{ID: actionRollStop})
	case rollLook:
		f.Question, f.Sections = kiosk.Fact{Text: "roll_look"}, rollSection(c.change.metres)
		f.Actions = append(f.Actions,
			kiosk.Action{ID: actionRollClean, Icon: "ui-check"}, kiosk.Action{ID: actionRollDirty, Icon: "ui-close"},
			kiosk.Action{ID: actionRollIn}, kiosk.Action{ID: actionRollStop})
	default:
		if c.o.Printer != nil {
			f.Sections = append(f.Sections, c.paper(forecast, now))
			f.Actions = append(f.Actions, kiosk.Action{ID: actionRollChange})
		}
		f.Sections = append(f.Sections, counted("counters_roll", c.tally.On), counted("counters", c.tally.Ever))
	}
	return f
}

// rollSection says how long the new roll is, where that is known.
func rollSection(metres int) []kiosk.FactSection {
	if metres == 0 {
		return nil
	}
	return []kiosk.FactSection{{Key: "roll_change", Facts: []kiosk.Fact{{Key: "roll_length", Value: strconv.Itoa(metres) + " m"}}}}
}

// nearlyUsed is the share of a roll with which a new one should be at hand.
const nearlyUsed = 0.05

// paper is what is left. c.mu is held.
func (c *Counters) paper(f kiosk.PaperForecast, now time.Time) kiosk.FactSection {
	s := kiosk.FactSection{Key: "paper"}
	status, roll := c.o.Printer.Status(), c.tally.Roll
	left := kiosk.Fact{Key: "paper_left", Text: "paper_unknown"}
	if f.Known {
		left = kiosk.Fact{Key: "paper_left", Value: LengthText(f.LeftMM), Health: kiosk.HealthGood}
	}
	switch {
	case status.Fault == devices.FaultPaperOut:
		left.Health = kiosk.HealthFault
	case status.NearEnd, f.Known && f.LeftMM < nearlyUsed*roll.LengthMM:
		left.Health = kiosk.HealthAttention
	}
	s.Facts = append(s.Facts, left)
	if f.Known {
		ends := kiosk.Fact{Key: "paper_ends", Text: "paper_ends_unknown"}
		if !f.Ends.IsZero() {
			ends = kiosk.Fact{Key: "paper_ends", At: f.Ends}
		}
		s.Facts = append(s.Facts, kiosk.Fact{Key: "tickets_left", Value: strconv.Itoa(f.Tickets)}, ends,
			kiosk.Fact{Key: "roll_length", Value: LengthText(roll.LengthMM)})
	}
	if !roll.At.IsZero() {
		s.Facts = append(s.Facts, kiosk.Fact{Key: "roll_since", At: roll.At})
	}
	s.Facts = append(s.Facts, kiosk.Fact{Key: "ticket_length", Value: LengthText(f.TicketMM)})
	return s
}

// counted is a table of totals.
func counted(key string, t Totals) kiosk.FactSection {
	number := func(key string, n uint64) kiosk.Fact { return kiosk.Fact{Key: key, Value: strconv.FormatUint(n, 10)} }
	return kiosk.FactSection{Key: key, Facts: []kiosk.Fact{
		{Key: "paper_moved", Value: LengthText(t.PaperMM)},
		number("tickets_printed", t.Tickets),
		number("jobs_proved", t.Jobs),
		number("jobs_failed", t.Failed),
		number("cuts", t.Cuts),
		number("faults_counted", t.Faults),
		number("reads", t.Reads),
		number("reads_failed", t.ReadFailures),
	}}
}

// LengthText is a length as it is written in every language.
func LengthText(mm float64) string {
	switch {
	case mm < 1000:
		return fmt.Sprintf("%.0f mm", mm)
	case mm < 10_000_000:
		return fmt.Sprintf("%.0f m", mm/1000)
	}
	return fmt.Sprintf("%.0f km", mm/1_000_000)
}
