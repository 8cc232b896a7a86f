package kiosk

// AssistRequested tells that a service advisor at a desk asks to see the screen.
type AssistRequested struct {
	happening
	Desk string // as people read it: "7"
}

// AssistAllowed lets the advisor see the screen, and press for the person.
type AssistAllowed struct{ pressed }

// AssistDeclined does not.
type AssistDeclined struct{ pressed }

// AssistStopped is the person's end of it.
type AssistStopped struct{ pressed }

// AssistEnded tells that the advisor at the desk ends it, or asks no more.
type AssistEnded struct {
	happening
	Desk string // of the advisor: another desk's is of no account
}

// Assisted is a press that an advisor at a desk has made for the person. It means what
// the press in it means, while the person allows it.
type Assisted struct {
	pressed
	Desk  string
	Press Press
}

// AssistPointed tells that the advisor at the desk points at something on the screen,
// for the person to press it themselves.
type AssistPointed struct {
	happening
	Desk string
	At   string // id of what is on the screen
}
