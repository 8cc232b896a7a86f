package tour

import (
	"time"

	"kundterminal/kiosk"
)

// slips visits what to bring, what is said of a loose slip, and what has ended meanwhile.
func (t *guide) slips() {
	back := t.state
	asked := kiosk.SlipRequested{}
	t.do(kiosk.WayChosen{Way: kiosk.StepBring})
	t.stop("bring")
	t.aside("bring-slip", asked)
	t.state.Rules.Forms = true
	t.stop("bring-forms")
	t.aside("bring-form-out", kiosk.SlipRequested{Kind: kiosk.SlipForm, Form: "attachments"}, kiosk.SlipPrinted{Ask: t.state.Slips + 1})
	t.state.Rules.Forms = false
	t.aside("bring-slip-out", asked, kiosk.SlipPrinted{Ask: t.state.Slips + 1})
	for _, c := range kiosk.PrinterConditions() {
		if c != kiosk.PrinterReady {
			t.aside("bring-slip-"+c.String(), asked, kiosk.SlipStopped{Ask: t.state.Slips + 1, Condition: c})
		}
	}
	midnight := t.state.Now.AddDate(0, 0, 2) // a Saturday, on which working days' services are closed
	t.state, _ = kiosk.Update(t.state, kiosk.TimePassed{Now: midnight, Up: t.state.Up + 1})
	t.stop("changed")
	t.state = back
	t.state.Outlook = estimates{}
	t.do(kiosk.TimePassed{Now: t.state.Now, Up: t.state.Up})
	t.stop("summary-estimate")
	ticket := t.sample()
	ticket.Estimate = estimates{}.Estimate(kiosk.Prospect{}, t.state.Now)
	t.do(kiosk.TicketRequested{}, kiosk.TicketIssued{Ask: t.state.Asks + 1, Ticket: ticket})
	t.aside("take-estimate", kiosk.TicketPrinted{Ticket: ticket.Name})
	t.aside("shown-estimate", kiosk.NumberRequested{})
	t.state = back
}

// estimates are an example of a queue that is known.
type estimates struct{}

func (estimates) Estimate(kiosk.Prospect, time.Time) kiosk.Estimate {
	return kiosk.Estimate{
		Ahead: 12,
		Wait:  kiosk.Span{Least: 25 * time.Minute, Most: 40 * time.Minute},
		Visit: kiosk.Span{Least: 60 * time.Minute, Most: 80 * time.Minute},
	}
}

func (estimates) Admit(kiosk.Prospect, time.Time) kiosk.Refusal { return kiosk.NotRefused }

// notices visits the first screens while the point has something to tell: in all
// languages, and in one only.
func (t *guide) notices() {
	back := t.state
	told := *t.state.Catalogue
	told.Notices = []kiosk.Notice{
		{ID: "only", Text: kiosk.Text{kiosk.Swedish: "Sametinget tar emot i Finlandsdisken varje torsdag i december."}},
		{ID: "closed", Severity: kiosk.SeverityAttention, Text: kiosk.Text{
			kiosk.Finnish: "Palvelupiste on suljettu itsenäisyyspäivänä 6.12. Verkkopalvelut toimivat normaalisti.",
			kiosk.Swedish: "Servicepunkten håller stängt på självständighetsdagen 6.12. E-tjänsterna fungerar som vanligt.",
			kiosk.English: "The service point closes on Independence Day, 6 December. The e-services work as usual.",
		}},
	}
	t.state.Catalogue = &told
	t.state.Session = kiosk.Session{}
	t.stop("idle-notices")
	t.do(kiosk.LanguageChosen{Language: t.language})
	t.stop("way-notices")
	t.state = back
}
