package idreader

import (
	"fmt"
	"time"
)

// EventKind is what a Parser found.
type EventKind uint8

// The kinds.
const (
	DocumentRead    EventKind = iota + 1 // Document was read
	CardInserted                         // a card is in the reader
	CardRemoved                          // the card has been taken out
	NothingRead                          // the reader was asked, and has nothing
	ContinuousOn                         // the reader confirms that it looks for documents
	ContinuousOff                        // the reader confirms that it has stopped looking
	CommandAccepted                      // the reader answered a command with ACK
	CommandRefused                       // the reader answered a command with ENQ or NAK
	NoiseDropped                         // Bytes bytes made no sense
	RearmDue                             // Send has to be sent before the reader reads again
)

var eventNames = [...]string{
	DocumentRead: "document read", CardInserted: "card inserted", CardRemoved: "card removed", NothingRead: "nothing read",
	ContinuousOn: "continuous on", ContinuousOff: "continuous off", CommandAccepted: "command accepted",
	CommandRefused: "command refused", NoiseDropped: "noise dropped", RearmDue: "rearm due",
}

// String names the kind.
func (k EventKind) String() string {
	if k > 0 && int(k) < len(eventNames) {
		return eventNames[k]
	}
	return fmt.Sprintf("EventKind(%d)", uint8(k))
}

// Event is one thing that a Parser found.
type Event struct {
	Kind     EventKind
	At       time.Duration // as told to Feed or Quiet
	Document Document
	Bytes    int
	Send     []byte // belongs to the profile; not to be changed
}
