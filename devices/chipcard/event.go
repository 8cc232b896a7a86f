package chipcard

import (
	"fmt"
	"time"

	"kundterminal/devices"
)

// Event is what a Driver tells: one of CardInserted, CardRead, CardRemoved and
// ReaderStatus.
type Event interface{ event() }

// CardInserted tells that a card is in the reader. Reading it begins.
type CardInserted struct{ At time.Time }

// CardRead tells what came of reading the card that was inserted last. Exactly one
// follows each CardInserted.
type CardRead struct {
	At      time.Time
	Outcome Outcome
	// Card is what was read; nil unless the Outcome is OutcomeRead or OutcomeOther.
	// It belongs to whoever is told, and is to be wiped by them.
	Card *Card
	// Err says for the log why nothing was read; it never tells of a person.
	Err error
	// Took is how long reading took.
	Took time.Duration
}

// CardRemoved tells that the card is out, or that its reader is out of reach.
type CardRemoved struct{ At time.Time }

// ReaderStatus tells that the reader's state has changed.
type ReaderStatus struct {
	Status devices.Status
	// Firmware is what the reader calls itself; "" until it has said so.
	Firmware string
}

func (CardInserted) event() {}
func (CardRead) event()     {}
func (CardRemoved) event()  {}
func (ReaderStatus) event() {}

// Outcome is what came of reading a card. None of them is an error of the driver:
// people pull cards, and put them in the wrong way round.
type Outcome uint8

// The outcomes.
const (
	OutcomeRead       Outcome = iota + 1 // a Finnish identity card was read
	OutcomeOther                         // a card that works, and is no Finnish identity card
	OutcomePulled                        // the card was pulled before it was read
	OutcomeMute                          // the card says nothing: the wrong way round, no chip, or a dead one
	OutcomeUnreadable                    // the card answers, but what it says cannot be used
	OutcomeReaderLost                    // the reader was unplugged or stopped answering
	OutcomeRepeated                      // the card that was in last is back within 2 s, and was told already
	outcomeCount
)

var outcomeNames = [outcomeCount]string{"none", "read", "other", "pulled", "mute", "unreadable", "reader_lost", "repeated"}

// String is the outcome's name in records and in JSON.
func (o Outcome) String() string {
	if o < outcomeCount {
		return outcomeNames[o]
	}
	return fmt.Sprintf("Outcome(%d)", uint8(o))
}

// MarshalText gives the name.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// Outcomes lists all outcomes, for tables that must have a row for each.
func Outcomes() []Outcome {
	all := make([]Outcome, 0, outcomeCount-1)
	for o := OutcomeRead; o < outcomeCount; o++ {
		all = append(all, o)
	}
	return all
}
