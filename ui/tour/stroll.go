package tour

import (
	"math/rand/v2"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// Stroll is a person who presses anything that there is, one visit after the other,
// in one language and one way to want the screen, until they choose others. What
// the terminal asks of the world is granted at once.
type Stroll struct {
	State kiosk.State

	language kiosk.Language
	comfort  kiosk.Comfort
	rng      *rand.Rand
}

// NewStroll returns the idle terminal, at noon, and a person before it. The same seed
// strolls the same way.
func NewStroll(c *kiosk.Catalogue, l kiosk.Language, comfort kiosk.Comfort, seed uint64) *Stroll {
	return &Stroll{
		State: kiosk.State{
			Now: Noon(), Up: time.Minute, Rules: kiosk.DefaultRules(), Catalogue: c,
			Printer: kiosk.Printer{Condition: kiosk.PrinterReady}, Reader: kiosk.ReaderReady,
		},
		language: l, comfort: comfort, rng: rand.New(rand.NewPCG(seed, 1)),
	}
}

// Press returns what the person presses on a scene. They seldom stop.
func (s *Stroll) Press(scene ui.Scene) kiosk.Press {
	session := s.State.Session
	switch {
	case session.Idle():
		return kiosk.LanguageChosen{Language: s.language}
	case len(session.Trail) == 0 && session.Step == kiosk.StepWay && session.Comfort != s.comfort:
		return kiosk.ComfortChosen{Comfort: s.comfort}
	}
	var list []kiosk.Press
	for _, item := range scene.Items {
		if p, ok := scene.Press(item.ID); ok && (!strings.HasPrefix(item.ID, "stop") || s.rng.IntN(8) == 0) {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		return kiosk.StopPressed{}
	}
	return list[s.rng.IntN(len(list))]
}

// Rest lets time pass, so that no press is too soon; now and then so much that what
// leaves by itself does.
func (s *Stroll) Rest() {
	s.take(kiosk.TimePassed{Now: s.State.Now, Up: s.State.Up + time.Second})
	if leave := s.State.Session.Leave; leave > 0 && s.rng.IntN(3) == 0 {
		s.take(kiosk.TimePassed{Now: s.State.Now, Up: leave})
	}
}

// Take brings a press into the state, and returns what it asks of the world, for
// Grant.
func (s *Stroll) Take(p kiosk.Press) []kiosk.Effect {
	var effects []kiosk.Effect
	s.State, effects = kiosk.Update(s.State, p)
	return effects
}

func (s *Stroll) take(e kiosk.Event) {
	var effects []kiosk.Effect
	s.State, effects = kiosk.Update(s.State, e)
	s.Grant(effects)
}

// Grant does what effects ask for.
func (s *Stroll) Grant(effects []kiosk.Effect) {
	for _, e := range effects {
		switch e := e.(type) {
		case kiosk.IssueTicket:
			t := (&guide{language: e.Request.Language, state: s.State}).sample()
			t.Errands = e.Request.Errands
			s.take(kiosk.TicketIssued{Ask: e.Ask, Ticket: t})
		case kiosk.PrintTicket:
			s.take(kiosk.TicketPrinted{Ticket: e.Ticket.Name})
		}
	}
}
