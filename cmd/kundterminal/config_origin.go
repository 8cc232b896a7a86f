package main

import (
	"cmp"
	"fmt"
	"strings"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// configSource is where a configuration comes from.
type configSource struct {
	name, text string          // of the file over the defaults; "" without one
	set        map[string]bool // keys and tables that a demonstration has set
	refused    map[string]bool // keys of the file that are not in force
}

// The origins of values that stand in no file.
const (
	builtIn       = "built-in"
	demonstration = "demonstration"
)

// origin tells where a key got its value: from a line of the file, or else of the
// defaults.
func (s *configSource) origin(key string) string {
	table, _, _ := strings.Cut(key, "[")
	switch {
	case s.set[key], s.set[table]:
		return demonstration
	case s.name == "", s.refused[key]:
		return builtIn
	}
	if line, _ := find(s.text, key); line > 0 {
		return fmt.Sprintf("%s:%d", s.name, line)
	}
	if line, _ := find(defaultConfig, key); line > 0 {
		return fmt.Sprintf("default.toml:%d", line)
	}
	return fmt.Sprintf("%s:%d", s.name, lineOf(s.text, key)) // left out of one of several tables
}

// file tells where the configuration as a whole is, for the readiness report.
func (s *configSource) file() kiosk.Fact {
	switch {
	case len(s.set) > 0:
		return kiosk.Fact{Text: "configuration_demonstration"}
	case s.name == "":
		return kiosk.Fact{Text: "configuration_built_in"}
	}
	return kiosk.Fact{Value: s.name}
}

// values lists the configuration in force, and where each value came from.
func (c config) values() []workshop.ConfigValue { return workshop.ConfigValues(c, c.source.origin) }

// lineOf finds the line on which a dotted key stands, or that of its table where
// it is missing; 0 where neither is there. The n-th of several tables is written
// reader[n].
func lineOf(text, key string) int {
	line, head := find(text, key)
	return cmp.Or(line, head)
}

// find returns the line of a dotted key, and that of its table; 0 for what is not
// there.
func find(text, key string) (line, head int) {
	table, name := "", key
	if i := strings.LastIndexByte(key, '.'); i >= 0 {
		table, name = key[:i], key[i+1:]
	}
	at := ""
	tables := map[string]int{}
	for i, row := range strings.Split(text, "\n") {
		row = strings.TrimSpace(row)
		if inner, ok := strings.CutPrefix(row, "["); ok {
			at, _, _ = strings.Cut(strings.Trim(inner, "["), "]")
			if strings.HasPrefix(row, "[[") {
				tables[at]++
				at = fmt.Sprintf("%s[%d]", at, tables[at])
			}
			if at == key {
				return i + 1, head
			}
			if at == table {
				head = i + 1
			}
			continue
		}
		left, _, ok := strings.Cut(row, "=")
		left = strings.Trim(strings.TrimSpace(left), `"`)
		if ok && (at == table && left == name || at == "" && left == key) {
			return i + 1, head
		}
	}
	return 0, head
}
