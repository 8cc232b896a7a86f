// Package tour reaches every screen of the terminal by visits as people make
// them, for tests and for those who judge the screens.
package tour

import (
	"strconv"
	"time"

	"kundterminal/kiosk"
)

// Stop is one screen and the state that it shows.
type Stop struct {
	Name  string // unique on a tour, such as "bundle-KE8"
	State kiosk.State
}

// Noon is when a tour takes place: a Thursday on which the services of working
// days are served.
func Noon() time.Time {
	zone, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		zone = time.FixedZone("EET", 2*60*60)
	}
	return time.Date(2026, 11, 26, 12, 0, 0, 0, zone)
}

// Stops returns every screen in a language, in the order of a visit.
func Stops(c *kiosk.Catalogue, l kiosk.Language) []Stop {
	t := &guide{language: l}
	t.state = kiosk.State{
		Now: Noon(), Up: time.Minute, Rules: kiosk.DefaultRules(), Catalogue: c,
		Printer: kiosk.Printer{Condition: kiosk.PrinterReady},
	}
	t.speech()
	t.start()
	t.appointment()
	t.simple()
	t.choosing()
	t.ways()
	t.identification()
	t.overlays()
	t.ticket()
	t.faults()
	t.feedback()
	return t.stops
}

// In returns the stops as they are for a person who wants the screen so. Where
// nobody is using the terminal, there is nobody who could.
func In(c kiosk.Comfort, stops []Stop) []Stop {
	list := make([]Stop, len(stops))
	for i, s := range stops {
		if !s.State.Session.Idle() {
			slow := s.State.Session.Comfort.Slow
			s.State.Session.Comfort = c
			s.State.Session.Comfort.Slow = c.Slow || slow // that is a stop of its own
		}
		list[i] = s
	}
	return list
}

type guide struct {
	language kiosk.Language
	state    kiosk.State
	stops    []Stop
}

func (t *guide) stop(name string) { t.stops = append(t.stops, Stop{name, t.state}) }

// do lets a second pass before each event, so that no press is too soon.
func (t *guide) do(events ...kiosk.Event) {
	for _, e := range events {
		t.state, _ = kiosk.Update(t.state, kiosk.TimePassed{Now: t.state.Now.Add(time.Second), Up: t.state.Up + time.Second})
		t.state, _ = kiosk.Update(t.state, e)
	}
}

// aside makes a stop of what events lead to, and returns.
func (t *guide) aside(name string, events ...kiosk.Event) {
	back := t.state
	t.do(events...)
	t.stop(name)
	t.state = back
}

func (t *guide) start() {
	t.stop("idle")
	t.aside("idle-offer", kiosk.TicketsRecovered{Tickets: []kiosk.Ticket{t.sample()}})
	t.aside("out-of-order", kiosk.StoreChanged{Store: kiosk.StoreFull})
	t.aside("language", kiosk.Started{})
	t.aside("comfort-first", kiosk.ComfortPressed{})
	t.do(kiosk.LanguageChosen{Language: t.language})
	t.stop("way")
	t.aside("way-keypad", kiosk.FocusMoved{To: "way:authority"})
}

func (t *guide) choosing() {
	t.do(kiosk.WayChosen{Way: kiosk.StepLifeEvents})
	for page := range 4 {
		t.aside("life-events-"+string(rune('1'+page)), kiosk.PageTurned{To: page})
	}
	for _, e := range t.state.Catalogue.LifeEvents {
		t.aside("bundle-"+string(e.ID), kiosk.LifeEventChosen{LifeEvent: e.ID})
	}
	t.do(kiosk.BackPressed{}, kiosk.WayChosen{Way: kiosk.StepAuthorities})
	for page := range 3 {
		t.aside("authorities-"+string(rune('1'+page)), kiosk.PageTurned{To: page})
	}
	for _, a := range t.state.Catalogue.Authorities {
		for page := range 4 {
			t.aside("services-"+string(a.ID)+"-"+string(rune('1'+page)),
				kiosk.AuthorityChosen{Authority: a.ID}, kiosk.PageTurned{To: page})
		}
	}
	t.do(kiosk.BackPressed{}, kiosk.WayChosen{Way: kiosk.StepSearch})
	t.stop("search")
	t.aside("search-found", t.typed("pass")...)
	t.aside("search-keypad", kiosk.FocusMoved{To: "keys:1"})
	t.aside("search-none", t.typed("xyzzy")...)
	t.do(kiosk.BackPressed{}, kiosk.WayChosen{Way: kiosk.StepLifeEvents}, kiosk.LifeEventChosen{LifeEvent: "KE8"})
	t.do(kiosk.NextPressed{})
	t.stop("summary")
	for _, c := range kiosk.PrinterConditions() {
		if c != kiosk.PrinterReady {
			t.aside("summary-"+c.String(), kiosk.PrinterChanged{Printer: kiosk.Printer{Condition: c}})
		}
	}
	t.slips()
	t.refusals()
	t.notices()
	t.aside("summary-keypad", kiosk.FocusMoved{To: "take"})
	t.aside("way-chosen", kiosk.WayChosen{Way: kiosk.StepWay})
}

