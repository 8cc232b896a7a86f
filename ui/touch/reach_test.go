package touch

import (
	"testing"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

func ids(list []ui.Item) []string {
	var out []string
	for _, item := range list {
		out = append(out, item.ID)
	}
	return out
}

func TestWhatIsOffOrCoveredIsOutOfReach(t *testing.T) {
	for _, item := range inReach(sample()) {
		if item.ID == "off" {
			t.Error("a button that is off is in reach")
		}
	}
	if got := ids(inReach(covered())); len(got) != 2 || got[0] != "stop-yes" || got[1] != "stop-no" {
		t.Errorf("in reach below a panel: %v", got)
	}
}

func TestAFingerFindsTheUppermostButton(t *testing.T) {
	s := sample()
	s.Items = append([]ui.Item{{
		ID: "glass", Box: ui.Box{W: 200, H: 300}, Button: &ui.Button{ID: "glass", Event: kiosk.Started{}},
	}}, s.Items...)
	for id, at := range map[string][2]float64{
		"life": {10, 60}, "authority": {189.9, 99.9}, "glass": {3, 290}, "next": {100, 265},
	} {
		if got := under(s, at[0], at[1]); got != id {
			t.Errorf("at %v lies %q, want %q", at, got, id)
		}
	}
	if got := under(covered(), 30, 65); got != "" {
		t.Errorf("through the veil %q can be touched", got)
	}
}

func TestTabGoesThroughAllInReadingOrderAndRound(t *testing.T) {
	s := sample()
	want := []string{"life", "authority", "search", "letter", "back", "next", "life"}
	at := ""
	for _, id := range want {
		if at = next(s, at, 1); at != id {
			t.Fatalf("Tab leads to %q, want %q", at, id)
		}
	}
	if got := next(s, "life", -1); got != "next" {
		t.Errorf("Shift+Tab from the first leads to %q", got)
	}
	if got := next(s, "", -1); got != "next" {
		t.Errorf("Shift+Tab from nowhere leads to %q", got)
	}
}

func TestTheWholeGlassIsForFingersOnly(t *testing.T) {
	s := ui.Scene{Items: []ui.Item{{
		ID: "glass", Box: ui.Box{W: 9, H: 9}, Button: &ui.Button{ID: "glass", Event: kiosk.Started{}},
	}}}
	if under(s, 1, 1) != "glass" || next(s, "", 1) != "" || first(s) != "" {
		t.Error("a button without a name has a place in the order of focus")
	}
}

func TestArrowsLeadToTheNearestInTheirDirection(t *testing.T) {
	s := sample()
	for _, c := range []struct {
		from   string
		dx, dy float64
		to     string
	}{
		{"life", 1, 0, "authority"},
		{"authority", -1, 0, "life"},
		{"life", 0, 1, "search"},
		{"authority", 0, 1, "search"}, // what is off lies between
		{"letter", 0, 1, "back"},
		{"life", -1, 0, "life"},
		{"life", 0, -1, "life"},
	} {
		if got := toward(s, c.from, c.dx, c.dy); got != c.to {
			t.Errorf("from %s by (%g, %g) leads to %q, want %q", c.from, c.dx, c.dy, got, c.to)
		}
	}
}

func TestFocusBeginsAtThePanelElseAtTheFirstChoice(t *testing.T) {
	if got := first(covered()); got != "stop-yes" {
		t.Errorf("on a panel it begins at %q", got)
	}
	if got := first(sample()); got != "life" {
		t.Errorf("on a screen it begins at %q", got)
	}
	if got := first(ui.Scene{}); got != "" {
		t.Errorf("on nothing it begins at %q", got)
	}
}

func TestKeysOnlyLeadToWhatIsInReach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sample()
		if rapid.Bool().Draw(t, "covered") {
			s = covered()
		}
		at := rapid.SampledFrom([]string{"", "life", "off", "veil", "stop-no", "gone"}).Draw(t, "from")
		for range rapid.IntRange(1, 12).Draw(t, "keys") {
			switch rapid.IntRange(0, 3).Draw(t, "key") {
			case 0:
				at = next(s, at, 1)
			case 1:
				at = next(s, at, -1)
			case 2:
				at = toward(s, at, float64(rapid.SampledFrom([]int{-1, 1}).Draw(t, "x")), 0)
			case 3:
				at = toward(s, at, 0, float64(rapid.SampledFrom([]int{-1, 1}).Draw(t, "y")))
			}
			if _, ok := s.Press(at); !ok {
				t.Fatalf("focus is on %q, which cannot be pressed", at)
			}
		}
	})
}

func TestAKeyFindsWhatMeansTheSame(t *testing.T) {
	if got := meaning(sample(), kiosk.OverlayClosed{}, kiosk.BackPressed{}); got != "back" {
		t.Errorf("Escape on a screen presses %q", got)
	}
	if got := meaning(covered(), kiosk.OverlayClosed{}, kiosk.BackPressed{}); got != "stop-no" {
		t.Errorf("Escape on a panel presses %q", got)
	}
	if got := meaning(covered(), kiosk.LetterTyped{Letter: 'å'}); got != "" {
		t.Errorf("a letter presses %q below a panel", got)
	}
}
