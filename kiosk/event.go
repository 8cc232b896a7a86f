package kiosk

import "time"

// Event is something that happened: a press, a sensor, the outcome of an
// effect, or the passing of time. The interface is sealed: Update handles every
// event in every state.
type Event interface{ event() }

// Press is an Event made by a finger or a key. Presses are comparable, count as
// a sign of life, and pass the guard against double touches.
type Press interface {
	Event
	press()
}

type (
	happening struct{}
	pressed   struct{}
)

func (happening) event() {}
func (pressed) event()   {}
func (pressed) press()   {}

// TimePassed tells Update what time it is. Now may jump; Up never does.
type TimePassed struct {
	happening
	Now time.Time     // in the location of the service point
	Up  time.Duration // since the terminal started, monotonic
}

// CatalogueChanged brings a new catalogue. Errands of a running session that
// are no longer served by it are dropped, and the person is told.
type CatalogueChanged struct {
	happening
	Catalogue *Catalogue
}

// PrinterChanged brings the printer's new condition.
type PrinterChanged struct {
	happening
	Printer Printer
}

// StoreChanged tells whether the journal can keep tickets.
type StoreChanged struct {
	happening
	Store StoreCondition
}

// TicketsRecovered brings the tickets that an earlier run committed and never
// proved to be in a hand.
type TicketsRecovered struct {
	happening
	Tickets []Ticket
}

// TicketIssued brings the ticket that IssueTicket asked for. It is durable.
type TicketIssued struct {
	happening
	Ask    uint64 // of the effect that asked for it
	Ticket Ticket
}

// TicketRefused tells that IssueTicket gave no ticket, and nothing was written.
type TicketRefused struct {
	happening
	Ask uint64 // of the effect that asked for it
	Why Refusal
}

// TicketPrinted tells that the printer proved the ticket, durably.
type TicketPrinted struct {
	happening
	Ticket EventName
}

// PrintStopped tells that PrintTicket ended without proof.
type PrintStopped struct {
	happening
	Ticket    Ticket
	Condition PrinterCondition // what was in the way
	Begun     bool             // bytes were sent: a part of it may be on paper
}

// ReaderChanged brings the document reader's new condition.
type ReaderChanged struct {
	happening
	Reader ReaderCondition
}

// DocumentRead brings what came of showing a document or typing a code.
type DocumentRead struct {
	happening
	Reading Reading
}

// BadgeRead tells that a service advisor has shown their badge.
type BadgeRead struct{ happening }

// CardMoved tells that a card was put into the reader or taken out.
type CardMoved struct {
	happening
	In bool
}

// Started is a touch on the idle screen outside any button.
type Started struct{ pressed }

// LanguageChosen chooses a language: on the idle screen it starts a session.
type LanguageChosen struct {
	pressed
	Language Language
}

// LanguagesPressed opens the choice of languages over any screen.
type LanguagesPressed struct{ pressed }

// HelpPressed opens help over any screen.
type HelpPressed struct{ pressed }

// ComfortPressed opens the choice of how the screen is to be over any
// screen. On the idle screen it starts a session.
type ComfortPressed struct{ pressed }

// ComfortChosen changes how the screen is for the rest of the session.
type ComfortChosen struct {
	pressed
	Comfort Comfort
}

// OverlayClosed goes back to the screen below.
type OverlayClosed struct{ pressed }

// BackPressed goes one step back.
type BackPressed struct{ pressed }

// NextPressed goes on to the summary.
type NextPressed struct{ pressed }

// StopPressed ends the session, after a question where errands would be lost.
type StopPressed struct{ pressed }

// StopConfirmed ends the session.
type StopConfirmed struct{ pressed }

// StayPressed answers the warning: the person is still there.
type StayPressed struct{ pressed }

// WayChosen chooses how to find errands: StepLifeEvents, StepAuthorities, StepSearch
// or StepAppointment; and from the summary StepWay, StepBring or StepServed.
type WayChosen struct {
	pressed
	Way Step
}

// LifeEventChosen chooses a life situation and with it its services.
type LifeEventChosen struct {
	pressed
	LifeEvent LifeEventID
}

// AuthorityChosen chooses an authority, to see its services.
type AuthorityChosen struct {
	pressed
	Authority AuthorityID
}

// ErrandToggled takes a service into the visit or out of it.
type ErrandToggled struct {
	pressed
	Service ServiceID
}

// PageTurned turns what is longer than the screen to a page, counted from 0.
type PageTurned struct {
	pressed
	To int
}

// LetterTyped adds a letter to the search, or to the comment of feedback.
type LetterTyped struct {
	pressed
	Letter rune
}

// LetterDeleted takes away the last letter.
type LetterDeleted struct{ pressed }

// TicketRequested asks for the ticket on the summary.
type TicketRequested struct{ pressed }

// NumberRequested asks to see the number in place of waiting for the paper.
type NumberRequested struct{ pressed }

// PaperConfirmed answers that the ticket came out although the printer did not
// say so.
type PaperConfirmed struct{ pressed }

// CopyRequested asks to print a ticket again, with its number, as a copy. From
// the idle screen it names one of the offered tickets.
type CopyRequested struct {
	pressed
	Ticket EventName
}

// SpeakPressed asks to hear this screen, and from now on every one. On the idle
// screen it starts a session.
type SpeakPressed struct{ pressed }

// FocusMoved puts the keypad on a button of the screen, or on a row of keys.
type FocusMoved struct {
	pressed
	To string // the button's id, or the row's
}

// VolumePressed makes the voice louder or softer.
type VolumePressed struct {
	pressed
	Louder bool
}

// HeadphonesChanged tells that headphones were plugged in or pulled out.
type HeadphonesChanged struct {
	happening
	In bool
}

// Finished says that the person is done, with their ticket or without one.
type Finished struct{ pressed }

// IdentifyPressed begins identification, which is optional.
type IdentifyPressed struct{ pressed }

// IdentityRemoved says that the document was another person's, or that the
// person wants to go on unknown.
type IdentityRemoved struct{ pressed }

// NextRungPressed says that this way of identification does not work out.
type NextRungPressed struct{ pressed }

// WithoutIdentityPressed goes on without identification.
type WithoutIdentityPressed struct{ pressed }

// CharacterTyped adds a character to the personal identity code, the code of an
// appointment or the telephone number.
type CharacterTyped struct {
	pressed
	Character byte // 0-9, A-Z, + or -
}

// CharacterDeleted takes away the last character.
type CharacterDeleted struct{ pressed }

// CodeEntered says that the code or the number is whole.
type CodeEntered struct{ pressed }

// ReasonChosen is an advisor's confirmation by eye.
type ReasonChosen struct {
	pressed
	Reason Reason
}
