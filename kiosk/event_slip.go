package kiosk

// SlipRequested asks for a loose slip about the errands of the visit.
type SlipRequested struct {
	pressed
	Kind SlipKind
	Form FormID // of SlipForm
}

// SlipPrinted tells that the printer proved a loose slip.
type SlipPrinted struct {
	happening
	Ask uint64 // of the effect that asked for it
}

// SlipStopped tells that PrintSlip ended without proof.
type SlipStopped struct {
	happening
	Ask       uint64           // of the effect that asked for it
	Condition PrinterCondition // what was in the way
}
