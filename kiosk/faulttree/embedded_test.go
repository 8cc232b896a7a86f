package faulttree_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/faulttree"
)

func embedded(t *testing.T) []kiosk.FaultTree {
	t.Helper()
	trees, err := faulttree.LoadAll(assets.FaultTrees())
	if err != nil {
		t.Fatal(err)
	}
	return trees
}

func TestEveryKindOfDeviceHasASoundTree(t *testing.T) {
	trees := embedded(t)
	for _, kind := range kiosk.DeviceKinds() {
		tree, ok := kiosk.TreeOf(trees, kind)
		if !ok {
			t.Errorf("%s has no fault tree", kind)
			continue
		}
		if flaws := tree.Check(); len(flaws) != 0 {
			t.Errorf("%s: %v", kind, flaws)
		}
		if n := len(tree.Nodes); n < 8 {
			t.Errorf("%s has only %d nodes", kind, n)
		}
		t.Logf("%s: %d symptoms, %d nodes", kind, len(tree.Symptoms), len(tree.Nodes))
	}
}

// reports are what a device may say: every condition, and every health of its
// facts and outcome of its tests at once.
func reports(kind kiosk.DeviceKind, tree kiosk.FaultTree) []kiosk.DeviceReport {
	conditions := []string{""}
	facts := map[string]bool{}
	for _, n := range tree.Nodes {
		if n.Measure == kiosk.MeasureCondition {
			for _, b := range n.Branches {
				conditions = append(conditions, b.Is...)
			}
		}
		if _, key, ok := strings.Cut(string(n.Measure), ":"); ok && strings.HasPrefix(string(n.Measure), "fact") {
			facts[key] = true
		}
	}
	var list []kiosk.DeviceReport
	for _, condition := range conditions {
		for health := kiosk.HealthUnknown; health <= kiosk.HealthFault; health++ {
			for _, outcome := range kiosk.Outcomes() {
				r := kiosk.DeviceReport{Kind: kind, Condition: condition, Health: health}
				for key := range facts {
					r.Facts = append(r.Facts, kiosk.Fact{Key: key, Health: health})
				}
				for _, id := range kiosk.TestIDs() {
					r.Tests = append(r.Tests, kiosk.TestRecord{Test: id, Outcome: outcome})
				}
				list = append(list, r)
			}
		}
	}
	return list
}

func TestEveryWayEndsInAnActionThatHelpsOrInService(t *testing.T) {
	for _, tree := range embedded(t) {
		for _, r := range reports(tree.Kind, tree) {
			for _, s := range tree.Symptoms {
				walkAll(t, tree, tree.Walk(s.ID, r), r)
			}
		}
	}
}

func walkAll(t *testing.T, tree kiosk.FaultTree, w kiosk.FaultWalk, r kiosk.DeviceReport) {
	t.Helper()
	if w.Asked() > kiosk.MaxFaultSteps {
		t.Fatalf("%s: %s goes on and on: %v", tree.ID, w.Symptom, w.Steps)
	}
	switch n := w.Node; n.Kind {
	case kiosk.FaultQuestion:
		for i := range n.Answers {
			walkAll(t, tree, w.Choose(tree, i, r), r)
		}
	case kiosk.FaultAction:
		if helped := w.Choose(tree, kiosk.ActionHelped, r); helped.Outcome != kiosk.FaultSolved {
			t.Fatalf("%s: %s helped, and the walk is %s", tree.ID, n.ID, helped.Outcome)
		}
		walkAll(t, tree, w.Choose(tree, kiosk.ActionDidNotHelp, r), r)
	case kiosk.FaultEnd:
		if w.Outcome != kiosk.FaultService {
			t.Fatalf("%s: at its end %s the walk is %s", tree.ID, n.ID, w.Outcome)
		}
	default:
		t.Fatalf("%s: %s stands nowhere after %v", tree.ID, w.Symptom, w.Steps)
	}
}

