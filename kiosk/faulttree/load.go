package faulttree

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"kundterminal/kiosk"
)

// Fault is one thing that is wrong with a file of a fault tree.
type Fault struct {
	File   string
	Line   int    // from 1; 0 where no line can be named
	Key    string // what in the file: "question[paper_in].text.sv"; may be empty
	Reason string // what is wrong and what to do about it
}

// Error returns the fault in one line: where, what, and what to do.
func (f Fault) Error() string {
	where := f.File
	if f.Line > 0 {
		where = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.Key != "" {
		where += ": " + f.Key
	}
	return where + ": " + f.Reason
}

// LoadAll reads every *.toml file at the root of fsys as a fault tree, in the
// order of kiosk.DeviceKinds. When anything is wrong, there are no trees, and the
// error joins a Fault for each thing.
func LoadAll(fsys fs.FS) ([]kiosk.FaultTree, error) {
	names, err := fs.Glob(fsys, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("fault trees: %w", err)
	}
	var trees []kiosk.FaultTree
	var faults []error
	files := map[kiosk.DeviceKind]string{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			faults = append(faults, Fault{File: name, Reason: fmt.Sprintf("cannot be read (%v): see to its rights and its disk", err)})
			continue
		}
		tree, wrong := read(name, string(data))
		faults = append(faults, wrong...)
		if first, twice := files[tree.Kind]; twice && tree.Kind != "" {
			faults = append(faults, Fault{File: name, Key: "kind", Reason: fmt.Sprintf("%q has its tree in %s: put both in one file", tree.Kind, first)})
		}
		files[tree.Kind] = name
		trees = append(trees, tree)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	order := kiosk.DeviceKinds()
	slices.SortFunc(trees, func(a, b kiosk.FaultTree) int {
		return cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind))
	})
	return trees, nil
}

// read makes a tree of a file's text and returns what is wrong with it.
func read(file, text string) (kiosk.FaultTree, []error) {
	r := &reading{file: file, lines: locate(text), tree: kiosk.FaultTree{
		ID: strings.TrimSuffix(path.Base(file), ".toml"), Nodes: map[string]kiosk.FaultNode{},
	}}
	fields := map[string]any{}
	if _, err := toml.Decode(text, &fields); err != nil {
		line, reason := 0, err.Error()
		if parse, ok := errors.AsType[toml.ParseError](err); ok {
			line, reason = parse.Position.Line, parse.Message
		}
		r.add(line, "", fmt.Sprintf("is not TOML (%s): correct what stands here or just before", reason))
		return r.tree, r.errors()
	}
	r.readTree(&table{reading: r, fields: fields, known: map[string]bool{}})
	if len(r.faults) == 0 {
		r.check()
	}
	return r.tree, r.errors()
}

// reading is a file while it is read.
type reading struct {
	file   string
	lines  map[string]int // path of a key, such as "question[3].text.fi", to its line
	places map[string]string
	tree   kiosk.FaultTree
	faults []Fault
}

func (r *reading) add(line int, key, reason string) {
	r.faults = append(r.faults, Fault{File: r.file, Line: line, Key: key, Reason: reason})
}

func (r *reading) errors() []error {
	slices.SortStableFunc(r.faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	list := make([]error, len(r.faults))
	for i, f := range r.faults {
		list[i] = f
	}
	return list
}

// readers read what is left of a node beside its id and texts.
var readers = map[string]func(*table, *kiosk.FaultNode){
	"question": func(t *table, n *kiosk.FaultNode) {
		n.Kind = kiosk.FaultQuestion
		for _, a := range t.children("answer") {
			n.Answers = append(n.Answers, kiosk.FaultAnswer{Text: a.languages(), Next: a.id("next")})
			a.done()
		}
	},
	"measurement": func(t *table, n *kiosk.FaultNode) {
		n.Kind = kiosk.FaultMeasurement
		n.Measure = kiosk.Measure(t.str("measure", true))
		for _, b := range t.children("branch") {
			n.Branches = append(n.Branches, kiosk.FaultBranch{Is: b.strs("is", true), Next: b.id("next")})
			b.done()
		}
		n.Otherwise = t.id("otherwise")
	},
	"action": func(t *table, n *kiosk.FaultNode) {
		n.Kind = kiosk.FaultAction
		n.Test = kiosk.TestID(t.str("test", false))
		n.Next = t.id("next")
	},
	"end": func(_ *table, n *kiosk.FaultNode) { n.Kind = kiosk.FaultEnd },
}

func (r *reading) readTree(t *table) {
	r.tree.Kind = kiosk.DeviceKind(t.str("kind", true))
	if r.tree.Kind != "" && !slices.Contains(kiosk.DeviceKinds(), r.tree.Kind) {
		t.fault("kind", "%q is no kind of device: use one of %v", r.tree.Kind, kiosk.DeviceKinds())
	}
	for _, c := range t.children("symptom") {
		s := kiosk.FaultSymptom{ID: c.id("id"), Text: c.text("text", true), Next: c.id("next"), When: c.strs("when", false)}
		r.note("symptom "+s.ID, c)
		r.tree.Symptoms = append(r.tree.Symptoms, s)
		c.done()
	}
	for _, kind := range []string{"question", "measurement", "action", "end"} {
		for _, c := range t.children(kind) {
			n := kiosk.FaultNode{ID: c.id("id"), Text: c.text("text", true), Hint: c.text("hint", false), Drawing: c.str("drawing", false)}
			readers[kind](c, &n)
			c.done()
			if first, twice := r.tree.Nodes[n.ID]; twice && n.ID != "" {
				c.fault("id", "%q is given twice, here and to a node that is a %s: rename one", n.ID, first.Kind)
			}
			r.note(n.ID, c)
			r.tree.Nodes[n.ID] = n
		}
	}
	t.done()
}

// note remembers where a symptom or node stands.
func (r *reading) note(id string, t *table) {
	if r.places == nil {
		r.places = map[string]string{}
	}
	r.places[id] = t.path
}

// check adds what is wrong with the tree as a whole.
func (r *reading) check() {
	for _, f := range r.tree.Check() {
		id, label := f.Node, f.Node
		if f.Symptom != "" {
			id, label = "symptom "+f.Symptom, f.Symptom
		}
		at := r.places[id]
		kind, _, _ := strings.Cut(at, "[")
		if label != "" {
			label = fmt.Sprintf("%s[%s]", kind, label)
		}
		r.add(r.lineOf(join(at, f.Key)), join(label, f.Key), f.Reason)
	}
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)
