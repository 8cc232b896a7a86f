package workshop

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// countersSetting is where the counters are kept.
const countersSetting = "counters"

// countersEvery is how often they are written at most: a power cut loses no more.
const countersEvery = time.Minute

// CountersOptions say what is counted and where it is kept.
type CountersOptions struct {
	Settings Settings
	// Printer is nil where there is none.
	Printer Printer
	// Reads and ReadFailures count what the terminal's readers read and could not
	// read since the start of the program; nil where there is no reader.
	Reads, ReadFailures func() uint64
	Hours               kiosk.OpenHours  // for the forecast
	Now                 func() time.Time // in the location of the service point; nil: time.Now
	Log                 *slog.Logger
}

// Totals are what is counted over a time that many runs of the program are in.
type Totals struct {
	PaperMM      float64 `json:"paper_mm,omitzero"`
	TicketsMM    float64 `json:"tickets_mm,omitzero"` // of that, tickets
	Tickets      uint64  `json:"tickets,omitzero"`    // proved
	Jobs         uint64  `json:"jobs,omitzero"`       // proved: tickets, test pages and all else
	Failed       uint64  `json:"failed,omitzero"`     // jobs that were not proved
	Cuts         uint64  `json:"cuts,omitzero"`
	Faults       uint64  `json:"faults,omitzero"` // of the printer
	Reads        uint64  `json:"reads,omitzero"`
	ReadFailures uint64  `json:"read_failures,omitzero"`
}

// plus returns t with what more has happened.
func (t Totals) plus(more Totals) Totals {
	return Totals{
		PaperMM: t.PaperMM + more.PaperMM, TicketsMM: t.TicketsMM + more.TicketsMM, Tickets: t.Tickets + more.Tickets,
		Jobs: t.Jobs + more.Jobs, Failed: t.Failed + more.Failed, Cuts: t.Cuts + more.Cuts, Faults: t.Faults + more.Faults,
		Reads: t.Reads + more.Reads, ReadFailures: t.ReadFailures + more.ReadFailures,
	}
}

// since returns what has been added from an earlier count to t. A counter that is
// less than before has begun anew.
func (t Totals) since(before Totals) Totals {
	return Totals{
		PaperMM: risen(t.PaperMM, before.PaperMM), TicketsMM: risen(t.TicketsMM, before.TicketsMM), Tickets: risen(t.Tickets, before.Tickets),
		Jobs: risen(t.Jobs, before.Jobs), Failed: risen(t.Failed, before.Failed), Cuts: risen(t.Cuts, before.Cuts),
		Faults: risen(t.Faults, before.Faults), Reads: risen(t.Reads, before.Reads), ReadFailures: risen(t.ReadFailures, before.ReadFailures),
	}
}

func risen[N uint64 | float64](now, before N) N {
	if now < before {
		return now
	}
	return now - before
}

// tally is what is kept.
type tally struct {
	Ever  Totals     `json:"ever"`
	Roll  kiosk.Roll `json:"roll"`
	On    Totals     `json:"on_roll"`
	Day   kiosk.Date `json:"day,omitzero"`
	Today uint64     `json:"today,omitzero"` // tickets of that day
}

// Counters count what printer and readers go through, over all runs of the program
// and for the roll that is in the printer. They are safe for use by several
// goroutines.
type Counters struct {
	o CountersOptions

	saving sync.Mutex // held while the setting is written, so that an older one never follows a newer
	mu     sync.Mutex
	tally  tally
	kept   tally  // as it is in the store
	seen   Totals // what the devices had counted when they were last asked
	change rollChange
}

// NewCounters reads what was counted until now. The devices' own counts begin at
// 0 with the program, so that there must be one Counters for a program. With an
// error the Counters begin at 0.
func NewCounters(o CountersOptions) (*Counters, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	c := &Counters{o: o}
	if _, err := o.Settings.Setting(countersSetting, &c.tally); err != nil {
		c.tally = tally{}
		return c, fmt.Errorf("reading the counters: %w", err)
	}
	c.kept = c.tally
	return c, nil
}

// Run keeps the counters until ctx ends: once a minute where anything has changed,
// and once more at the end. It returns nil.
func (c *Counters) Run(ctx context.Context) error {
	ticker := time.NewTicker(countersEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			c.tell(c.keep(ctx))
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			c.tell(c.keep(last))
			return nil
		}
	}
}

// tell logs that the counters could not be kept; they are, the next time.
func (c *Counters) tell(err error) {
	if err != nil {
		logbook.Write(c.o.Log, logbook.CountersNotKept{Cause: err})
	}
}

// keep writes the counters where they have changed.
func (c *Counters) keep(ctx context.Context) error {
	c.saving.Lock()
	defer c.saving.Unlock()
	c.mu.Lock()
	c.sample()
	now, kept := c.tally, c.kept
	c.mu.Unlock()
	if now == kept {
		return nil
	}
	if err := c.o.Settings.SetSetting(ctx, countersSetting, now); err != nil {
		return fmt.Errorf("keeping the counters: %w", err)
	}
	c.mu.Lock()
	c.kept = now
	c.mu.Unlock()
	return nil
}

// TicketPrinted counts a ticket that was proved to be on paper, of a length as
// escpos.Length says.
func (c *Counters) TicketPrinted(mm float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ticket := Totals{Tickets: 1, TicketsMM: max(0, mm)}
	c.tally.Ever, c.tally.On = c.tally.Ever.plus(ticket), c.tally.On.plus(ticket)
	c.turn(c.o.Now())
	c.tally.Today++
}

// Totals returns what has been counted for ever and since the roll was put in.
func (c *Counters) Totals() (ever, onRoll Totals) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sample()
	return c.tally.Ever, c.tally.On
}

// Forecast says how long the roll lasts.
func (c *Counters) Forecast(now time.Time) kiosk.PaperForecast {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.forecast(now)
}

func (c *Counters) forecast(now time.Time) kiosk.PaperForecast {
	c.sample()
	c.turn(now)
	on := c.tally.On
	return kiosk.Forecast(c.tally.Roll, kiosk.PaperUse{
		RollMM: on.PaperMM, Tickets: int(on.Tickets), TicketsMM: on.TicketsMM, Today: int(c.tally.Today),
	}, c.o.Hours, now)
}

// turn begins a new day. c.mu is held.
func (c *Counters) turn(now time.Time) {
	if day := kiosk.DateOf(now); day != c.tally.Day {
		c.tally.Day, c.tally.Today = day, 0
	}
}

// sample adds what the devices have counted since they were last asked. c.mu is
// held.
func (c *Counters) sample() {
	var now Totals
	if c.o.Printer != nil {
		counts := c.o.Printer.Counts()
		now.PaperMM, now.Jobs, now.Failed = counts.PaperMM, counts.Proved, counts.Failed
		now.Cuts, now.Faults = counts.Cuts, counts.Faults
	}
	if c.o.Reads != nil {
		now.Reads = c.o.Reads()
	}
	if c.o.ReadFailures != nil {
		now.ReadFailures = c.o.ReadFailures()
	}
	more := now.since(c.seen)
	c.seen = now
	c.tally.Ever, c.tally.On = c.tally.Ever.plus(more), c.tally.On.plus(more)
}
