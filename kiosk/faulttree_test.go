package kiosk_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
)

func everywhere(s string) kiosk.Text {
	return kiosk.Text{kiosk.Finnish: s, kiosk.Swedish: s, kiosk.English: s}
}

// smallTree asks whether the lamp is on, after having looked for paper itself.
func smallTree() kiosk.FaultTree {
	return kiosk.FaultTree{
		ID: "printer", Kind: kiosk.DevicePrinter,
		Symptoms: []kiosk.FaultSymptom{{ID: "nothing", Text: everywhere("Nothing prints"), Next: "status"}},
		Nodes: map[string]kiosk.FaultNode{
			"status": {
				ID: "status", Kind: kiosk.FaultMeasurement, Text: everywhere("The printer says"), Measure: kiosk.MeasureCondition,
				Branches: []kiosk.FaultBranch{{Is: []string{"paper_out"}, Next: "roll"}}, Otherwise: "lamp",
			},
			"lamp": {
				ID: "lamp", Kind: kiosk.FaultQuestion, Text: everywhere("Is the lamp on?"),
				Answers: []kiosk.FaultAnswer{{Text: everywhere("Yes"), Next: "service"}, {Text: everywhere("No"), Next: "power"}},
			},
			"roll":    {ID: "roll", Kind: kiosk.FaultAction, Text: everywhere("Put in a roll"), Test: kiosk.TestPage, Next: "service"},
			"power":   {ID: "power", Kind: kiosk.FaultAction, Text: everywhere("Switch it on"), Next: "service"},
			"service": {ID: "service", Kind: kiosk.FaultEnd, Text: everywhere("Call for service")},
		},
	}
}

func TestAWalkMeasuresByItselfAndAsksForTheRest(t *testing.T) {
	tree := smallTree()
	out := tree.Walk("nothing", kiosk.DeviceReport{ID: "printer", Condition: "paper_out"})
	if out.Node.ID != "roll" || out.Outcome != kiosk.FaultOpen || out.Asked() != 0 {
		t.Errorf("with the roll at its end: %+v", out)
	}
	if want := (kiosk.FaultStep{Node: "status", By: kiosk.MeasureCondition, Value: "paper_out"}); len(out.Steps) != 1 || out.Steps[0] != want {
		t.Errorf("measured %+v", out.Steps)
	}
	if w := out.Choose(tree, kiosk.ActionHelped, kiosk.DeviceReport{}); w.Outcome != kiosk.FaultSolved || w.Asked() != 1 {
		t.Errorf("an action that helped: %+v", w)
	}
	if w := out.Choose(tree, kiosk.ActionDidNotHelp, kiosk.DeviceReport{}); w.Outcome != kiosk.FaultService || w.Node.ID != "service" {
		t.Errorf("one that did not: %+v", w)
	}
	asked := tree.Walk("nothing", kiosk.DeviceReport{Condition: "no_answer"})
	if asked.Node.ID != "lamp" {
		t.Errorf("a silent printer leads to %q", asked.Node.ID)
	}
	if w := asked.Choose(tree, 1, kiosk.DeviceReport{}); w.Node.ID != "power" || w.Back(tree).Node.ID != "lamp" || w.Leave().Outcome != kiosk.FaultLeft {
		t.Errorf("the lamp is off: %+v", w)
	}
}

func TestAMeasureReadsConditionHealthFactsAndTests(t *testing.T) {
	r := kiosk.DeviceReport{
		Condition: "ready", Health: kiosk.HealthAttention,
		Facts: []kiosk.Fact{
			{Key: "port", Value: "/dev/ttyS1", Health: kiosk.HealthFault}, {Key: "paper", Value: "x", Text: "paper_near_end"},
		},
		Tests: []kiosk.TestRecord{{Test: kiosk.TestPage, Outcome: kiosk.OutcomePassed}},
	}
	for m, want := range map[kiosk.Measure]string{
		"condition": "ready", "health": "attention", "fact:port": "/dev/ttyS1", "fact:paper": "paper_near_end", "fact:none": "",
		"fact_health:port": "fault", "fact_health:none": "unknown", "test:test_page": "passed", "test:cutter": "none", "moon": "",
	} {
		if got := m.Of(r); got != want {
			t.Errorf("%s gives %q, want %q", m, got, want)
		}
		if m.Known() == (m == "moon") {
			t.Errorf("%s is known: %v", m, m.Known())
		}
	}
	for _, m := range []kiosk.Measure{"", "condition:", "health:x", "fact", "fact:", "test:moon"} {
		if m.Known() {
			t.Errorf("%q is taken for a measure", m)
		}
	}
}

