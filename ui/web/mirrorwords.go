package web

import "kundterminal/kiosk"

// mirrorWords are what the advisor's page says around the person's screen.
type mirrorWords struct {
	Title    string
	Desk     string // in front of the desk's name
	Home     string // leads to the advisor's own page
	Ask      string
	End      string
	Withdraw string
	Point    string // has what is pressed only be pointed at
	NoDesk   string

	None, Free, Asked, Goes, Other, Declined, Ended string // how it is

	Lang kiosk.Language
}

var mirrorWordsBy = map[kiosk.Language]mirrorWords{
	kiosk.Finnish: {
		Title: "Auta päätteellä", Desk: "Palvelupiste", Home: "Oma piste", Ask: "Pyydä nähdä näyttö", End: "Lopeta auttaminen", Withdraw: "Peru pyyntö",
		Point:    "Osoita vain: asiakas painaa itse",
		NoDesk:   "Valitse ensin oma palvelupisteesi.",
		None:     "Kukaan ei käytä päätettä nyt.",
		Free:     "Asiakas käyttää päätettä. Pyydä häneltä lupa nähdä näyttö.",
		Asked:    "Pyysit lupaa. Asiakas ei ole vielä vastannut.",
		Goes:     "Näet asiakkaan näytön, ja painat hänen puolestaan tai osoitat.",
		Other:    "Toinen palvelupiste auttaa päätteellä.",
		Declined: "Asiakas ei näytä näyttöään. Voit mennä hänen luokseen.",
		Ended:    "Auttaminen on päättynyt.",
	},
	kiosk.Swedish: {
		Title: "Hjälp vid terminalen", Desk: "Disk", Home: "Min disk", Ask: "Be att få se skärmen", End: "Sluta hjälpa", Withdraw: "Ta tillbaka begäran",
		Point:    "Peka bara: kunden trycker själv",
		NoDesk:   "Välj först din disk.",
		None:     "Ingen använder terminalen nu.",
		Free:     "En kund använder terminalen. Be om lov att se skärmen.",
		Asked:    "Du har bett om lov. Kunden har inte svarat ännu.",
		Goes:     "Du ser kundens skärm, och trycker åt kunden eller pekar.",
		Other:    "En annan disk hjälper vid terminalen.",
		Declined: "Kunden visar inte sin skärm. Du kan gå till kunden.",
		Ended:    "Hjälpen har avslutats.",
	},
	kiosk.English: {
		Title: "Help at the terminal", Desk: "Desk", Home: "My desk", Ask: "Ask to see the screen", End: "End helping", Withdraw: "Take the request back",
		Point:    "Only point: the customer presses",
		NoDesk:   "Choose your desk first.",
		None:     "Nobody is using the terminal now.",
		Free:     "A customer is using the terminal. Ask them to show you the screen.",
		Asked:    "You have asked. The customer has not answered yet.",
		Goes:     "You see the customer's screen, and press for them or point.",
		Other:    "Another desk is helping at the terminal.",
		Declined: "The customer does not show the screen. You can go to them.",
		Ended:    "Helping has ended.",
	},
}

// mirrorWordsIn returns the words in a language or its fallback.
func mirrorWordsIn(l kiosk.Language) mirrorWords {
	for _, l := range l.Fallbacks() {
		if w, ok := mirrorWordsBy[l]; ok {
			w.Lang = l
			return w
		}
	}
	return mirrorWords{}
}
