package main

import (
	"slices"
	"strings"
	"testing"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// inAllLanguages is a terminal that offers all eight.
func inAllLanguages(x *rig) { x.presenter.Languages = kiosk.AllLanguages() }

func TestAVisitInALanguageBehindTheFirstScreenEndsWithASlipInIt(t *testing.T) {
	for _, test := range []struct {
		l       kiosk.Language
		name    string // of the service
		written []string
	}{
		{kiosk.NorthernSami, "Ealáhatoažžu ássandoarjja", []string{"Bálvalanbáiki", "Vuoronumero"}},
		{kiosk.EasyFinnish, "Eläkkeensaajan asumistuki", []string{"Asiointipiste", "Vuoronumero", "Eläkkeensaajan asumistuki"}},
		{kiosk.EasySwedish, "Bostadsbidrag för pensionstagare", []string{"Servicepunkt", "Könummer", "Bostadsbidrag för pensionstagare"}},
	} {
		t.Run(string(test.l), func(t *testing.T) {
			x := wire(t, "tm-t20iii", sim.Options{}, inAllLanguages)
			person := arrive(t.Context(), t, x)
			person.press("languages", "language:"+string(test.l), "authority:kela", "more", "service:k-penshousing", "next", "take")
			person.until(kiosk.StepTake)
			ticket := person.state.Session.Ticket
			if ticket.Language != test.l {
				t.Errorf("the ticket is in %s", ticket.Language)
			}
			papers := papersWith(x.printer, string(ticket.Code()))
			if len(papers) != 1 {
				t.Fatalf("%d papers carry the ticket", len(papers))
			}
			text := strings.Join(papers[0].Text, "\n")
			for _, want := range test.written {
				if !strings.Contains(text, want) {
					t.Errorf("the paper lacks %q:\n%s", want, text)
				}
			}
			if at := test.l.Date(ticket.IssuedAt) + " " + test.l.Clock(ticket.IssuedAt); !strings.Contains(text, at) {
				t.Errorf("the paper lacks %q:\n%s", at, text)
			}
			slip := x.presenter.Slip(ticket, x.current.Load(), false)
			if !slices.ContainsFunc(slip.Lines, func(line ui.SlipLine) bool { return strings.Contains(line.Text, test.name) }) {
				t.Errorf("the slip does not name %q", test.name)
			}
			person.leave()
		})
	}
}

func TestTheLanguagesOfTheConfiguration(t *testing.T) {
	for _, test := range []struct{ text, want, fault string }{
		{"", "fi sv en", ""},
		{"sami_homeland = true", "fi sv en se smn sms", ""},
		{"languages = [\"se\", \"sv\", \"fi\"]\nsami_homeland = true", "se sv fi smn sms", ""},
		{"languages = [\"fi-x-selko\", \"sv-x-lattlast\"]", "fi-x-selko sv-x-lattlast", ""},
		{"languages = [\"sms\"]\n[terminal.place]\nfi = \"Sevettijärvi\"", "sms", ""},
		{"languages = [\"fi\", \"se\"]\n[terminal.place]\nfi = \"Utsjoki\"", "fi se", ""},
		{"languages = [\"fi\", \"sv\", \"se\"]\n[terminal.place]\nfi = \"Utsjoki\"", "", "terminal.place.sv"},
		{"languages = [\"smj\"]", "", "terminal.toml:2: terminal.languages: \"smj\" is none of [fi sv en se smn sms fi-x-selko sv-x-lattlast]"},
	} {
		c, err := parseConfig("terminal.toml", "[terminal]\n"+test.text)
		var got []string
		for _, l := range c.Terminal.Languages {
			got = append(got, string(l))
		}
		if test.fault != "" {
			if err == nil || !strings.Contains(err.Error(), test.fault) {
				t.Errorf("%s: the error lacks %q: %v", test.text, test.fault, err)
			}
		} else if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%s: the languages are %v, %v", test.text, got, err)
		}
	}
}
