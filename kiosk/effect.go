package kiosk

// Effect is something that Update wants done. The engine carries it out through
// its ports, and what comes of it returns as an Event. The interface is sealed.
type Effect interface{ effect() }

type wish struct{}

func (wish) effect() {}

// IssueTicket wants a ticket committed. It returns as TicketIssued or
// TicketRefused.
type IssueTicket struct {
	wish
	Ask     uint64 // returns with the answer, which may be late
	Request TicketRequest
}

// PrintTicket wants a committed ticket on paper. It returns as TicketPrinted or
// PrintStopped.
type PrintTicket struct {
	wish
	Ticket Ticket
	Copy   bool // to be marked as a copy on the paper
}

// PrintSlip wants a loose slip on paper. It returns as SlipPrinted or SlipStopped.
type PrintSlip struct {
	wish
	Ask  uint64 // returns with the answer, which may be late
	Slip LooseSlip
}

// MarkShown wants it journalled that the number was given without proof of
// paper.
type MarkShown struct {
	wish
	Ticket EventName
	Reason string // "on screen", "seen by the citizen"
}

// CallAdvisor wants the beacon that calls an advisor lit, or dark.
type CallAdvisor struct {
	wish
	On bool
}

// RecordEntries wants entries in the journal.
type RecordEntries struct {
	wish
	Entries []Entry
}

// RememberSession wants the session cache replaced.
type RememberSession struct {
	wish
	Cache SessionCache
}

// LookForDocuments wants readers that look only on request to look for something
// to read, or no more.
type LookForDocuments struct {
	wish
	On bool
}

// FindTicket wants it looked up which ticket has a code. It returns as TicketFound.
type FindTicket struct {
	wish
	Code Code
}

// KeepFeedback wants feedback kept, unless some was given with the same ticket on the
// same channel.
type KeepFeedback struct {
	wish
	Code     Code // of the ticket, which is not kept
	To       []AuthorityID
	Feedback Feedback
}

// TypeCharacter wants a character added to the code or telephone number that is being
// typed. What
// was typed is kept outside the State and wiped by ForgetCode.
type TypeCharacter struct {
	wish
	Character byte
}

// DeleteCharacter wants the last character taken away.
type DeleteCharacter struct{ wish }

// ResolveCode wants the typed code read. It returns as DocumentRead.
type ResolveCode struct{ wish }

// ForgetCode wants what was typed wiped.
type ForgetCode struct{ wish }

// PrintAddress wants the address of a service's e-service on paper. It returns as
// AddressDone.
type PrintAddress struct {
	wish
	Ask      uint64
	Service  ServiceID
	Language Language
}

// OpenSecondScreen wants a service's e-service opened on the second screen. It
// returns as AddressDone.
type OpenSecondScreen struct {
	wish
	Ask      uint64
	Service  ServiceID
	Language Language
}

// CheckPhone wants the typed telephone number proved. It returns as PhoneChecked.
type CheckPhone struct{ wish }

// KeepCallBack wants a call committed, with the telephone number that was typed. It
// returns as CallBackKept.
type KeepCallBack struct {
	wish
	Ask  uint64
	Call CallBack
}
