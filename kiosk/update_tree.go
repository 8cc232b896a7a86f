package kiosk

import (
	"strconv"
	"strings"
)

// DeviceTree returns the fault tree of the device that a technician looks at.
func (s State) DeviceTree() (FaultTree, bool) {
	report, _ := s.Technician.Report(s.Technician.Device)
	return TreeOf(s.Trees, report.Kind)
}

// treePressed goes on in a fault tree. How a walk ended is journalled.
func (s State) treePressed(p Press) (State, []Effect) {
	t := &s.Technician
	tree, known := s.DeviceTree()
	if t.View != ViewTree || !known {
		return s, nil
	}
	report, _ := t.Report(t.Device)
	before := t.Walk.Outcome
	switch p := p.(type) {
	case SymptomChosen:
		if t.Walk.Symptom != "" || tree.Start(p.Symptom) == "" {
			return s, nil
		}
		t.Walk, t.Page = tree.Walk(p.Symptom, report), 0
	case AnswerChosen:
		if t.Walk.Node.Kind == FaultQuestion {
			t.Walk, t.Page = t.Walk.Choose(tree, p.Answer, report), 0
		}
	case HelpJudged:
		if t.Walk.Node.Kind == FaultAction {
			answer := ActionDidNotHelp
			if p.Helped {
				answer = ActionHelped
			}
			t.Walk, t.Page = t.Walk.Choose(tree, answer, report), 0
		}
	}
	if t.Walk.Outcome != before {
		return s, []Effect{s.walked(t.Walk)}
	}
	return s, nil
}

// treeBack goes back to the question before, or to the choice of a symptom.
func (s State) treeBack() (State, bool) {
	t := &s.Technician
	tree, known := s.DeviceTree()
	switch {
	case !known || t.Walk.Symptom == "":
		return s, false
	case t.Walk.Asked() == 0 || t.Walk.Outcome != FaultOpen:
		t.Walk = FaultWalk{}
	default:
		t.Walk = t.Walk.Back(tree)
	}
	t.Page = 0
	return s, true
}

// walked journals a walk.
func (s State) walked(w FaultWalk) Effect { return s.record(Walked(w)) }

// Walked is what the journal keeps of a walk, but for its time.
func Walked(w FaultWalk) Entry {
	var way []string
	for _, step := range w.Steps {
		if step.By != "" {
			way = append(way, step.Node+"="+step.Value)
		} else {
			way = append(way, step.Node+"="+strconv.Itoa(step.Answer))
		}
	}
	return Entry{Kind: TreeDone, Detail: map[string]string{
		"device": string(w.Device), "tree": w.Tree, "symptom": w.Symptom, "node": w.Node.ID,
		"outcome": w.Outcome.String(), "way": strings.Join(way, " "),
	}}
}

// walkLeft journals a walk through a fault tree that has no end yet.
func (s State) walkLeft() []Effect {
	if w := s.Technician.Walk; w.Symptom != "" && w.Outcome == FaultOpen {
		return []Effect{s.walked(w.Leave())}
	}
	return nil
}
