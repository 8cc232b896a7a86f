package ui_test

import (
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

func TestWhoWasNotServedYetIsAskedAboutTheTerminal(t *testing.T) {
	p, c := presenter(t)
	titles := map[string][]string{}
	for _, stop := range tour.Stops(c, kiosk.English) {
		titles[stop.Name] = spoken(kiosk.English, p.Spoken(stop.State, portrait))
	}
	for stop, want := range map[string]string{
		"feedback-success": "Did you find your matter on the terminal?", // with the ticket just taken
		"feedback-scanned": "Did you get your matter done?",             // who came back with it
	} {
		if got := titles[stop]; len(got) == 0 || got[0] != want {
			t.Errorf("%s asks %q, want %q", stop, got, want)
		}
	}
}

func TestATicketWithoutRoomForAllPapersSaysWhomToAsk(t *testing.T) {
	p, c := presenter(t)
	ask := p.Texts.Say(kiosk.English, "slip_more")
	says := func(errands ...kiosk.ServiceID) bool {
		ticket := kiosk.Ticket{Language: kiosk.English, Errands: errands, IssuedAt: tour.Noon()}
		for _, line := range p.Slip(ticket, c, false).Lines {
			if line == (ui.SlipLine{Text: ask}) {
				return true
			}
		}
		return false
	}
	if !says("w-register", "k-unemp", "k-housing", "v-card") {
		t.Error("a ticket of four errands lists a part of the papers and stops")
	}
	if says("v-card") {
		t.Error("a ticket that lists all papers says that there are more")
	}
}

// TestEverybodyCanTypeTheLettersOfTheirLanguage has the alphabets as they are taught.
func TestEverybodyCanTypeTheLettersOfTheirLanguage(t *testing.T) {
	p, c := presenter(t)
	for l, alphabet := range map[kiosk.Language]string{
		kiosk.Finnish:      "abcdefghijklmnopqrstuvwxyzåäöšž",
		kiosk.Swedish:      "abcdefghijklmnopqrstuvwxyzåäö",
		kiosk.NorthernSami: "aábcčdđefghijklmnŋoprsštŧuvzž",
		kiosk.InariSami:    "aâbcčdđefghijklmnŋoprsštuvyzžäá",
		kiosk.SkoltSami:    "aâbcčʒǯdđefgǧǥhijkǩlmnŋoõprsštuvzžåäöʹ",
	} {
		state := kiosk.State{Now: tour.Noon(), Catalogue: c, Rules: kiosk.DefaultRules(), Session: kiosk.Session{
			Language: l, Place: kiosk.Place{Step: kiosk.StepComment},
		}}
		typed := map[rune]bool{}
		for _, part := range p.Screen(state).Parts {
			if k, ok := part.(ui.Keyboard); ok {
				for _, row := range k.Rows {
					for _, b := range row {
						if e, ok := b.Event.(kiosk.LetterTyped); ok {
							typed[e.Letter] = true
						}
					}
				}
			}
		}
		for _, r := range alphabet {
			if !typed[r] {
				t.Errorf("nobody can type %c in %s", r, l)
			}
		}
	}
}
