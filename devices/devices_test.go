package devices

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestEveryFaultHasANameASentenceAndAdvice(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range append(Faults(), FaultNone) {
		if f.String() == "" || f.Sentence() == "" || f.Advice() == "" {
			t.Errorf("fault %d lacks a text", f)
		}
		if seen[f.String()] || strings.ToLower(f.String()) != f.String() || strings.Contains(f.String(), " ") {
			t.Errorf("%q is not a snake_case name of its own", f)
		}
		seen[f.String()] = true
		var back Fault
		text, _ := f.MarshalText()
		if err := back.UnmarshalText(text); err != nil || back != f {
			t.Errorf("%v written and read gives %v, %v", f, back, err)
		}
	}
	unknown := Fault(200)
	if unknown.String() != "fault_200" || unknown.Sentence() == "" || unknown.Advice() == "" {
		t.Errorf("an unknown fault reads %q", unknown)
	}
}

func TestErrorSaysWhatWhereAndWhatToDo(t *testing.T) {
	err := fmt.Errorf("visit 7: %w", &Error{Op: "printing the ticket", Device: "/dev/ttyUSB0", Fault: FaultPaperOut, Sent: 40})
	for _, part := range []string{"printing the ticket", "/dev/ttyUSB0", "run out of paper", "new roll"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	if FaultOf(err) != FaultPaperOut || FaultOf(errors.New("x")) != FaultNone || FaultOf(nil) != FaultNone {
		t.Error("FaultOf does not find the fault in the chain")
	}
	cause := errors.New("cause")
	if !errors.Is(&Error{Op: "x", Err: cause}, cause) {
		t.Error("the cause is lost")
	}
}

func TestStatusIsTheSameWhateverTheTime(t *testing.T) {
	a := Status{Fault: FaultCoverOpen, Since: time.Unix(1, 0)}
	b := Status{Fault: FaultCoverOpen, Since: time.Unix(2, 0)}
	if !a.Same(b) || a.Same(Status{}) || a.Ready() || !(Status{NearEnd: true}).Ready() {
		t.Error("Same or Ready is wrong")
	}
}
