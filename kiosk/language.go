package kiosk

// Language is a BCP 47 tag of a language that the terminal speaks.
type Language string

// The languages of the terminal. The zero Language means that nobody has chosen
// one: the terminal is idle.
const (
	Finnish Language = "fi"
	Swedish Language = "sv"
	English Language = "en"
)

// Languages lists every language that all texts must have, in the order in
// which the terminal offers them where the point does not say otherwise.
func Languages() []Language { return []Language{Finnish, Swedish, English} }

// Text is one text in several languages.
type Text map[Language]string

// In returns the text in l, or in the first language of the fallback order that
// has it: Finnish, English, Swedish. Fallback is the language of what is
// returned, so that a voice can speak it as what it is.
func (t Text) In(l Language) (text string, fallback Language) {
	for _, l := range []Language{l, Finnish, English, Swedish} {
		if s := t[l]; s != "" {
			return s, l
		}
	}
	return "", l
}

// String returns the text in l or its fallback.
func (t Text) String(l Language) string {
	s, _ := t.In(l)
	return s
}
