package main

import (
	"slices"
	"strings"
	"testing"
)

func TestEachValueInForceSaysWhereItCameFrom(t *testing.T) {
	const text = `[terminal]
id = 7
place.fi = "Täällä"
place.sv = "Här"
place.en = "Here"

[identity]
badges = ["KT-0001"]

[[reader]]
port = "/dev/a"
profile = "elyctis"

[[reader]]
port = "/dev/b"
profile = "elyctis"
`
	c, err := parseConfig("terminal.toml", text)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range c.values() {
		got = append(got, v.String())
	}
	for _, want := range []string{
		`terminal.id = 7 (terminal.toml:2)`, `identity.badges = [***] (terminal.toml:8)`,
		`reader[1].port = "/dev/a" (terminal.toml:11)`, `reader[2].port = "/dev/b" (terminal.toml:15)`,
		`reader[2].baud = 0 (terminal.toml:14)`,
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, strings.Join(got, "\n"))
		}
	}
	for _, v := range got {
		if strings.HasPrefix(v, "session.quiet_s = 90 (default.toml:") {
			return
		}
	}
	t.Error("a value of the defaults has another origin")
}

func TestWithoutAFileEachValueIsBuiltIn(t *testing.T) {
	c, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	c.Readers = []readerConfig{{Port: "/dev/a"}}
	for _, v := range c.values() {
		if v.Origin != "built-in" {
			t.Error(v)
		}
	}
}

func TestADemonstrationSaysWhatItHasSet(t *testing.T) {
	plain, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	b, unplug, err := plugIn(modelOf("tm-t20iii"))
	defer unplug()
	if err != nil {
		t.Fatal(err)
	}
	c, err := (&demoCmd{Printer: "tm-t20iii"}).configure(t.TempDir(), b)
	if err != nil {
		t.Fatal(err)
	}
	was := map[string]string{}
	for _, v := range plain.values() {
		was[v.Key] = v.Value
	}
	for _, v := range c.values() {
		switch value, known := was[v.Key]; {
		case known && value == v.Value:
			if v.Origin != "built-in" && !demoKeys[v.Key] {
				t.Error(v)
			}
		case v.Origin != "demonstration":
			t.Error(v)
		}
	}
}
