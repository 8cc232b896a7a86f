package engine

import (
	"context"
	"errors"
	"time"

	"kundterminal/kiosk"
)

// The errors that a Journal wraps, so that the engine knows what to show.
var (
	// ErrFull is returned when the disk, or the store's size limit, has no room.
	// Nothing was written. The same call may succeed later.
	ErrFull = errors.New("no room in the store")

	// ErrSeriesFull is returned when a series has reached kiosk.MaxNumber today.
	ErrSeriesFull = errors.New("the series has no number left today")

	// ErrCheckedIn is returned, together with the ticket, when an appointment has
	// got its ticket before. Nothing was written.
	ErrCheckedIn = errors.New("the appointment has its ticket")

	// ErrAnswered is returned when feedback was given with the same ticket on the same
	// channel before.
	ErrAnswered = errors.New("feedback was given with this ticket before")

	// ErrBroken is returned when the store can no longer be trusted in this
	// process, such as after a failed sync. The terminal must restart.
	ErrBroken = errors.New("the store is broken")
)

// NotAdmitted is the error of Issue where the queue takes nobody, or not this visit.
// Nothing was written.
type NotAdmitted struct{ Why kiosk.Refusal }

// Error implements error.
func (e NotAdmitted) Error() string { return "the queue gives no number: " + e.Why.String() }

// Journal keeps what must not be lost. Every method that returns nil has made
// its change durable: it survives a power cut at any later moment. All methods
// may be called from several goroutines.
type Journal interface {
	// Issue commits in one transaction the next number of the series on the
	// local day of r.At, the ticket, the intent to print it, the journal's entry
	// and its place in the outbox. Where r.Booking names an appointment that has
	// got a ticket on that day, it returns that ticket with ErrCheckedIn; where the
	// queue takes nobody, the error is a NotAdmitted.
	Issue(ctx context.Context, r kiosk.TicketRequest) (kiosk.Ticket, error)

	// MarkPrint changes the state of a ticket's print and journals the change.
	// A change to PrintSent on a print that was begun before counts a copy.
	MarkPrint(ctx context.Context, ticket kiosk.EventName, state kiosk.PrintState, reason string, at time.Time) (kiosk.Print, error)

	// Append journals entries.
	Append(ctx context.Context, entries ...kiosk.Entry) error

	// Remember replaces the session cache. It need not be durable.
	Remember(ctx context.Context, c kiosk.SessionCache) error

	// Unsettled lists the tickets issued since a time whose print is neither
	// printed nor shown, oldest first.
	Unsettled(ctx context.Context, since time.Time) ([]kiosk.Unsettled, error)

	// CheckIns lists the tickets that appointments have got on a day.
	CheckIns(ctx context.Context, day kiosk.Date) ([]kiosk.Ticket, error)
}

// FeedbackBook keeps what people answer. Its methods may be called from several
// goroutines.
type FeedbackBook interface {
	// KeepFeedback keeps feedback durably, to be sent to the addresses, and whether the
	// code's ticket was answered on the other channel before. A ticket can be used once on
	// each channel, on its day: the error is then ErrAnswered.
	KeepFeedback(ctx context.Context, code kiosk.Code, to []kiosk.AuthorityID, f kiosk.Feedback) error

	// FindTicket returns the ticket with a code, or the zero Ticket where it is not
	// known, and whether feedback was given with the code after the service.
	FindTicket(ctx context.Context, code kiosk.Code) (t kiosk.Ticket, answered bool, err error)
}

// Printer puts tickets on paper.
type Printer interface {
	// Print prints a ticket and waits for the printer's proof, or until the
	// printer's own deadline has passed. It is never called twice at once.
	Print(ctx context.Context, t kiosk.Ticket, again bool) Outcome
}

// SlipPrinter puts loose slips on paper. It is called under the same lock as the
// Printer: a slip and a ticket never run into one another.
type SlipPrinter interface {
	// PrintSlip prints a slip and waits as Printer.Print does.
	PrintSlip(ctx context.Context, s kiosk.LooseSlip) Outcome
}

// Outcome is how a print ended.
type Outcome struct {
	Proved    bool                   // the printer itself said that it is printed and cut
	Condition kiosk.PrinterCondition // without proof: what was in the way
	Begun     bool                   // without proof: bytes were sent
	Cause     error                  // without proof: for the log
}

// state returns what the print journal keeps of the outcome. Once bytes have
// left, only the end of the paper makes it certain that no whole ticket came out.
func (o Outcome) state() kiosk.PrintState {
	switch {
	case o.Proved:
		return kiosk.PrintPrinted
	case o.Begun && o.Condition != kiosk.PaperOut:
		return kiosk.PrintUnknown
	}
	return kiosk.PrintFailed
}

// Identifier keeps the characters of a code or a telephone number while it is typed, and
// reads the code. It
// is called from the engine's goroutine, and must not wait.
type Identifier interface {
	Type(character byte)
	Delete()
	Resolve(today kiosk.Date) kiosk.Reading
	Forget() // wipes what was typed
}

// Handout gives a person the address of an e-service. It knows the address of a
// service from the catalogue: nothing else is ever printed or opened.
type Handout interface {
	// PrintAddress prints the address in a language, and waits for the printer's
	// proof. It is never called while a ticket is printed.
	PrintAddress(ctx context.Context, id kiosk.ServiceID, l kiosk.Language) error

	// OpenSecondScreen opens the e-service on the second screen, and does not wait
	// until it is closed.
	OpenSecondScreen(id kiosk.ServiceID, l kiosk.Language) error
}

// Dialler keeps the characters of a telephone number while it is typed: it is the
// Identifier, which keeps one thing at a time. Phone is called from the engine's
// goroutine, and must not wait.
type Dialler interface {
	// Phone returns the number in the form of E.164, or what is wrong with it. Whoever
	// calls it wipes it.
	Phone() ([]byte, kiosk.PhoneFault)
}

// CallBackBook keeps the calls that people ask for until they are sent on.
type CallBackBook interface {
	// KeepCallBack keeps a call and its number, sealed and durably.
	KeepCallBack(ctx context.Context, c kiosk.CallBack, phone []byte) error
}

// Workshop does what a technician wants done, and posts what comes of it. Do is
// called from the engine's goroutine, and must not wait.
type Workshop interface {
	Do(kiosk.Work)
}

// Beacon calls service advisors to the terminal. It is called from the engine's
// goroutine, and must not wait: what it has confirmed is posted as BeaconChanged.
type Beacon interface {
	Light(on bool)
}

// Voice makes what the terminal shows heard. It is called from the engine's
// goroutine, and must not wait: it sounds beside it, and sound that fails is its
// own affair.
type Voice interface {
	// Speak begins what the effect wants heard of a state, in place of what is being
	// heard. Ended is called once, from another goroutine, when that has ended by
	// itself, however it went; and not when a later Speak or a Hush has ended it.
	Speak(s kiosk.State, f kiosk.Speak, ended func())
	Hush() // stops at once
}
