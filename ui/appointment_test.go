package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

func slipText(s ui.Slip) string {
	var lines []string
	for _, l := range s.Lines {
		lines = append(lines, l.Text)
	}
	return strings.Join(lines, "\n")
}

func TestASlipTellsTimeAndPlaceOfAnAppointment(t *testing.T) {
	p, c := presenter(t)
	ticket := kiosk.Ticket{
		Name: kiosk.EventName{Terminal: 1, Epoch: "7GQ2M4XA", Seq: 1}, Series: 'A', Number: 1, Date: kiosk.DateOf(tour.Noon()),
		Queue: c.Queues[0].ID, Class: kiosk.ByAppointment, IssuedAt: tour.Noon(),
		Booking: kiosk.Booking{Key: "k", From: tour.Noon().Add(10 * time.Minute), Place: "Sali 2", Remote: true},
	}
	for l, want := range map[kiosk.Language]string{
		kiosk.Finnish: "Varattu aika klo 12.10\nEtäpalvelu videolla\nPaikka: Sali 2",
		kiosk.Swedish: "Bokad tid kl. 12.10\nDistansservice via video\nPlats: Sali 2",
		kiosk.English: "Appointment at 12:10\nRemote service by video\nPlace: Sali 2",
	} {
		ticket.Language = l
		if got := slipText(p.Slip(ticket, c, false)); !strings.Contains(got, want) {
			t.Errorf("%s: the slip lacks %q:\n%s", l, want, got)
		}
	}
	ticket.Booking = kiosk.Booking{Key: "k"} // one who was late
	if got := slipText(p.Slip(ticket, c, false)); strings.Contains(got, "Appointment") || strings.Contains(got, "Varattu") || strings.Contains(got, "Bokad") {
		t.Errorf("the slip of one who was late names an appointment:\n%s", got)
	}
}

func TestAPrivateAppointmentsScreenNamesNoService(t *testing.T) {
	p, c := presenter(t)
	for _, l := range kiosk.Languages() {
		seen := false
		for _, stop := range tour.Stops(c, l) {
			if stop.Name != "check-in-private" {
				continue
			}
			seen = true
			screen := fmt.Sprintf("%+v", p.Screen(stop.State).Parts)
			for _, s := range c.Services {
				if strings.Contains(screen, s.Name.String(l)) {
					t.Errorf("%s: the screen names %q", l, s.Name.String(l))
				}
			}
			if !strings.Contains(screen, "Room 7") {
				t.Errorf("%s: the screen lacks the place: %s", l, screen)
			}
		}
		if !seen {
			t.Errorf("%s: no screen of a private appointment was seen", l)
		}
	}
}
