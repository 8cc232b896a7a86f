package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

const listName = "events.toml"

// book is the list of all events as events.toml has it.
type book struct {
	Groups []group          `toml:"group"`
	Fields map[string]field `toml:"field"`
	Events []event          `toml:"event"`
}

type group struct {
	ID    string `toml:"id"`
	Title string `toml:"title"`
}

type field struct {
	Type    string `toml:"type"`
	Meaning string `toml:"meaning"`
}

type event struct {
	ID      string   `toml:"id"`
	Group   string   `toml:"group"`
	Level   string   `toml:"level"`
	Message string   `toml:"message"`
	Fields  []string `toml:"fields"`
	Meaning string   `toml:"meaning"`
	Action  string   `toml:"action"`
}

// kind is how a type of events.toml is written in Go, and how a field of it is
// made an attribute: %[1]q is its name in the log, %[2]s the value.
type kind struct{ goType, attribute string }

var (
	kinds = map[string]kind{
		"string":   {"string", "slog.String(%q, %s)"},
		"int":      {"int", "slog.Int(%q, %s)"},
		"int64":    {"int64", "slog.Int64(%q, %s)"},
		"float":    {"float64", "slog.Float64(%q, %s)"},
		"bool":     {"bool", "slog.Bool(%q, %s)"},
		"duration": {"time.Duration", "slog.String(%q, %s.String())"},
		"time":     {"time.Time", "slog.Time(%q, %s)"},
		"error":    {"error", "failure(%q, %s)"},
	}
	levels = map[string]string{
		"debug": "slog.LevelDebug", "info": "slog.LevelInfo", "warn": "slog.LevelWarn", "error": "slog.LevelError",
	}
	snakeCase = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	// taken are the attributes that every line has.
	taken = []string{"time", "level", "msg", "source", "event"}
)

func load(path string) (book, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return book{}, err
	}
	return parse(string(data))
}

// parse reads a list. All that is wrong with it is in the error.
func parse(text string) (book, error) {
	var b book
	meta, err := toml.Decode(text, &b)
	if err != nil {
		return b, fmt.Errorf("%s: %w", listName, err)
	}
	var faults []error
	for _, key := range meta.Undecoded() {
		faults = append(faults, fmt.Errorf("%s: %q means nothing", listName, key))
	}
	return b, errors.Join(append(faults, b.check()...)...)
}

func (b book) check() (faults []error) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(listName+": "+format, args...)) }
	for _, name := range slices.Sorted(maps.Keys(b.Fields)) {
		f := b.Fields[name]
		if !snakeCase.MatchString(name) || slices.Contains(taken, name) {
			fault("field %q: name it in snake_case, and not as what every line has", name)
		}
		if _, known := kinds[f.Type]; !known {
			fault("field %q: there is no type %q", name, f.Type)
		}
		if f.Meaning == "" {
			fault("field %q has no meaning", name)
		}
		if !slices.ContainsFunc(b.Events, func(e event) bool { return slices.Contains(e.Fields, name) }) {
			fault("field %q is in no event", name)
		}
	}
	for _, g := range b.Groups {
		if g.Title == "" || len(b.of(g)) == 0 {
			fault("group %q has no title, or no events", g.ID)
		}
	}
	ids, messages := map[string]bool{}, map[string]bool{}
	for _, e := range b.Events {
		if ids[e.ID] || messages[e.Message] {
			fault("event %q: its id or its message is there twice", e.ID)
		}
		ids[e.ID], messages[e.Message] = true, true
		for _, reason := range b.checkEvent(e) {
			fault("event %q: %s", e.ID, reason)
		}
	}
	return faults
}

func (b book) checkEvent(e event) (reasons []string) {
	demand := func(ok bool, reason string) {
		if !ok {
			reasons = append(reasons, reason)
		}
	}
	demand(snakeCase.MatchString(e.ID), "name it in snake_case")
	demand(levels[e.Level] != "", "level is debug, info, warn or error")
	demand(slices.ContainsFunc(b.Groups, func(g group) bool { return g.ID == e.Group }), "it is in no group that there is")
	demand(e.Message != "", "message is missing")
	demand(strings.TrimSpace(e.Meaning) != "", "meaning is missing")
	demand(strings.TrimSpace(e.Action) != "", "action is missing")
	for i, name := range e.Fields {
		_, known := b.Fields[name]
		demand(known, "field "+name+" is not among the fields")
		demand(!slices.Contains(e.Fields[:i], name), "field "+name+" is there twice")
	}
	return reasons
}

// of returns the events of a group, in the list's order.
func (b book) of(g group) (list []event) {
	for _, e := range b.Events {
		if e.Group == g.ID {
			list = append(list, e)
		}
	}
	return list
}

// upper are the parts of names that Go writes in capitals.
var upper = []string{"id", "mm", "pin", "uid", "usb"}

// goName turns snake_case into the name of an exported type or field.
func goName(snake string) string {
	var name strings.Builder
	for part := range strings.SplitSeq(snake, "_") {
		if slices.Contains(upper, part) {
			name.WriteString(strings.ToUpper(part))
			continue
		}
		name.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return name.String()
}
