package main

import (
	"context"
	"time"
)

// guest is everybody who uses the pages of a victim: takes what is offered,
// then makes visits of their own.
type guest struct {
	*victim
	pages *pages
	fuse  int    // requests of paper until the terminal is killed; negative: others kill it
	kill  func() // kills the terminal
}

// live uses the terminal until it is gone, or until it has nothing to offer, and
// returns the last screen.
func (v *guest) live(ctx context.Context, p *process, untilSettled bool) (string, error) {
	b, err := p.open(ctx)
	if err != nil {
		return "start", err
	}
	defer b.close()
	v.pages = b
	v.starts = append(v.starts, time.Since(p.begun))
	if v.rng.IntN(8) > 0 { // the others come before the printer can print
		select {
		case <-p.ready:
		case <-p.ended:
		case <-ctx.Done():
		}
	}
	for {
		if untilSettled && b.seen.Screen == "idle" && len(b.seen.like("again:")) == 0 {
			return b.seen.Screen, nil
		}
		screen := b.seen.Screen
		if err := v.act(ctx); err != nil {
			return screen, err
		}
	}
}

// act does what a person does at the screen.
func (v *guest) act(ctx context.Context) error {
	id := v.choose(v.pages.seen)
	if id == "" { // nothing to do but to wait
		return v.pages.change(ctx)
	}
	if id == "take" || len(v.pages.seen.like(id)) == 1 && v.pages.seen.Screen == "idle" && id[0] == 'a' {
		return v.request(ctx, id)
	}
	if err := v.pages.press(ctx, id); err != nil {
		return err
	}
	return v.pages.change(ctx)
}

// request asks for paper, and lights the fuse where it is time.
func (v *guest) request(ctx context.Context, id string) error {
	v.asked++
	v.fuse--
	if err := v.pages.press(ctx, id); err != nil {
		return err
	}
	pressed := time.Now()
	if v.fuse == 0 {
		r := v.rng.Float64()
		defer time.AfterFunc(time.Duration(r*1.3*float64(v.ticket)), v.kill).Stop()
	}
	over := func(s glimpse) bool {
		// At "way" a press from before the offer was seen has come first.
		return s.Screen == "take" || s.Screen == "shown" || s.Screen == "trouble" || s.Screen == "way"
	}
	if err := v.pages.until(ctx, over); err != nil {
		return err
	}
	if v.pages.seen.Screen == "take" {
		v.ticket = (9*v.ticket + time.Since(pressed)) / 10
	}
	if v.fuse == 0 {
		return v.pages.until(ctx, func(glimpse) bool { return false }) // looks on until it is gone
	}
	return nil
}

// choose is what the person presses; "" where they wait.
func (v *guest) choose(s glimpse) string {
	switch s.Screen {
	case "idle":
		return v.oneOf(s, "again:", "language:")
	case "way":
		if s.has("next") {
			return "next"
		}
		return v.oneOf(s, []string{"way:life", "way:authority"}[v.rng.IntN(2)])
	case "life_events":
		return v.oneOf(s, "event:")
	case "authorities":
		return v.oneOf(s, "authority:")
	case "bundle":
		return v.oneOf(s, "next", "back")
	case "services":
		if v.rng.IntN(2) == 0 {
			return v.oneOf(s, "next", "service:", "back")
		}
		return v.oneOf(s, "service:", "back")
	case "summary":
		return v.oneOf(s, "take", "stop")
	case "take", "shown", "refused":
		return "finish"
	case "trouble":
		return v.oneOf(s, "again", "number")
	case "thanks":
		return "stop"
	}
	return ""
}

// oneOf picks one of what begins with the first prefix that anything begins with.
func (v *guest) oneOf(s glimpse, prefixes ...string) string {
	for _, prefix := range prefixes {
		if ids := s.like(prefix); len(ids) > 0 {
			return ids[v.rng.IntN(len(ids))]
		}
	}
	return ""
}
