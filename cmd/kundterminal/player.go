package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// player uses a terminal as a person does: it sees scenes and presses what is
// on them.
type player struct {
	terminal *terminal
	frame    ui.Frame
	states   <-chan kiosk.State
	state    kiosk.State
	onStep   func(kiosk.Step) error  // each time another step is reached
	onTouch  func(ui.Scene, ui.Item) // before each press, of what is touched
}

func newPlayer(t *terminal) (*player, func()) {
	states, stop := t.engine.Watch()
	p := &player{terminal: t, frame: t.config.frame(), states: states}
	p.onStep, p.onTouch = func(kiosk.Step) error { return nil }, func(ui.Scene, ui.Item) {}
	p.state = <-states
	return p, stop
}

func (p *player) scene() ui.Scene { return p.terminal.presenter.Scene(p.state, p.frame) }

// next waits for the next state.
func (p *player) next(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return fmt.Errorf("the screen stays at %q: %w", p.state.Session.Step, ctx.Err())
	case s := <-p.states:
		before := p.state.Session.Step
		p.state = s
		if s.Session.Step != before {
			return p.onStep(s.Session.Step)
		}
		return nil
	}
}

// until waits until the state is as wanted.
func (p *player) until(ctx context.Context, wanted func(kiosk.State) bool) error {
	for !wanted(p.state) {
		if err := p.next(ctx); err != nil {
			return err
		}
	}
	return nil
}

// press presses what has the id and waits for the state that it leads to. Where
// it is on another page of a list, it turns the pages.
func (p *player) press(ctx context.Context, id string) error {
	for turns := 0; ; turns++ {
		scene, finger := p.scene(), id
		event, ok := scene.Press(finger)
		turning := false
		if !ok {
			finger = "more"
			event, turning = scene.Press(finger)
		}
		if !ok && !turning || turns > 20 {
			return fmt.Errorf("the screen %q has no %q to press", p.state.Session.Step, id)
		}
		item, err := under(scene, finger)
		if err != nil {
			return err
		}
		p.onTouch(scene, item)
		before := p.state.Session
		p.terminal.engine.Press(event)
		if err := p.until(ctx, func(s kiosk.State) bool { return changed(before, s.Session) }); err != nil {
			return err
		}
		if ok {
			return nil
		}
	}
}

// under returns what has the id, which must be what a finger meets in its middle.
func under(s ui.Scene, id string) (ui.Item, error) {
	i := slices.IndexFunc(s.Items, func(item ui.Item) bool { return item.ID == id })
	if i < 0 {
		return ui.Item{}, fmt.Errorf("the screen %q has no %q", s.Name, id)
	}
	x, y := s.Items[i].Box.Middle()
	for _, item := range slices.Backward(s.Items) {
		if item.Button == nil || !item.Box.Holds(x, y) {
			continue
		}
		if item.ID != id {
			return ui.Item{}, fmt.Errorf("on the screen %q, %q lies over %q", s.Name, item.ID, id)
		}
		return item, nil
	}
	return ui.Item{}, fmt.Errorf("on the screen %q, %q is no button", s.Name, id)
}

func changed(a, b kiosk.Session) bool {
	return a.Place != b.Place || a.Advisor.View != b.Advisor.View || a.Advisor.Place != b.Advisor.Place || a.Overlay != b.Overlay || a.Query != b.Query || a.Entered != b.Entered ||
		a.Language != b.Language || a.Draft != b.Draft || a.Private != b.Private || a.Slip != b.Slip || !slices.Equal(a.Errands, b.Errands)
}

// play makes the visit of a script up to the ticket, and ends it.
func (p *player) play(ctx context.Context, s script) error {
	if err := p.start(ctx, s); err != nil {
		return err
	}
	if err := p.choose(ctx, s.Errands); err != nil {
		return err
	}
	if s.Identify {
		if err := p.identify(ctx); err != nil {
			return err
		}
	}
	if err := p.press(ctx, "take"); err != nil {
		return err
	}
	ready := func(s kiosk.State) bool {
		step := s.Session.Step
		return step == kiosk.StepTake || step == kiosk.StepShown || step == kiosk.StepRefused
	}
	if err := p.until(ctx, ready); err != nil {
		return err
	}
	return p.end(ctx, s.Feedback)
}

