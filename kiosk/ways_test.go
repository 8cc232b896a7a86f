package kiosk

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// equipped is a catalogue with e-services, experts, a closed room and a plan.
func equipped() *Catalogue {
	thursday := WeekdaysOf(time.Thursday)
	service := func(id ServiceID, a AuthorityID, ways ...Way) Service {
		return Service{ID: id, Authority: a, Name: Text{Finnish: string(id)}, Queue: "b", Days: thursday, Ways: ways}
	}
	online := service("k-housing", "kela", OnlineSelfServicePoint, RemoteGuidance)
	online.EService = Text{Finnish: "https://www.kela.fi"}
	expert := service("v-card", "vero", OnsiteGuidanceByServiceAuthor, GuidanceToOnlineSelfService)
	expert.EService = Text{Finnish: "https://www.vero.fi"}
	private := service("k-basic", "kela", OnsiteGuidance, RemoteGuidance)
	private.Private = true
	c := NewCatalogue(
		[]Authority{{ID: "kela"}, {ID: "vero"}}, []Service{online, expert, private, service("k-unemp", "kela", DocumentReceived)},
		[]LifeEvent{{ID: "KE8", Services: []ServiceID{"k-housing", "v-card"}}},
		[]Queue{
			{ID: "a", Series: 'A', Joint: true, Room: "lobby"},
			{ID: "b", Series: 'B', Room: "lobby"},
			{ID: "g", Series: 'G', Private: true, Room: "closed"},
			{ID: "r", Series: 'R', Remote: true},
		},
	)
	c.Rooms = []Room{{ID: "lobby", Floor: 1}, {ID: "closed", Floor: 2, Route: []Point{{1, 1}, {1, 5}}}}
	c.Floors = []Floor{{Number: 1, Home: true}, {Number: 2}}
	c.Roster = Roster{
		{Authority: "vero", By: ServedByExpert, Days: thursday, From: 9 * time.Hour, To: 15 * time.Hour},
		{Authority: "kela", By: ServedRemotely, Days: thursday, From: 12 * time.Hour, To: 14 * time.Hour, First: Date{2026, 11, 1}, Last: Date{2026, 11, 30}},
	}
	return c
}

// atSummary is at the summary with errands, at noon on a Thursday.
func atSummary(t *testing.T, errands ...ServiceID) *visit {
	v := newVisit(t)
	v.state.Catalogue, v.state.Rules.SecondScreen = equipped(), true
	v.press(LanguageChosen{Language: Finnish})
	v.state.Session.Errands = errands
	v.state = v.state.goTo(Place{Step: StepSummary})
	return v
}

func TestOnlyWaysThatCanBeHadNowAreOffered(t *testing.T) {
	for _, test := range []struct {
		what    string
		errands []ServiceID
		at      int // hour
		hours   OpenHours
		want    []Served
	}{
		{"an expert who is there", []ServiceID{"v-card"}, 12, OpenHours{}, []Served{ServedOnline, ServedByAdvisor, ServedByExpert}},
		{"an expert who has gone", []ServiceID{"v-card"}, 15, OpenHours{}, []Served{ServedOnline, ServedByAdvisor}},
		{"an expert, and the point is closed", []ServiceID{"v-card"}, 12, WorkingDays(13*time.Hour, 16*time.Hour), []Served{ServedOnline, ServedByAdvisor}},
		{"an expert by video", []ServiceID{"k-housing"}, 13, OpenHours{}, []Served{ServedOnline, ServedByAdvisor, ServedRemotely}},
		{"two authorities", []ServiceID{"k-housing", "v-card"}, 12, OpenHours{}, []Served{ServedOnline, ServedByAdvisor}},
		{"an errand that no expert gives", []ServiceID{"k-housing", "k-unemp"}, 12, OpenHours{}, []Served{ServedOnline, ServedByAdvisor}},
		{"an advisor alone", []ServiceID{"k-unemp"}, 12, OpenHours{}, []Served{ServedByAdvisor}},
		{"no errand", nil, 12, OpenHours{}, nil},
	} {
		s := atSummary(t, test.errands...).state
		s.Now, s.Rules.Hours = time.Date(2026, 11, 26, test.at, 0, 0, 0, time.UTC), test.hours
		if got := s.ServedNow(); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.what, got, test.want)
		}
	}
}

