package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// theBook reads the list as it is in the project.
func theBook(t *testing.T) book {
	t.Helper()
	b, err := load(filepath.Join("..", listName))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestWhatIsGeneratedIsThatOfTheList(t *testing.T) {
	files, err := theBook(t).files()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := os.ReadFile(filepath.Join("..", name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not up to date (%v): run go generate ./internal/logbook", name, err)
		}
	}
}

const sound = `
[[group]]
id = "g"
title = "G"
[field]
a = { type = "int", meaning = "m" }
[[event]]
id = "it_is"
group = "g"
level = "info"
message = "it is"
fields = ["a"]
meaning = "m"
action = "a"
`

func TestAListWithAMistakeIsRefused(t *testing.T) {
	if _, err := parse(sound); err != nil {
		t.Fatalf("a list without mistakes is refused: %v", err)
	}
	_, second, _ := strings.Cut(sound, "[[event]]")
	second = "[[event]]" + second
	for _, c := range []struct{ name, old, new, want string }{
		{"an id with a capital", `"it_is"`, `"itIs"`, "snake_case"},
		{"an id that is there twice", sound, sound + strings.Replace(second, `"it is"`, `"other"`, 1), "twice"},
		{"a message that is there twice", sound, sound + strings.Replace(second, `"it_is"`, `"other"`, 1), "twice"},
		{"no level", `"info"`, `"fatal"`, "level"},
		{"no message", `"it is"`, `""`, "message"},
		{"no meaning", "meaning = \"m\"\naction", "meaning = \" \"\naction", "meaning"},
		{"no action", `action = "a"`, ``, "action"},
		{"an unknown field", `["a"]`, `["a", "b"]`, "field b"},
		{"a field twice", `["a"]`, `["a", "a"]`, "twice"},
		{"a field with a capital", `a = {`, `A = {`, "snake_case"},
		{"a field that every line has", `a = {`, `level = {`, "every line"},
		{"a field without a meaning", `meaning = "m" }`, `meaning = "" }`, "no meaning"},
		{"a field of no type", `"int"`, `"number"`, "type"},
		{"a field of no event", `["a"]`, `[]`, "in no event"},
		{"an unknown group", `group = "g"`, `group = "h"`, "group"},
		{"a word that means nothing", `action = "a"`, "action = \"a\"\nadvice = \"b\"", "means nothing"},
		{"no TOML", `[field]`, `[field`, listName},
	} {
		text := strings.Replace(sound, c.old, c.new, 1)
		if _, err := parse(text); text == sound || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestNamesAreWrittenAsGoWritesThem(t *testing.T) {
	for snake, want := range map[string]string{
		"ticket_printed": "TicketPrinted", "pin_tried": "PINTried", "length_mm": "LengthMM", "by": "By",
	} {
		if got := goName(snake); got != want {
			t.Errorf("%s is %s in Go, want %s", snake, got, want)
		}
	}
}
