package ui

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"kundterminal/kiosk"
)

// Texts holds what the terminal says, by language and key. A text may hold
// names in braces, which are replaced by what the screen knows. A text with
// plural forms has the keys "name.one" and "name.other".
type Texts struct {
	by map[kiosk.Language]map[string]string
}

// NewTexts takes the texts of each language.
func NewTexts(by map[kiosk.Language]map[string]string) *Texts { return &Texts{by: by} }

// Keys lists the keys of a language, sorted.
func (t *Texts) Keys(l kiosk.Language) []string { return slices.Sorted(maps.Keys(t.by[l])) }

// Say returns the text of a key with names replaced: the arguments are pairs of
// a name and its value. A key that a language lacks falls back as kiosk.Text
// does, and to the key itself where nobody has it.
func (t *Texts) Say(l kiosk.Language, key string, args ...string) string {
	for _, l := range []kiosk.Language{l, kiosk.Finnish, kiosk.English, kiosk.Swedish} {
		if text, ok := t.by[l][key]; ok {
			return replaceNames(text, args)
		}
	}
	return key
}

// Count returns the text of a key in the plural form of n, with {n} replaced.
func (t *Texts) Count(l kiosk.Language, key string, n int) string {
	form := key + ".other"
	if n == 1 {
		form = key + ".one"
	}
	return t.Say(l, form, "n", strconv.Itoa(n))
}

func replaceNames(text string, args []string) string {
	for i := 0; i+1 < len(args); i += 2 {
		text = strings.ReplaceAll(text, "{"+args[i]+"}", args[i+1])
	}
	return text
}
