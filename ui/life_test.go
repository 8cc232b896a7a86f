package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// stopNamed is one stop of the tour in a language.
func stopNamed(t *testing.T, c *kiosk.Catalogue, l kiosk.Language, name string) kiosk.State {
	t.Helper()
	for _, s := range tour.Stops(c, l) {
		if s.Name == name {
			return s.State
		}
	}
	t.Fatalf("no stop is called %q", name)
	return kiosk.State{}
}

func TestAJobLossBeginsWithTheFirstDay(t *testing.T) {
	p, c := presenter(t)
	for l, want := range map[kiosk.Language][2]string{
		kiosk.Finnish: {"1. Työnhakijaksi ilmoittautuminen", "Tee tämä ensin: ensimmäisenä työttömyyspäivänä."},
		kiosk.Swedish: {"1. Anmälan som arbetssökande", "Gör det här först: den första arbetslöshetsdagen."},
		kiosk.English: {"1. Registering as a jobseeker", "Do this first: on the first day without work."},
	} {
		row := p.Screen(stopNamed(t, c, l, "bundle-KE8")).Parts[0].(ui.Rows).Rows[0]
		if row.Label != want[0] || !strings.HasSuffix(row.Detail, want[1]) || row.Mark != ui.MarkSet {
			t.Errorf("%s: the first row is %q, %q", l, row.Label, row.Detail)
		}
	}
}

func TestOnlyChosenErrandsHaveNumbers(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.Finnish, "bundle-KE8")
	s, _ = kiosk.Update(s, kiosk.TimePassed{Now: s.Now, Up: s.Up + time.Second})
	s, _ = kiosk.Update(s, kiosk.ErrandToggled{Service: "w-register"})
	rows := p.Screen(s).Parts[0].(ui.Rows).Rows
	if strings.HasPrefix(rows[0].Label, "1") || !strings.HasPrefix(rows[1].Label, "1. ") || !strings.HasPrefix(rows[3].Label, "3. ") || strings.HasPrefix(rows[5].Label, "4") {
		t.Errorf("the rows are %q, %q … %q", rows[0].Label, rows[1].Label, rows[5].Label)
	}
}

func TestATicketListsItsErrandsInOrderWithWhatToBringOnce(t *testing.T) {
	p, c := presenter(t)
	ticket := kiosk.Ticket{
		Name: kiosk.EventName{Terminal: 1, Epoch: "7GQ2M4XA", Seq: 1}, Series: 'A', Number: 1, Date: kiosk.DateOf(tour.Noon()),
		Queue: c.Queues[0].ID, Language: kiosk.English, IssuedAt: tour.Noon(), Errands: []kiosk.ServiceID{"w-register", "k-basic", "k-housing"},
	}
	got := slipText(p.Slip(ticket, c, false))
	if want := "1. Registering as a jobseeker\n2. General housing allowance\nPersonal matter"; !strings.Contains(got, want) {
		t.Errorf("the slip lacks %q:\n%s", want, got)
	}
	if n := strings.Count(got, "An identity document"); n != 1 {
		t.Errorf("an identity document is named %d times", n)
	}
	if strings.Contains(got, "Bank statements") || strings.Contains(got, "debts") || strings.Contains(got, "minutes") {
		t.Errorf("the slip tells what the private errand needs, or a wait that nobody knows:\n%s", got)
	}
	ticket.Estimate.Wait = kiosk.Span{Least: 15 * time.Minute, Most: 25 * time.Minute}
	if got := slipText(p.Slip(ticket, c, false)); !strings.Contains(got, "You are next. 15–25 min, until 12:25.") || strings.Contains(got, "Whole visit") {
		t.Errorf("the slip does not say the wait alone:\n%s", got)
	}
}

func TestTheLooseListHasReasonsAndPapersAndNoNumber(t *testing.T) {
	p, c := presenter(t)
	slip := p.LooseSlip(kiosk.LooseSlip{
		Language: kiosk.Swedish, Errands: []kiosk.ServiceID{"w-register", "o-debt", "v-card"}, Situation: "KE8", At: tour.Noon(),
	}, c)
	got := slipText(slip)
	for _, want := range []string{"1. Anmälan som arbetssökande\nGör det här först", "- Identitetshandling", "2. Skattekort", "26.11.2026"} {
		if !strings.Contains(got, want) {
			t.Errorf("the list lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "skuldrådgivning") || slices.ContainsFunc(slip.Lines, func(l ui.SlipLine) bool { return l.Kind == ui.SlipCode }) {
		t.Errorf("the list names a private errand or has a code:\n%s", got)
	}
}

func TestANoticeStandsInBothNationalLanguagesAndOneInOneLanguageSaysWhich(t *testing.T) {
	p, c := presenter(t)
	s := stopNamed(t, c, kiosk.Finnish, "idle-notices")
	var told []string
	tongues := map[string]kiosk.Language{}
	for _, item := range p.Scene(s, ui.Frame{W: 336, H: 597}).Items {
		if !strings.HasPrefix(item.ID, "notice") {
			continue
		}
		var words []string
		for _, l := range item.Lines {
			words = append(words, l.Text)
		}
		text := strings.Join(words, " ")
		told = append(told, text)
		tongues[text] = item.Language
	}
	want := []string{
		"Palvelupiste on suljettu itsenäisyyspäivänä 6.12. Verkkopalvelut toimivat normaalisti.",
		"Servicepunkten håller stängt på självständighetsdagen 6.12. E-tjänsterna fungerar som vanligt.",
		"Sametinget tar emot i Finlandsdisken varje torsdag i december.",
	}
	if !slices.Equal(told, want) {
		t.Fatalf("the idle screen tells %q", told)
	}
	if tongues[want[0]] != "" || tongues[want[1]] != kiosk.Swedish || tongues[want[2]] != kiosk.Swedish {
		t.Errorf("they are tagged %v", tongues)
	}
	if way := p.Screen(stopNamed(t, c, kiosk.English, "way-notices")); way.Parts[0].(ui.Paragraph).Text != "The service point closes on Independence Day, 6 December. The e-services work as usual." {
		t.Errorf("the next screen tells %+v", way.Parts[0])
	}
}

func TestFormsAreOfferedWherePaperIsGoodForThem(t *testing.T) {
	p, c := presenter(t)
	if _, offered := p.Scene(stopNamed(t, c, kiosk.English, "bring"), ui.Frame{W: 336, H: 597}).Press("form:authorisation"); offered {
		t.Error("a form is offered that does not fit the paper")
	}
	event, offered := p.Scene(stopNamed(t, c, kiosk.English, "bring-forms"), ui.Frame{W: 336, H: 597}).Press("form:authorisation")
	if want := (kiosk.SlipRequested{Kind: kiosk.SlipForm, Form: "authorisation"}); !offered || event != want {
		t.Errorf("pressing the form means %+v", event)
	}
	form := p.LooseSlip(kiosk.LooseSlip{Kind: kiosk.SlipForm, Form: "authorisation", Language: kiosk.English}, c)
	rules := 0
	for _, l := range form.Lines {
		if l.Kind == ui.SlipRule {
			rules++
		}
	}
	if text := slipText(form); rules != 6 || !strings.Contains(text, "[   ] May hand in attachments") {
		t.Errorf("the form has %d lines to write on:\n%s", rules, text)
	}
}
