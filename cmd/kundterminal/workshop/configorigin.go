package workshop

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"kundterminal/kiosk"
)

// ConfigValue is one value of the configuration in force.
type ConfigValue struct {
	Key    string // dotted: "printer.port", "reader[1].baud"
	Value  string // as it would stand in the file; a secret is only counted
	Origin string // "terminal.toml:12"
}

// String returns the value as a technician reads it.
func (v ConfigValue) String() string { return fmt.Sprintf("%s = %s (%s)", v.Key, v.Value, v.Origin) }

// ConfigValues lists every value of a configuration in the order of its fields,
// which carry the keys as toml tags. Origin tells where a key got its value. The
// values of fields with the tag secret:"true" are not told.
func ConfigValues(config any, origin func(key string) string) []ConfigValue {
	w := configWalk{origin: origin}
	w.fields(reflect.Indirect(reflect.ValueOf(config)), "")
	return w.values
}

type configWalk struct {
	origin func(string) string
	values []ConfigValue
}

func (w *configWalk) fields(v reflect.Value, prefix string) {
	for i, f := range reflect.VisibleFields(v.Type()) {
		if key := f.Tag.Get("toml"); key != "" {
			w.value(v.Field(i), prefix+key, f.Tag.Get("secret") == "true")
		}
	}
}

func (w *configWalk) value(v reflect.Value, key string, secret bool) {
	switch {
	case secret:
		w.add(key, secretText(v))
	case v.Kind() == reflect.Struct:
		w.fields(v, key+".")
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		for i := range v.Len() {
			w.fields(v.Index(i), fmt.Sprintf("%s[%d].", key, i+1))
		}
	case v.Kind() == reflect.Map:
		inner := map[string]reflect.Value{}
		for it := v.MapRange(); it.Next(); {
			inner[it.Key().String()] = it.Value()
		}
		for _, k := range slices.Sorted(maps.Keys(inner)) {
			w.value(inner[k], key+"."+k, false)
		}
	default:
		w.add(key, valueText(v))
	}
}

func (w *configWalk) add(key, value string) {
	w.values = append(w.values, ConfigValue{key, value, w.origin(key)})
}

// secretText tells how many there are, and no more.
func secretText(v reflect.Value) string {
	if v.Kind() == reflect.Slice && v.Len() > 0 {
		return fmt.Sprintf("[%s]", strings.TrimSuffix(strings.Repeat("***, ", v.Len()), ", "))
	}
	if v.IsZero() || v.Kind() == reflect.Slice {
		return valueText(v)
	}
	return `"***"`
}

func valueText(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return strconv.Quote(v.String())
	case reflect.Slice:
		var list []string
		for i := range v.Len() {
			list = append(list, valueText(v.Index(i)))
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	return fmt.Sprint(v.Interface())
}

// ConfigFindings are those of the view of the configuration: a section for each
// table, and a fact for each value with where it came from.
func ConfigFindings(values []ConfigValue) kiosk.Findings {
	var f kiosk.Findings
	for _, v := range values {
		table, key, _ := strings.Cut(v.Key, ".")
		title := "[" + table + "]"
		if n := len(f.Sections); n == 0 || f.Sections[n-1].Title != title {
			f.Sections = append(f.Sections, kiosk.FactSection{Title: title})
		}
		s := &f.Sections[len(f.Sections)-1]
		s.Facts = append(s.Facts, kiosk.Fact{Name: key, Value: v.Value + "   " + v.Origin})
	}
	return f
}
