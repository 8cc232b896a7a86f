package sim

// ReaderFault is something that can be wrong with a [Reader], its cable, or the way
// a card is held. Faults are set and cleared with [Reader.Set] at any moment.
type ReaderFault int

// The faults of readers.
const (
	// ReaderCableOut: the pseudo-terminal hangs up and its link disappears. The
	// reader forgets what it was told; a card stays in. Clearing it makes a new
	// pseudo-terminal under the same path.
	ReaderCableOut ReaderFault = iota
	// GarbageFlood: random bytes without a pause, as many as a line of 115200
	// baud holds. Frames go out whole among them.
	GarbageFlood
	// CutFrames: the second half of every frame gets lost.
	CutFrames
	// ReaderSilent: obeys, and sends nothing.
	ReaderSilent
	// CardLeftIn: a card that was put in, or a document that was put down, is
	// not taken away: RemoveCard and Withdraw do nothing.
	CardLeftIn
	// DoubleReads: everything is read twice.
	DoubleReads
	// SlowBytes: frames go out byte by byte, two milliseconds apart.
	SlowBytes

	readerFaultCount
)

var readerFaultNames = [readerFaultCount]string{
	"cable out", "garbage flood", "cut frames", "silent", "card left in", "double reads", "slow bytes",
}

// String is the fault's name in English, for prompts and test output.
func (f ReaderFault) String() string {
	if f < 0 || f >= readerFaultCount {
		return "unknown fault"
	}
	return readerFaultNames[f]
}

// AllReaderFaults lists every fault, for a board of switches.
func AllReaderFaults() []ReaderFault {
	all := make([]ReaderFault, readerFaultCount)
	for i := range all {
		all[i] = ReaderFault(i)
	}
	return all
}

// Set makes a fault occur, or removes its cause. Setting ReaderCableOut to false
// opens a new pseudo-terminal and can fail for want of one; every other call
// returns nil.
func (r *Reader) Set(f ReaderFault, on bool) error {
	if f < 0 || f >= readerFaultCount {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.faults[f] == on {
		return nil
	}
	switch {
	case f == ReaderCableOut && on:
		r.unplug()
		return nil
	case f == ReaderCableOut:
		return r.plug()
	}
	r.faults[f] = on
	r.cond.Broadcast()
	return nil
}

// Faults lists the faults that are set, in the order of their constants.
func (r *Reader) Faults() []ReaderFault {
	r.mu.Lock()
	defer r.mu.Unlock()
	var set []ReaderFault
	for f, on := range r.faults {
		if on {
			set = append(set, ReaderFault(f))
		}
	}
	return set
}