// TestThePrinterIsAskedFirst takes the names that the devices' faults have in
// logs, as the wings do not know one another.
func TestThePrinterIsAskedFirst(t *testing.T) {
	tree, _ := kiosk.TreeOf(embedded(t), kiosk.DevicePrinter)
	named := map[string]bool{}
	for _, n := range tree.Nodes {
		if n.Measure == kiosk.MeasureCondition {
			for _, b := range n.Branches {
				for _, is := range b.Is {
					named[is] = true
				}
			}
		}
	}
	for _, condition := range []string{
		"disconnected", "no_answer", "offline", "cover_open", "paper_out", "cutter_jam", "overheated", "mechanical",
		"unrecoverable", "buffer_overrun", "stalled", "ready", "near_end", "presented",
	} {
		if !named[condition] {
			t.Errorf("no measurement tells %s apart", condition)
		}
	}
	for _, condition := range kiosk.PrinterConditions() {
		if !named[condition.String()] {
			t.Errorf("no measurement tells %s apart", condition)
		}
	}
	for condition, want := range map[string]string{"paper_out": "roll_left", "cutter_jam": "cutter", "overheated": "cool", "stalled": "power_cycle"} {
		if w := tree.Walk("nothing", kiosk.DeviceReport{Condition: condition}); w.Node.ID != want {
			t.Errorf("a printer that says %s leads to %s, want %s", condition, w.Node.ID, want)
		}
	}
}

// The most letters of a text that is read standing, with a cabinet open.
const (
	longestText   = 90
	longestHint   = 110
	longestAnswer = 40
	mostAnswers   = 4
	mostSymptoms  = 8
)

func TestTextsAreShort(t *testing.T) {
	short := func(where string, text kiosk.Text, most int) {
		for l, s := range text {
			if n := utf8.RuneCountInString(s); n > most {
				t.Errorf("%s.%s has %d letters, %d are the most: %s", where, l, n, most, s)
			}
		}
	}
	for _, tree := range embedded(t) {
		if n := len(tree.Symptoms); n > mostSymptoms {
			t.Errorf("%s: %d symptoms, %d are the most", tree.ID, n, mostSymptoms)
		}
		for _, s := range tree.Symptoms {
			short(tree.ID+"."+s.ID, s.Text, longestAnswer)
		}
		for id, n := range tree.Nodes {
			short(tree.ID+"."+id, n.Text, longestText)
			short(tree.ID+"."+id+".hint", n.Hint, longestHint)
			if len(n.Answers) > mostAnswers {
				t.Errorf("%s.%s has %d answers, %d are the most", tree.ID, id, len(n.Answers), mostAnswers)
			}
			for _, a := range n.Answers {
				short(tree.ID+"."+id+" answer", a.Text, longestAnswer)
			}
		}
	}
}

func TestEveryDrawingOfATreeExists(t *testing.T) {
	for _, tree := range embedded(t) {
		for id, n := range tree.Nodes {
			switch {
			case n.Drawing == "" && n.Kind == kiosk.FaultAction:
				t.Errorf("%s: %s has no drawing", tree.ID, id)
			case n.Drawing != "" && n.Kind == kiosk.FaultMeasurement:
				t.Errorf("%s: nobody sees the drawing of %s", tree.ID, id)
			case n.Drawing != "":
				if _, err := fs.Stat(assets.Icons(), n.Drawing+".svg"); err != nil {
					t.Errorf("%s: %s: %v", tree.ID, id, err)
				}
			}
		}
	}
}

func TestEveryDrawingIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, tree := range embedded(t) {
		for _, n := range tree.Nodes {
			used[n.Drawing] = true
		}
	}
	drawings, err := fs.Glob(assets.Icons(), "drawing-*.svg")
	if err != nil || len(drawings) == 0 {
		t.Fatal("no drawings:", err)
	}
	var code strings.Builder // of the screens and tests that name drawings
	for _, folder := range []string{"../../ui", "../../cmd"} {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			data, err := os.ReadFile(path)
			code.Write(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range drawings {
		name := strings.TrimSuffix(file, ".svg")
		if !used[name] && !strings.Contains(code.String(), `"`+name+`"`) {
			t.Errorf("%s is used by no screen and no fault tree: use or remove it", file)
		}
	}
}

func TestTreesComeInTheOrderOfTheDevices(t *testing.T) {
	trees := embedded(t)
	if !slices.IsSortedFunc(trees, func(a, b kiosk.FaultTree) int {
		return slices.Index(kiosk.DeviceKinds(), a.Kind) - slices.Index(kiosk.DeviceKinds(), b.Kind)
	}) {
		t.Error("out of order")
	}
}
