package kiosk

import "slices"

// Language is a BCP 47 tag of a language that the terminal speaks. It stands as
// it is in the lang attributes of pages, in the names of the files of texts and in
// the catalogue.
type Language string

// The languages of the terminal. The zero Language means that nobody has chosen
// one: the terminal is idle. Easy Finnish and easy Swedish have tags of private
// use, since none is registered for easy language: a voice or a browser that does
// not know them takes them for plain Finnish and Swedish.
const (
	Finnish      Language = "fi"
	Swedish      Language = "sv"
	English      Language = "en"
	NorthernSami Language = "se"
	InariSami    Language = "smn"
	SkoltSami    Language = "sms"
	EasyFinnish  Language = "fi-x-selko"
	EasySwedish  Language = "sv-x-lattlast"
)

// Languages lists the languages that every text must have, in the order in which
// the terminal offers them where the point does not say otherwise.
func Languages() []Language { return []Language{Finnish, Swedish, English} }

// SamiLanguages lists those that the authorities of the Sámi homeland serve in,
// besides Finnish and Swedish (Sámi Language Act 1086/2003).
func SamiLanguages() []Language { return []Language{NorthernSami, InariSami, SkoltSami} }

// AllLanguages lists every language that a visit can be made in. A text may lack
// those that are not among Languages: then its fallback is shown.
func AllLanguages() []Language {
	return []Language{
		Finnish, Swedish, English, NorthernSami, InariSami, SkoltSami, EasyFinnish, EasySwedish,
	}
}

// Plain is the language that an easy one is an easy form of, and any other itself.
func (l Language) Plain() Language {
	switch l {
	case EasyFinnish:
		return Finnish
	case EasySwedish:
		return Swedish
	}
	return l
}

// Voice is the language whose voice speaks a text in l: there is none that speaks
// an easy language or, with the programs that the terminal uses, one of the Sámi
// languages of Finland; these are left to the Finnish voice.
func (l Language) Voice() Language {
	switch l {
	case NorthernSami, InariSami, SkoltSami:
		return Finnish
	}
	return l.Plain()
}

// Speaks reports whether there is a voice for l, or for the language that it is an
// easy form of.
func (l Language) Speaks() bool { return l.Voice() == l.Plain() }

// National reports whether l is one of the two national languages of Finland,
// which have equal weight wherever all languages are shown.
func (l Language) National() bool { return l == Finnish || l == Swedish }

// fallbacks are the languages in which a text is looked for, by the chosen one.
var fallbacks = map[Language][]Language{
	Finnish:      {Finnish, English, Swedish},
	Swedish:      {Swedish, Finnish, English},
	English:      {English, Finnish, Swedish},
	NorthernSami: {NorthernSami, Finnish, English, Swedish},
	InariSami:    {InariSami, Finnish, English, Swedish},
	SkoltSami:    {SkoltSami, Finnish, English, Swedish},
	EasyFinnish:  {EasyFinnish, Finnish, English, Swedish},
	EasySwedish:  {EasySwedish, Swedish, Finnish, English},
}

// Fallbacks lists the languages in which a text is looked for when l is chosen: l
// itself, the plain form of an easy language, Finnish for the Sámi languages and
// for Swedish, then the others. The list must not be changed.
func (l Language) Fallbacks() []Language {
	if list, ok := fallbacks[l]; ok {
		return list
	}
	return append([]Language{l}, fallbacks[Finnish]...)
}

// Text is one text in several languages.
type Text map[Language]string

// In returns the text in l, or in the first of l's Fallbacks that has it. Fallback
// is the language of what is returned, so that a voice can speak it as what it is.
func (t Text) In(l Language) (text string, fallback Language) {
	for _, l := range l.Fallbacks() {
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

func known(l Language) bool { return slices.Contains(AllLanguages(), l) }