func TestAnExpertIsThereByTheRosterOnly(t *testing.T) {
	r := equipped().Roster
	for at, want := range map[string]bool{
		"2026-11-26T11:59:00Z": false, "2026-11-26T12:00:00Z": true, "2026-11-26T13:59:59Z": true, "2026-11-26T14:00:00Z": false,
		"2026-11-27T12:00:00Z": false, "2026-10-29T12:00:00Z": false, "2026-12-03T12:00:00Z": false,
	} {
		when, _ := time.Parse(time.RFC3339, at)
		if got := r.Present("kela", ServedRemotely, when); got != want {
			t.Errorf("%s: present %t", at, got)
		}
		if r.Present("kela", ServedByExpert, when) || r.Present("vero", ServedRemotely, when) {
			t.Errorf("%s: somebody is there whom the roster does not know", at)
		}
	}
}

// TestPresenceIsNeverLongerThanTheRoster holds Until against Present, minute by
// minute.
func TestPresenceIsNeverLongerThanTheRoster(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minute := func(label string, least, most int) time.Duration {
			return time.Duration(rapid.IntRange(least, most).Draw(t, label)) * time.Minute
		}
		from := minute("from", 0, 1438)
		r := Roster{{Authority: "a", By: ServedByExpert, Days: 127, From: from, To: minute("to", int(from/time.Minute)+1, 1439)}}
		at := time.Date(2026, 11, 26, 0, rapid.IntRange(0, 1439).Draw(t, "at"), 0, 0, time.UTC)
		until, ok := r.Until("a", ServedByExpert, at)
		if !ok {
			return
		}
		if !until.After(at) || r.Present("a", ServedByExpert, until) || !r.Present("a", ServedByExpert, until.Add(-time.Minute)) {
			t.Fatalf("at %s present until %s, by %v", at, until, r)
		}
	})
}

func TestTheAdvisorStaysOnePressAway(t *testing.T) {
	v := atSummary(t, "v-card").press(TicketRequested{}).at(StepIssuing)
	if got, _ := wanted[IssueTicket](v); got.Request.Served != ServedByAdvisor || got.Request.Queue != "b" {
		t.Fatalf("asked for %+v", got.Request)
	}
}

func TestTheChosenWayGoesIntoTheTicket(t *testing.T) {
	for by, want := range map[Served]QueueID{ServedByAdvisor: "b", ServedByExpert: "b", ServedRemotely: "r"} {
		errand := ServiceID("v-card")
		if by == ServedRemotely {
			errand = "k-housing"
		}
		v := atSummary(t, errand).press(WayChosen{Way: StepServed}).at(StepServed).press(ServedChosen{By: by}).at(StepIssuing)
		if got, _ := wanted[IssueTicket](v); got.Request.Served != by || got.Request.Queue != want {
			t.Errorf("%s asks for %+v", by, got.Request)
		}
	}
}

func TestAWayThatHasGoneMeanwhileIsNotTaken(t *testing.T) {
	v := atSummary(t, "v-card").press(WayChosen{Way: StepServed})
	v.event(TimePassed{Now: v.state.Now.Add(4 * time.Hour), Up: v.state.Up + time.Second})
	v.press(ServedChosen{By: ServedByExpert}).at(StepServed)
	v.press(BackPressed{}).at(StepSummary)
}

func TestWithOneWayThereIsNoQuestion(t *testing.T) {
	atSummary(t, "k-unemp").press(WayChosen{Way: StepServed}).at(StepSummary)
}

func TestAnEServiceIsShownPrintedAndOpened(t *testing.T) {
	v := atSummary(t, "v-card").press(ServedChosen{By: ServedOnline}).at(StepEService)
	if got := v.state.Session.Service; got != "v-card" {
		t.Fatalf("shown is that of %q", got)
	}
	v.press(AddressRequested{})
	p, ok := wanted[PrintAddress](v)
	if !ok || p.Service != "v-card" || v.state.Session.Handing != BeingHanded {
		t.Fatalf("to be printed: %+v, %v", p, v.state.Session.Handing)
	}
	v.press(SecondScreenPressed{}) // one thing after the other
	if _, too := wanted[OpenSecondScreen](v); too {
		t.Fatal("the page was opened while the address was printed")
	}
	v.event(AddressDone{Ask: p.Ask + 1, As: NotHandable}) // of an earlier visit
	v.event(AddressDone{Ask: p.Ask, As: OnPaper})
	if v.state.Session.Handing != OnPaper {
		t.Fatalf("handed: %v", v.state.Session.Handing)
	}
	v.press(SecondScreenPressed{})
	if o, ok := wanted[OpenSecondScreen](v); !ok || o.Service != "v-card" {
		t.Fatalf("to be opened: %+v", o)
	}
	v.press(Finished{}).at(StepIdle)
	if v.state.Session.Handing != NotHanded {
		t.Fatal("something of the person is left")
	}
}

