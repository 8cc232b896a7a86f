package kiosk

import "time"

// LooseSlip is paper that a person takes home and that is no ticket: it has no
// number, stands in no journal as one, and is lost without harm in a power cut.
type LooseSlip struct {
	Kind      SlipKind
	Form      FormID      // of SlipForm
	Language  Language    // of the paper
	Errands   []ServiceID // what it is about, in the order in which they should be done; none of them is private
	Situation LifeEventID // that they come from; empty: none
	At        time.Time   // when it was asked for
}

// SlipKind is what a loose slip tells.
type SlipKind uint8

// The kinds of loose slips.
const (
	SlipBring SlipKind = iota // what to bring for each errand
	SlipForm                  // a form to be filled in by hand
	slipKinds
)

var slipKindNames = [slipKinds]string{"bring", "form"}

// String returns the kind's name in journal and log.
func (k SlipKind) String() string {
	if k < slipKinds {
		return slipKindNames[k]
	}
	return "unknown"
}

// MaxSlips is how many loose slips one person can print, addresses of e-services among
// them: the roll is for tickets too.
const MaxSlips = 5

// SlipStage is how it stands with the slip that a person asked for last.
type SlipStage uint8

// The stages of a slip.
const (
	NoSlip       SlipStage = iota // none was asked for on this screen
	SlipOnTheWay                  // it is being printed
	SlipOut                       // the printer proved it
	SlipStuck                     // the printer did not
)

// SlipProgress is what a session knows of its loose slips.
type SlipProgress struct {
	Kind      SlipKind
	Stage     SlipStage
	Condition PrinterCondition // of a stuck one: what was in the way
	Ask       uint64           // of the last one
	Asked     int              // in this session
}

// CanPrintSlip reports whether a loose slip can be asked for now.
func (s State) CanPrintSlip() bool {
	return s.Printer.Condition == PrinterReady && s.Session.Slip.Stage != SlipOnTheWay && s.Session.Slip.Asked < MaxSlips
}
