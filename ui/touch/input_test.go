package touch

import (
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

func TestAPressActsWhenTheFingerGoesUp(t *testing.T) {
	s := sample()
	var f finger
	life, _ := itemOf(s, "life")
	f.down(s, life.Box.X+1, life.Box.Y+1)
	if f.shaded() != "life" {
		t.Errorf("under the finger %q looks pressed", f.shaded())
	}
	if p, ok := f.up(s, 90, 95); !ok || p != (kiosk.WayChosen{Way: kiosk.StepLifeEvents}) {
		t.Errorf("pressed %v %t", p, ok)
	}
	if f.shaded() != "life" {
		t.Error("it looks unpressed before anything came of it")
	}
	f.keep(s)
	if f.shaded() != "" {
		t.Error("it looks pressed on the next picture")
	}
	f.down(s, 20, 70)
	f.up(s, 20, 70)
	f.settle()
	if f.shaded() != "" {
		t.Error("it looks pressed although nothing came of it")
	}
}

func TestSlidingOffTakesAPressBackAndSlidingOnRestoresIt(t *testing.T) {
	s := sample()
	var f finger
	f.down(s, 20, 70)
	f.moved(s, 150, 70)
	if f.shaded() != "" {
		t.Error("it looks pressed although the finger slid off")
	}
	f.moved(s, 30, 70)
	if f.shaded() != "life" {
		t.Error("it does not look pressed although the finger slid on again")
	}
	if p, ok := f.up(s, 150, 70); ok {
		t.Errorf("sliding to the neighbour pressed %v", p)
	}
	f.down(s, 20, 70)
	f.left()
	if p, ok := f.up(s, 20, 70); ok {
		t.Errorf("after the finger left the window %v was pressed", p)
	}
}

func TestAFingerThatComesFromElsewherePressesNothing(t *testing.T) {
	s := sample()
	var f finger
	f.down(s, 2, 290)
	if p, ok := f.up(s, 20, 70); ok {
		t.Errorf("sliding onto something pressed %v", p)
	}
}

func TestAPressEndsWhenAnotherThingComesUnderTheFinger(t *testing.T) {
	for name, change := range map[string]func(ui.Scene) ui.Scene{
		"something lies over it": func(ui.Scene) ui.Scene { return covered() },
		"it is gone":             func(ui.Scene) ui.Scene { return ui.Scene{} },
		"it means another thing": func(s ui.Scene) ui.Scene {
			s.Items[4].Button = &ui.Button{ID: "life", Label: "life", Event: kiosk.StopPressed{}}
			return s
		},
	} {
		var f finger
		f.down(sample(), 20, 70)
		s := change(sample())
		f.keep(s)
		if p, ok := f.up(s, 20, 70); ok {
			t.Errorf("%s, and %v was pressed", name, p)
		}
	}
	var f finger
	f.down(sample(), 20, 70)
	f.keep(sample())
	if _, ok := f.up(sample(), 20, 70); !ok {
		t.Error("a new picture of the same screen took the press back")
	}
}

func TestTheRingIsSeenFromTheFirstKeyUntilATouch(t *testing.T) {
	s := sample()
	var f focus
	if f.ringed() != "" {
		t.Error("there is a ring before any key")
	}
	f.moved(s, next(s, f.id, 1))
	f.moved(s, next(s, f.id, 1))
	if f.ringed() != "authority" {
		t.Errorf("after two keys the ring is on %q", f.ringed())
	}
	f.touched("search")
	if f.ringed() != "" {
		t.Error("there is a ring after a touch")
	}
	f.moved(s, next(s, f.id, 1))
	if f.ringed() != "letter" {
		t.Errorf("a key goes on from the touch to %q", f.ringed())
	}
}

func TestFocusIsKeptAndComesBackFromAPanel(t *testing.T) {
	var f focus
	f.moved(sample(), "life")
	f.moved(sample(), "back")
	f.keep(sample(), sample())
	if f.ringed() != "back" {
		t.Errorf("a new picture moved focus to %q", f.ringed())
	}
	f.keep(sample(), covered())
	if f.ringed() != "stop-yes" {
		t.Errorf("on a panel focus is on %q", f.ringed())
	}
	f.keep(covered(), covered())
	f.keep(covered(), sample())
	if f.ringed() != "back" {
		t.Errorf("back from the panel focus is on %q", f.ringed())
	}
	other := sample()
	other.Items = other.Items[:6]
	f.keep(sample(), other)
	if f.ringed() != "life" {
		t.Errorf("where its thing is gone focus is on %q", f.ringed())
	}
}
