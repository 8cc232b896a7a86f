package escpos

import "kundterminal/devices"

// Condition is the set of what a printer says about itself, whichever way it says it.
type Condition uint16

// The conditions.
const (
	Offline        Condition = 1 << iota // does not process its buffer
	CoverOpen                            // cover or head lifted
	PaperEnd                             // no paper
	NearEnd                              // little paper
	CutterError                          // autocutter stuck
	Mechanical                           // recoverable mechanical error, paper jam
	Unrecoverable                        // memory, voltage: power off and on
	Overheated                           // recovers by itself: head hot
	FeedButton                           // paper is being fed by hand
	AwaitsRecovery                       // waits for DLE ENQ or the feed button
	Presented                            // a ticket is at the outlet
	AnyError                             // an error that is not named
)

// Status picks the fault that has to be dealt with first, always in the same order:
// what needs service, what needs a hand inside, what passes, what needs paper.
func (c Condition) Status() devices.Status {
	s := devices.Status{NearEnd: c&NearEnd != 0, Presented: c&Presented != 0}
	for _, order := range []struct {
		condition Condition
		fault     devices.Fault
	}{
		{Unrecoverable, devices.FaultUnrecoverable},
		{CutterError, devices.FaultCutterJam},
		{Mechanical, devices.FaultMechanical},
		{Overheated, devices.FaultOverheated},
		{CoverOpen, devices.FaultCoverOpen},
		{PaperEnd, devices.FaultPaperOut},
		{AnyError, devices.FaultMechanical},
		{Offline, devices.FaultOffline},
	} {
		if c&order.condition != 0 {
			s.Fault = order.fault
			break
		}
	}
	return s
}

// bitOf says that a bit of a status byte means a condition.
type bitOf struct {
	mask      byte
	condition Condition
}

func conditions(b byte, table []bitOf) Condition {
	var c Condition
	for _, entry := range table {
		if b&entry.mask != 0 {
			c |= entry.condition
		}
	}
	return c
}

// asbBits are the meanings of the bits of an ASB frame, byte by byte.
var asbBits = [4][]bitOf{
	{{0x08, Offline}, {0x20, CoverOpen}, {0x40, FeedButton}},
	{{0x01, AwaitsRecovery}, {0x04, Mechanical}, {0x08, CutterError}, {0x20, Unrecoverable}, {0x40, Overheated}},
	{{0x03, NearEnd}, {0x0C, PaperEnd}},
	nil,
}

// Condition is what an ASB frame says. It tells everything but Presented.
func (a ASB) Condition() Condition {
	var c Condition
	for i, table := range asbBits {
		c |= conditions(a[i], table)
	}
	return c
}

// Status is what an ASB frame means to a person.
func (a ASB) Status() devices.Status { return a.Condition().Status() }

// realTimeBits are the meanings of the answers to DLE EOT 1 to 4.
var realTimeBits = [5][]bitOf{
	1: {{0x08, Offline}, {0x20, AwaitsRecovery}, {0x40, FeedButton}},
	2: {{0x04, CoverOpen}, {0x08, FeedButton}, {0x20, PaperEnd}, {0x40, AnyError}},
	3: {{0x04, Mechanical}, {0x08, CutterError}, {0x20, Unrecoverable}, {0x40, Overheated}},
	4: {{0x0C, NearEnd}, {0x60, PaperEnd}},
}

// Conditions is what an answer to DLE EOT n says, and which conditions it can tell:
// those it does not mention are then known to be absent.
func (r RealTime) Conditions() (present, told Condition) {
	if r.N == 0 || int(r.N) >= len(realTimeBits) {
		return 0, 0
	}
	return conditions(r.Value, realTimeBits[r.N]), conditions(0xFF, realTimeBits[r.N])
}

// RealTimeStatus is what the answers to DLE EOT 1, 2, 3 and 4 together mean.
func RealTimeStatus(answers [4]byte) devices.Status {
	var c Condition
	for i, value := range answers {
		present, _ := RealTime{N: byte(i + 1), Value: value}.Conditions()
		c |= present
	}
	return c.Status()
}

// fullBits are the meanings of the bytes of FullStatus.
var fullBits = [4][]bitOf{
	{{0x01, PaperEnd}, {0x04, NearEnd}, {0x20, Presented}},
	{{0x03, CoverOpen}, {0x20, FeedButton}, {0x40, FeedButton}},
	{{0x01, Overheated}, {0x08, Overheated}, {0x40, Mechanical}},
	{{0x01, CutterError}, {0x02, CoverOpen}, {0x0C, Unrecoverable}},
}

// Condition is what a full status says. It tells everything but Offline.
func (f FullStatus) Condition() Condition {
	var c Condition
	for i, table := range fullBits {
		c |= conditions(f[i], table)
	}
	return c
}

// Status is what a full status means to a person.
func (f FullStatus) Status() devices.Status { return f.Condition().Status() }

// fullTold are the conditions that FullStatus can tell.
const fullTold = PaperEnd | NearEnd | Presented | CoverOpen | FeedButton | Overheated | Mechanical | CutterError | Unrecoverable

// asbTold are the conditions that ASB can tell.
const asbTold = Offline | CoverOpen | FeedButton | AwaitsRecovery | Mechanical | CutterError | Unrecoverable | Overheated | NearEnd | PaperEnd | AnyError
