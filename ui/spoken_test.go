package ui_test

import (
	"slices"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

func TestANumberIsSpokenAsItsLetterAndItsNumber(t *testing.T) {
	for _, test := range []struct {
		series kiosk.Series
		number int
		want   string
	}{
		{'A', 42, "A, 42"},
		{'A', 7, "A, 7"}, // not "zero zero seven"
		{'B', 100, "B, 100"},
		{'I', 999, "I, 999"},
		{'A', 0, ""}, // no ticket
	} {
		if got := ui.SpokenNumber(kiosk.Ticket{Series: test.series, Number: test.number}); got != test.want {
			t.Errorf("%c %03d is spoken %q, want %q", test.series, test.number, got, test.want)
		}
	}
}

func TestATicketIsSpokenWithItsNumberAndWhereToWait(t *testing.T) {
	p, c := presenter(t)
	ticket := kiosk.Ticket{Series: 'A', Number: 42, Queue: "advisor"}
	for l, want := range map[kiosk.Language][]string{
		kiosk.Finnish: {"Vuoronumerosi on A, 42.", "Odota aulassa ja seuraa näyttöä."},
		kiosk.Swedish: {"Ditt könummer är A, 42.", "Vänta i aulan och följ skärmen."},
		kiosk.English: {"Your queue number is A, 42.", "Wait in the lobby and watch the display."},
	} {
		var wanted []ui.Sentence
		for _, text := range want {
			wanted = append(wanted, ui.Sentence{Language: l, Text: text})
		}
		if got := p.SpokenTicket(ticket, c, l); !slices.Equal(got, wanted) {
			t.Errorf("%s: %q, want %q", l, got, wanted)
		}
	}
}

func TestAPlaceThatALanguageLacksIsSpokenInTheLanguageItIsWrittenIn(t *testing.T) {
	p, _ := presenter(t)
	c := kiosk.NewCatalogue(nil, nil, nil, []kiosk.Queue{{ID: "a", Place: kiosk.Text{kiosk.Finnish: "Odota aulassa."}}})
	got := p.SpokenTicket(kiosk.Ticket{Series: 'A', Number: 1, Queue: "a"}, c, kiosk.Swedish)
	if want := (ui.Sentence{Language: kiosk.Finnish, Text: "Odota aulassa."}); len(got) != 2 || got[1] != want {
		t.Errorf("%q", got)
	}
}
