package engine

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

const bookedCode = "AAAAAA8"

// booked tells the terminal of an appointment now.
func (x *terminal) booked() {
	x.Post(kiosk.AppointmentsChanged{Appointments: kiosk.NewAppointments([]kiosk.Appointment{
		{Key: "k1", Code: bookedCode, From: time.Now(), Service: "v-card"},
	})})
	x.Post(kiosk.AppointmentScanned{Code: bookedCode})
	synctest.Wait()
	x.at(kiosk.StepCheckIn)
}

func (x *terminal) arrival(want kiosk.Arrival) {
	x.t.Helper()
	if _, got := x.State().Arrival(); got != want {
		x.t.Fatalf("the arrival is %s, want %s", got, want)
	}
}

func TestWhoCheckedInBeforeARestartIsKnownAfterIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		first := started(t, m, &printer{})
		first.booked()
		first.press(kiosk.CheckInPressed{})
		first.at(kiosk.StepPrinting)
		if err := first.stop(); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(m.kinds(), kiosk.CheckedIn) {
			t.Errorf("the journal says %v", m.kinds())
		}
		again := started(t, m, &printer{})
		again.booked()
		again.arrival(kiosk.ArrivalCheckedIn)
		if err := again.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAnAppointmentThatGotItsTicketMeanwhileIsToldSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		x := started(t, m, &printer{})
		x.booked()
		x.arrival(kiosk.ArrivalOnTime)
		if _, err := m.Issue(t.Context(), kiosk.TicketRequest{Series: 'D', Queue: "d", At: time.Now(), Booking: kiosk.Booking{Key: "k1"}}); err != nil {
			t.Fatal(err)
		}
		x.press(kiosk.CheckInPressed{})
		x.at(kiosk.StepCheckIn)
		x.arrival(kiosk.ArrivalCheckedIn)
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
		if len(m.tickets) != 1 {
			t.Errorf("%d tickets are issued", len(m.tickets))
		}
	})
}
