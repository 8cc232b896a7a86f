package tour

import (
	"time"

	"kundterminal/kiosk"
)

// Appointments are booked times around a time: one for each arrival. Their codes
// are sound.
func Appointments(now time.Time) []kiosk.Appointment {
	return []kiosk.Appointment{
		{Key: "on-time", Code: "K4T9WX3", From: now.Add(10 * time.Minute), Place: "Room 2, 3rd floor", Service: "k-housing", Person: "00"},
		{Key: "early", Code: "M7R2QPY", From: now.Add(2 * time.Hour), Service: "v-card", Place: "Room 2, 3rd floor"},
		{Key: "tomorrow", Code: "2B9CZS3", From: now.AddDate(0, 0, 1), Remote: true},
		{Key: "late", Code: "H5N8VJ=", From: now.Add(-time.Hour), Service: "k-housing"},
		{Key: "cancelled", Code: "D3F6YAB", From: now.Add(5 * time.Minute), Cancelled: true},
		{Key: "private", Code: "AAAAAA8", From: now.Add(20 * time.Minute), Service: "o-debt", Private: true, Remote: true, Place: "Room 7"},
	}
}

// appointment visits what a person with a booked time sees, and returns to where
// ways are chosen.
func (t *guide) appointment() {
	back := t.state
	t.do(kiosk.AppointmentsChanged{Appointments: kiosk.NewAppointments(Appointments(t.state.Now))})
	t.stop("way-appointment")
	t.do(kiosk.WayChosen{Way: kiosk.StepAppointment})
	t.stop("appointment")
	t.aside("help-appointment", kiosk.HelpPressed{})
	t.aside("appointment-reader", kiosk.ReaderChanged{Reader: kiosk.ReaderReady})
	t.aside("appointment-document", kiosk.ReaderChanged{Reader: kiosk.ReaderReady}, kiosk.DocumentRead{Reading: kiosk.Reading{Trouble: kiosk.ReadWithoutCode}})
	t.aside("appointment-half", t.code("K4T9")...)
	t.aside("appointment-last", t.code("H5N8VJ")...)
	t.aside("appointment-whole", t.code("H5N8VJ=")...)
	t.aside("appointment-badly", append(t.code("H5N8VJ0"), kiosk.CodeEntered{})...)
	for _, a := range Appointments(back.Now) {
		t.aside("check-in-"+a.Key, kiosk.AppointmentScanned{Code: a.Code})
	}
	t.aside("check-in-unknown", kiosk.AppointmentScanned{Code: "ZZZZZZA"})
	ticket := t.sample()
	ticket.Booking = kiosk.Booking{Key: "on-time"}
	again := kiosk.CheckInsFound{Tickets: []kiosk.Ticket{ticket}}
	t.aside("check-in-again", again, kiosk.AppointmentScanned{Code: "K4T9WX3"})
	t.aside("check-in-again-no-paper", again, kiosk.AppointmentScanned{Code: "K4T9WX3"}, kiosk.PrinterChanged{})
	t.state = back
}

func (t *guide) code(text string) []kiosk.Event {
	var events []kiosk.Event
	for i := range len(text) {
		events = append(events, kiosk.CharacterTyped{Character: text[i]})
	}
	return events
}
