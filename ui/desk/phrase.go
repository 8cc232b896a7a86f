package desk

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// keyed marks a phrase that is a key of a text, and not text.
const keyed = "#"

// The fixed phrases: why somebody is on hold, and what is noted of a part.
var (
	holds = []string{"paper", "form", "photo", "phone", "terminal", "pause"}
	notes = []string{"paper_missing", "comes_back", "interpreter", "form_given", "copies", "e_service", "booked", "companion"}
)

// maxNote is the longest note in characters.
const maxNote = 120

// Why a note is not taken.
var (
	errNoteLong     = errors.New("the note is too long")
	errNotePersonal = errors.New("the note holds personal data")
	errPhrase       = errors.New("there is no such phrase")
)

// phrase is a phrase as the page shows it: a text by its key, or what was written.
func (b *board) phrase(p string) string {
	if key, ok := strings.CutPrefix(p, keyed); ok {
		return b.T(key)
	}
	return p
}

// holdPhrase takes the reason of a hold from a form.
func holdPhrase(reason string) (string, error) {
	if !slices.Contains(holds, reason) {
		return "", errPhrase
	}
	return keyed + "hold_" + reason, nil
}

// notePhrase takes a note from a form: a fixed phrase, or a text in which nothing
// personal is found.
func notePhrase(fixed, text string) (string, error) {
	if slices.Contains(notes, fixed) {
		return keyed + "note_" + fixed, nil
	}
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	text = strings.TrimLeft(text, keyed)
	switch {
	case text == "":
		return "", errPhrase
	case utf8.RuneCountInString(text) > maxNote:
		return "", errNoteLong
	case kiosk.PersonalIn(text) != kiosk.NothingPersonal:
		return "", errNotePersonal
	}
	return text, nil
}

// Holds are the reasons of a hold, as choices.
func (b *board) Holds() []choice { return b.choices(holds, "hold_") }

// Notes are the fixed phrases of a note.
func (b *board) Notes() []choice { return b.choices(notes, "note_") }

func (b *board) choices(list []string, prefix string) []choice {
	var all []choice
	for i, id := range list {
		all = append(all, choice{ID: id, Name: b.T(prefix + id), Key: strconv.Itoa(i + 1)})
	}
	return all
}

// Outcomes are how a service can end, as choices.
func (b *board) Outcomes() []choice {
	var list []string
	for _, o := range queue.Outcomes() {
		list = append(list, string(o))
	}
	return b.choices(list, "outcome_")
}

// Reasons are why somebody has priority, as choices.
func (b *board) Reasons() []choice {
	var list []string
	for _, r := range queue.Precedences() {
		list = append(list, string(r))
	}
	return b.choices(list, "why_")
}
