package ical

import (
	"fmt"
	"strings"
)

// Fault is one thing that is wrong with a calendar. It says nothing of what the
// calendar holds.
type Fault struct {
	File   string // name of the file, or the address's host
	Line   int    // of the text, from 1; 0 where no line can be named
	Reason string // what is wrong and what to do about it
}

// Error returns the fault in one line: where, what, and what to do.
func (f Fault) Error() string {
	if f.Line == 0 {
		return f.File + ": " + f.Reason
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Reason)
}

// Faults are all faults of the calendars.
type Faults []Fault

// Error returns the faults, one per line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}