func TestWhatATreeDoesNotHaveIsNothing(t *testing.T) {
	tree := smallTree()
	for _, tree := range []kiosk.FaultTree{tree, {}} {
		if id := tree.Start("moon"); id != "" {
			t.Errorf("an unknown symptom starts at %q", id)
		}
		if n, steps := tree.Follow("moon", kiosk.DeviceReport{}); n.Kind != kiosk.FaultNodeNone || steps != nil {
			t.Errorf("an unknown node is %+v", n)
		}
		w := tree.Walk("moon", kiosk.DeviceReport{})
		for _, w := range []kiosk.FaultWalk{w, w.Choose(tree, 0, kiosk.DeviceReport{}), w.Back(tree)} {
			if w.Node.ID != "" || w.Outcome != kiosk.FaultOpen || len(w.Steps) != 0 {
				t.Errorf("a walk from nowhere is at %+v", w)
			}
		}
	}
	for _, i := range []int{-1, 2, 1 << 40} {
		if id := tree.Answer("lamp", i); id != "" {
			t.Errorf("answer %d leads to %q", i, id)
		}
	}
	if _, ok := kiosk.TreeOf([]kiosk.FaultTree{tree}, kiosk.DeviceSound); ok {
		t.Error("the printer's tree was taken for the loudspeaker's")
	}
}

func TestACheckFindsWhatIsWrong(t *testing.T) {
	if flaws := smallTree().Check(); len(flaws) != 0 {
		t.Fatalf("a sound tree has flaws: %v", flaws)
	}
	edit := func(id string, change func(*kiosk.FaultNode)) func(*kiosk.FaultTree) {
		return func(tree *kiosk.FaultTree) {
			n := tree.Nodes[id]
			change(&n)
			tree.Nodes[id] = n
		}
	}
	for want, breakIt := range map[string]func(*kiosk.FaultTree){
		"is reached from no symptom": func(tree *kiosk.FaultTree) {
			tree.Nodes["lost"] = kiosk.FaultNode{ID: "lost", Kind: kiosk.FaultEnd, Text: everywhere("x")}
		},
		"that is a circle":     edit("power", func(n *kiosk.FaultNode) { n.Next = "status" }),
		"is no node":           edit("roll", func(n *kiosk.FaultNode) { n.Next = "" }),
		"two answers or more":  edit("lamp", func(n *kiosk.FaultNode) { n.Answers = n.Answers[:1] }),
		"nothing that can be":  edit("status", func(n *kiosk.FaultNode) { n.Measure = "moon" }),
		"is never measured":    edit("status", func(n *kiosk.FaultNode) { n.Measure = "test:test_page" }),
		"decides nothing":      edit("status", func(n *kiosk.FaultNode) { n.Branches = nil }),
		"is no test":           edit("roll", func(n *kiosk.FaultNode) { n.Test = "moon" }),
		"is of no kind":        edit("roll", func(n *kiosk.FaultNode) { n.Kind = kiosk.FaultNodeNone }),
		"is missing":           edit("roll", func(n *kiosk.FaultNode) { n.Text = kiosk.Text{kiosk.Finnish: "x"} }),
		"is given twice":       func(tree *kiosk.FaultTree) { tree.Symptoms = append(tree.Symptoms, tree.Symptoms[0]) },
		"what a technician":    func(tree *kiosk.FaultTree) { tree.Symptoms = nil },
		"has a branch before":  edit("status", func(n *kiosk.FaultNode) { n.Branches = append(n.Branches, n.Branches[0]) }),
		"has no value":         edit("status", func(n *kiosk.FaultNode) { n.Branches = []kiosk.FaultBranch{{Next: "roll"}} }),
		"through 9 questions":  func(tree *kiosk.FaultTree) { lengthen(tree, 9, kiosk.FaultQuestion) },
		"questions and action": func(tree *kiosk.FaultTree) { lengthen(tree, 17, kiosk.FaultAction) },
	} {
		tree := smallTree()
		breakIt(&tree)
		if flaws := tree.Check(); !slices.ContainsFunc(flaws, func(f kiosk.FaultFlaw) bool { return strings.Contains(f.Reason, want) }) {
			t.Errorf("no flaw says %q: %v", want, flaws)
		}
	}
}

