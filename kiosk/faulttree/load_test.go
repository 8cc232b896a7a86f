package faulttree_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"kundterminal/kiosk"
	"kundterminal/kiosk/faulttree"
)

const sound = `kind = "sound"

[[symptom]]
id = "silent"
text.fi = "a"
text.sv = "b"
text.en = "c"
next = "heard"

[[measurement]]
id = "heard"
text.fi = "a"
text.sv = "b"
text.en = "c"
measure = "test:sound"
branch = [
  { is = ["passed"], next = "loud" },
]
otherwise = "loud"

[[question]]
id = "loud"
text.fi = "a"
text.sv = "b"
text.en = "c"
hint.fi = "a"
hint.sv = "b"
hint.en = "c"
drawing = "drawing-loudspeaker"
answer = [
  { next = "turn_up", fi = "a", sv = "b", en = "c" },
  { next = "service", fi = "a", sv = "b", en = "c" },
]

[[action]]
id = "turn_up"
text.fi = "a"
text.sv = "b"
text.en = "c"
test = "sound"
next = "service"

[[end]]
id = "service"
text.fi = "a"
text.sv = "b"
text.en = "c"
`

func files(text string) fstest.MapFS {
	return fstest.MapFS{"sound.toml": {Data: []byte(text)}, "README": {Data: []byte("is left alone")}}
}

func TestATreeIsReadAsItIsWritten(t *testing.T) {
	trees, err := faulttree.LoadAll(files(sound))
	if err != nil || len(trees) != 1 {
		t.Fatal(trees, err)
	}
	tree := trees[0]
	if tree.ID != "sound" || tree.Kind != kiosk.DeviceSound || tree.Symptoms[0].Next != "heard" || len(tree.Nodes) != 4 {
		t.Errorf("%+v", tree)
	}
	loud := tree.Nodes["loud"]
	if loud.Kind != kiosk.FaultQuestion || loud.Hint[kiosk.Swedish] != "b" || loud.Drawing != "drawing-loudspeaker" || loud.Answers[1].Next != "service" {
		t.Errorf("%+v", loud)
	}
	heard := tree.Nodes["heard"]
	if heard.Measure != "test:sound" || heard.Branches[0].Is[0] != "passed" || heard.Otherwise != "loud" {
		t.Errorf("%+v", heard)
	}
	if up := tree.Nodes["turn_up"]; up.Test != kiosk.TestSound || up.Next != "service" {
		t.Errorf("%+v", up)
	}
}

func TestEveryFaultSaysWhereItIsAndWhatToDo(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{`kind = "sound"`, `kind = "moon"`, `sound.toml:1: kind: "moon" is no kind of device`},
		{`kind = "sound"`, `kind = 7`, `sound.toml:1: kind: must be a word in quotes`},
		{`text.sv = "b"`, ``, `sound.toml:3: symptom[silent].text.sv: is missing`},
		{`text.sv = "b"`, `text.sv = " b"`, `sound.toml:6: symptom[silent].text.sv: is empty, or has a space`},
		{`text.sv = "b"`, "text.sv = \"b\"\ntext.de = \"d\"", `sound.toml:7: symptom[silent].text.de: is unknown`},
		{`text.sv = "b"`, "text.sv = \"b\"\nnxet = \"d\"", `sound.toml:7: symptom[silent].nxet: is unknown: correct its spelling (known here: id, next, text, when)`},
		{`next = "heard"`, `next = "herd"`, `sound.toml:8: symptom[silent].next: "herd" is no node`},
		{`next = "turn_up"`, `next = "turnup"`, `sound.toml:31: question[loud].answer[0].next: "turnup" is no node`},
		{"next = \"service\", fi = \"a\"", "next = \"service\"", `sound.toml:32: question[loud].answer[1].fi: is missing`},
		{`"passed"`, `"loud"`, `sound.toml:17: measurement[heard].branch[0].is: "loud" is never measured`},
		{`is = ["passed"]`, `is = [7]`, `sound.toml:17: measurement[heard].branch[0].is[0]: must be in quotes`},
		{`test = "sound"`, `test = "moon"`, `sound.toml:40: action[turn_up].test: "moon" is no test`},
		{`id = "turn_up"`, `id = "Turn up"`, `sound.toml:36: action[Turn up].id: "Turn up" is no id`},
		{`id = "turn_up"`, `id = "loud"`, `sound.toml:36: action[loud].id: "loud" is given twice`},
		{`[[end]]`, `[[ending]]`, `sound.toml:43: ending: is unknown`},
		{`[[end]]`, `[end]`, `sound.toml:43: end: must be a list of tables: [[end]]`},
		{`drawing = "drawing-loudspeaker"`, `drawing = "`, `sound.toml:29: is not TOML`},
		{`drawing = "drawing-loudspeaker"`, `drawing = ""`, `sound.toml:29: question[loud].drawing: is empty`},
		{`hint.fi = "a"`, `hint = "a"`, `sound.toml:27: is not TOML`},
		{`  { is = ["passed"], next = "loud" },`, `  7,`, `measurement[heard].branch[0]: must be a table`},
	} {
		_, err := faulttree.LoadAll(files(strings.Replace(sound, c.from, c.to, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q:\n got %v\nwant %s", c.to, c.from, err, c.want)
		}
		if _, ok := errors.AsType[faulttree.Fault](err); !ok {
			t.Errorf("%q: %T holds no Fault", c.to, err)
		}
	}
}

func TestADeviceHasOneTree(t *testing.T) {
	two := files(sound)
	two["sound2.toml"] = two["sound.toml"]
	if _, err := faulttree.LoadAll(two); err == nil || !strings.Contains(err.Error(), `sound2.toml: kind: "sound" has its tree in sound.toml`) {
		t.Errorf("two trees of one kind: %v", err)
	}
}

func FuzzLoadAll(f *testing.F) {
	f.Add(sound)
	f.Add("kind = \"port\"\n[[question]]\nanswer = [{}, 7, {next = \"x\"}]\n[[measurement]]\nbranch = 3\n")
	f.Add("[[end]]\nid = 1979-05-27\ntext = []\n[[symptom]]\n[symptom.text]\nfi = \"\\u0000\"\n")
	f.Add("symptom = [[]]\n\"\" = 1\n[[action]]\n\"a.b\".c = {}\n")
	f.Fuzz(func(t *testing.T, text string) {
		trees, err := faulttree.LoadAll(files(text))
		if (err == nil) != (trees != nil) {
			t.Fatalf("%d trees and %v", len(trees), err)
		}
		for _, tree := range trees {
			if flaws := tree.Check(); len(flaws) != 0 {
				t.Fatalf("a tree loaded with flaws: %v", flaws)
			}
		}
	})
}
