package ui_test

import (
	"slices"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// slipWords are all texts of a slip.
func slipWords(s ui.Slip) string {
	var b strings.Builder
	for _, l := range s.Lines {
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}

// TestPrivateServicesAreNamedNeitherOnPaperNorAloudNorAfterTheTicket goes through
// every private service in every language.
func TestPrivateServicesAreNamedNeitherOnPaperNorAloudNorAfterTheTicket(t *testing.T) {
	p, c := presenter(t)
	c = tour.Equipped(c)
	private := 0
	for _, service := range c.Services {
		if !service.Private {
			continue
		}
		private++
		for _, l := range kiosk.AllLanguages() {
			queue, _ := c.QueueServing(kiosk.ServedByAdvisor, []kiosk.ServiceID{service.ID})
			ticket := kiosk.Ticket{
				Series: queue.Series, Number: 7, Date: kiosk.DateOf(tour.Noon()), Queue: queue.ID, Errands: []kiosk.ServiceID{service.ID},
				Language: l, IssuedAt: tour.Noon(), Served: kiosk.ServedByAdvisor,
			}
			said := slipWords(p.Slip(ticket, c, false)) + slipWords(p.AddressSlip(service, c, l))
			for _, step := range []kiosk.Step{kiosk.StepIssuing, kiosk.StepPrinting, kiosk.StepTake, kiosk.StepShown, kiosk.StepThanks, kiosk.StepEService} {
				state := kiosk.State{Now: tour.Noon(), Catalogue: c, Rules: kiosk.DefaultRules(), Session: kiosk.Session{
					Language: l, Ticket: ticket, Errands: ticket.Errands, Place: kiosk.Place{Step: step, Service: service.ID},
				}}
				for _, s := range p.Spoken(state, ui.Frame{W: 336, H: 597}) {
					said += s.Text
				}
				for _, item := range p.Scene(state, ui.Frame{W: 336, H: 597}).Items {
					for _, line := range item.Lines {
						said += line.Text + " "
					}
				}
			}
			if name := service.Name.String(l); strings.Contains(said, name) {
				t.Errorf("%q is named in %s", name, l)
			}
		}
	}
	if private < 10 {
		t.Errorf("the catalogue has %d private services", private)
	}
}

func TestAVisitWithAPrivateErrandNeverWaitsAtADesk(t *testing.T) {
	_, c := presenter(t)
	for _, service := range c.Services {
		q, ok := c.QueueServing(kiosk.ServedByAdvisor, []kiosk.ServiceID{"v-card", service.ID})
		if ok && service.Private != q.Private {
			t.Errorf("%s waits in the queue %s", service.ID, q.ID)
		}
	}
}

func TestAnAddressOnPaperIsNoTicket(t *testing.T) {
	p, c := presenter(t)
	service, _ := c.Service("v-card")
	s := p.AddressSlip(service, c, kiosk.Swedish)
	text := slipWords(s)
	for _, want := range []string{"https://www.skatt.fi/minskatt", "www.skatt.fi/minskatt", "Skatteförvaltningen", "Skattekort", "Detta är inget könummer."} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q:\n%s", want, text)
		}
	}
	for _, l := range s.Lines {
		if l.Kind == ui.SlipCode || l.Size > 1 {
			t.Errorf("the paper looks like a ticket: %+v", l)
		}
	}
}

func TestPaperScreenAndVoiceTellTheSameWay(t *testing.T) {
	p, c := presenter(t)
	c = tour.Equipped(c)
	const lobby, called = "Gå till västra ändan, våning 1, grön dörr.", "När vi kallar dig, gå till östra ändan, våning 2, blå dörr."
	for id, want := range map[kiosk.QueueID]string{"kela": lobby, "room": called, "remote": called} {
		queue, _ := c.Queue(id)
		ticket := kiosk.Ticket{Series: queue.Series, Number: 7, Queue: id, Language: kiosk.Swedish, IssuedAt: tour.Noon(), Date: kiosk.DateOf(tour.Noon())}
		if !strings.Contains(slipWords(p.Slip(ticket, c, false)), want) {
			t.Errorf("%s: the paper does not tell the way", id)
		}
		state := kiosk.State{Now: tour.Noon(), Catalogue: c, Session: kiosk.Session{Language: kiosk.Swedish, Ticket: ticket, Place: kiosk.Place{Step: kiosk.StepTake}}}
		for _, overlay := range []kiosk.Overlay{kiosk.NoOverlay, kiosk.RouteOverlay} {
			state.Session.Overlay = overlay
			if !saysOn(p.Screen(state), want) {
				t.Errorf("%s: the screen does not tell the way", id)
			}
			spoken := p.Spoken(state, ui.Frame{W: 336, H: 597})
			if !slices.ContainsFunc(spoken, func(s ui.Sentence) bool { return s.Text == want }) {
				t.Errorf("%s: the voice says %v", id, spoken)
			}
		}
	}
}

// saysOn reports whether a screen, or what lies over it, has a text.
func saysOn(s ui.Screen, text string) bool {
	parts := s.Parts
	if s.Over != nil {
		parts = s.Over.Parts
	}
	return slices.ContainsFunc(parts, func(p ui.Part) bool {
		paragraph, ok := p.(ui.Paragraph)
		return ok && paragraph.Text == text
	})
}

func TestAPointWithoutPlansTellsNoWay(t *testing.T) {
	p, c := presenter(t)
	if way, _ := p.WayThere(c, "room", kiosk.Finnish); way != "" {
		t.Errorf("it says %q", way)
	}
}

// TestAWayForOneErrandLeadsOnToTheOthers: the largest button after a call or an
// e-service for one of several errands is the way to the rest of the visit.
func TestAWayForOneErrandLeadsOnToTheOthers(t *testing.T) {
	p, c := presenter(t)
	seen := 0
	for _, stop := range tour.Stops(c, kiosk.Swedish) {
		s := p.Screen(stop.State)
		switch stop.Name {
		case "call-kept", "e-service-of-several":
			seen++
			if s.Next == nil || s.Next.Event != (kiosk.NextPressed{}) || s.Next.Label != "Dina andra ärenden" {
				t.Errorf("%s leads to %+v", stop.Name, s.Next)
			}
		case "call-refused":
			seen++
			if s.Back == nil || s.Back.Event != (kiosk.BackPressed{}) {
				t.Errorf("%s leads nowhere", stop.Name)
			}
		case "e-service":
			seen++
			if s.Next == nil || s.Next.Event != (kiosk.Finished{}) {
				t.Errorf("%s leads to %+v", stop.Name, s.Next)
			}
		}
	}
	if seen != 4 {
		t.Errorf("only %d of the screens were seen", seen)
	}
}
