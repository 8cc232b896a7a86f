package faulttree

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"kundterminal/kiosk"
)

// table is a TOML table while it is read. Its methods return the zero value and
// add a fault where a key is missing or holds something else, so that one
// reading finds all faults.
type table struct {
	*reading
	path   string // where it stands in the file: "question[3]"; empty for the file itself
	label  string // what people know it by: "question[paper_in]"
	fields map[string]any
	known  map[string]bool // keys that were asked for
}

// fault adds a fault of the key below this table.
func (t *table) fault(key, format string, args ...any) {
	t.add(t.lineOf(join(t.path, key)), join(t.label, key), fmt.Sprintf(format, args...))
}

// value returns the key's value if it is a T; what names the form for people.
func value[T any](t *table, key, what string, required bool) (v T, ok bool) {
	t.known[key] = true
	raw, there := t.fields[key]
	if !there {
		if required {
			t.fault(key, "is missing: add it as %s", what)
		}
		return v, false
	}
	if v, ok = raw.(T); !ok {
		t.fault(key, "must be %s", what)
	}
	return v, ok
}

// str reads a word in quotes.
func (t *table) str(key string, required bool) string {
	s, ok := value[string](t, key, "a word in quotes", required)
	if ok && s == "" {
		t.fault(key, "is empty: fill it in or leave it out")
	}
	return s
}

// id reads the id of a node or symptom.
func (t *table) id(key string) string {
	s := t.str(key, true)
	if s != "" && !idForm.MatchString(s) {
		t.fault(key, "%q is no id: use up to 40 small letters, digits and _", s)
	}
	return s
}

// strs reads a list of values.
func (t *table) strs(key string, required bool) []string {
	mixed, _ := value[[]any](t, key, `a list of values: ["…"]`, required)
	var list []string
	for i, v := range mixed {
		s, ok := v.(string)
		if !ok {
			t.fault(fmt.Sprintf("%s[%d]", key, i), "must be in quotes")
			continue
		}
		list = append(list, s)
	}
	return list
}

// text reads a text in all languages.
func (t *table) text(key string, required bool) kiosk.Text {
	m, ok := value[map[string]any](t, key, `a text in all languages: `+key+`.fi = "…"`, required)
	if !ok {
		return nil
	}
	c := &table{reading: t.reading, path: join(t.path, key), label: join(t.label, key), fields: m, known: map[string]bool{}}
	defer c.done()
	return c.languages()
}

// languages reads the keys fi, sv and en as a text.
func (t *table) languages() kiosk.Text {
	text := kiosk.Text{}
	for _, l := range kiosk.Languages() {
		s, ok := value[string](t, string(l), "a text in quotes", true)
		switch {
		case !ok:
		case s == "" || s != strings.TrimSpace(s) || strings.ContainsFunc(s, unicode.IsControl):
			t.fault(string(l), "is empty, or has a space at an end or a tab or line break in it: correct it")
		default:
			text[l] = s
		}
	}
	return text
}

// children reads an array of tables, in either of TOML's two forms, each
// labelled by its id.
func (t *table) children(key string) []*table {
	t.known[key] = true
	raw, there := t.fields[key]
	if !there {
		return nil
	}
	var fields []map[string]any
	switch list := raw.(type) {
	case []map[string]any:
		fields = list
	case []any:
		for i, v := range list {
			m, ok := v.(map[string]any)
			if !ok {
				t.fault(fmt.Sprintf("%s[%d]", key, i), "must be a table: { … }")
			}
			fields = append(fields, m) // a nil map: what it lacks is told, too
		}
	default:
		t.fault(key, "must be a list of tables: [[%s]]", key)
	}
	var tables []*table
	for i, m := range fields {
		place := fmt.Sprintf("%s[%d]", key, i)
		c := &table{reading: t.reading, path: join(t.path, place), label: join(t.label, place), fields: m, known: map[string]bool{}}
		if id, ok := m["id"].(string); ok && id != "" {
			c.label = fmt.Sprintf("%s[%s]", key, id)
		}
		tables = append(tables, c)
	}
	return tables
}

// done adds a fault for every key that nobody asked for.
func (t *table) done() {
	for _, key := range slices.Sorted(maps.Keys(t.fields)) {
		if !t.known[key] {
			t.fault(key, "is unknown: correct its spelling (known here: %s) or remove it",
				strings.Join(slices.Sorted(maps.Keys(t.known)), ", "))
		}
	}
}

func join(path, key string) string {
	if path == "" || key == "" {
		return path + key
	}
	return path + "." + key
}

// lineOf returns the line of a key, or of the nearest thing around it that has a
// line of its own, or 0.
func (r *reading) lineOf(path string) int {
	for path != "" {
		for _, at := range []string{path, path + "[0]"} {
			if line, ok := r.lines[at]; ok {
				return line
			}
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return 0
}

var (
	arrayHeader = regexp.MustCompile(`^\s*\[\[\s*([\w-]+)\s*\]\]`)
	tableHeader = regexp.MustCompile(`^\s*\[\s*([\w-]+)([\w.-]*)\s*\]`)
	keyLine     = regexp.MustCompile(`^\s*([\w.-]+)\s*=`)
	elementLine = regexp.MustCompile(`^\s*\{`)
)

// locate finds the lines of tables, keys and of the elements of lists that have
// a line for each.
func locate(text string) map[string]int {
	lines, counts := map[string]int{}, map[string]int{}
	prefix, list, element, number := "", "", 0, 0
	for line := range strings.Lines(text) {
		number++
		path := ""
		switch {
		case arrayHeader.MatchString(line):
			name := arrayHeader.FindStringSubmatch(line)[1]
			path = fmt.Sprintf("%s[%d]", name, counts[name])
			counts[name]++
			prefix, list = path+".", ""
		case tableHeader.MatchString(line):
			header := tableHeader.FindStringSubmatch(line)
			if path = header[1] + header[2]; counts[header[1]] > 0 && header[2] != "" { // of the latest of its list
				path = fmt.Sprintf("%s[%d]%s", header[1], counts[header[1]]-1, header[2])
			}
			prefix, list = path+".", ""
		case elementLine.MatchString(line) && list != "":
			path = fmt.Sprintf("%s[%d]", list, element)
			element++
		case keyLine.MatchString(line):
			path = prefix + keyLine.FindStringSubmatch(line)[1]
			list, element = path, 0
		default:
			continue
		}
		if _, known := lines[path]; !known {
			lines[path] = number
		}
	}
	return lines
}
