package kiosk

import "slices"

// FaultOutcome is how a walk through a fault tree ended.
type FaultOutcome uint8

// The outcomes of a walk.
const (
	FaultOpen    FaultOutcome = iota // still under way
	FaultSolved                      // an action helped
	FaultService                     // it needs service
	FaultLeft                        // the technician went away before an end
)

var faultOutcomeNames = [...]string{"open", "solved", "service", "left"}

// String returns the outcome's name in the log.
func (o FaultOutcome) String() string {
	if int(o) < len(faultOutcomeNames) {
		return faultOutcomeNames[o]
	}
	return "unknown"
}

// FaultWalk is one way through a fault tree, as far as it has come. Its methods
// return a new walk and leave the old one as it is. It holds nothing of a
// citizen and may be logged whole.
type FaultWalk struct {
	Device  DeviceID
	Tree    string
	Symptom string
	Steps   []FaultStep // nodes that were left, measurements among them
	Node    FaultNode   // what is shown now: a question, an action or an end
	Outcome FaultOutcome
}

// Walk begins at a symptom. For one that the tree does not have, the walk's node
// is the zero one.
func (t FaultTree) Walk(symptom string, r DeviceReport) FaultWalk {
	w := FaultWalk{Device: r.ID, Tree: t.ID, Symptom: symptom}
	return w.to(t, t.Start(symptom), r)
}

// Choose gives the i-th answer to what is shown: of a question one of its
// answers, of an action ActionHelped or ActionDidNotHelp. An answer that does
// not exist, or to a walk that has ended, changes nothing.
func (w FaultWalk) Choose(t FaultTree, i int, r DeviceReport) FaultWalk {
	if w.Outcome != FaultOpen {
		return w
	}
	step := FaultStep{Node: w.Node.ID, Answer: i}
	if w.Node.Kind == FaultAction && i == ActionHelped {
		w.Steps, w.Outcome = with(w.Steps, step), FaultSolved
		return w
	}
	next := t.Answer(w.Node.ID, i)
	if next == "" {
		return w
	}
	w.Steps = with(w.Steps, step)
	return w.to(t, next, r)
}

// Back returns to the question or action before the one that is shown. At the
// first one it changes nothing.
func (w FaultWalk) Back(t FaultTree) FaultWalk {
	for i := len(w.Steps) - 1; i >= 0; i-- {
		if w.Steps[i].By != "" {
			continue
		}
		w.Node, w.Steps, w.Outcome = t.Nodes[w.Steps[i].Node], slices.Clip(w.Steps[:i]), FaultOpen
		return w
	}
	return w
}

// Leave ends a walk that is still under way.
func (w FaultWalk) Leave() FaultWalk {
	if w.Outcome == FaultOpen {
		w.Outcome = FaultLeft
	}
	return w
}

// Asked counts the questions and actions that were answered.
func (w FaultWalk) Asked() int {
	n := 0
	for _, s := range w.Steps {
		if s.By == "" {
			n++
		}
	}
	return n
}

func (w FaultWalk) to(t FaultTree, id string, r DeviceReport) FaultWalk {
	node, measured := t.Follow(id, r)
	w.Node, w.Steps = node, with(w.Steps, measured...)
	if node.Kind == FaultEnd {
		w.Outcome = FaultService
	}
	return w
}

// with returns steps and more in memory of their own, as a walk may be kept
// while another goes on from it.
func with(steps []FaultStep, more ...FaultStep) []FaultStep {
	return slices.Concat(steps, more)
}