func TestAddressesCountAmongTheLooseSlips(t *testing.T) {
	v := atSummary(t, "v-card").press(ServedChosen{By: ServedOnline}).at(StepEService)
	for range MaxSlips + 1 {
		v.press(AddressRequested{})
		v.event(AddressDone{Ask: v.state.Session.Ask, As: OnPaper})
	}
	printed := 0
	for _, e := range v.all {
		if _, ok := e.(PrintAddress); ok {
			printed++
		}
	}
	if printed != MaxSlips || v.state.CanPrintAddress() {
		t.Errorf("%d addresses are printed for one person, want %d", printed, MaxSlips)
	}
}

func TestAfterAnEServiceTheOtherErrandsAreStillThere(t *testing.T) {
	v := atSummary(t, "k-housing", "v-card").press(ServedChosen{By: ServedOnline}, EServiceChosen{Service: "v-card"}).at(StepEService)
	v.press(NextPressed{}).at(StepSummary)
	if got := v.state.Session.Errands; len(got) != 1 || got[0] != "k-housing" {
		t.Errorf("left are %v", got)
	}
	v = atSummary(t, "v-card").press(ServedChosen{By: ServedOnline}).at(StepEService)
	v.press(NextPressed{}).at(StepEService).press(Finished{}).at(StepIdle)
}

func TestTheJournalTellsThatAnEServiceWasUsedAndNotWhich(t *testing.T) {
	v := atSummary(t, "v-card").press(ServedChosen{By: ServedOnline}, AddressRequested{}, Finished{})
	var how []string
	for _, e := range v.all {
		record, _ := e.(RecordEntries)
		for _, entry := range record.Entries {
			if entry.Kind != EServiceUsed {
				continue
			}
			how = append(how, entry.Detail["how"])
			if entry.Detail["authority"] != "vero" || len(entry.Detail) != 2 {
				t.Errorf("journalled is %v", entry.Detail)
			}
		}
	}
	if !slices.Equal(how, []string{"shown", "printed"}) {
		t.Errorf("journalled are %v", how)
	}
}

func TestOfSeveralEServicesOneIsChosenAndBackLeadsToTheList(t *testing.T) {
	v := atSummary(t, "k-housing", "v-card", "k-unemp").press(ServedChosen{By: ServedOnline}).at(StepEServices)
	v.press(EServiceChosen{Service: "k-unemp"}).at(StepEServices) // it has none
	v.press(EServiceChosen{Service: "k-housing"}).at(StepEService).press(BackPressed{}).at(StepEServices)
	v.press(BackPressed{}).at(StepSummary)
}

func TestAPrivateErrandLeadsToTheClosedRoomWithAllOthers(t *testing.T) {
	for _, errands := range [][]ServiceID{{"k-basic"}, {"k-housing", "k-basic"}, {"v-card", "k-basic"}} {
		v := atSummary(t, errands...).press(TicketRequested{})
		got, _ := wanted[IssueTicket](v)
		if got.Request.Queue != "g" || got.Request.Series != 'G' {
			t.Errorf("%v lead to %s", errands, got.Request.Queue)
		}
	}
	v := atSummary(t, "k-basic").press(ServedChosen{By: ServedRemotely})
	if got, _ := wanted[IssueTicket](v); got.Request.Queue != "r" {
		t.Errorf("by video they lead to %s", got.Request.Queue)
	}
}

func TestTheWayIsShownOverTheTicketAndLeavesTimeToLook(t *testing.T) {
	v := atSummary(t, "k-basic").press(TicketRequested{})
	ticket := ticketNumbered(7)
	ticket.Queue = "g"
	v.event(TicketIssued{Ask: v.state.Session.Ask, Ticket: ticket}).event(TicketPrinted{Ticket: ticket.Name}).at(StepTake)
	v.press(RoutePressed{}).overlay(RouteOverlay)
	v.wait(routeTime - time.Second).overlay(RouteOverlay).press(OverlayClosed{}).overlay(NoOverlay)
	v.wait(time.Second).at(StepThanks)
}

func TestWhoListensHasTimeToLookAtTheWayToo(t *testing.T) {
	v := atSummary(t, "k-basic")
	v.state.Rules.Voice = true
	v.press(SpeakPressed{}, TicketRequested{})
	ticket := ticketNumbered(7)
	ticket.Queue = "g"
	v.event(TicketIssued{Ask: v.state.Session.Ask, Ticket: ticket}).event(TicketPrinted{Ticket: ticket.Name})
	v.press(RoutePressed{}).overlay(RouteOverlay).says(SayScreen).ended()
	v.wait(routeTime - time.Second).overlay(RouteOverlay).wait(time.Second).at(StepThanks)
}

func TestWithoutAPlanNoWayIsShown(t *testing.T) {
	v := newVisit(t).toPrinting().event(TicketPrinted{Ticket: ticketNumbered(7).Name}).at(StepTake)
	v.press(RoutePressed{}).overlay(NoOverlay)
}
