package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"kundterminal/devices/sim"
)

const (
	kills     = 300
	terminals = 3 // that run beside one another, each with its own printer
	lifeLimit = 60 * time.Second
)

// TestKilledAtAnyMomentATerminalLosesAndDoublesNoNumber kills real processes
// while people use their pages and printers print. What was committed and not
// proved is offered again after the restart, and taken.
func TestKilledAtAnyMomentATerminalLosesAndDoublesNoNumber(t *testing.T) {
	t.Parallel()
	rng := chance(t)
	catalogue := everyDay(t)
	begun := time.Now()
	var all sync.WaitGroup
	victims := make([]*victim, terminals)
	for i := range victims {
		v := newVictim(t, i+1, catalogue, rand.New(rand.NewPCG(rng.Uint64(), uint64(i))))
		victims[i] = v
		all.Go(func() { v.err = v.live(t.Context(), kills/terminals) })
	}
	all.Wait()
	took := time.Since(begun)
	for _, v := range victims {
		if v.err != nil {
			t.Errorf("terminal %d: %v", v.number, v.err)
		}
		v.prove(t)
	}
	t.Logf("%d kills in %s: %.1f a second", kills, took.Round(time.Millisecond), kills/took.Seconds())
}

// victim is a terminal that is killed again and again, with its printer.
type victim struct {
	number  int
	rng     *rand.Rand
	printer *sim.Printer
	store   string
	config  string
	err     error

	starts []time.Duration // from the process's start to its first page
	ticket time.Duration   // from the last press to the next screen, on average
	asked  int             // presses for a number, or for one again
	at     map[string]int  // what the screen was when the terminal was killed
	logs   []string        // of all runs
}

func newVictim(t *testing.T, number int, catalogue string, rng *rand.Rand) *victim {
	t.Helper()
	printer, err := sim.New(sim.TMT20III(), sim.Options{Baud: 38400, Speed: 4, Keep: 100_000, Seed: rng.Uint64()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { printer.Close() })
	store := filepath.Join(t.TempDir(), "t.db")
	return &victim{
		number: number, rng: rng, printer: printer, store: store,
		config: configFile(t, number, store, printer.Path(), catalogue),
		ticket: 250 * time.Millisecond, at: map[string]int{},
	}
}

// live runs the terminal until it has been killed so often, and then once until
// nothing is left to offer.
func (v *victim) live(ctx context.Context, deaths int) error {
	for range deaths {
		if err := v.life(ctx, true); err != nil {
			return err
		}
	}
	return v.life(ctx, false)
}

// life is one run of the process.
func (v *victim) life(ctx context.Context, killed bool) error {
	ctx, cancel := context.WithTimeout(ctx, lifeLimit)
	defer cancel()
	p, err := startProcess(v.config)
	if err != nil {
		return err
	}
	defer p.kill() // where a fault was found first
	person := v.newGuest(p)
	if killed && v.rng.IntN(5) == 0 {
		person.fuse = -1
		defer time.AfterFunc(time.Duration(v.rng.Float64()*1.5*float64(v.usualStart())), p.kill).Stop()
	}
	if !killed {
		person.fuse = -1
	}
	screen, err := person.live(ctx, p, !killed)
	if ctx.Err() != nil || !killed && err != nil {
		return fmt.Errorf("at %q: %w; log: %s", screen, errors.Join(err, ctx.Err()), p.log)
	}
	v.at[screen]++
	if !killed {
		delete(v.at, screen)
		if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			return err
		}
	}
	err = p.complaint(killed)
	v.logs = append(v.logs, p.log.String())
	return err
}

func (v *victim) usualStart() time.Duration {
	if len(v.starts) == 0 {
		return time.Second
	}
	return slices.Min(v.starts)
}

func (v *victim) newGuest(p *process) *guest {
	return &guest{victim: v, fuse: 1 + v.rng.IntN(3), kill: p.kill}
}

// prove compares the journal with the paper.
func (v *victim) prove(t *testing.T) {
	var report strings.Builder
	if code := execute(t.Context(), []string{"store", "check", v.store}, &report, &report); code != 0 {
		t.Errorf("terminal %d: store check ends with %d: %s", v.number, code, &report)
	}
	a := accountOf(t, v.store, v.number)
	a.numbered()
	a.settled()
	papers := v.printer.Tickets()
	copies := a.papers(t, papers)
	a.report(t)
	if a.unproved == 0 || copies == 0 {
		t.Errorf("terminal %d: %d in doubt, %d copies: the kills hit nothing", v.number, a.unproved, copies)
	}
	slices.Sort(v.starts)
	t.Logf("terminal %d: asked %d times: %d tickets, %d in doubt after a kill, %d offered again, %d papers, %d copies, %d journal entries; start to first page %s (median of %d); killed at %v",
		v.number, v.asked, len(a.tickets), a.unproved, len(a.offered), len(papers), copies, a.records,
		v.starts[len(v.starts)/2].Round(time.Millisecond), len(v.starts), v.at)
	if os.Getenv("KUNDTERMINAL_LOGS") != "" {
		t.Log(strings.Join(v.logs, "\n---\n"))
	}
}
