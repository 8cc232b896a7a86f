package kiosk

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// anyEvent draws one of all kinds of events, sensible or not.
func anyEvent(t *rapid.T, s State) Event {
	service := ServiceID(rapid.SampledFrom([]string{"k-housing", "k-unemp", "v-card", "k-basic", "m-monday", "k-past", "none"}).Draw(t, "service"))
	step := Step(rapid.IntRange(0, int(steps)).Draw(t, "step"))
	ticket := ticketNumbered(rapid.IntRange(1, 3).Draw(t, "ticket"))
	condition := PrinterCondition(rapid.IntRange(0, int(printerConditions)).Draw(t, "condition"))
	device := rapid.SampledFrom([]DeviceID{"printer", "screen", "none"}).Draw(t, "device")
	booking := rapid.SampledFrom(sampleAppointments(s.Now)).Draw(t, "booking")
	booked := ticket
	booked.Booking, booked.Date = Booking{Key: booking.Key}, s.Today()
	events := []Event{
		AppointmentsChanged{Appointments: NewAppointments(sampleAppointments(s.Now))},
		AppointmentsChanged{},
		AppointmentScanned{Code: booking.Code},
		CheckInsFound{Ask: s.Session.Ask, Tickets: []Ticket{booked}},
		CheckInPressed{},
		TimePassed{
			Now: s.Now.Add(time.Duration(rapid.IntRange(-100000, 100000).Draw(t, "jump")) * time.Second),
			Up:  s.Up + time.Duration(rapid.IntRange(0, 120000).Draw(t, "up"))*time.Millisecond,
		},
		TimePassed{Now: s.Now.Add(time.Second), Up: s.Up + time.Second},
		CatalogueChanged{Catalogue: sampleCatalogue()},
		CatalogueChanged{Catalogue: equipped()},
		CatalogueChanged{Catalogue: NewCatalogue(nil, nil, nil, nil)},
		CatalogueChanged{},
		PrinterChanged{Printer: Printer{Condition: condition}},
		OutlookChanged{Outlook: NoOutlook{}},
		StoreChanged{Store: StoreCondition(rapid.IntRange(0, 2).Draw(t, "store"))},
		TicketsRecovered{Tickets: []Ticket{ticket}},
		TicketIssued{Ask: s.Session.Ask, Ticket: ticket},
		TicketIssued{Ask: 99, Ticket: ticket},
		TicketRefused{Ask: s.Session.Ask, Why: Refusal(rapid.IntRange(0, 7).Draw(t, "why"))},
		TicketPrinted{Ticket: ticket.Name},
		PrintStopped{Ticket: ticket, Condition: condition, Begun: true},
		Started{},
		LanguageChosen{Language: Finnish},
		LanguageChosen{Language: "xx"},
		LanguagesPressed{},
		HelpPressed{},
		ComfortPressed{},
		ComfortChosen{Comfort: Comfort{
			Text: TextSize(rapid.IntRange(0, int(textSizes)).Draw(t, "text")), Contrast: rapid.Bool().Draw(t, "contrast"),
			Low: rapid.Bool().Draw(t, "low"), Slow: rapid.Bool().Draw(t, "slow"),
			Simple: rapid.Bool().Draw(t, "simple"), LeftHand: rapid.Bool().Draw(t, "left"),
		}},
		OverlayClosed{},
		BackPressed{},
		NextPressed{},
		StopPressed{},
		StopConfirmed{},
		StayPressed{},
		WayChosen{Way: step},
		WayChosen{Way: StepAppointment},
		LifeEventChosen{LifeEvent: "KE8"},
		LifeEventChosen{LifeEvent: "none"},
		AuthorityChosen{Authority: "kela"},
		AuthorityChosen{Authority: "none"},
		ErrandToggled{Service: service},
		BothPressed{First: ErrandToggled{Service: service}, Then: PageTurned{To: 1}},
		BothPressed{First: StopConfirmed{}, Then: BothPressed{Then: NextPressed{}}},
		PageTurned{To: rapid.IntRange(-3, 3).Draw(t, "pages")},
		LetterTyped{Letter: rapid.Rune().Draw(t, "letter")},
		LetterDeleted{},
		ReaderChanged{Reader: ReaderCondition(rapid.IntRange(0, 2).Draw(t, "reader"))},
		CardMoved{In: rapid.Bool().Draw(t, "in")},
		DocumentRead{Reading: Reading{Trouble: Misreading(rapid.IntRange(0, 4).Draw(t, "trouble"))}},
		DocumentRead{Reading: Reading{Identity: Identity{How: ByDocument, Pseudonym: "0123", Shown: "••••••-•••X"}}},
		BadgeRead{},
		IdentifyPressed{},
		IdentityRemoved{},
		NextRungPressed{},
		WithoutIdentityPressed{},
		CharacterTyped{Character: '7'},
		CharacterDeleted{},
		CodeEntered{},
		ReasonChosen{Reason: Reason(rapid.IntRange(0, 3).Draw(t, "reason"))},
		TicketRequested{},
		NumberRequested{},
		SlipRequested{Kind: SlipKind(rapid.IntRange(0, int(slipKinds)).Draw(t, "slip"))},
		SlipPrinted{Ask: s.Session.Slip.Ask},
		SlipStopped{Ask: s.Session.Slip.Ask, Condition: condition},
		PaperConfirmed{},
		CopyRequested{Ticket: ticket.Name},
		SpeakPressed{},
		HushPressed{},
		Touched{},
		FocusMoved{To: rapid.SampledFrom([]string{"next", "back", "none"}).Draw(t, "focus")},
		VolumePressed{Louder: rapid.Bool().Draw(t, "louder")},
		HeadphonesChanged{In: rapid.Bool().Draw(t, "headphones")},
		SpeechEnded{Speech: s.Saying},
		SpeechEnded{Speech: 99},
		AdvisorRequested{},
		AdvisorCancelled{},
		BeaconChanged{Beacon: Beacon(rapid.IntRange(0, int(beacons)).Draw(t, "beacon"))},
		KeyPressed{Press: FocusMoved{To: "back"}},
		KeyPressed{Press: WayChosen{Way: step}},
		KeyPressed{Press: KeyPressed{Press: BackPressed{}}},
		KeyPressed{},
		Finished{},
		ServiceBadgeRead{},
		PINChecked{Outcome: PINOutcome(rapid.IntRange(0, 5).Draw(t, "pin")), Wait: time.Duration(rapid.IntRange(0, 60).Draw(t, "wait")) * time.Second},
		TicketScanned{Code: ticket.Code()},
		TicketFound{Code: ticket.Code(), Ticket: ticket, Answered: rapid.Bool().Draw(t, "answered")},
		TicketFound{Code: EncodeCode(2, s.Today(), 'B', 7)},
		FeedbackPressed{},
		SuccessAnswered{Success: Success(rapid.IntRange(0, 4).Draw(t, "success"))},
		GradeGiven{Grade: rapid.IntRange(3, 11).Draw(t, "grade")},
		RecommendationGiven{Points: rapid.IntRange(-1, 11).Draw(t, "points")},
		StatementRated{Rating: rapid.IntRange(0, 6).Draw(t, "rating")},
		QuestionSkipped{},
		CommentSent{},
		ServedChosen{By: rapid.SampledFrom(append(AllServed(), "", "none")).Draw(t, "by")},
		WayChosen{Way: StepServed},
		CallBackPressed{},
		CallAuthorityChosen{Authority: rapid.SampledFrom([]AuthorityID{"kela", "vero", "none"}).Draw(t, "caller")},
		CallWindowChosen{From: CallWindows(OpenHours{}, s.Now)[0].From.Unix()},
		CallWindowChosen{},
		CallBackConfirmed{},
		PhoneChecked{Fault: PhoneFault(rapid.IntRange(0, 5).Draw(t, "phone")), Shown: "•• 67"},
		CallBackKept{Ask: s.Session.Ask, Failed: rapid.Bool().Draw(t, "unkept")},
		EServiceChosen{Service: service},
		AddressRequested{},
		SecondScreenPressed{},
		RoutePressed{},
		AddressDone{Ask: s.Session.Ask, As: Handing(rapid.IntRange(0, 5).Draw(t, "as"))},
		PINChecked{Outcome: PINRight},
		DevicesReported{Devices: sampleDevices()},
		Examined{Ask: s.Technician.Asked, Findings: Findings{Code: "X"}},
		TestAdvanced{Run: s.Technician.Test.Run, Stage: TestStage{Text: "look", Asks: rapid.Bool().Draw(t, "asks")}},
		TestEnded{Run: s.Technician.Test.Run, Record: TestRecord{Outcome: OutcomePassed}},
		LineHeard{Watch: s.Technician.Watch, Lines: make([]TraceLine, rapid.IntRange(0, 150).Draw(t, "lines"))},
		LineEnded{Watch: s.Technician.Watch},
		DigitTyped{Digit: rapid.Byte().Draw(t, "digit")},
		DigitTyped{Digit: '5'},
		DigitDeleted{},
		PINEntered{},
		ViewOpened{View: View(rapid.IntRange(0, int(views)).Draw(t, "view")), Device: device},
		TechnicianDone{},
		TestStarted{Device: device, Test: rapid.SampledFrom(TestIDs()).Draw(t, "test")},
		TestAnswered{Yes: rapid.Bool().Draw(t, "yes")},
		TestStopped{},
		PictureSeen{},
		SymptomChosen{Symptom: "nothing_prints"},
		AnswerChosen{Answer: rapid.IntRange(-1, 2).Draw(t, "answer")},
		HelpJudged{Helped: rapid.Bool().Draw(t, "helped")},
		MonitorSwitched{On: rapid.Bool().Draw(t, "on")},
		ActionPressed{Action: "roll_changed", Choice: "80"},
		CornerTouched{Corner: rapid.IntRange(-1, 4).Draw(t, "corner")},
		TargetTouched{Target: rapid.IntRange(-1, 24).Draw(t, "target"), DX: rapid.Int16().Draw(t, "dx"), DY: rapid.Int16().Draw(t, "dy")},
	}
	return rapid.SampledFrom(append(events, advisorEvent(t, s, step)...)).Draw(t, "event")
}

