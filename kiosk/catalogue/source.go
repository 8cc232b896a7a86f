package catalogue

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

// source is one file of the catalogue while it is being read.
type source struct {
	file   string
	lines  map[string]int // path of a key, such as "service[3].name", to its line
	faults *Faults
}

// Parse reads a file's text. Where it is no TOML, it adds the fault and returns
// no table.
func Parse(file, text string, faults *Faults) (*Table, bool) {
	s := &source{file: file, lines: locate(text), faults: faults}
	m := map[string]any{}
	if _, err := toml.Decode(text, &m); err != nil {
		line, reason := 0, err.Error()
		if parse, ok := errors.AsType[toml.ParseError](err); ok {
			line, reason = parse.Position.Line, parse.Message
		}
		s.add(line, "", fmt.Sprintf("is not TOML (%s): correct what stands here or just before", reason))
		return nil, false
	}
	return &Table{source: s, fields: m, known: map[string]bool{}}, true
}

func (s *source) add(line int, key, reason string) {
	*s.faults = append(*s.faults, Fault{File: s.file, Line: line, Key: key, Reason: reason})
}

// lineOf returns the line of a key, or of the nearest thing around it that has
// a line of its own, or 0.
func (s *source) lineOf(path string) int {
	for path != "" {
		if line, ok := s.lines[path]; ok {
			return line
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return 0
}

var (
	arrayHeader = regexp.MustCompile(`^\s*\[\[\s*([\w-]+)\s*\]\]`)
	tableHeader = regexp.MustCompile(`^\s*\[\s*([\w.-]+)\s*\]`)
	keyLine     = regexp.MustCompile(`^\s*([\w.-]+)\s*=`)
)

// locate finds the lines of the keys in a text.
func locate(text string) map[string]int {
	lines, counts := map[string]int{}, map[string]int{}
	prefix, number := "", 0
	for line := range strings.Lines(text) {
		number++
		switch {
		case arrayHeader.MatchString(line):
			name := arrayHeader.FindStringSubmatch(line)[1]
			prefix = fmt.Sprintf("%s[%d]", name, counts[name])
			counts[name]++
			lines[prefix] = number
			prefix += "."
		case tableHeader.MatchString(line):
			prefix = inLatest(tableHeader.FindStringSubmatch(line)[1], counts)
			lines[prefix] = number
			prefix += "."
		case keyLine.MatchString(line):
			path := prefix + keyLine.FindStringSubmatch(line)[1]
			if _, known := lines[path]; !known {
				lines[path] = number
			}
		}
	}
	return lines
}

// inLatest turns "service.name" into "service[3].name" when three services and
// one more have begun: a table header belongs to the latest of its array.
func inLatest(header string, counts map[string]int) string {
	first, rest, dotted := strings.Cut(header, ".")
	if n := counts[first]; n > 0 && dotted {
		return fmt.Sprintf("%s[%d].%s", first, n-1, rest)
	}
	return header
}
