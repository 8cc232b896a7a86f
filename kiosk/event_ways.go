package kiosk

// ServedChosen chooses how to be served. All ways but the e-service ask for a
// ticket.
type ServedChosen struct {
	pressed
	By Served
}

// EServiceChosen shows the address of a service's e-service.
type EServiceChosen struct {
	pressed
	Service ServiceID
}

// AddressRequested asks for the address that is shown on paper.
type AddressRequested struct{ pressed }

// SecondScreenPressed asks for the e-service on the second screen.
type SecondScreenPressed struct{ pressed }

// RoutePressed asks for the way to where one is served.
type RoutePressed struct{ pressed }

// AddressDone tells what came of an address that was to be printed or to be opened
// on the second screen.
type AddressDone struct {
	happening
	Ask uint64  // of the effect that asked for it
	As  Handing // how it went: OnPaper, OnSecondScreen or NotHandable
}
