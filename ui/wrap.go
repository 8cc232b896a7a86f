package ui

import (
	"strings"
	"unicode"
)

// unbroken is a space at which no line ends: in numbers, and in names of two words.
const unbroken = '\u00a0'

// words are the parts of a text between which a line may end.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != unbroken })
}

// anywhere breaks a text into lines no wider than width. A word that is wider,
// such as a path or a serial number, is broken after a sign in it or else
// anywhere, without a hyphen: it would be taken for a part of it.
func (a *arranger) anywhere(text string, t typing, width float64) block {
	t.language = a.tongues[text]
	b := block{typing: t}
	line := ""
	for _, word := range words(text) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if a.font.Width(joined, t.em, t.bold) <= width {
			line = joined
			continue
		}
		if line != "" {
			b.text = append(b.text, line)
		}
		for line = word; a.font.Width(line, t.em, t.bold) > width; {
			at := a.breaks(line, t, width)
			if at >= len(line) {
				a.fault("not one letter of %q finds room in %.1f mm", line, width)
				break
			}
			b.text = append(b.text, line[:at])
			line = line[at:]
		}
	}
	if line != "" {
		b.text = append(b.text, line)
	}
	return b
}

// breaks returns at which byte a word is broken: after the last sign in the
// second half of what fits, else after the last letter that fits. One letter
// always fits.
func (a *arranger) breaks(word string, t typing, width float64) int {
	fits, sign := 0, 0
	for i, r := range word {
		end := i + len(string(r))
		if fits > 0 && a.font.Width(word[:end], t.em, t.bold) > width {
			break
		}
		fits = end
		if strings.ContainsRune("/-_.:,;=", r) {
			sign = end
		}
	}
	if sign > fits/2 {
		return sign
	}
	return fits
}
