package ui_test

import (
	"slices"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

func TestTheFocusRingIsSeenOnEveryGround(t *testing.T) {
	for _, test := range []struct {
		scene   ui.Scene
		grounds []ui.Color
	}{
		{ui.Scene{}, []ui.Color{ui.Paper, ui.Mist, ui.Deep, ui.Lake}},
		{ui.Scene{Contrast: true}, []ui.Color{ui.Black, ui.White, ui.Yellow}},
	} {
		inner, outer := test.scene.Ring()
		for _, ground := range test.grounds {
			best := max(ui.Contrast(inner.RGB(), ground.RGB()), ui.Contrast(outer.RGB(), ground.RGB()))
			if best < 3 {
				t.Errorf("%s and %s on %s: %.1f", inner, outer, ground, best)
			}
		}
	}
}

func TestTheBarHasTheSamePlacesOnEveryScreen(t *testing.T) {
	p, c := presenter(t)
	for _, voice := range []bool{false, true} {
		places := map[string]ui.Box{}
		for _, stop := range tour.Stops(c, kiosk.Finnish) {
			stop.State.Rules.Voice = voice
			var order []string
			for _, item := range p.Scene(stop.State, portrait).Items {
				if item.Region != ui.RegionBar || item.Button == nil {
					continue
				}
				order = append(order, item.ID)
				at, known := places[item.ID]
				here := item.Box
				if stop.State.Session.Idle() { // both national languages may take a second line
					here.Y, here.H = at.Y, at.H
				}
				if known && at != here {
					t.Errorf("%s: %s is at %+v, elsewhere at %+v", stop.Name, item.ID, here, at)
				} else if !stop.State.Session.Idle() {
					places[item.ID] = item.Box
				}
			}
			want := []string{"language", "comfort", "listen", "help", "stop"}
			if (voice || stop.State.Rules.Voice) && len(order) > 0 && !slices.Contains(order, "listen") {
				t.Errorf("%s: nobody can listen", stop.Name)
			}
			want = slices.DeleteFunc(want, func(id string) bool { return !slices.Contains(order, id) })
			if !slices.Equal(order, want) {
				t.Errorf("%s: the order is %v", stop.Name, order)
			}
			if !slices.Contains(order, "comfort") && stop.State.Store == kiosk.StoreReady {
				t.Errorf("%s: there is no way to larger texts", stop.Name)
			}
		}
	}
}

func TestEachChoiceOfThePanelTellsWhetherItHolds(t *testing.T) {
	p, c := presenter(t)
	state := kiosk.State{Catalogue: c, Rules: kiosk.DefaultRules(), Now: tour.Noon()}
	state, _ = kiosk.Update(state, kiosk.ComfortPressed{})
	state.Session.Comfort = kiosk.Comfort{Text: kiosk.TextLarge, Low: true, LeftHand: true}
	want := map[string]bool{"text:100": false, "text:150": true, "text:200": false, "comfort:contrast": false, "comfort:low": true, "comfort:slow": false, "comfort:simple": false, "comfort:left": true}
	var items []ui.Item
	for _, page := range tour.Pages(tour.Stop{State: state}, func(s kiosk.State) ui.Scene { return p.Scene(s, portrait) }) {
		items = append(items, page.Scene.Items...)
	}
	for _, item := range items {
		set, known := want[item.ID]
		if delete(want, item.ID); !known {
			continue
		}
		if !item.Toggle || item.Set != set || (item.Icon == "ui-check" || item.Icon == "ui-check-on") != set {
			t.Errorf("%s: toggle %t, set %t, icon %s", item.ID, item.Toggle, item.Set, item.Icon)
		}
	}
	if len(want) > 0 {
		t.Errorf("there is no %v", want)
	}
	for _, item := range p.Scene(state, ui.Frame{W: portrait.H, H: portrait.W}).Items {
		if item.ID == "comfort:low" {
			t.Error("a lying glass is all low, and offers it")
		}
	}
}

func TestABarcodeIsBlackOnWhiteInHighContrast(t *testing.T) {
	screen := ui.Screen{Parts: []ui.Part{ui.Barcode{Code: "0007CG01A76"}}, Comfort: kiosk.Comfort{Contrast: true}}
	s := ui.Arrange(screen, portrait, font(t))
	for i, item := range s.Items {
		if item.Kind == ui.Bars {
			ground := groundOf(s.Items[:i], ui.Line{X: item.Box.X + 1, Y: item.Box.Y + 1})
			if ground != ui.White || item.IconInk != ui.None {
				t.Errorf("it is %s on %s", item.IconInk, ground)
			}
		}
	}
}