// lengthen adds a symptom with n nodes of a kind in a row.
func lengthen(tree *kiosk.FaultTree, n int, kind kiosk.FaultNodeKind) {
	next := "service"
	for i := range n {
		id := fmt.Sprint("n", i)
		tree.Nodes[id] = kiosk.FaultNode{
			ID: id, Kind: kind, Text: everywhere("x"), Next: next,
			Answers: []kiosk.FaultAnswer{{Text: everywhere("a"), Next: next}, {Text: everywhere("b"), Next: "service"}},
		}
		next = id
	}
	tree.Symptoms = append(tree.Symptoms, kiosk.FaultSymptom{ID: "long", Text: everywhere("x"), Next: next})
}

// TestAnyTreeCanBeWalked walks trees of random nodes, most of which are broken,
// with random answers: nothing hangs or panics, and a tree without flaws always
// comes to an end.
func TestAnyTreeCanBeWalked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := anyTree(t)
		sound := len(tree.Check()) == 0
		report := kiosk.DeviceReport{Condition: rapid.SampledFrom([]string{"", "ready", "paper_out"}).Draw(t, "condition")}
		w := tree.Walk("s", report)
		for range kiosk.MaxFaultSteps {
			before := len(w.Steps)
			next := w.Choose(tree, rapid.IntRange(-1, 2).Draw(t, "answer"), report)
			if len(w.Steps) != before {
				t.Fatal("choosing changed the walk it began from")
			}
			if rapid.IntRange(0, 9).Draw(t, "back") == 0 {
				next.Back(tree).Choose(tree, 1, report)
			}
			w = next
		}
		for range kiosk.MaxFaultSteps {
			w = w.Choose(tree, 1, report)
		}
		if sound && w.Outcome != kiosk.FaultService && w.Outcome != kiosk.FaultSolved {
			t.Fatalf("a sound tree left the technician at %+v", w)
		}
	})
}

func anyTree(t *rapid.T) kiosk.FaultTree {
	ids := []string{"a", "b", "c", "d", "e", "f"}
	tree := kiosk.FaultTree{ID: "any", Nodes: map[string]kiosk.FaultNode{}}
	for i, id := range ids {
		next := rapid.SampledFrom(append(slices.Clone(ids[min(i+1, len(ids)-1):]), "f", "f"))
		if rapid.IntRange(0, 19).Draw(t, "astray") == 0 {
			next = rapid.SampledFrom(append(slices.Clone(ids), "", "moon"))
		}
		n := kiosk.FaultNode{ID: id, Text: everywhere(id), Measure: kiosk.MeasureCondition, Otherwise: next.Draw(t, "otherwise")}
		n.Kind = kiosk.FaultNodeKind(rapid.IntRange(1, 3).Draw(t, "kind"))
		if i == len(ids)-1 {
			n.Kind = kiosk.FaultEnd
		}
		n.Next = next.Draw(t, "next")
		n.Branches = []kiosk.FaultBranch{{Is: []string{"ready"}, Next: next.Draw(t, "branch")}}
		n.Answers = []kiosk.FaultAnswer{{Text: everywhere("x"), Next: next.Draw(t, "x")}, {Text: everywhere("y"), Next: next.Draw(t, "y")}}
		tree.Nodes[id] = n
	}
	tree.Symptoms = []kiosk.FaultSymptom{{ID: "s", Text: everywhere("s"), Next: "a"}}
	// A node that nothing leads to is a flaw by itself; without them, many trees are sound.
	for range ids {
		met := map[string]bool{"a": true}
		for n := range maps.Values(tree.Nodes) {
			for _, id := range nextOf(n) {
				met[id] = true
			}
		}
		maps.DeleteFunc(tree.Nodes, func(id string, _ kiosk.FaultNode) bool { return !met[id] })
	}
	return tree
}

func nextOf(n kiosk.FaultNode) []string {
	switch n.Kind {
	case kiosk.FaultQuestion:
		return []string{n.Answers[0].Next, n.Answers[1].Next}
	case kiosk.FaultMeasurement:
		return []string{n.Branches[0].Next, n.Otherwise}
	case kiosk.FaultAction:
		return []string{n.Next}
	}
	return nil
}