// identification climbs the ladder, on a summary with a reader.
func (t *guide) identification() {
	back := t.state
	t.state.Rules.Advisors = true
	t.do(kiosk.ReaderChanged{Reader: kiosk.ReaderReady})
	t.stop("summary-reader")
	known := kiosk.Identity{How: kiosk.ByDocument, Pseudonym: "00", Shown: "••••••-•••X", Initials: "A. T."}
	t.do(kiosk.IdentifyPressed{})
	t.stop("identify")
	t.aside("summary-identified", kiosk.DocumentRead{Reading: kiosk.Reading{Identity: known, Language: kiosk.English}})
	t.aside("help-identified", kiosk.DocumentRead{Reading: kiosk.Reading{Identity: known, Language: kiosk.English}}, kiosk.HelpPressed{})
	for _, m := range kiosk.Misreadings() {
		t.aside("reread-"+m.String(), kiosk.DocumentRead{Reading: kiosk.Reading{Trouble: m}})
	}
	t.aside("other-address", kiosk.DocumentRead{Reading: kiosk.Reading{Trouble: kiosk.ReadWithoutCode, Language: kiosk.Swedish}})
	t.aside("other-expired", kiosk.DocumentRead{Reading: kiosk.Reading{Trouble: kiosk.ReadExpired}})
	t.do(kiosk.NextRungPressed{}, kiosk.NextRungPressed{})
	t.stop("other-document")
	t.do(kiosk.NextRungPressed{})
	for typed := range len("010190-999P") + 1 {
		switch typed {
		case 0, 3, 6, 10, 11:
			t.stop("code-" + strconv.Itoa(typed))
		}
		t.do(kiosk.CharacterTyped{Character: '0'})
	}
	t.aside("code-wrong", kiosk.DocumentRead{Reading: kiosk.Reading{Trouble: kiosk.ReadBadly}})
	t.do(kiosk.NextRungPressed{})
	t.stop("by-eye")
	t.do(kiosk.BadgeRead{})
	t.stop("reason")
	t.aside("summary-by-eye", kiosk.ReasonChosen{Reason: kiosk.ReasonNoDocument})
	t.state = back
	t.aside("card-left", kiosk.CardMoved{In: true}, kiosk.StopConfirmed{})
}

func (t *guide) typed(word string) []kiosk.Event {
	var events []kiosk.Event
	for _, r := range word {
		events = append(events, kiosk.LetterTyped{Letter: r})
	}
	return events
}

func (t *guide) overlays() {
	t.aside("help", kiosk.HelpPressed{})
	t.advisor()
	t.atWork()
	t.assisted()
	t.aside("languages", kiosk.LanguagesPressed{})
	t.aside("comfort", kiosk.ComfortPressed{})
	t.aside("comfort-slow", kiosk.ComfortPressed{}, kiosk.ComfortChosen{Comfort: kiosk.Comfort{Slow: true}})
	t.aside("stop", kiosk.StopPressed{})
	back := t.state
	t.state, _ = kiosk.Update(t.state, kiosk.TimePassed{Now: t.state.Now, Up: t.state.Up + t.state.Rules.Quiet})
	t.stop("warning")
	t.state = back
}

func (t *guide) ticket() {
	t.do(kiosk.TicketRequested{})
	t.stop("issuing")
	for _, why := range kiosk.Refusals() {
		t.aside("refused-"+why.String(), kiosk.TicketRefused{Ask: t.state.Session.Ask, Why: why})
	}
	t.aside("shown", kiosk.PrinterChanged{}, kiosk.TicketIssued{Ask: t.state.Session.Ask, Ticket: t.sample()})
	t.aside("shown-mended", kiosk.PrinterChanged{}, kiosk.TicketIssued{Ask: t.state.Session.Ask, Ticket: t.sample()},
		kiosk.PrinterChanged{Printer: kiosk.Printer{Condition: kiosk.PrinterReady}})
	t.do(kiosk.TicketIssued{Ask: t.state.Session.Ask, Ticket: t.sample()})
	t.stop("printing")
	t.printsAgain()
	t.aside("take", kiosk.TicketPrinted{Ticket: t.sample().Name})
	t.aside("thanks", kiosk.TicketPrinted{Ticket: t.sample().Name}, kiosk.Finished{})
}

func (t *guide) faults() {
	for _, c := range kiosk.PrinterConditions() {
		if c != kiosk.PrinterReady {
			t.aside("trouble-"+c.String(), kiosk.PrintStopped{Ticket: t.sample(), Condition: c, Begun: true})
			t.aside("stop-"+c.String(), kiosk.PrinterChanged{Printer: kiosk.Printer{Condition: c}},
				kiosk.PrintStopped{Ticket: t.sample(), Condition: c, Begun: true}, kiosk.StopPressed{})
		}
	}
}

func (t *guide) sample() kiosk.Ticket {
	queue, _ := t.state.Catalogue.QueueFor(t.state.Session.Errands)
	if queue.ID == "" && len(t.state.Catalogue.Queues) > 0 {
		queue = t.state.Catalogue.Queues[0]
	}
	return kiosk.Ticket{
		Name:   kiosk.EventName{Terminal: 1, Epoch: "7GQ2M4XA", Seq: 42},
		Series: max(queue.Series, 'A'), Number: 42, Date: kiosk.DateOf(t.state.Now), Queue: queue.ID,
		Class: kiosk.WalkIn, Errands: t.state.Session.Errands, Language: t.language, IssuedAt: t.state.Now,
	}
}
