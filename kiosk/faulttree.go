package kiosk

import (
	"cmp"
	"slices"
	"strings"
)

// FaultTree leads a technician from what is seen on a device of one kind,
// through one question or measurement at a time, to what is to be done. It is
// never changed once it is checked, and may be shared.
type FaultTree struct {
	ID       string // "printer"
	Kind     DeviceKind
	Symptoms []FaultSymptom       // in the order in which they are offered
	Nodes    map[string]FaultNode // by id
}

// FaultSymptom is what a technician sees, and where the search for its cause
// begins.
type FaultSymptom struct {
	ID   string
	Text Text
	Next string   // id of the first node
	When []string // conditions of the device that this is most likely seen with
}

// FaultNodeKind is what happens at a node.
type FaultNodeKind uint8

// The kinds of nodes. The zero kind is that of a node that does not exist.
const (
	FaultNodeNone    FaultNodeKind = iota
	FaultQuestion                  // the technician looks and answers
	FaultMeasurement               // the terminal answers by itself, from the device's report
	FaultAction                    // the technician does something and says whether it helped
	FaultEnd                       // nothing more can be done here: call for service
)

var faultNodeKindNames = [...]string{"none", "question", "measurement", "action", "end"}

// String returns the kind's name in the log.
func (k FaultNodeKind) String() string {
	if int(k) < len(faultNodeKindNames) {
		return faultNodeKindNames[k]
	}
	return "unknown"
}

// FaultNode is one step of a fault tree. Which fields it has depends on its
// kind; those of others are zero.
type FaultNode struct {
	ID        string
	Kind      FaultNodeKind
	Text      Text          // what is asked, measured, to be done, or told
	Hint      Text          // how to find out or do it; may be empty
	Drawing   string        // icon of a picture of it, such as "drawing-roll-in"; may be empty
	Answers   []FaultAnswer // of a question: two or more
	Measure   Measure       // of a measurement
	Branches  []FaultBranch // of a measurement: the first that fits is taken
	Otherwise string        // of a measurement: next node when no branch fits
	Test      TestID        // of an action: shows whether it helped; may be empty
	Next      string        // of an action: next node when it did not help
}

// FaultAnswer is one answer to a question.
type FaultAnswer struct {
	Text Text
	Next string
}

// The answers to an action.
const (
	ActionHelped     = 0
	ActionDidNotHelp = 1
)

// FaultBranch is where a measurement leads when it gives one of some values.
type FaultBranch struct {
	Is   []string
	Next string
}

// Measure is what a measurement looks at in a DeviceReport:
//
//	condition          its condition: "paper_out"
//	health             its health: "good", "attention", "fault" or "unknown"
//	fact:KEY           the text key, or else the value, of a fact
//	fact_health:KEY    the health of a fact
//	test:ID            the outcome of a test: "passed"
//
// What the report does not have gives "", a test that it lacks gives "none".
type Measure string

// The forms of a measure.
const (
	MeasureCondition  Measure = "condition"
	MeasureHealth     Measure = "health"
	measureFact       Measure = "fact"
	measureFactHealth Measure = "fact_health"
	measureTest       Measure = "test"
)

// cut divides a measure into its form and what it is about.
func (m Measure) cut() (form Measure, about string) {
	before, about, _ := strings.Cut(string(m), ":")
	return Measure(before), about
}

// Known reports whether a measure has one of the forms.
func (m Measure) Known() bool {
	switch form, about := m.cut(); form {
	case MeasureCondition, MeasureHealth:
		return m == form
	case measureFact, measureFactHealth:
		return about != ""
	case measureTest:
		return slices.Contains(TestIDs(), TestID(about))
	}
	return false
}

// Of returns what the measure finds in a report.
func (m Measure) Of(r DeviceReport) string {
	switch form, about := m.cut(); form {
	case MeasureCondition:
		return r.Condition
	case MeasureHealth:
		return r.Health.String()
	case measureFact:
		f := r.fact(about)
		return cmp.Or(f.Text, f.Value)
	case measureFactHealth:
		return r.fact(about).Health.String()
	case measureTest:
		return r.outcome(TestID(about)).String()
	}
	return ""
}

// fact returns the first fact of a key, or the zero one.
func (r DeviceReport) fact(key string) Fact {
	for _, f := range r.Facts {
		if f.Key == key {
			return f
		}
	}
	return Fact{}
}

// outcome returns how a test ended last.
func (r DeviceReport) outcome(test TestID) Outcome {
	for _, t := range r.Tests {
		if t.Test == test {
			return t.Outcome
		}
	}
	return OutcomeNone
}

// Start returns the id of a symptom's first node, or "" where the tree has no
// such symptom.
func (t FaultTree) Start(symptom string) string {
	for _, s := range t.Symptoms {
		if s.ID == symptom {
			return s.Next
		}
	}
	return ""
}

// FaultStep is a node that was left, and why it was left the way it was.
type FaultStep struct {
	Node   string
	Answer int     // of a question or an action: index of the answer
	By     Measure // of a measurement: what was looked at; else empty
	Value  string  // of a measurement: what was found
}

// Follow goes on from a node by itself while there is something to measure, and
// returns the question, action or end it comes to, with the measurements that
// led there. For an id that the tree does not have, or a tree that goes round,
// it returns the zero node.
func (t FaultTree) Follow(id string, r DeviceReport) (FaultNode, []FaultStep) {
	var steps []FaultStep
	for range len(t.Nodes) {
		n, ok := t.Nodes[id]
		if !ok {
			break
		}
		if n.Kind != FaultMeasurement {
			return n, steps
		}
		value := n.Measure.Of(r)
		steps = append(steps, FaultStep{Node: id, By: n.Measure, Value: value})
		id = n.branch(value)
	}
	return FaultNode{}, steps
}

// branch returns where a measured value leads.
func (n FaultNode) branch(value string) string {
	for _, b := range n.Branches {
		for _, is := range b.Is {
			if is == value {
				return b.Next
			}
		}
	}
	return n.Otherwise
}

// Answer returns the id of the node that the i-th answer to a question leads
// to, or that an action leads to when it did not help. It is "" for an action
// that helped, and where there is no such node or answer.
func (t FaultTree) Answer(id string, i int) string {
	n := t.Nodes[id]
	switch {
	case n.Kind == FaultQuestion && i >= 0 && i < len(n.Answers):
		return n.Answers[i].Next
	case n.Kind == FaultAction && i == ActionDidNotHelp:
		return n.Next
	}
	return ""
}

// Likely returns the symptoms with those first that go with a device's condition,
// and how many of these there are.
func (t FaultTree) Likely(condition string) (list []FaultSymptom, likely int) {
	var others []FaultSymptom
	for _, s := range t.Symptoms {
		if slices.Contains(s.When, condition) {
			list = append(list, s)
		} else {
			others = append(others, s)
		}
	}
	return append(list, others...), len(list)
}

// TreeOf returns the first tree for a kind of device.
func TreeOf(trees []FaultTree, kind DeviceKind) (FaultTree, bool) {
	for _, t := range trees {
		if t.Kind == kind {
			return t, true
		}
	}
	return FaultTree{}, false
}
