package kiosk

import (
	"testing"
	"time"
)

// visit drives a terminal as a person and its devices do.
type visit struct {
	t       *testing.T
	state   State
	effects []Effect // of the last event
	all     []Effect
}

func newVisit(t *testing.T) *visit {
	v := &visit{t: t, state: State{
		Now: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC), Up: time.Minute,
		Rules: DefaultRules(), Catalogue: sampleCatalogue(), Printer: Printer{Condition: PrinterReady},
	}}
	return v
}

func sampleCatalogue() *Catalogue {
	working := WeekdaysOf(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
	service := func(id ServiceID, a AuthorityID, q QueueID) Service {
		return Service{ID: id, Authority: a, Name: Text{Finnish: string(id)}, Queue: q, Days: working}
	}
	monday := service("m-monday", "kunta", "a")
	monday.Days = WeekdaysOf(time.Monday)
	past := service("k-past", "kela", "b")
	past.ValidTo = Date{2026, 11, 25}
	return NewCatalogue(
		[]Authority{{ID: "kela"}, {ID: "vero"}, {ID: "kunta"}},
		[]Service{
			service("k-housing", "kela", "b"), service("k-unemp", "kela", "b"), past,
			service("v-card", "vero", "d"), service("m-advice", "kunta", "a"), monday,
		},
		[]LifeEvent{{ID: "KE8", Services: []ServiceID{"k-unemp", "v-card", "m-monday", "k-past"}}},
		[]Queue{{ID: "a", Series: 'A', Joint: true}, {ID: "b", Series: 'B'}, {ID: "d", Series: 'D'}},
	)
}

// wait lets time pass.
func (v *visit) wait(d time.Duration) *visit {
	return v.event(TimePassed{Now: v.state.Now.Add(d), Up: v.state.Up + d})
}

// press lets a second pass, so that no press is too soon, and presses.
func (v *visit) press(presses ...Press) *visit {
	for _, p := range presses {
		v.wait(time.Second).event(p)
	}
	return v
}

func (v *visit) event(e Event) *visit {
	v.state, v.effects = Update(v.state, e)
	v.all = append(v.all, v.effects...)
	return v
}

// issued answers the last request for a ticket.
func (v *visit) issued(number int) *visit {
	return v.event(TicketIssued{Ask: v.state.Session.Ask, Ticket: ticketNumbered(number)})
}

// refused refuses it.
func (v *visit) refused(why Refusal) *visit {
	return v.event(TicketRefused{Ask: v.state.Session.Ask, Why: why})
}

func (v *visit) at(want Step) *visit {
	v.t.Helper()
	if got := v.state.Session.Step; got != want {
		v.t.Fatalf("the visit is at %s, want %s", got, want)
	}
	return v
}

func (v *visit) overlay(want Overlay) *visit {
	v.t.Helper()
	if got := v.state.Session.Overlay; got != want {
		v.t.Fatalf("overlay %d lies over %s, want %d", got, v.state.Session.Step, want)
	}
	return v
}

// toSummary chooses two errands of two authorities.
func (v *visit) toSummary() *visit {
	return v.press(
		LanguageChosen{Language: Finnish}, WayChosen{Way: StepLifeEvents}, LifeEventChosen{LifeEvent: "KE8"}, NextPressed{},
	).at(StepSummary)
}

func ticketNumbered(n int) Ticket {
	return Ticket{
		Name: EventName{1, "EPOCH234", uint64(n)}, Series: 'A', Number: n, Date: Date{2026, 11, 26},
		Queue: "a", Class: WalkIn, Errands: []ServiceID{"v-card"}, Language: Finnish,
	}
}

// toPrinting goes on until the ticket is being printed.
func (v *visit) toPrinting() *visit {
	return v.toSummary().press(TicketRequested{}).at(StepIssuing).
		issued(7).at(StepPrinting)
}

// wanted returns the last effect of a type.
func wanted[E Effect](v *visit) (E, bool) {
	for i := len(v.all) - 1; i >= 0; i-- {
		if e, ok := v.all[i].(E); ok {
			return e, true
		}
	}
	var none E
	return none, false
}
