package sim

import (
	"slices"
	"time"
)

// Counts are what happened since New.
type Counts struct {
	Received int // bytes off the line
	Dropped  int // of these, for want of room in the buffer
	RealTime int // real-time commands carried out
	XOFFs    int // XOFF sent, or due and swallowed by Mute
	Cuts     int // successful cuts
	Tickets  int // pieces of paper, complete or not
	NVWrites int // graphics written to NV memory, which wears

	Presented int // tickets moved out by the presenter
	Retracted int // tickets taken back
	Ejected   int // tickets thrown out
	Taken     int // tickets taken by hand
}

// stamps are moments for benchmarks.
type stamps struct{ firstByte, lastByte, cut time.Time }

// Refusal is a command that the printer did not carry out.
type Refusal struct {
	Offset int64  // of its first byte among all bytes executed since New
	Bytes  []byte // at most the first 32
	Why    string
}

const maxRefusals = 1000

// Counts returns what was counted so far.
func (p *Printer) Counts() Counts {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.counts
}

// Refused lists what the printer could not make sense of or do: unknown
// commands, commands its model lacks, cuts and barcodes in mid-line, barcodes
// too wide. A driver that fits its printer leaves it empty. At most the first
// 1,000 are kept.
func (p *Printer) Refused() []Refusal {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.refused)
}

// FirstByteAt is when the first byte since New had come down the line.
func (p *Printer) FirstByteAt() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stamps.firstByte
}

// LastByteAt is when the last byte received had come down the line: by the
// line's own clock, without the simulator's lateness in noticing.
func (p *Printer) LastByteAt() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stamps.lastByte
}

// CutAt is when the last cut was done.
func (p *Printer) CutAt() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stamps.cut
}

// Tickets lists the finished tickets, oldest first; Options.Keep bounds them.
func (p *Printer) Tickets() []Ticket {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.tickets)
}

// OnTicket adds a listener to finished tickets; see [Options.OnTicket].
func (p *Printer) OnTicket(f func(Ticket)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listeners = append(p.listeners[:len(p.listeners):len(p.listeners)], f)
}

// Paper is the paper between the last cut and the print head.
func (p *Printer) Paper() *Bitmap {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sheet.bitmap(p.model.Dots, 0, p.sheet.height())
}

// Idle tells whether nothing waits to be printed.
func (p *Printer) Idle() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.waiting && p.buf.len() == 0
}

// refuse notes a command that was not carried out.
func (p *Printer) refuse(offset int64, b []byte, why string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.refused) < maxRefusals {
		p.refused = append(p.refused, Refusal{offset, slices.Clone(b), why})
	}
}