// TestEveryEventIsDrawn keeps the list above whole: a kind of event that is
// added to Update must be drawn too.
func TestEveryEventIsDrawn(t *testing.T) {
	drawn := map[reflect.Type]bool{}
	rapid.Check(t, func(t *rapid.T) {
		for range 50 {
			drawn[reflect.TypeOf(anyEvent(t, State{}))] = true
		}
	})
	if got, want := len(drawn), countEventTypes(t); got != want {
		t.Fatalf("%d kinds of events are drawn, and there are %d", got, want)
	}
}

// countEventTypes counts the structs of the event files that embed happening or
// pressed.
func countEventTypes(t *testing.T) int {
	t.Helper()
	n := 0
	files, err := filepath.Glob("event*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if s, ok := node.(*ast.StructType); ok {
				for _, f := range s.Fields.List {
					if id, ok := f.Type.(*ast.Ident); ok && len(f.Names) == 0 && (id.Name == "happening" || id.Name == "pressed") {
						n++
					}
				}
			}
			return true
		})
	}
	return n
}

func TestAnySequenceOfEventsKeepsTheTerminalSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := State{
			Now: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC), Rules: DefaultRules(),
			Catalogue: sampleCatalogue(), Printer: Printer{Condition: PrinterReady}, Trees: sampleTrees(),
		}
		s.Rules.CallBack, s.Rules.SecondScreen = true, true
		s.Rules.Advisors, s.Rules.AdvisorPIN = true, true
		issued := map[EventName]bool{}
		for range rapid.IntRange(1, 80).Draw(t, "events") {
			e := anyEvent(t, s)
			switch e := e.(type) {
			case TicketIssued:
				issued[e.Ticket.Name] = true
			case TicketsRecovered:
				issued[e.Tickets[0].Name] = true
			case CheckInsFound:
				issued[e.Tickets[0].Name] = true
			case PrintStopped:
				issued[e.Ticket.Name] = true
			}
			next, effects := Update(s, e)
			sound(t, s, next, effects, issued)
			s = next
		}
		// Whatever happened, a terminal that is left alone becomes idle, and
		// nothing of the person is left.
		for range 12 {
			s, _ = Update(s, TimePassed{Now: s.Now, Up: s.Up + 5*time.Minute})
		}
		if !reflect.DeepEqual(s.Session, Session{}) {
			t.Fatalf("left alone, the session is still %+v", s.Session)
		}
		if !reflect.DeepEqual(s.Technician, Technician{}) {
			t.Fatalf("left alone, the technician is still %+v", s.Technician)
		}
	})
}

