package ui

import (
	"slices"

	"kundterminal/kiosk"
)

// Tongues are the texts of a screen that are not in its language, each with its
// own: where nobody has written a text in the chosen language, its fallback is
// shown, and a browser or a voice has to know that.
type Tongues map[string]kiosk.Language

// say returns a text in the screen's language or its fallback.
func (c composer) say(key string, args ...string) string { return c.sayIn(c.lang, key, args...) }

// sayIn returns a text in a language that may be another than the screen's.
func (c composer) sayIn(l kiosk.Language, key string, args ...string) string {
	text, in := c.Texts.In(l, key, args...)
	return c.noted(key, text, in)
}

// count returns a text in the plural form of n.
func (c composer) count(key string, n int) string {
	text, in := c.Texts.CountIn(c.lang, key, n)
	return c.noted(key, text, in)
}

// noted is note for a text that stands under a key.
func (c composer) noted(key, text string, in kiosk.Language) string {
	if c.Noted != nil {
		c.Noted(text, key, in)
	}
	return c.note(text, in)
}

// text returns a text of the catalogue or the configuration.
func (c composer) text(t kiosk.Text) string {
	text, in := t.In(c.lang)
	return c.noted("", text, in)
}

// languageOf is the language in which a key is said: what is filled into a text
// has to be in that of the text.
func (c composer) languageOf(key string) kiosk.Language {
	_, l := c.Texts.In(c.lang, key)
	return l
}

// note remembers a text that is not in the screen's language.
func (c composer) note(text string, l kiosk.Language) string {
	if l != c.lang && text != "" {
		c.tongues[text] = l
	}
	return text
}

// join puts texts after one another, those that are not empty. What it returns is
// in their language where all have the same.
func (c composer) join(between string, texts ...string) string {
	joined, same := "", true
	var first kiosk.Language
	for _, text := range texts {
		if text == "" {
			continue
		}
		if joined != "" {
			joined += between
		} else {
			first = c.tongues[text]
		}
		joined += text
		same = same && c.tongues[text] == first
	}
	if same && first != "" {
		c.note(joined, first)
	}
	return joined
}

// after puts a text behind something that belongs to no language.
func (c composer) after(label, text string) string { return c.note(label+"  "+text, c.tongueOf(text)) }

func (c composer) tongueOf(text string) kiosk.Language {
	if l, other := c.tongues[text]; other {
		return l
	}
	return c.lang
}

// inAll returns a text in every language of the terminal, each once: easy
// languages are left out, whose readers read the plain ones here.
func (c composer) inAll(key string) []string {
	return c.inEach(c.Languages, key)
}

func (c composer) inEach(languages []kiosk.Language, key string) []string {
	var list []string
	for _, l := range languages {
		if l.Plain() != l && slices.Contains(languages, l.Plain()) {
			continue
		}
		if text := c.sayIn(l, key); !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// inOwnLanguage gives an item the language of its lines where all have the same,
// and its button that of the label.
func (a *arranger) inOwnLanguage(i Item) Item {
	if i.Button != nil && i.Button.Language == "" {
		i.Button.Language = a.tongues[i.Button.Label]
	}
	if len(i.Lines) == 0 {
		return i
	}
	l := i.Lines[0].Language
	if slices.ContainsFunc(i.Lines, func(line Line) bool { return line.Language != l }) {
		return i
	}
	if l != "" {
		i.Language = l
	}
	for n := range i.Lines {
		i.Lines[n].Language = "" // it is the item's
	}
	return i
}
