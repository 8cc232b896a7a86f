package sim

// Fault is something that can be wrong with a printer or its cable. Faults
// are set and cleared with [Printer.Set] at any moment, also in the middle of
// a job.
type Fault int

// The faults.
const (
	// PaperOut: no paper under the sensor. The printer goes offline and stops
	// in mid-line; what it was sent stays in its buffer and goes on printing
	// on the new roll, unless the host clears it. Clearing the fault is
	// loading a roll: what hung out is torn off as an incomplete ticket.
	PaperOut Fault = iota
	// PaperNearEnd: the roll is thin. Printing goes on.
	PaperNearEnd
	// CoverOpen: offline until it is closed.
	CoverOpen
	// CutterJam: the blade is stuck. The printer stops with a recoverable
	// error, which outlives the cause: after the jam is removed the host must
	// send DLE ENQ 1 or 2 or DLE DC4 8, or the power be cycled.
	CutterJam
	// Unplugged: cable and power out. The pseudo-terminal hangs up and the
	// link to it disappears; buffer, modes and ASB are lost, NV memory and
	// the paper remain. Clearing it makes a new pseudo-terminal under the
	// same path.
	Unplugged
	// Mute: takes and prints everything, answers nothing, XOFF included.
	Mute
	// Stall: takes no byte from the line, and so answers nothing either.
	Stall
	// Garbage: random bytes go to the host between the answers.
	Garbage
	// Overheated: the head is too hot; offline until it has cooled down.
	Overheated

	faultCount
)

var faultNames = [faultCount]string{
	"paper out", "paper near end", "cover open", "cutter jam", "unplugged", "mute", "stall", "garbage", "overheated",
}

// String is the fault's name in English, for prompts and test output.
func (f Fault) String() string {
	if f < 0 || f >= faultCount {
		return "unknown fault"
	}
	return faultNames[f]
}

// AllFaults lists every fault, for a board of switches.
func AllFaults() []Fault {
	all := make([]Fault, faultCount)
	for i := range all {
		all[i] = Fault(i)
	}
	return all
}

// Set makes a fault occur, or removes its cause. Setting Unplugged to false
// opens a new pseudo-terminal and can fail for want of one; every other call
// returns nil. A fault that is set already, or not set, stays as it is.
func (p *Printer) Set(f Fault, on bool) error {
	if f < 0 || f >= faultCount {
		return nil
	}
	p.mu.Lock()
	if p.closed || p.faults[f] == on {
		p.mu.Unlock()
		return nil
	}
	var err error
	var torn *Ticket
	switch {
	case f == Unplugged && on:
		p.unplug()
	case f == Unplugged:
		err = p.plug()
	case f == PaperOut && !on:
		p.faults[f] = false
		torn = p.loadPaper()
	case f == CutterJam && on:
		p.cutterError = true
		p.faults[f] = true
	case f == Garbage && on:
		p.faults[f] = true
		p.startNoise()
	default:
		p.faults[f] = on
	}
	p.changed()
	p.mu.Unlock()
	p.deliver(torn)
	return err
}

// Faults lists the faults that are set, in the order of their constants. A
// cutter error that waits for the host's DLE ENQ is no fault any more.
func (p *Printer) Faults() []Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	var set []Fault
	for f, on := range p.faults {
		if on {
			set = append(set, Fault(f))
		}
	}
	return set
}

// PaperOutAfter lets the roll end after so many more dots of feed; n of 0 or
// less takes an earlier order back.
func (p *Printer) PaperOutAfter(dots int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paperLeft = max(dots, 0)
}

// UnplugAfterBytes pulls the plug when so many more bytes have arrived; n of
// 0 or less takes an earlier order back.
func (p *Printer) UnplugAfterBytes(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.unplugAfter = max(n, 0)
}

// FailCutOnce makes the next cut fail. The cause removes itself, the error
// stays until the host recovers it: DLE ENQ 1 repeats the cut, DLE ENQ 2 and
// DLE DC4 8 drop it with everything in the buffer.
func (p *Printer) FailCutOnce() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failCut = true
}

// loadPaper tears off what hung out of the printer and threads a new roll.
// The part of a job that is still to come is then a fragment as well.
func (p *Printer) loadPaper() *Ticket {
	t := p.tear()
	p.sheet.broken = t != nil && (!p.waiting || p.buf.len() > 0)
	return t
}

// tear makes an incomplete ticket of all the paper up to the print head, if
// anything is printed on it. What remains is blank from knife to head.
func (p *Printer) tear() *Ticket {
	var t *Ticket
	if p.sheet.inked > 0 {
		piece := p.sheet.split(&p.model, p.sheet.height())
		piece.Complete = false
		t = p.finish(piece)
	}
	p.sheet.thread(p.model.dots(p.model.CutterMM))
	return t
}

// TearOff is the hand of an operator who feeds the paper out, tears it off
// and throws it away. Nothing happens when nothing is printed on it.
func (p *Printer) TearOff() {
	p.mu.Lock()
	t := p.tear()
	p.mu.Unlock()
	p.deliver(t)
}
