package main

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"sync"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/ui/web"
)

// bench shows a simulated printer beside the terminal.
type bench struct {
	printer *sim.Printer

	mu      sync.Mutex
	seen    string // what the last look found
	version int
}

const benchLook = 100 * time.Millisecond

// Switches implements web.Bench.
func (b *bench) Switches() []web.Switch {
	set := map[sim.Fault]bool{}
	for _, f := range b.printer.Faults() {
		set[f] = true
	}
	var list []web.Switch
	for _, f := range sim.AllFaults() {
		list = append(list, web.Switch{ID: switchID(f), Label: f.String(), On: set[f]})
	}
	return list
}

func switchID(f sim.Fault) string { return strings.ReplaceAll(f.String(), " ", "_") }

// Set implements web.Bench.
func (b *bench) Set(id string, on bool) error {
	for _, f := range sim.AllFaults() {
		if switchID(f) == id {
			return b.printer.Set(f, on)
		}
	}
	return fmt.Errorf("there is no switch %q", id)
}

// Paper implements web.Bench.
func (b *bench) Paper() (picture []byte, version int) {
	b.look()
	b.mu.Lock()
	version = b.version
	b.mu.Unlock()
	paper := b.printer.Paper()
	if paper == nil || paper.Height == 0 || paper.Ink() == 0 {
		return nil, version
	}
	return encodePNG(paper), version
}

// Tickets implements web.Bench.
func (b *bench) Tickets() int { return len(b.printer.Tickets()) }

// Ticket implements web.Bench.
func (b *bench) Ticket(i int) (picture []byte, ok bool) {
	list := b.printer.Tickets()
	if i < 0 || i >= len(list) {
		return nil, false
	}
	return encodePNG(list[i].Image), true
}

func encodePNG(m *sim.Bitmap) []byte {
	var buf bytes.Buffer
	if err := png.Encode(&buf, m); err != nil {
		return nil // a buffer takes every byte
	}
	return buf.Bytes()
}

// Watch implements web.Bench.
func (b *bench) Watch() (changed <-chan struct{}, stop func()) {
	ch := make(chan struct{}, 1)
	quit := make(chan struct{})
	go func() {
		ticker := time.NewTicker(benchLook)
		defer ticker.Stop()
		last := b.look()
		for {
			select {
			case <-quit:
				return
			case <-ticker.C:
			}
			if now := b.look(); now != last {
				last = now
				select {
				case ch <- struct{}{}:
				default:
				}
			}
		}
	}()
	return ch, sync.OnceFunc(func() { close(quit) })
}

// look returns what tells one picture of the bench from another, and counts the
// versions of it.
func (b *bench) look() string {
	now := fmt.Sprint(b.printer.Paper().Height, len(b.printer.Tickets()), b.printer.Faults())
	b.mu.Lock()
	defer b.mu.Unlock()
	if now != b.seen {
		b.seen = now
		b.version++
	}
	return now
}
