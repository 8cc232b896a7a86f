package kiosk

import (
	"encoding/json"
	"time"
)

// EntryKind names what a journal entry tells. The list is closed, so that
// statistics and technicians can rely on it.
type EntryKind string

// The kinds of journal entries.
const (
	TerminalStarted  EntryKind = "terminal_started"
	TerminalStopped  EntryKind = "terminal_stopped"
	StoreReplaced    EntryKind = "store_replaced" // a damaged store was set aside
	EpochChanged     EntryKind = "epoch_changed"  // the store was copied or restored
	ClockMovedBack   EntryKind = "clock_moved_back"
	SessionStarted   EntryKind = "session_started"
	SessionEnded     EntryKind = "session_ended"
	PersonIdentified EntryKind = "person_identified" // how, and never who
	IdentityTaken    EntryKind = "identity_taken_back"
	ReadFailed       EntryKind = "read_failed"      // a document told nobody's identity: why
	TicketCommitted  EntryKind = "ticket_committed" // carries the ticket
	EServiceUsed     EntryKind = "e_service_used"   // an e-service was shown, printed or opened
	CallBackBooked   EntryKind = "call_back_booked" // whose expert calls, and never whom
	CheckedIn        EntryKind = "checked_in"       // an appointment has got its ticket
	PrintChanged     EntryKind = "print_changed"    // carries the print
	CopyOffered      EntryKind = "copy_offered"     // an unproved ticket, after a restart
	SlipAsked        EntryKind = "slip_asked"       // paper that is no ticket, and what it tells
	PrinterStatus    EntryKind = "printer_status"
	AdvisorCalled    EntryKind = "advisor_called" // from which step, and never by whom
	CallEnded        EntryKind = "call_ended"     // why
	StoreRoom        EntryKind = "store_room"     // the store has room again
	AdvisorCame      EntryKind = "advisor_came"   // how, and never who
	AdvisorLeft      EntryKind = "advisor_left"   // why
	AssistBegan      EntryKind = "assist_began"   // a desk sees the screen
	AssistOver       EntryKind = "assist_over"    // why, and how many presses the desk has made
	PrioritySet      EntryKind = "priority_set"   // the reason, or none where it is taken back
	TechnicianCame   EntryKind = "technician_came"
	TechnicianLeft   EntryKind = "technician_left"
	PINTried         EntryKind = "pin_tried" // its outcome, and never the PIN
	TestDone         EntryKind = "test_done"
	TreeDone         EntryKind = "tree_done" // a fault tree led to an action, and whether it helped
	ActionDone       EntryKind = "action_done"
	QueueChanged     EntryKind = "queue_changed" // carries the change
)

// OfMachine reports whether entries of the kind tell of the machine, its devices and its
// technicians. All others tell of people's visits.
func (k EntryKind) OfMachine() bool {
	switch k {
	case TerminalStarted, TerminalStopped, StoreReplaced, EpochChanged, ClockMovedBack, PrinterStatus, StoreRoom,
		TechnicianCame, TechnicianLeft, PINTried, TestDone, TreeDone, ActionDone:
		return true
	}
	return false
}

// Entry is one thing that happened at the terminal. It holds no personal data.
type Entry struct {
	Kind   EntryKind         `json:"kind"`
	At     time.Time         `json:"at"`
	Ticket *Ticket           `json:"ticket,omitempty"` // of TicketCommitted
	Print  *Print            `json:"print,omitempty"`  // of PrintChanged
	Of     EventName         `json:"of,omitzero"`      // the ticket it is about, where it is about one
	Detail map[string]string `json:"detail,omitempty"` // named facts: "outcome", "step", "fault"
	Queue  json.RawMessage   `json:"queue,omitempty"`  // of QueueChanged, as package queue writes it
}

// Record is a journalled Entry with its name.
type Record struct {
	Name EventName `json:"name"`
	Entry
}

// SessionCache is what a terminal remembers of the running session, to say after
// a crash what it was doing. It says nothing of the person.
type SessionCache struct {
	Step   string    `json:"step"`
	Since  time.Time `json:"since"`
	Ticket EventName `json:"ticket,omitzero"`
}

// IsZero reports whether no session was running.
func (c SessionCache) IsZero() bool { return c == SessionCache{} }

// Unsettled is a ticket that was committed and never proved to be in a hand.
type Unsettled struct {
	Ticket Ticket
	Print  Print
}
