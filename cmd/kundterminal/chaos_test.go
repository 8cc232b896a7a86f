package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

const (
	chaosTickets = 2000
	chaosBaud    = 460800
	visitLimit   = 30 * time.Second
)

// TestOverABadLineNoNumberIsLostOrDoubled makes two thousand visits to a terminal
// whose printer runs out of paper, jams, is unplugged, falls silent and babbles.
func TestOverABadLineNoNumberIsLostOrDoubled(t *testing.T) {
	rng := chance(t)
	before := runtime.NumGoroutine()
	t.Run("visits", func(t *testing.T) { chaos(t, rng) })
	eventually(t, 10*time.Second, "all goroutines of the terminal gone", func() bool {
		return runtime.NumGoroutine() <= before && serialport.Stuck() == 0
	})
}

func chaos(t *testing.T, rng *rand.Rand) {
	x := wire(t, "tm-t20iii", sim.Options{Baud: chaosBaud, Speed: 100, Keep: 100_000, Seed: rng.Uint64()}, swift(t))
	person, leave := newPlayer(x.terminal)
	defer leave()
	c := &citizen{player: person, x: x, rng: rng}
	c.mend = func() { mendAll(x.printer) }
	person.settle(t.Context(), 10*time.Second)
	begun := time.Now()
	spent := map[string]time.Duration{}
	for i, m := range mishaps(rng, chaosTickets) {
		start := time.Now()
		if err := c.suffer(t.Context(), m); err != nil {
			t.Fatalf("visit %d, %s: %v", i+1, m.name, err)
		}
		spent[m.name] += time.Since(start).Round(time.Millisecond)
	}
	took := time.Since(begun)
	c.takeOffers(t)
	a := readAccount(t, x.store)
	a.numbered()
	a.settled()
	papers := x.printer.Tickets()
	copies := a.papers(t, papers)
	a.report(t)
	t.Logf("%d tickets in %s: %.0f a second; %d papers, %d copies; the citizens got %d on paper, %d from the screen, %d saw paper of a silent printer, %d walked away, %d asked again; time spent: %v",
		len(a.tickets), took.Round(time.Millisecond), float64(len(a.tickets))/took.Seconds(), len(papers), copies,
		c.printed, c.shown, c.seen, c.left, c.copies, spent)
	if len(a.tickets) != chaosTickets {
		t.Errorf("%d visits led to %d tickets", chaosTickets, len(a.tickets))
	}
}

// swift has the terminal ask and try again sooner, so that thousands of faults
// fit in a test.
func swift(t *testing.T) func(*rig) {
	return func(x *rig) {
		profile, err := profileNamed(x.config.Printer.Profile)
		if err != nil {
			t.Fatal(err)
		}
		mark, err := logo()
		if err != nil {
			t.Fatal(err)
		}
		path, baud := x.config.Printer.Port, x.config.Printer.Baud
		driver := escpos.NewDriver(profile, escpos.Options{
			Name: path, Baud: baud, Log: x.log, Logo: &escpos.Logo{Key: logoKey, Image: mark},
			AnswerTimeout: 200 * time.Millisecond, PollEvery: 400 * time.Millisecond,
			OnStatus: func(s devices.Status) { x.engine.Post(kiosk.PrinterChanged{Printer: printerOf(s)}) },
		})
		x.link = &devices.Link{
			Name: path, Log: x.log, Serve: driver.Serve, Backoff: 5 * time.Millisecond, MaxBackoff: 50 * time.Millisecond,
			Open: func(context.Context) (devices.Port, error) {
				return serialport.Open(path, serialport.Mode{Baud: baud, WriteTimeout: 500 * time.Millisecond})
			},
		}
		x.engine.Printer = &paper{driver: driver, presenter: x.presenter, catalogue: x.current.Load, logo: mark}
	}
}

// mishap is what befalls the printer of one visit.
type mishap struct {
	name   string
	early  bool // before the number is asked for, not in the middle of the ticket
	strike func(*sim.Printer) error
}

// suffer makes a visit during which a mishap strikes.
func (c *citizen) suffer(ctx context.Context, m mishap) error {
	ctx, cancel := context.WithTimeout(ctx, visitLimit)
	defer cancel()
	if err := c.choose(ctx); err != nil {
		return err
	}
	if c.rng.IntN(10) > 0 { // the others do not wait until the last one is mended
		mendAll(c.x.printer)
		c.settle(ctx, 10*time.Second)
	}
	if m.strike != nil {
		if err := m.strike(c.x.printer); err != nil {
			return err
		}
	}
	if m.early {
		c.settle(ctx, 20*time.Millisecond)
	}
	if err := c.request(ctx); err != nil {
		return fmt.Errorf("%w; the printer is %s and suffers from %v", err, c.state.Printer.Condition, c.x.printer.Faults())
	}
	return nil
}

// takeOffers prints everything that is offered again.
func (c *citizen) takeOffers(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), visitLimit)
	defer cancel()
	mendAll(c.x.printer)
	c.settle(ctx, 10*time.Second)
	for len(c.state.Offers) > 0 {
		c.copies++
		if err := c.pick(ctx, "again:"); err != nil {
			t.Fatal(err)
		}
		if err := c.receive(ctx); err != nil {
			t.Fatal(err)
		}
	}
}
