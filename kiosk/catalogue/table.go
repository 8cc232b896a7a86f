package catalogue

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"kundterminal/kiosk"
)

// Table is a TOML table while it is being read. Its methods return the zero
// value and add a fault where a key is missing or holds something else, so that
// reading goes on and finds the next fault. Other files of a point are read by it too.
type Table struct {
	*source
	path   string // where it stands in the file: "service[3]"; empty for the file itself
	label  string // what people know it by: "service[k-housing]"
	fields map[string]any
	known  map[string]bool // keys that were asked for
}

// Fault adds a fault of the key below this table.
func (t *Table) Fault(key, format string, args ...any) {
	t.add(t.lineOf(join(t.path, key)), join(t.label, key), fmt.Sprintf(format, args...))
}

func join(path, key string) string {
	if path == "" || key == "" {
		return path + key
	}
	return path + "." + key
}

// take returns a key's value and remembers that the key is known.
func (t *Table) take(key string) (any, bool) {
	t.known[key] = true
	v, ok := t.fields[key]
	return v, ok
}

// Value returns the key's value if it is a T; what names the form for people.
func Value[T any](t *Table, key, what string) (v T, ok bool) {
	raw, ok := t.take(key)
	if !ok {
		return v, false
	}
	v, ok = raw.(T)
	if !ok {
		t.Fault(key, "must be %s", what)
	}
	return v, ok
}

// Required is Value for a key that must not be left out.
func Required[T any](t *Table, key, what string) (v T, ok bool) {
	if _, there := t.fields[key]; !there {
		t.known[key] = true
		t.Fault(key, "is missing: add it as %s", what)
		return v, false
	}
	return Value[T](t, key, what)
}

// Text reads a text in Finnish, Swedish and English, and in others that it may
// have. Where it is optional, it may be left out whole, but not in one of the three.
func (t *Table) Text(key string, optional bool) kiosk.Text {
	if _, there := t.fields[key]; !there && optional {
		t.known[key] = true
		return nil
	}
	m, ok := Required[map[string]any](t, key, `a text in all languages: { fi = "…", sv = "…", en = "…" }`)
	if !ok {
		return nil
	}
	return t.textOf(key, m)
}

func (t *Table) textOf(key string, m map[string]any) kiosk.Text {
	return t.textIn(key, m, kiosk.Languages())
}

// textIn reads a text that must not lack some languages.
func (t *Table) textIn(key string, m map[string]any, needed []kiosk.Language) kiosk.Text {
	text := kiosk.Text{}
	for _, l := range kiosk.AllLanguages() {
		raw, there := m[string(l)]
		s, isString := raw.(string)
		at := key + "." + string(l)
		switch {
		case !there && !slices.Contains(needed, l): // its fallback is shown
		case !there:
			t.Fault(at, "is missing: write the text in %s too", nameOf(l))
		case !isString:
			t.Fault(at, "must be a text in quotes")
		case strings.TrimSpace(s) == "":
			t.Fault(at, "is empty: write the text in %s", nameOf(l))
		case s != strings.TrimSpace(s) || strings.ContainsFunc(s, unicode.IsControl):
			t.Fault(at, "has a space at an end, or a tab or line break in it: remove it")
		default:
			text[l] = s
		}
	}
	for _, l := range slices.Sorted(maps.Keys(m)) {
		if !slices.Contains(kiosk.AllLanguages(), kiosk.Language(l)) {
			t.Fault(key+"."+l, "is no language of the terminal: use fi, sv and en, and where you have them se, smn, sms, fi-x-selko and sv-x-lattlast")
		}
	}
	return text
}

func nameOf(l kiosk.Language) string {
	switch l {
	case kiosk.Finnish:
		return "Finnish"
	case kiosk.Swedish:
		return "Swedish"
	case kiosk.English:
		return "English"
	case kiosk.NorthernSami:
		return "Northern Sámi"
	case kiosk.InariSami:
		return "Inari Sámi"
	case kiosk.SkoltSami:
		return "Skolt Sámi"
	case kiosk.EasyFinnish:
		return "easy Finnish"
	case kiosk.EasySwedish:
		return "easy Swedish"
	}
	return string(l)
}

