package sim

import "time"

// CardFault is something that can be wrong with a card reader, its cable or the
// card in it. Faults are set and cleared with [CardReader.Set] at any moment.
type CardFault int

// The faults of card readers.
const (
	// ReaderUnplugged: the pseudo-terminal hangs up and its link disappears. A
	// card stays in. Clearing it makes a new pseudo-terminal under the same path.
	ReaderUnplugged CardFault = iota
	// ReaderMute: takes everything, answers nothing, echoes nothing.
	ReaderMute
	// LineGarbage: random bytes go to the host between the answers, as many as
	// fit on the line.
	LineGarbage
	// HalfFrames: the second half of every answer gets lost.
	HalfFrames
	// NAKStorm: every frame is refused as if it had arrived damaged.
	NAKStorm
	// SlowCard: the card takes its time over each command, and pleads for it.
	SlowCard
	// CardErrors: the card answers 6F00 to everything.
	CardErrors

	cardFaultCount
)

var cardFaultNames = [cardFaultCount]string{
	"unplugged", "mute", "garbage", "half frames", "nak storm", "slow card", "card errors",
}

// String is the fault's name in English, for prompts and test output.
func (f CardFault) String() string {
	if f < 0 || f >= cardFaultCount {
		return "unknown fault"
	}
	return cardFaultNames[f]
}

// AllCardFaults lists every fault, for a board of switches.
func AllCardFaults() []CardFault {
	all := make([]CardFault, cardFaultCount)
	for i := range all {
		all[i] = CardFault(i)
	}
	return all
}

// Set makes a fault occur, or removes its cause. Setting ReaderUnplugged to false
// opens a new pseudo-terminal and can fail for want of one; every other call returns
// nil.
func (r *CardReader) Set(f CardFault, on bool) error {
	if f < 0 || f >= cardFaultCount {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.faults[f] == on {
		return nil
	}
	switch {
	case f == ReaderUnplugged && on:
		r.unplug()
		return nil
	case f == ReaderUnplugged:
		return r.plug()
	}
	r.faults[f] = on
	if l := r.line; f == LineGarbage && on && l != nil {
		r.all.Go(func() { r.noise(l) })
	}
	return nil
}

// UnplugAfterBytes pulls the plug when so many more bytes have arrived; n of 0 or
// less takes an earlier order back.
func (r *CardReader) UnplugAfterBytes(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.unplugAfter = max(n, 0)
}

// RemoveAfterCommands pulls the card in the middle of the nth command that it is
// given from now on; n of 0 or less takes an earlier order back.
func (r *CardReader) RemoveAfterCommands(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.removeAfter = max(n, 0)
}

// RefuseNext refuses the next n frames, as if they had arrived damaged.
func (r *CardReader) RefuseNext(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.naks = n
}

// HalveNext loses the second half of the next n answers.
func (r *CardReader) HalveNext(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.halves = n
}

// DamageNext damages the next n blocks of a card that speaks T=1, on their way
// between card and reader.
func (r *CardReader) DamageNext(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.badBlocks = n
}

// noise floods the line until the fault is cleared or the plug pulled.
func (r *CardReader) noise(l *line) {
	for {
		r.mu.Lock()
		if l.dead || !r.faults[LineGarbage] {
			r.mu.Unlock()
			return
		}
		piece := make([]byte, 64)
		for i := range piece {
			piece[i] = byte(r.random.Uint32())
		}
		r.mu.Unlock()
		r.send(l, piece)
		if !l.sleepUntil(time.Now().Add(r.opt.Noise)) {
			return
		}
	}
}
