package ui

import (
	"maps"
	"slices"
	"strings"

	"kundterminal/kiosk"
)

// Texts holds what the terminal says, by language and key. A text may hold
// names in braces, which are replaced by what the screen knows. A text with
// plural forms has the keys "name.one" and "name.other", and in a Sámi language
// "name.two". A language may lack texts: the first of its Fallbacks that has them
// gives its own.
type Texts struct {
	by map[kiosk.Language]map[string]string
}

// NewTexts takes the texts of each language.
func NewTexts(by map[kiosk.Language]map[string]string) *Texts { return &Texts{by: by} }

// Keys lists the keys of a language, sorted.
func (t *Texts) Keys(l kiosk.Language) []string { return slices.Sorted(maps.Keys(t.by[l])) }

// In returns the text of a key with names replaced, and the language that it is
// really in. The arguments are pairs of a name and its value; times are written as
// that language does. A key that nobody has is returned as it is.
func (t *Texts) In(l kiosk.Language, key string, args ...string) (string, kiosk.Language) {
	for _, l := range l.Fallbacks() {
		if text, ok := t.by[l][key]; ok {
			return replaceNames(l, text, args), l
		}
	}
	return key, l
}

// Say is In without the language.
func (t *Texts) Say(l kiosk.Language, key string, args ...string) string {
	text, _ := t.In(l, key, args...)
	return text
}

// CountIn returns the text of a key in the plural form of n, with {n} replaced,
// and the language that it is really in. A language without the form of two has
// those of one and of others.
func (t *Texts) CountIn(l kiosk.Language, key string, n int) (string, kiosk.Language) {
	for _, l := range l.Fallbacks() {
		for _, form := range []kiosk.Plural{l.Plural(n), kiosk.Other} {
			if text, ok := t.by[l][key+"."+string(form)]; ok {
				return replaceNames(l, text, []string{"n", l.Number(float64(n), 0)}), l
			}
		}
	}
	return key, l
}

// Count is CountIn without the language.
func (t *Texts) Count(l kiosk.Language, key string, n int) string {
	text, _ := t.CountIn(l, key, n)
	return text
}

func replaceNames(l kiosk.Language, text string, args []string) string {
	for i := 0; i+1 < len(args); i += 2 {
		text = strings.ReplaceAll(text, "{"+args[i]+"}", l.Stamp(args[i+1]))
	}
	return text
}
