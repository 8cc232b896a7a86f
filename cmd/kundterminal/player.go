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
	onStep   func(kiosk.Step) error // each time another step is reached
}

func newPlayer(t *terminal) (*player, func()) {
	states, stop := t.engine.Watch()
	p := &player{terminal: t, frame: t.config.frame(), states: states, onStep: func(kiosk.Step) error { return nil }}
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
		scene := p.scene()
		event, ok := scene.Press(id)
		turning := false
		if !ok {
			event, turning = scene.Press("more")
		}
		if !ok && !turning || turns > 20 {
			return fmt.Errorf("the screen %q has no %q to press", p.state.Session.Step, id)
		}
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

func changed(a, b kiosk.Session) bool {
	return a.Place != b.Place || a.Overlay != b.Overlay || a.Query != b.Query || a.Entered != b.Entered ||
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
	for _, id := range []string{"finish", "stop"} { // done, and no wait for the farewell
		if p.state.Session.Idle() {
			break
		}
		if err := p.press(ctx, id); err != nil {
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
		presses = append(presses, "way:life", "event:"+string(s.LifeEvent), "next")
	case s.Search != "":
		presses = append(presses, "way:search")
		for _, r := range s.Search {
			presses = append(presses, "key:"+string(r))
		}
		presses = append(presses, "service:"+string(s.Errands[0]), "next")
	default:
		presses = append(presses, p.toService(s.Errands[0])...)
	}
	for _, id := range presses {
		if err := p.press(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// toService are the presses from "what brings you here?" to a chosen service
// and on to the summary.
func (p *player) toService(id kiosk.ServiceID) []string {
	service, _ := p.state.Catalogue.Service(id)
	return []string{"way:authority", "authority:" + string(service.Authority), "service:" + string(id), "next"}
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
		for _, press := range append([]string{"way:add"}, p.toService(id)...) {
			if err := p.press(ctx, press); err != nil {
				return err
			}
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
