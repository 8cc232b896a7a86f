package ui_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
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

var filled = regexp.MustCompile(`\b0+(\d)`)

// bare are the bare words of a text, as it may be written or said.
func bare(texts ...string) string {
	text := strings.Join(texts, " ")
	text = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, text)
	return " " + strings.Join(strings.Fields(filled.ReplaceAllString(text, "$1")), " ") + " "
}

// read are the texts of a screen in the order of the ear: what is read, then what
// is pressed on this page, then the ways and the bar.
func read(s ui.Screen, onGlass func(id string) bool) []string {
	list, parts := []string{s.Title, s.Hint}, s.Parts
	var buttons []ui.Button
	if s.Over != nil {
		list, parts, buttons = []string{s.Over.Title}, s.Over.Parts, s.Over.Buttons
	}
	var pressed []string
	button := func(b ui.Button, detail string) {
		if onGlass(b.ID) {
			pressed = append(pressed, b.Label, detail)
		}
	}
	for _, p := range parts {
		switch p := p.(type) {
		case ui.Paragraph:
			list = append(list, p.Text)
		case ui.Number:
			list = append(list, p.Caption, p.Label)
		case ui.Countdown:
			list = append(list, p.Text)
		case ui.Tiles:
			for _, tile := range p.Tiles {
				button(tile.Button, tile.Detail)
			}
		case ui.Rows:
			for _, row := range p.Rows {
				button(row.Button, row.Detail)
			}
			if len(p.Rows) == 0 {
				list = append(list, p.Empty)
			}
		case ui.Choice:
			pressed = append(pressed, p.Label)
			for _, o := range p.Options {
				button(o.Button, "")
			}
		}
	}
	if s.Over == nil {
		for _, b := range []*ui.Button{s.Back, s.Next} {
			if b != nil {
				buttons = append(buttons, *b)
			}
		}
		buttons = append(buttons, s.Bar...)
	}
	for _, b := range buttons {
		button(b, "")
	}
	return append(list, pressed...)
}

// said are the words of sentences.
func said(list []ui.Sentence) string {
	var texts []string
	for _, s := range list {
		texts = append(texts, s.Text)
	}
	return bare(texts...)
}

func onGlass(s ui.Scene) func(id string) bool {
	return func(id string) bool {
		return slices.ContainsFunc(s.Items, func(i ui.Item) bool { return i.ID == id && i.Button != nil })
	}
}

func TestAllThatIsOnAScreenIsSaidInItsOrder(t *testing.T) {
	p, c := presenter(t)
	for _, l := range kiosk.Languages() {
		for _, stop := range tour.Stops(c, l) {
			stop.State.Headphones = true
			screen, rest := p.Screen(stop.State), said(p.Spoken(stop.State, portrait))
			for _, text := range read(screen, onGlass(p.Scene(stop.State, portrait))) {
				want := bare(strings.ReplaceAll(text, "•", ""))
				if strings.TrimSpace(want) == "" {
					continue
				}
				at := strings.Index(rest, want)
				if at < 0 {
					t.Errorf("%s in %s: %q is not said, or not in its place:\n%s", stop.Name, l, text, said(p.Spoken(stop.State, portrait)))
					break
				}
				rest = rest[at+len(want)-1:]
			}
		}
	}
}

func TestEverySentenceHasAVoice(t *testing.T) {
	p, c := presenter(t)
	eight := *p
	eight.Languages = kiosk.AllLanguages()
	for _, l := range kiosk.AllLanguages() {
		for _, stop := range tour.Stops(c, l) {
			for _, s := range eight.Spoken(stop.State, portrait) {
				name := slices.ContainsFunc(kiosk.SamiLanguages(), func(own kiosk.Language) bool {
					return strings.HasSuffix(s.Text, eight.Texts.Say(own, "language_name")) || strings.Contains(s.Text, eight.Texts.Say(own, "choose_language"))
				})
				if stop.State.Session.Language != "" && !s.Language.Speaks() && !name {
					t.Errorf("%s in %s: nobody can say %q in %s", stop.Name, l, s.Text, s.Language)
				}
				if strings.TrimSpace(s.Text) == "" || strings.ContainsAny(s.Text, "•·") {
					t.Errorf("%s in %s: %q is said", stop.Name, l, s.Text)
				}
			}
		}
	}
}

func TestTheTicketIsSaidWithAllThatStandsOnIt(t *testing.T) {
	p, c := presenter(t)
	asks := *p
	asks.Asks = true
	for _, l := range kiosk.Languages() {
		for _, name := range []string{"take-listen", "shown-listen"} {
			s := stopNamed(t, c, l, name)
			heard := said(asks.Spoken(s, portrait))
			for _, line := range asks.Slip(s.Session.Ticket, c, false).Lines {
				if line.Kind == ui.SlipText && line.Text != p.Texts.Say(l, "slip_more") && line.Text != p.Texts.Say(l, "slip_number") && !strings.Contains(heard, bare(line.Text)) {
					t.Errorf("%s in %s: %q is on the paper and is not said", name, l, line.Text)
				}
			}
		}
	}
}

func TestAnAppointmentOnTheTicketIsSaidInHeadphonesOnly(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.English, "take-listen")
	s.Session.Ticket.Booking = kiosk.Booking{Key: "k", From: tour.Noon().Add(75 * time.Minute), Place: "Room 7"}
	for _, in := range []bool{false, true} {
		s.Headphones = in
		heard := said(p.Spoken(s, portrait))
		if got := strings.Contains(heard, " 13 15 ") && strings.Contains(heard, " room 7 "); got != in {
			t.Errorf("headphones %t: the time and place are said %t: %s", in, got, heard)
		}
	}
}
