package kiosk

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// sampleAppointments are one of each arrival around a time.
func sampleAppointments(now time.Time) []Appointment {
	return []Appointment{
		{Key: "on-time", Code: "AAAAAA8", Person: "0123", From: now.Add(10 * time.Minute), Place: "Room 2", Service: "v-card"},
		{Key: "early", Code: "BBBBBBZ", Person: "0123", From: now.Add(2 * time.Hour), Queue: "d", Language: Swedish},
		{Key: "late", Code: "CCCCCCH", From: now.Add(-time.Hour), Service: "k-housing", Private: true},
		{Key: "cancelled", Code: "DDDDDD3", From: now, Cancelled: true},
		{Key: "private", Code: "EEEEEET", From: now, Service: "v-card", Private: true, Remote: true},
	}
}

func withAppointments(t *testing.T) *visit {
	v := newVisit(t)
	return v.event(AppointmentsChanged{Appointments: NewAppointments(sampleAppointments(v.state.Now))})
}

func (v *visit) arrival(want Arrival) *visit {
	v.t.Helper()
	if _, got := v.at(StepCheckIn).state.Arrival(); got != want {
		v.t.Fatalf("the arrival is %s, want %s", got, want)
	}
	return v
}

// types types a code.
func (v *visit) types(code string) *visit {
	for i := range len(code) {
		v.press(CharacterTyped{Character: code[i]})
	}
	return v.press(CodeEntered{})
}

// checkedIn answers the request for the appointment's ticket as the journal does.
func (v *visit) checkedIn(number int) *visit {
	v.t.Helper()
	effect, ok := wanted[IssueTicket](v)
	if !ok {
		v.t.Fatal("no ticket is wanted")
	}
	t := ticketNumbered(number)
	t.Class, t.Booking, t.Errands = effect.Request.Class, effect.Request.Booking, effect.Request.Errands
	return v.event(TicketIssued{Ask: effect.Ask, Ticket: t})
}

func TestTheSampleCodesAreSound(t *testing.T) {
	for _, a := range sampleAppointments(time.Time{}) {
		if got, err := ParseAppointmentCode(string(a.Code)); err != nil || got != a.Code {
			t.Errorf("%s reads as %q: %v", a.Code, got, err)
		}
	}
}

func TestAPersonWithAnAppointmentChecksInByItsCode(t *testing.T) {
	v := withAppointments(t)
	v.press(LanguageChosen{Language: English}, WayChosen{Way: StepAppointment}).at(StepAppointment)
	if look, ok := wanted[LookForDocuments](v); !ok || !look.On {
		t.Error("readers do not look for the code")
	}
	v.types("aaaaaa8").arrival(ArrivalOnTime)
	v.press(CheckInPressed{}).at(StepIssuing)
	effect, _ := wanted[IssueTicket](v)
	want := Booking{Key: "on-time", From: v.state.Appointments.list[0].From, Place: "Room 2"}
	if r := effect.Request; r.Class != ByAppointment || r.Queue != "d" || r.Booking != want || !slices.Equal(r.Errands, []ServiceID{"v-card"}) {
		t.Errorf("the ticket wanted is %+v", r)
	}
	v.checkedIn(7).at(StepPrinting)
	recorded, ok := wanted[RecordEntries](v)
	if !ok || !slices.ContainsFunc(recordedKinds(v), func(e Entry) bool { return e.Kind == CheckedIn && e.Of == ticketNumbered(7).Name }) {
		t.Errorf("the check-in is not journalled: %+v", recorded)
	}
}

func recordedKinds(v *visit) (list []Entry) {
	for _, e := range v.all {
		if r, ok := e.(RecordEntries); ok {
			list = append(list, r.Entries...)
		}
	}
	return list
}

