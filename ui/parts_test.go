package ui_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

var portrait = ui.Frame{W: 336, H: 597}

// texts joins what is written on items of an id's beginning.
func textsOf(s ui.Scene, prefix string) string {
	var list []string
	for _, item := range s.Items {
		if strings.HasPrefix(item.ID, prefix) {
			for _, line := range item.Lines {
				list = append(list, line.Text)
			}
		}
	}
	return strings.Join(list, "|")
}

func TestEveryFactIsOnOnePageAndNothingOfItIsLost(t *testing.T) {
	f := font(t)
	rapid.Check(t, func(t *rapid.T) {
		frame := rapid.SampledFrom([]ui.Frame{portrait, {W: 476, H: 268}, {W: 597, H: 336}, {W: 268, H: 476}}).Draw(t, "frame")
		var groups []ui.FactGroup
		want := map[string]string{}
		n := 0
		for range rapid.IntRange(0, 4).Draw(t, "groups") {
			g := ui.FactGroup{Title: rapid.SampledFrom([]string{"", "RS-232"}).Draw(t, "title")}
			for range rapid.IntRange(0, 12).Draw(t, "rows") {
				n++
				name := fmt.Sprintf("name-%d", n)
				value := strings.Repeat(rapid.SampledFrom([]string{"/dev/serial", "0123456789", "Ä"}).Draw(t, "value"), rapid.IntRange(1, 30).Draw(t, "times"))
				want[name] = value
				g.Rows = append(g.Rows, ui.FactRow{Name: name, Value: value})
			}
			groups = append(groups, g)
		}
		pager := &ui.Pager{
			Earlier: ui.Button{ID: "earlier", Label: "Ylös"}, More: ui.Button{ID: "more", Label: "Alas"},
			Label: func(page, pages int) string { return fmt.Sprintf("%d/%d", page, pages) },
		}
		got := map[string]string{}
		for page, pages := 0, 1; page < pages; page++ {
			screen := ui.Screen{Title: "Tiedot", Parts: []ui.Part{ui.Facts{Groups: groups, Page: page, Pager: pager}}, Back: &ui.Button{ID: "back", Label: "Takaisin"}}
			s := ui.Arrange(screen, frame, f)
			if len(s.Faults) > 0 {
				t.Fatal(s.Faults)
			}
			fmt.Sscanf(textsOf(s, "page"), fmt.Sprint(page+1)+"/%d", &pages)
			for _, item := range s.Items {
				if strings.HasPrefix(item.ID, "fact-") {
					name, value := item.Lines[0].Text, ""
					for _, line := range item.Lines[1:] {
						value += line.Text
					}
					if _, twice := got[name]; twice {
						t.Fatalf("%s stands twice", name)
					}
					got[name] = value
				}
			}
		}
		for name, value := range want {
			if got[name] != value {
				t.Fatalf("%s is %q, want %q", name, got[name], value)
			}
		}
	})
}

func TestHowAThingStandsIsToldByIconWordAndColour(t *testing.T) {
	for health, want := range map[kiosk.Health]struct {
		icon string
		ink  ui.Color
	}{
		kiosk.HealthGood: {"ui-check", ui.Moss}, kiosk.HealthAttention: {"ui-info", ui.Amber},
		kiosk.HealthFault: {"ui-warning", ui.Red}, kiosk.HealthUnknown: {"ui-unknown", ui.Slate},
	} {
		s := ui.Arrange(ui.Screen{Parts: []ui.Part{
			ui.Facts{Groups: []ui.FactGroup{{Rows: []ui.FactRow{{Name: "DSR", Value: "1", Health: health, HealthWord: "word"}, {Name: "DTR", Value: "0"}}}}},
			ui.Rows{Rows: []ui.Row{{Button: ui.Button{ID: "row", Label: "Printer"}, Health: health, HealthWord: "word"}}},
		}}, portrait, font(t))
		marks := 0
		for _, item := range s.Items {
			if item.Icon == want.icon && item.IconInk == want.ink {
				marks++
			}
			for _, line := range item.Lines {
				if line.Text == "word" && line.Ink != want.ink {
					t.Errorf("the word of %v is %v", health, line.Ink)
				}
			}
		}
		if marks != 2 || !strings.Contains(textsOf(s, "fact"), "word") || !strings.Contains(textsOf(s, "row"), "word") {
			t.Errorf("%v: %d marks, %q, %q", health, marks, textsOf(s, "fact"), textsOf(s, "row"))
		}
	}
}

func TestATraceShowsTheNewestAndNothingThatIsMasked(t *testing.T) {
	rows := sampleTrace(200)
	rows[199] = ui.TraceRow{
		Time: "23:59:59.999", Bytes: []byte("SECRET\x00\x01XXXX"), Masked: []bool{true, true, true, true, true, true}, Meaning: "the last",
	}
	s := ui.Arrange(ui.Screen{Parts: []ui.Part{ui.Trace{Rows: rows}}}, portrait, font(t))
	var last ui.Item
	lines := 0
	for _, item := range s.Items {
		if strings.HasPrefix(item.ID, "line") {
			last = item
			lines++
		}
	}
	if lines < 20 || lines > 199 {
		t.Errorf("%d lines are shown", lines)
	}
	var got []string
	for _, line := range last.Lines {
		got = append(got, line.Text)
	}
	if want := []string{"23:59:59.999", "••", "00", "01", "·", "·", "the last"}; !slices.Equal(got, want) {
		t.Errorf("the newest says %q, want %q", got, want)
	}
	if got := textsOf(ui.Arrange(ui.Screen{Parts: []ui.Part{ui.Trace{Empty: "quiet"}}}, portrait, font(t)), "text"); got != "quiet" {
		t.Errorf("without a line it says %q", got)
	}
}

