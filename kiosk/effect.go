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

// MarkShown wants it journalled that the number was given without proof of
// paper.
type MarkShown struct {
	wish
	Ticket EventName
	Reason string // "on screen", "seen by the citizen"
}

// SpeakNumber wants a ticket's number said, in place of what is being said.
type SpeakNumber struct {
	wish
	Ticket   Ticket
	Language Language // of the person
}

// Hush wants the voice to stop at once.
type Hush struct{ wish }

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

// TypeCharacter wants a character added to the code that is being typed. What
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

// Work is an Effect for the workshop, which does what a technician wants done.
type Work interface {
	Effect
	work()
}

type job struct{ wish }

func (job) work() {}

// WatchDevices wants all devices reported from now on, or no more. When they are
// no more, whatever the workshop still does is given up.
type WatchDevices struct {
	job
	On bool
}

// TypeDigit wants a digit added to the PIN that is being typed. What was typed
// is kept outside the State and wiped by ForgetPIN.
type TypeDigit struct {
	job
	Digit byte
}

// DeleteDigit wants the last digit taken away.
type DeleteDigit struct{ job }

// CheckPIN wants the typed PIN compared. It returns as PINChecked.
type CheckPIN struct{ job }

// AskPIN wants to know whether a PIN is taken. It returns as PINChecked.
type AskPIN struct{ job }

// ForgetPIN wants what was typed wiped.
type ForgetPIN struct{ job }

// RunTest wants a test begun. It returns as TestAdvanced and TestEnded.
type RunTest struct {
	job
	Run    uint64
	Device DeviceID
	Test   TestID
}

// AnswerTest answers the question of a running test.
type AnswerTest struct {
	job
	Run uint64
	Yes bool
}

// JudgeTest ends a test that is made on the screen itself.
type JudgeTest struct {
	job
	Run    uint64
	Passed bool
	Notes  []Fact
}

// StopTest gives a running test up.
type StopTest struct {
	job
	Run uint64
}

// WatchLine wants the line of a device watched, or no more. It returns as
// LineHeard and LineEnded.
type WatchLine struct {
	job
	Device DeviceID
	On     bool
	Record bool
}

// Examine wants the findings of a view. They return as Examined.
type Examine struct {
	job
	Ask    uint64
	View   View
	Device DeviceID
}

// DoAction wants something done that a view offers. What came of it returns as
// Examined.
type DoAction struct {
	job
	Ask            uint64
	View           View
	Device         DeviceID
	Action, Choice string
}