func TestAScannedCodeGoesStraightToTheAppointment(t *testing.T) {
	v := withAppointments(t).event(AppointmentScanned{Code: "BBBBBBZ"}).arrival(ArrivalEarly)
	if v.state.Session.Language != Swedish {
		t.Errorf("the language is %q, not that of the appointment", v.state.Session.Language)
	}
	v.press(CheckInPressed{}).arrival(ArrivalEarly)
	v.press(Finished{}).at(StepIdle)

	v.toSummary().event(AppointmentScanned{Code: "AAAAAA8"}).arrival(ArrivalOnTime)
	v.press(BackPressed{}).at(StepSummary)
	if len(v.state.Session.Errands) == 0 {
		t.Error("the errands that were chosen are gone")
	}
	v.press(TicketRequested{}).event(AppointmentScanned{Code: "AAAAAA8"}).at(StepIssuing)
}

func TestACodeThatWasReadBadlyCanBeTyped(t *testing.T) {
	v := withAppointments(t).event(AppointmentScanned{}).at(StepAppointment)
	if v.state.Session.Trouble != ReadBadly {
		t.Error("the person is not told")
	}
	v.types("AAAAAAR").at(StepAppointment)
	if v.state.Session.Trouble != ReadBadly || v.state.Session.Entered != "AAAAAAR" {
		t.Errorf("a wrong check character is told as %s, and %q stays", v.state.Session.Trouble, v.state.Session.Entered)
	}
	v.press(CharacterDeleted{}, CharacterTyped{Character: '8'}, CodeEntered{}).arrival(ArrivalOnTime)
	v.press(BackPressed{}).at(StepAppointment).press(BackPressed{}).at(StepWay)
	if v.state.Session.Entered != "" {
		t.Error("what was typed stays")
	}
}

func TestADocumentFindsTheAppointmentOfItsHolderAndIsForgotten(t *testing.T) {
	v := withAppointments(t).press(LanguageChosen{Language: Finnish}, WayChosen{Way: StepAppointment})
	v.event(DocumentRead{Reading: Reading{Trouble: ReadExpired}}).at(StepAppointment)
	known := Reading{Identity: Identity{How: ByDocument, Pseudonym: "0123", Initials: "A. T."}}
	v.event(DocumentRead{Reading: known}).arrival(ArrivalOnTime)
	if !v.state.Session.Identity.IsZero() {
		t.Error("who it is stays")
	}
	v.press(BackPressed{})
	known.Identity.Pseudonym = "9999"
	v.event(DocumentRead{Reading: known}).arrival(ArrivalUnknown)
}

func TestEveryArrivalHasAWayOn(t *testing.T) {
	v := withAppointments(t).event(AppointmentScanned{Code: "CCCCCCH"}).arrival(ArrivalLate)
	v.press(CheckInPressed{}).at(StepIssuing)
	if e, _ := wanted[IssueTicket](v); e.Request.Class != WalkIn || e.Request.Errands != nil || e.Request.Queue != "b" || !e.Request.Booking.From.IsZero() {
		t.Errorf("one who is late gets %+v", e.Request)
	}
	v = withAppointments(t).event(AppointmentScanned{Code: "DDDDDD3"}).arrival(ArrivalCancelled)
	v.press(WayChosen{Way: StepWay}).at(StepWay)
	v = withAppointments(t).event(AppointmentScanned{Code: "ZZZZZZA"}).arrival(ArrivalUnknown)
	v.press(WayChosen{Way: StepAppointment}).at(StepAppointment)
	v.types("AAAAAA8").arrival(ArrivalOnTime).press(BackPressed{}).at(StepAppointment)
}

func TestCheckInOpensAndClosesByTheClock(t *testing.T) {
	v := withAppointments(t).event(AppointmentScanned{Code: "BBBBBBZ"}).arrival(ArrivalEarly)
	from := v.state.Appointments.list[1].From
	for _, test := range []struct {
		at   time.Duration // from the time
		want Arrival
	}{
		{-30*time.Minute - time.Second, ArrivalEarly},
		{-30 * time.Minute, ArrivalOnTime},
		{15 * time.Minute, ArrivalOnTime},
		{16*time.Minute - time.Second, ArrivalOnTime},
		{16 * time.Minute, ArrivalLate},
	} {
		v.event(TimePassed{Now: from.Add(test.at), Up: v.state.Up}).arrival(test.want)
	}
}

