package devices

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// ErrClosed is the cause of errors from a port that its own side has closed.
var ErrClosed = os.ErrClosed

// Error is an operation on a device that failed. Its text says what was being
// done, to which device, what is wrong and what to do about it.
type Error struct {
	// Op is what was being done, as a gerund phrase: "printing the ticket".
	Op string
	// Device is where: the name or path the technician knows it by.
	Device string
	// Fault is what is wrong. FaultNone means that the device is not to blame;
	// then Err says what is.
	Fault Fault
	// Sent is how many bytes of the job had been handed to the port. When it is 0
	// nothing can have come out on paper; otherwise something may have.
	Sent int
	// Err is the cause below, if any.
	Err error
	// Advice, if set, says what to do in place of the fault's own advice.
	Advice string
}

// Error makes one sentence with the advice behind it.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op)
	if e.Device != "" {
		fmt.Fprintf(&b, " (%s)", e.Device)
	}
	if e.Fault != FaultNone {
		fmt.Fprintf(&b, ": %s", e.Fault.Sentence())
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	switch {
	case e.Advice != "":
		fmt.Fprintf(&b, "; %s", e.Advice)
	case e.Fault != FaultNone:
		fmt.Fprintf(&b, "; %s", e.Fault.Advice())
	}
	return b.String()
}

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// FaultOf finds the fault in a chain of errors: FaultNone when err is nil or no
// device error is in it.
func FaultOf(err error) Fault {
	var e *Error
	if errors.As(err, &e) {
		return e.Fault
	}
	return FaultNone
}