func TestATouchOnATargetTellsItsPlace(t *testing.T) {
	s := ui.Arrange(ui.Screen{Parts: []ui.Part{ui.Targets{Label: "Target"}}, Back: &ui.Button{ID: "back"}}, portrait, font(t))
	if n := len(pressesOf(s)); n != 24 {
		t.Errorf("%d things can be pressed, and there are 24 targets", n)
	}
	half := (portrait.W/4 - ui.TargetGap) / 2
	for d, want := range map[float64]int16{0: 0, 1.26: 13, -0.04: 0, -3: -30, 1e9: int16(math.Round(half * 10)), math.NaN(): 0} {
		if p, ok := s.PressAt("target:7", d, 0); !ok || p != (kiosk.TargetTouched{Target: 7, DX: want}) {
			t.Errorf("%g mm beside the middle is %+v", d, p)
		}
	}
	if _, ok := s.PressAt("target:24", 0, 0); ok {
		t.Error("a target that is not there can be touched")
	}
	plain := ui.Arrange(ui.Screen{Back: &ui.Button{ID: "back", Label: "Back", Event: kiosk.BackPressed{}}}, portrait, font(t))
	if p, ok := plain.PressAt("back", 3, 4); !ok || p != (kiosk.BackPressed{}) {
		t.Errorf("a button pressed beside its middle means %+v", p)
	}
}

func TestEveryPictureHasTheWholeGlassAndIsOneButton(t *testing.T) {
	for _, name := range append(ui.Patterns(), "unknown") {
		next := ui.Button{ID: "next", Label: "Next", Event: kiosk.PictureSeen{}}
		s := ui.Arrange(ui.Screen{Parts: []ui.Part{ui.Pattern{Name: name, Button: next}}, Bar: []ui.Button{next}}, portrait, font(t))
		covered := 0.0
		for _, item := range s.Items {
			if item.Kind == ui.Specimen && item.Fill != ui.None {
				covered = max(covered, item.Box.W*item.Box.H)
				if item.Box == (ui.Box{Y: portrait.H / 2, W: portrait.W, H: portrait.H / 2}) || item.Box == (ui.Box{X: portrait.W / 2, W: portrait.W / 2, H: portrait.H}) {
					covered = portrait.W * portrait.H // the second of two halves
				}
			}
		}
		if covered < portrait.W*portrait.H {
			t.Errorf("%s covers %.0f mm² of %.0f", name, covered, portrait.W*portrait.H)
		}
		p := pressesOf(s)
		if len(p) != 1 || p[0].Box != (ui.Box{W: portrait.W, H: portrait.H}) {
			t.Errorf("%s has %d presses", name, len(p))
		}
	}
}

func TestThePatchesHaveTheContrastThatTheyTell(t *testing.T) {
	s := ui.Arrange(ui.Screen{Language: kiosk.Swedish, Parts: []ui.Part{ui.Pattern{Name: "contrast"}}}, portrait, font(t))
	told := 0
	for i, item := range s.Items {
		for _, line := range item.Lines {
			if text, isLabel := strings.CutSuffix(line.Text, " : 1"); isLabel {
				var want float64
				fmt.Sscan(strings.Replace(text, ",", ".", 1), &want)
				sample := item.Lines[1]
				got := ui.Contrast(sample.Ink.RGB(), groundOf(s.Items[:i], line).RGB())
				if math.Abs(got-want) > 0.07 {
					t.Errorf("%s is %.2f", line.Text, got)
				}
				told++
			}
		}
	}
	if told != 8 {
		t.Errorf("%d patches are told", told)
	}
}

func TestAKeypadHasLargeKeysNearlySquare(t *testing.T) {
	everyScene(t, func(t *testing.T, s ui.Scene) {
		if !strings.HasPrefix(s.Name, "code-") && !strings.HasPrefix(s.Name, "sample pin") {
			return
		}
		for _, item := range s.Items {
			if strings.HasPrefix(item.ID, "key:") {
				if r := item.Box.W / item.Box.H; item.Box.W < 24 || r < 0.7 || r > 1.7 {
					t.Errorf("%s: %s is %.0f × %.0f mm", s.Name, item.ID, item.Box.W, item.Box.H)
				}
			}
		}
	})
}

func TestHiddenCornersHaveNoNameAndGiveWay(t *testing.T) {
	n := 0
	everyScene(t, func(t *testing.T, s ui.Scene) {
		buttons, region := false, ui.RegionTop
		for _, item := range s.Items {
			if item.Region == ui.RegionOver && region != item.Region { // what is covered cannot be pressed
				buttons = false
			}
			region = item.Region
			switch {
			case item.Kind == ui.Hidden:
				n++
				if buttons {
					t.Errorf("%s: a corner lies over a button", s.Name)
				}
				if item.Button.Label != "" || item.Fill != ui.None || item.Edge != ui.None || len(item.Lines) > 0 || item.Icon != "" {
					t.Errorf("%s: a corner can be seen or heard", s.Name)
				}
			case item.Button != nil:
				buttons = true
			}
		}
	})
	if n == 0 {
		t.Error("no screen has corners")
	}
}
