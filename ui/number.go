package ui

import (
	"regexp"
	"strings"

	"kundterminal/kiosk"
)

// number is a decimal number with its unit, as devices and the machine are
// described; before it may be the name of an axis, or that of a file in a bundle.
// Whatever else has a point in it, as a path, a version or an address, is none.
var number = regexp.MustCompile(`^((?:[xy] |[a-z]+\.[a-z]+  )?[+−-]?\d+)\.(\d+ (?:mm|m|km|ms|s|min|h|kB|MB|GB|B/s|%|°C|V))$`)

// decimals writes a value that is a number with a unit, or several behind each
// other, as it is written in a language: in all but English with a comma.
// Other values stay as they are.
func decimals(l kiosk.Language, value string) string {
	mark := l.DecimalMark()
	if mark == "." {
		return value
	}
	parts := strings.Split(value, ", ")
	for i, p := range parts {
		if parts[i] = number.ReplaceAllString(p, "${1}"+mark+"$2"); len(parts) > 1 && parts[i] == p {
			return value // not all of it is numbers
		}
	}
	if len(parts) > 1 {
		return strings.Join(parts, "; ") // a comma has another meaning now
	}
	return parts[0]
}

// decimalArgs does so with the values among a text's names and values. One that
// is named seconds has its unit in the text.
func decimalArgs(l kiosk.Language, args []string) []string {
	list := make([]string, len(args))
	for i, a := range args {
		switch {
		case i%2 == 1 && args[i-1] == "seconds":
			list[i] = strings.TrimSuffix(decimals(l, a+" s"), " s")
		case i%2 == 1:
			list[i] = decimals(l, a)
		default:
			list[i] = a
		}
	}
	return list
}

// value is what a fact says.
func (c composer) value(f kiosk.Fact) string {
	if f.Text != "" {
		return c.say(f.Text, decimalArgs(c.languageOf(f.Text), f.Args)...)
	}
	if !f.At.IsZero() {
		return c.moment(c.lang, f.At)
	}
	return decimals(c.lang, c.lang.Stamp(f.Value))
}
