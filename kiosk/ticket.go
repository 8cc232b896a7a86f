package kiosk

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

var (
	errSeries = errors.New("a series is one letter from A to Z")
	errName   = errors.New("an event's name has the form terminal.epoch.sequence")
)

// TerminalID numbers the terminals of a network, 1 to 65535.
type TerminalID uint16

// EventName is the identity of a journalled event, unique over all terminals
// and for ever: the terminal, the epoch of its store, and the sequence number
// within the store. A ticket's identity is the name of the event that issued it.
type EventName struct {
	Terminal TerminalID
	Epoch    string // letters and digits; changes when a store is made anew or restored
	Seq      uint64 // from 1
}

// String returns the name in the form 17.7GQ2M4XA.42.
func (n EventName) String() string {
	if n == (EventName{}) {
		return ""
	}
	return fmt.Sprintf("%d.%s.%d", n.Terminal, n.Epoch, n.Seq)
}

// ParseEventName reads what String writes.
func ParseEventName(s string) (EventName, error) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 || parts[1] == "" {
		return EventName{}, fmt.Errorf("%q: %w", s, errName)
	}
	t, err := strconv.ParseUint(parts[0], 10, 16)
	if err != nil {
		return EventName{}, fmt.Errorf("%q: %w", s, errName)
	}
	seq, err := strconv.ParseUint(parts[2], 10, 64)
	if err != nil {
		return EventName{}, fmt.Errorf("%q: %w", s, errName)
	}
	return EventName{TerminalID(t), parts[1], seq}, nil
}

// MarshalText writes the name as String does.
func (n EventName) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (n *EventName) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*n = EventName{}
		return nil
	}
	parsed, err := ParseEventName(string(b))
	if err == nil {
		*n = parsed
	}
	return err
}

// Class is why a person is called when: the order of the queue.
type Class string

// The classes of tickets.
const (
	WalkIn        Class = "walk-in"
	ByAppointment Class = "appointment"
	Priority      Class = "priority"
)

// MaxNumber is the highest number of a series on one day.
const MaxNumber = 9999

// Ticket is a place in a queue. It says nothing about the person.
type Ticket struct {
	Name     EventName   `json:"name"`
	Series   Series      `json:"series"`
	Number   int         `json:"number"` // 1 to MaxNumber, from 1 again each day
	Date     Date        `json:"date"`   // the local day of the number
	Queue    QueueID     `json:"queue"`
	Class    Class       `json:"class"`
	Errands  []ServiceID `json:"errands"`
	Language Language    `json:"language"` // of the paper and the call
	IssuedAt time.Time   `json:"issued_at"`
	Booking  Booking     `json:"booking,omitzero"`
	Estimate Estimate    `json:"estimate,omitzero"` // as it was told when it was issued
	Served   Served      `json:"served,omitempty"`

	Parts []TicketPart `json:"parts,omitempty"` // in the order in which they should be done
	Why   Precedence   `json:"why,omitempty"`   // of Priority
}

// IsZero reports whether t is no ticket.
func (t Ticket) IsZero() bool { return t.Number == 0 }

// Label is the number as people read it: "A 042".
func (t Ticket) Label() string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %03d", t.Series, t.Number)
}

// Code returns the ticket's code for its barcode.
func (t Ticket) Code() Code { return EncodeCode(t.Name.Terminal, t.Date, t.Series, t.Number) }

// TicketRequest asks the journal for a ticket. The journal gives it its number
// and its name.
type TicketRequest struct {
	Queue    QueueID
	Series   Series
	Class    Class
	Errands  []ServiceID
	Language Language
	At       time.Time // in the location of the service point
	Booking  Booking   // of a person with an appointment
	Estimate Estimate  // to be told with the ticket
	Served   Served    // how the person wants to be served; empty: nobody was asked
	Parts    []TicketPart
	Why      Precedence // of Priority
}

// PrintState is what the print journal knows of a ticket's paper.
type PrintState string

// The states of a print, in their order. Unknown means that a power cut or a
// crash came between; Shown that the number was given on the screen instead.
const (
	PrintIntended PrintState = "intended" // committed with the ticket, no byte sent
	PrintSent     PrintState = "sent"     // bytes may have reached the printer
	PrintPrinted  PrintState = "printed"  // the printer proved it
	PrintFailed   PrintState = "failed"   // it is certain that no whole ticket came out
	PrintUnknown  PrintState = "unknown"  // it may have come out or not
	PrintShown    PrintState = "shown"    // shown on the screen in place of paper
)

// Print is the print journal's record of one ticket.
type Print struct {
	Ticket EventName  `json:"ticket"`
	State  PrintState `json:"state"`
	Reason string     `json:"reason,omitempty"` // of a failure, for the technician
	Copies int        `json:"copies"`           // how many prints were begun after the first
	At     time.Time  `json:"at"`               // of the last change
}

// Settled reports whether the citizen has got the number, on paper or screen.
func (p Print) Settled() bool { return p.State == PrintPrinted || p.State == PrintShown }
