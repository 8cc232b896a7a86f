package sim

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// BeaconFault is something that can be wrong with a [Beacon] or its cable.
type BeaconFault int

// The faults of beacons.
const (
	// BeaconUnplugged: the pseudo-terminal hangs up and its link disappears, and the
	// lamp goes out.
	BeaconUnplugged BeaconFault = iota
	// BeaconDead: no power behind the cable. It is dark and answers nothing.
	BeaconDead

	beaconFaultCount
)

var beaconFaultNames = [beaconFaultCount]string{"unplugged", "dead"}

// String is the fault's name in English, for prompts and test output.
func (f BeaconFault) String() string {
	if f < 0 || f >= beaconFaultCount {
		return "unknown fault"
	}
	return beaconFaultNames[f]
}

// AllBeaconFaults lists every fault, for a board of switches.
func AllBeaconFaults() []BeaconFault { return []BeaconFault{BeaconUnplugged, BeaconDead} }

// Beacon is a simulated light on a pseudo-terminal that calls an advisor. It obeys
// STX L 1 ETX and STX L 0 ETX and answers each by ACK. All methods may be called
// from any goroutine.
type Beacon struct {
	mu      sync.Mutex
	closed  bool
	all     sync.WaitGroup
	link    string
	linkDir string
	line    *line
	faults  [beaconFaultCount]bool
	lit     bool
	obeyed  int
}

// NewBeacon plugs a beacon in. The error says why no pseudo-terminal or link could be
// made.
func NewBeacon() (*Beacon, error) {
	dir, err := os.MkdirTemp("", "beacon-")
	if err != nil {
		return nil, fmt.Errorf("sim: make a directory for the link: %w", err)
	}
	b := &Beacon{linkDir: dir, link: filepath.Join(dir, "tty")}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.plug(); err != nil {
		_ = os.Remove(dir)
		return nil, err
	}
	return b, nil
}

// Path is what a host opens.
func (b *Beacon) Path() string { return b.link }

// Lit reports whether its lamp is on, and Obeyed how many commands it has carried
// out.
func (b *Beacon) Lit() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lit
}

// Obeyed is how many commands it has carried out.
func (b *Beacon) Obeyed() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.obeyed
}

// Faults lists the faults that are set.
func (b *Beacon) Faults() []BeaconFault {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.DeleteFunc(AllBeaconFaults(), func(f BeaconFault) bool { return !b.faults[f] })
}

// Set makes a fault occur, or removes its cause. Plugging in anew can fail for want
// of a pseudo-terminal; every other call returns nil.
func (b *Beacon) Set(f BeaconFault, on bool) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if f < 0 || f >= beaconFaultCount || b.closed || b.faults[f] == on {
		return nil
	}
	if b.faults[f] = on; on {
		b.lit = false
	}
	switch {
	case f == BeaconUnplugged && on:
		b.unplug()
	case f == BeaconUnplugged:
		return b.plug()
	}
	return nil
}

// Close unplugs the beacon for good and waits for its goroutines.
func (b *Beacon) Close() error {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil
	}
	b.closed = true
	b.unplug()
	b.mu.Unlock()
	b.all.Wait()
	return os.Remove(b.linkDir)
}

// plug makes a new pseudo-terminal. b.mu is held.
func (b *Beacon) plug() error {
	l, err := openLine(nil)
	if err != nil {
		return err
	}
	if err := replaceLink(l.slave.Name(), b.link); err != nil {
		l.close()
		return err
	}
	b.line = l
	b.all.Go(func() { b.receive(l) })
	return nil
}

// unplug pulls the cable. b.mu is held.
func (b *Beacon) unplug() {
	if b.line != nil {
		_ = os.Remove(b.link)
		b.line.close()
		b.line, b.lit = nil, false
	}
}

// receive obeys commands until the plug is pulled.
func (b *Beacon) receive(l *line) {
	var chunk [64]byte
	var held []byte
	for {
		n, _, err := l.read(chunk[:])
		if err != nil {
			return
		}
		held = append(held, chunk[:n]...)
		for {
			at := bytes.IndexByte(held, 3)
			if at < 0 {
				break
			}
			b.obey(l, held[:at])
			held = held[at+1:]
		}
	}
}

// obey carries out one command, without its ETX.
func (b *Beacon) obey(l *line, command []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	on := bytes.HasSuffix(command, []byte("\x02L1"))
	if l.dead || b.faults[BeaconDead] || !on && !bytes.HasSuffix(command, []byte("\x02L0")) {
		return
	}
	b.lit = on
	b.obeyed++
	_, _ = l.master.Write([]byte{6})
}
