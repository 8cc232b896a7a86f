package web

import "kundterminal/kiosk"

// words are what the pages say themselves, around the terminal's own texts.
type words struct {
	Again   string // loads the page anew
	Changed string // the press came too late
	Lost    string // no events arrive

	Lang kiosk.Language // in which they are
}

var wordsBy = map[kiosk.Language]words{
	kiosk.Finnish: {
		Again:   "Päivitä näkymä",
		Changed: "Näkymä ehti vaihtua. Valitse uudelleen.",
		Lost:    "Näyttö ei saa yhteyttä. Odota hetki.",
	},
	kiosk.Swedish: {
		Again:   "Uppdatera vyn",
		Changed: "Vyn hann ändras. Välj på nytt.",
		Lost:    "Skärmen har ingen kontakt. Vänta en stund.",
	},
	kiosk.English: {
		Again:   "Refresh the screen",
		Changed: "The screen has changed. Please choose again.",
		Lost:    "The screen has no connection. Please wait a moment.",
	},
}

// wordsIn returns the words in a language or its fallback.
func wordsIn(l kiosk.Language) words {
	for _, l := range l.Fallbacks() {
		if w, ok := wordsBy[l]; ok {
			w.Lang = l
			return w
		}
	}
	return words{}
}