// identify lets an identity card be read, which onStep shows.
func (p *player) identify(ctx context.Context) error {
	if err := p.until(ctx, func(s kiosk.State) bool { return s.Reader == kiosk.ReaderReady }); err != nil {
		return err
	}
	if err := p.press(ctx, "identify"); err != nil {
		return err
	}
	return p.until(ctx, func(s kiosk.State) bool { return !s.Session.Identity.IsZero() })
}

// end answers the first question where there is an answer, and leaves. Whoever
// leaves touches nothing more; that the screen is not waited for is no touch.
func (p *player) end(ctx context.Context, feedback string) error {
	if feedback != "" {
		if err := p.presses(ctx, "feedback", "success:"+feedback); err != nil {
			return err
		}
	}
	p.onTouch = func(ui.Scene, ui.Item) {}
	for range 3 { // the next question, the farewell
		if p.state.Session.Idle() {
			break
		}
		if err := p.press(ctx, "stop"); err != nil {
			return err
		}
	}
	return p.until(ctx, func(s kiosk.State) bool { return s.Session.Idle() })
}

// start begins the visit as the script says, up to the summary.
func (p *player) start(ctx context.Context, s script) error {
	presses := []string{"language:" + string(s.Language)}
	switch {
	case s.LifeEvent != "":
		if err := p.presses(ctx, presses[0], "way:life", "event:"+string(s.LifeEvent)); err != nil {
			return err
		}
		return p.fromBundle(ctx, s.Errands)
	case s.Search != "":
		presses = append(presses, "way:search")
		for _, r := range s.Search {
			presses = append(presses, "key:"+string(r))
		}
		presses = append(presses, "service:"+string(s.Errands[0]), "next")
	default:
		return p.toService(ctx, presses[0], s.Errands[0])
	}
	return p.presses(ctx, presses...)
}

// fromBundle chooses what a life situation lists and chooses for nobody, where it is
// wanted, and goes on to the summary.
func (p *player) fromBundle(ctx context.Context, wanted []kiosk.ServiceID) error {
	for _, service := range p.state.Catalogue.Bundle(p.state.Session.LifeEvent, p.state.Today()) {
		if slices.Contains(wanted, service.ID) && !p.state.Session.Has(service.ID) {
			if err := p.press(ctx, "service:"+string(service.ID)); err != nil {
				return err
			}
		}
	}
	return p.press(ctx, "next")
}

func (p *player) presses(ctx context.Context, ids ...string) error {
	for _, id := range ids {
		if err := p.press(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// toService goes by one press to "what brings you here?", from there to a service,
// and on to the summary. Where the authority is in front, it takes that way.
func (p *player) toService(ctx context.Context, first string, id kiosk.ServiceID) error {
	if err := p.press(ctx, first); err != nil {
		return err
	}
	service, _ := p.state.Catalogue.Service(id)
	authority := "authority:" + string(service.Authority)
	if _, inFront := p.scene().Press(authority); !inFront {
		if err := p.press(ctx, "way:authority"); err != nil {
			return err
		}
	}
	return p.presses(ctx, authority, "service:"+string(id), "next")
}

// choose takes out of the summary what is not wanted, and adds what is missing.
func (p *player) choose(ctx context.Context, wanted []kiosk.ServiceID) error {
	for _, id := range slices.Clone(p.state.Session.Errands) {
		if !slices.Contains(wanted, id) {
			if err := p.press(ctx, "service:"+string(id)); err != nil {
				return err
			}
		}
	}
	for _, id := range wanted {
		if slices.Contains(p.state.Session.Errands, id) {
			continue
		}
		if err := p.toService(ctx, "way:add", id); err != nil {
			return err
		}
	}
	return nil
}

// settle waits until the printer can print, or a while.
func (p *player) settle(ctx context.Context, limit time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	_ = p.until(ctx, func(s kiosk.State) bool { return s.Printer.Condition == kiosk.PrinterReady })
}