// texts reads an optional list of texts.
func (t *Table) texts(key string) []kiosk.Text {
	var list []kiosk.Text
	for i, m := range t.maps(key, `a list of texts: [ { fi = "…", sv = "…", en = "…" } ]`) {
		list = append(list, t.textOf(fmt.Sprintf("%s[%d]", key, i), m))
	}
	return list
}

// maps reads an optional array of tables, in either of TOML's two forms.
func (t *Table) maps(key, what string) []map[string]any {
	raw, there := t.take(key)
	if !there {
		return nil
	}
	if list, ok := raw.([]map[string]any); ok {
		return list
	}
	mixed, ok := raw.([]any)
	if !ok {
		t.Fault(key, "must be %s", what)
		return nil
	}
	var list []map[string]any
	for i, v := range mixed {
		m, ok := v.(map[string]any)
		if !ok {
			t.Fault(fmt.Sprintf("%s[%d]", key, i), "must be %s", what)
			continue
		}
		list = append(list, m)
	}
	return list
}

// Children reads an array of tables as tables of their own, each labelled by
// its id.
func (t *Table) Children(key string) []*Table {
	var list []*Table
	for i, m := range t.maps(key, "a list of tables: [["+key+"]]") {
		place := fmt.Sprintf("%s[%d]", key, i)
		c := &Table{source: t.source, path: place, label: place, fields: m, known: map[string]bool{}}
		if id, ok := m["id"].(string); ok && id != "" {
			c.label = fmt.Sprintf("%s[%s]", key, id)
		}
		list = append(list, c)
	}
	return list
}

// Child reads an optional table of one's own: [key].
func (t *Table) Child(key string) (*Table, bool) {
	m, there := Value[map[string]any](t, key, "a table: ["+key+"]")
	return &Table{source: t.source, path: join(t.path, key), label: join(t.label, key), fields: m, known: map[string]bool{}}, there
}

// Keys lists the keys of the table, sorted.
func (t *Table) Keys() []string { return slices.Sorted(maps.Keys(t.fields)) }

// Strings reads an optional list of strings.
func (t *Table) Strings(key, what string) []string {
	raw, there := t.take(key)
	if !there {
		return nil
	}
	mixed, ok := raw.([]any)
	if !ok {
		t.Fault(key, "must be a list of %s", what)
		return nil
	}
	var list []string
	for i, v := range mixed {
		s, ok := v.(string)
		if !ok {
			t.Fault(fmt.Sprintf("%s[%d]", key, i), "must be one of %s, in quotes", what)
			continue
		}
		list = append(list, s)
	}
	return list
}

// date reads an optional day, written 2026-11-26 with or without quotes.
func (t *Table) date(key string) kiosk.Date {
	raw, there := t.take(key)
	if !there {
		return kiosk.Date{}
	}
	switch v := raw.(type) {
	case string:
		d, err := kiosk.ParseDate(v)
		if err != nil {
			t.Fault(key, "%v: correct it", err)
		}
		return d
	case time.Time:
		if v.Location().String() == "date-local" { // the TOML package's mark of a day without a time
			return kiosk.DateOf(v)
		}
	}
	t.Fault(key, "must be a day without a time, in the form 2026-11-26")
	return kiosk.Date{}
}

// Done adds a fault for every key that nobody asked for.
func (t *Table) Done() {
	for _, key := range slices.Sorted(maps.Keys(t.fields)) {
		if !t.known[key] {
			t.Fault(key, "is unknown: correct its spelling (known here: %s) or remove it",
				strings.Join(slices.Sorted(maps.Keys(t.known)), ", "))
		}
	}
}