func TestAPrivateAppointmentsTicketNamesNoService(t *testing.T) {
	v := withAppointments(t).event(AppointmentScanned{Code: "EEEEEET"}).arrival(ArrivalOnTime).press(CheckInPressed{})
	if e, _ := wanted[IssueTicket](v); e.Request.Errands != nil || e.Request.Queue != "d" || !e.Request.Booking.Remote {
		t.Errorf("the ticket wanted is %+v", e.Request)
	}
}

func TestWhoIsCheckedInSeesTheNumberAgainAndCanHaveACopy(t *testing.T) {
	v := withAppointments(t).event(AppointmentScanned{Code: "AAAAAA8"}).press(CheckInPressed{}).checkedIn(7).at(StepPrinting)
	v.event(TicketPrinted{Ticket: ticketNumbered(7).Name}).press(Finished{}, Finished{}).at(StepIdle)
	v.wait(time.Minute).event(AppointmentScanned{Code: "AAAAAA8"}).arrival(ArrivalCheckedIn)
	v.press(CheckInPressed{}).arrival(ArrivalCheckedIn)
	v.press(CopyRequested{}).at(StepPrinting)
	if p, ok := wanted[PrintTicket](v); !ok || !p.Copy || p.Ticket.Number != 7 {
		t.Errorf("the copy is %+v", p)
	}
}

func TestAfterARestartAnAppointmentIsStillCheckedIn(t *testing.T) {
	ticket := ticketNumbered(7)
	ticket.Booking = Booking{Key: "on-time"}
	v := withAppointments(t).event(CheckInsFound{Tickets: []Ticket{ticket}})
	v.event(AppointmentScanned{Code: "AAAAAA8"}).arrival(ArrivalCheckedIn)
}

func TestAnAppointmentThatTheJournalKnowsBetterIsNotGivenASecondTicket(t *testing.T) {
	v := withAppointments(t).event(AppointmentScanned{Code: "AAAAAA8"}).press(CheckInPressed{}).at(StepIssuing)
	ticket := ticketNumbered(3)
	ticket.Booking = Booking{Key: "on-time"}
	v.event(CheckInsFound{Ask: v.state.Session.Ask, Tickets: []Ticket{ticket}}).arrival(ArrivalCheckedIn)
}

func TestWithoutACalendarNobodyIsAskedForAppointments(t *testing.T) {
	v := newVisit(t).event(AppointmentScanned{Code: "AAAAAA8"}).at(StepIdle)
	v.press(LanguageChosen{Language: Finnish}, WayChosen{Way: StepAppointment}).at(StepWay)
}

func TestACancellationIsSeenWhileThePersonLooks(t *testing.T) {
	v := withAppointments(t).event(AppointmentScanned{Code: "AAAAAA8"}).arrival(ArrivalOnTime)
	list := sampleAppointments(v.state.Now)
	list[0].Cancelled = true
	v.event(AppointmentsChanged{Appointments: NewAppointments(list)}).arrival(ArrivalCancelled)
	v.event(AppointmentsChanged{}).arrival(ArrivalUnknown)
}

func TestEveryWrongCharacterOfAnAppointmentsCodeIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := []byte("AAAAAA8")
		for i := range 6 {
			code[i] = rapid.SampledFrom([]byte(AppointmentSymbols)).Draw(t, "symbol")
		}
		sound := 0
		for _, check := range []byte(AppointmentSymbols + AppointmentChecks) {
			code[6] = check
			if _, err := ParseAppointmentCode(string(code)); err == nil {
				sound++
			}
		}
		if sound != 1 {
			t.Fatalf("%d check characters fit", sound)
		}
	})
}

func FuzzAppointmentCodesAreReadInTheirProperForm(f *testing.F) {
	for _, seed := range []string{"AAAAAA8", "aaa-aaa 8", "OIL000*", "", "ÄÄÄ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, err := ParseAppointmentCode(text)
		if err != nil {
			return
		}
		if again, err := ParseAppointmentCode(string(code)); err != nil || again != code {
			t.Errorf("%q reads as %q, and that as %q: %v", text, code, again, err)
		}
	})
}
