package workshop

import (
	"context"
	"errors"
	"io"

	"kundterminal/kiosk"
)

// The errors of a Desk that a person can do something about.
var (
	ErrNoView   = errors.New("the view has no findings")
	ErrNoDevice = errors.New("there is no such device; kundterminal diagnose lists them")
	ErrNoTest   = errors.New("the device has no such test; kundterminal diagnose lists them")
	ErrAtScreen = errors.New("the test is made at the terminal's screen only")
	ErrBusy     = errors.New("the terminal serves somebody, or another technician is at work; try again when it is free")
)

// Prints reports whether an action of a view prints something.
func Prints(v kiosk.View, action string) bool {
	return v == kiosk.ViewReadiness && action == ActionPrintReadiness || v == kiosk.ViewPaper && action == actionRollIn
}

// Desk is where a technician's wishes are carried out, whether they come from
// the terminal's screen or from a command over SSH. Its methods may be called
// from several goroutines.
type Desk interface {
	// Reports tells how every device stands, in the order of kiosk.DeviceKinds.
	Reports(context.Context) ([]kiosk.DeviceReport, error)

	// Findings returns what a view shows and offers. The error is ErrNoView for
	// one that has none: see View.Examined.
	Findings(ctx context.Context, view kiosk.View) (kiosk.Findings, error)

	// Do carries out an action of a view, with the choice that the action named
	// or the person gave, and returns the view as it is then. The outcome is the
	// Notice of the findings.
	Do(ctx context.Context, view kiosk.View, action, choice string) (kiosk.Findings, error)

	// RunTest runs a test to its end. Each stage goes to show; one that asks is
	// answered by answers.
	RunTest(ctx context.Context, device kiosk.DeviceID, test kiosk.TestID, show func(kiosk.TestStage), answers <-chan bool) (kiosk.TestRecord, error)

	// Monitor hands every piece of what goes over a device's line to show, with
	// with personal data masked, until ctx ends; that is no error. With recording
	// it goes to a file in diagnostics.folder as well, with stand-ins for personal
	// data, and recording is told which before the first piece.
	Monitor(ctx context.Context, device kiosk.DeviceID, recording func(file string), show func(kiosk.TraceLine)) error

	// Walked takes note of how a walk through a fault tree ended.
	Walked(context.Context, kiosk.FaultWalk) error

	// Bundle writes an encrypted support bundle. It is ErrNoRecipient where
	// nobody is configured who could read it.
	Bundle(ctx context.Context, w io.Writer) error
}