// sound checks what must hold after every event.
func sound(t *rapid.T, before, after State, effects []Effect, issued map[EventName]bool) {
	session := after.Session
	if session.Idle() && !reflect.DeepEqual(session, Session{}) {
		t.Fatalf("the idle session keeps %+v", session)
	}
	if len(session.Errands) > MaxErrands {
		t.Fatalf("%d errands", len(session.Errands))
	}
	if session.Comfort.Text >= textSizes {
		t.Fatalf("texts have the size %d", session.Comfort.Text)
	}
	if session.Overlay == NoOverlay && session.Leaf != 0 {
		t.Fatalf("nothing lies over the screen, and its page is %d", session.Leaf)
	}
	if session.Typed < 0 || session.Typed > personalCodeLength {
		t.Fatalf("%d characters are typed", session.Typed)
	}
	if len(session.Entered) > AppointmentCodeLength {
		t.Fatalf("of an appointment's code %q is typed", session.Entered)
	}
	if session.Dialled < 0 || session.Dialled > MaxPhone {
		t.Fatalf("%d characters of a telephone number are typed", session.Dialled)
	}
	if session.Handing != NotHanded && session.Idle() {
		t.Fatalf("the idle session still hands out an address: %v", session.Handing)
	}
	if session.Volume < MinVolume || session.Volume > MaxVolume {
		t.Fatalf("the volume is %d", session.Volume)
	}
	if after.Called > 0 && (after.Beacon == BeaconAbsent || after.Called <= after.Up) {
		t.Fatalf("an advisor is called until %v at %v, and the beacon is %d", after.Called, after.Up, after.Beacon)
	}
	soundAssist(t, session)
	if session.Focus != "" && !session.Keyed {
		t.Fatalf("nobody uses the keypad, and it is on %q", session.Focus)
	}
	if session.watched() == (session.Quiet == 0) {
		t.Fatalf("%s: watched %t, and the deadline is %v", session.Step, session.watched(), session.Quiet)
	}
	if after.Up < before.Up {
		t.Fatalf("time runs back from %v to %v", before.Up, after.Up)
	}
	if after.NextWake() <= 0 || after.NextWake() > time.Minute {
		t.Fatalf("the next wake is in %v", after.NextWake())
	}
	if session.Slip.Asked > MaxSlips {
		t.Fatalf("%d slips", session.Slip.Asked)
	}
	for _, effect := range effects {
		if p, ok := effect.(PrintSlip); ok && p.Slip.Kind == SlipBring && len(p.Slip.Errands) == 0 {
			t.Fatalf("an empty slip is printed: %+v", p)
		}
		if p, ok := effect.(IssueTicket); ok && after.catalogue().confidential(p.Request.Errands) {
			if q, _ := after.catalogue().Queue(p.Request.Queue); !q.Private && !q.Remote {
				t.Fatalf("a private errand waits in the lobby: %+v", p.Request)
			}
		}
		if p, ok := effect.(PrintTicket); ok && !issued[p.Ticket.Name] {
			t.Fatalf("a ticket is printed that nobody issued: %+v", p)
		}
	}
}
