package kiosk

import (
	"encoding/json"
	"time"
)

// QueueEvent is an entry of the journal that the queue is made of: a ticket, or a
// change.
type QueueEvent struct {
	Name   EventName
	Ticket Ticket          // that joins; zero with a change
	Change json.RawMessage // as package queue writes it; nil with a ticket
}

// QueueSnapshot is the queue as it was after an event.
type QueueSnapshot struct {
	Seq    uint64          `json:"seq"`             // of the last event that it holds
	At     time.Time       `json:"at,omitzero"`     // of the last change
	Open   Date            `json:"open,omitzero"`   // the first day that is not closed; zero: nothing has happened since one was
	Closed Date            `json:"closed,omitzero"` // the last day that is
	Quotas Date            `json:"quotas,omitzero"` // the last day for which the point's quotas were set
	Book   json.RawMessage `json:"book,omitempty"`  // as package queue writes it
}

// IsZero reports whether there is no snapshot.
func (s QueueSnapshot) IsZero() bool { return s.Book == nil }

// QueueCommit is what is kept of the queue in one go: all of it, or nothing.
type QueueCommit struct {
	Entries  []Entry         // to be journalled
	Snapshot QueueSnapshot   // of the queue after the entries; its Seq is that of the last of them, where there are any
	Days     map[Date][]byte // what statistics keep of days that are over
}
