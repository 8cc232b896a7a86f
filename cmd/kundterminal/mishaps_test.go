package main

import (
	"math/rand/v2"
	"time"

	"kundterminal/devices/sim"
)

// mishaps are so many, well shuffled: most visits have a sound printer.
func mishaps(rng *rand.Rand, n int) []mishap {
	var deck []mishap
	deal := func(count int, name string, early bool, strike func(*sim.Printer) error) {
		for range count {
			deck = append(deck, mishap{name, early, strike})
		}
	}
	set := func(f sim.Fault) func(*sim.Printer) error {
		return func(p *sim.Printer) error { return p.Set(f, true) }
	}
	soon := func(f sim.Fault) func(*sim.Printer) error { // in the middle of the ticket
		return func(p *sim.Printer) error {
			time.AfterFunc(time.Duration(rng.IntN(40))*time.Millisecond, func() { _ = p.Set(f, true) })
			return nil
		}
	}
	part := func(do func()) error { do(); return nil }
	deal(200, "garbage", true, set(sim.Garbage))
	deal(25, "paper out before", true, set(sim.PaperOut))
	deal(60, "paper out in the middle", false, func(p *sim.Printer) error { return part(func() { p.PaperOutAfter(1 + rng.IntN(700)) }) })
	deal(25, "cover open before", true, set(sim.CoverOpen))
	deal(40, "cover open in the middle", false, soon(sim.CoverOpen))
	deal(40, "cut fails", false, func(p *sim.Printer) error { return part(p.FailCutOnce) })
	deal(10, "cutter jam", true, set(sim.CutterJam))
	deal(25, "unplugged before", true, set(sim.Unplugged))
	deal(60, "unplugged in the middle", false, func(p *sim.Printer) error { return part(func() { p.UnplugAfterBytes(1 + rng.IntN(420)) }) })
	deal(8, "mute", false, soon(sim.Mute))
	deal(8, "stall", false, soon(sim.Stall))
	deal(max(0, n-len(deck)), "nothing", false, nil)
	rng.Shuffle(len(deck), func(i, k int) { deck[i], deck[k] = deck[k], deck[i] })
	return deck[:n]
}

// mendAll takes every fault and every order for one away.
func mendAll(p *sim.Printer) {
	p.PaperOutAfter(0)
	p.UnplugAfterBytes(0)
	for _, f := range p.Faults() {
		for p.Set(f, false) != nil { // no pseudo-terminal is free at the moment
			time.Sleep(10 * time.Millisecond)
		}
	}
}
