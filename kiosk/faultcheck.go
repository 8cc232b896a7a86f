package kiosk

import (
	"fmt"
	"maps"
	"slices"
)

// The limits of a fault tree: a technician does not answer more on one way.
const (
	MaxFaultQuestions = 8  // questions on a way from a symptom to its end
	MaxFaultSteps     = 16 // questions and actions on it, none of which helped
)

// FaultFlaw is something wrong with a fault tree.
type FaultFlaw struct {
	Symptom string // id of the symptom it is found at, or empty
	Node    string // id of the node, or empty
	Key     string // what of it, as in the TOML files: "answer[1].next"; may be empty
	Reason  string // what is wrong and what to do about it
}

// Check returns what is wrong with a tree: a way that leads nowhere, in a circle
// or on and on; a node that no way leads to; a node that lacks what its kind
// needs. A tree without flaws ends every way in an action that helped or in an
// end, whatever the devices report.
func (t FaultTree) Check() []FaultFlaw {
	c := faultCheck{tree: t, ways: map[string]faultWay{}}
	if len(t.Symptoms) == 0 {
		c.flaw("", "symptom", "has none: add what a technician sees first")
	}
	seen := map[string]bool{}
	for _, s := range t.Symptoms {
		if seen[s.ID] {
			c.flaws = append(c.flaws, FaultFlaw{Symptom: s.ID, Key: "id", Reason: "is given twice: rename one"})
		}
		seen[s.ID] = true
		c.checkSymptom(s)
	}
	for _, id := range slices.Sorted(maps.Keys(t.Nodes)) {
		c.checkParts(t.Nodes[id])
		if _, met := c.ways[id]; !met {
			c.flaw(id, "", "is reached from no symptom: lead to it or remove it")
		}
	}
	return c.flaws
}

// faultWay is how far it is from a node to the farthest end.
type faultWay struct {
	open             bool // still being followed: who meets it again goes in a circle
	questions, steps int
}

type faultCheck struct {
	tree  FaultTree
	ways  map[string]faultWay
	flaws []FaultFlaw
}

func (c *faultCheck) flaw(node, key, format string, args ...any) {
	c.flaws = append(c.flaws, FaultFlaw{Node: node, Key: key, Reason: fmt.Sprintf(format, args...)})
}

func (c *faultCheck) checkSymptom(s FaultSymptom) {
	flaw := func(format string, args ...any) {
		c.flaws = append(c.flaws, FaultFlaw{Symptom: s.ID, Key: "next", Reason: fmt.Sprintf(format, args...)})
	}
	if _, ok := c.tree.Nodes[s.Next]; !ok {
		flaw("%q is no node of this tree: correct it or add the node", s.Next)
		return
	}
	switch way := c.follow(s.Next); {
	case way.questions > MaxFaultQuestions:
		flaw("leads through %d questions: %d are the most, ask less or measure", way.questions, MaxFaultQuestions)
	case way.steps > MaxFaultSteps:
		flaw("leads through %d questions and actions: %d are the most", way.steps, MaxFaultSteps)
	}
}

// follow goes all ways from a node once, and returns the longest.
func (c *faultCheck) follow(id string) faultWay {
	if way, met := c.ways[id]; met {
		return way
	}
	c.ways[id] = faultWay{open: true}
	var longest faultWay
	n := c.tree.Nodes[id]
	for _, exit := range n.exits() {
		switch _, ok := c.tree.Nodes[exit.next]; {
		case !ok:
			c.flaw(id, exit.key, "%q is no node of this tree: correct it or add the node", exit.next)
			continue
		case c.ways[exit.next].open:
			c.flaw(id, exit.key, "goes back to %q: that is a circle, lead to something else", exit.next)
			continue
		}
		way := c.follow(exit.next)
		longest.questions = max(longest.questions, way.questions)
		longest.steps = max(longest.steps, way.steps)
	}
	switch n.Kind {
	case FaultQuestion:
		longest.questions++
		longest.steps++
	case FaultAction:
		longest.steps++
	}
	c.ways[id] = longest
	return longest
}

// faultExit is a key of a node that names another one.
type faultExit struct{ key, next string }

func (n FaultNode) exits() []faultExit {
	var list []faultExit
	switch n.Kind {
	case FaultQuestion:
		for i, a := range n.Answers {
			list = append(list, faultExit{fmt.Sprintf("answer[%d].next", i), a.Next})
		}
	case FaultMeasurement:
		for i, b := range n.Branches {
			list = append(list, faultExit{fmt.Sprintf("branch[%d].next", i), b.Next})
		}
		list = append(list, faultExit{"otherwise", n.Otherwise})
	case FaultAction:
		list = append(list, faultExit{"next", n.Next})
	}
	return list
}

// checkParts finds what a node lacks.
func (c *faultCheck) checkParts(n FaultNode) {
	for _, l := range Languages() {
		if n.Text[l] == "" {
			c.flaw(n.ID, "text."+string(l), "is missing")
		}
	}
	switch n.Kind {
	case FaultQuestion:
		if len(n.Answers) < 2 {
			c.flaw(n.ID, "answer", "has %d: a question has two answers or more", len(n.Answers))
		}
	case FaultMeasurement:
		c.checkMeasurement(n)
	case FaultAction:
		if n.Test != "" && !slices.Contains(TestIDs(), n.Test) {
			c.flaw(n.ID, "test", "%q is no test of the terminal: correct it or leave it out", n.Test)
		}
	case FaultEnd:
	default:
		c.flaw(n.ID, "", "is of no kind: make it a question, measurement, action or end")
	}
}

func (c *faultCheck) checkMeasurement(n FaultNode) {
	if !n.Measure.Known() {
		c.flaw(n.ID, "measure", "%q is nothing that can be measured: use condition, health, fact:…, fact_health:… or test:…", n.Measure)
	}
	if len(n.Branches) == 0 {
		c.flaw(n.ID, "branch", "has none: a measurement that decides nothing is to be left out")
	}
	seen := map[string]bool{}
	for i, b := range n.Branches {
		key := fmt.Sprintf("branch[%d].is", i)
		if len(b.Is) == 0 {
			c.flaw(n.ID, key, "has no value: name what it is taken for")
		}
		for _, is := range b.Is {
			if seen[is] {
				c.flaw(n.ID, key, "%q has a branch before this one: remove it here or there", is)
			}
			seen[is] = true
			if !n.Measure.gives(is) {
				c.flaw(n.ID, key, "%q is never measured: correct it", is)
			}
		}
	}
}

// gives reports whether a measure can find a value, where that is known.
func (m Measure) gives(value string) bool {
	form, _ := m.cut()
	switch form {
	case MeasureHealth, measureFactHealth:
		return slices.Contains(healthNames[:], value)
	case measureTest:
		return slices.ContainsFunc(Outcomes(), func(o Outcome) bool { return o.String() == value })
	}
	return value != "" || form == measureFact // a fact may be absent
}
