package catalogue

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing that is wrong with a catalogue.
type Fault struct {
	File   string // path within the catalogue, or of the folder itself
	Line   int    // from 1; 0 where no line can be named
	Key    string // what in the file: "service[k-housing].name.sv"; may be empty
	Reason string // what is wrong and what to do about it
}

// Error returns the fault in one line: where, what, and what to do.
func (f Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
	}
	if f.Key != "" {
		b.WriteString(": " + f.Key)
	}
	b.WriteString(": " + f.Reason)
	return b.String()
}

// Faults is every fault of a catalogue, in the order of files and lines. It is
// the error that Load returns; find it with errors.As.
type Faults []Fault

// Error returns the faults, one per line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Err sorts the faults and returns them as an error, or nil where there are none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	slices.SortStableFunc(f, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return f
}
