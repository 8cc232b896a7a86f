package sim

// KeypadFault is something that can be wrong with a [Keypad] or its cable. Faults are
// set and cleared with [Keypad.Set] at any moment.
type KeypadFault int

// The faults of keypads.
const (
	// KeypadUnplugged: the pseudo-terminal hangs up and its link disappears. Clearing
	// it makes a new pseudo-terminal under the same path.
	KeypadUnplugged KeypadFault = iota
	// KeypadSilent: no power behind the cable. It sends nothing.
	KeypadSilent
	// KeypadGarbage: random bytes, a thousand a second. Keys go out among them.
	KeypadGarbage
	// KeypadCutShort: the last byte of every key gets lost.
	KeypadCutShort
	// KeypadBounces: every contact closes twice at once.
	KeypadBounces
	// KeypadStuck: of a keyboard, every key is held and repeats.
	KeypadStuck

	keypadFaultCount
)

var keypadFaultNames = [keypadFaultCount]string{"unplugged", "silent", "garbage", "cut short", "bounces", "stuck"}

// String is the fault's name in English, for prompts and test output.
func (f KeypadFault) String() string {
	if f < 0 || f >= keypadFaultCount {
		return "unknown fault"
	}
	return keypadFaultNames[f]
}

// AllKeypadFaults lists every fault, for a board of switches.
func AllKeypadFaults() []KeypadFault {
	all := make([]KeypadFault, keypadFaultCount)
	for i := range all {
		all[i] = KeypadFault(i)
	}
	return all
}

// Set makes a fault occur, or removes its cause. Setting KeypadUnplugged to false
// opens a new pseudo-terminal and can fail for want of one; every other call returns
// nil.
func (k *Keypad) Set(f KeypadFault, on bool) error {
	if f < 0 || f >= keypadFaultCount {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed || k.faults[f] == on {
		return nil
	}
	switch {
	case f == KeypadUnplugged && on:
		k.unplug()
		return nil
	case f == KeypadUnplugged:
		return k.plug()
	}
	k.faults[f] = on
	k.cond.Broadcast()
	return nil
}

// Faults lists the faults that are set, in the order of their constants.
func (k *Keypad) Faults() []KeypadFault {
	k.mu.Lock()
	defer k.mu.Unlock()
	var set []KeypadFault
	for f, on := range k.faults {
		if on {
			set = append(set, KeypadFault(f))
		}
	}
	return set
}
