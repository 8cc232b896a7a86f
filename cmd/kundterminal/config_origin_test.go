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
