package ui_test

import (
	"testing"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

// TestNoStrollMeetsAScreenWithoutRoom presses anything, in each language and with the
// largest text, on standing and lying glass: whatever comes of it, every text finds
// room, and there is something to press.
func TestNoStrollMeetsAScreenWithoutRoom(t *testing.T) {
	p, c := presenter(t)
	p.Languages = kiosk.AllLanguages()
	for i, l := range kiosk.AllLanguages() {
		for j, comfort := range []kiosk.Comfort{{}, {Text: kiosk.TextLargest}, {Text: kiosk.TextLargest, Low: true}} {
			s := tour.NewStroll(c, l, comfort, uint64(i))
			frame := ui.Frame{W: 335.9, H: 597.1}
			if (i+j)%2 == 1 {
				frame = ui.Frame{W: frame.H, H: frame.W}
			}
			for range 150 {
				s.Rest()
				scene := p.Scene(s.State, frame)
				for _, fault := range scene.Faults {
					t.Errorf("%s in %s, text %d, low %t: %s", scene.Name, scene.Language, comfort.Text, comfort.Low, fault)
				}
				s.Grant(s.Take(s.Press(scene)))
			}
		}
	}
}

func TestTheSameSeedStrollsTheSameWay(t *testing.T) {
	p, c := presenter(t)
	var ends [2]kiosk.Place
	for i := range ends {
		s := tour.NewStroll(catalogue.Grown(c, 200), kiosk.Swedish, kiosk.Comfort{Contrast: true}, 7)
		for range 50 {
			s.Rest()
			s.Grant(s.Take(s.Press(p.Scene(s.State, ui.Frame{W: 335.9, H: 597.1}))))
		}
		ends[i] = s.State.Session.Place
	}
	if ends[0] != ends[1] {
		t.Errorf("they end at %+v and %+v", ends[0], ends[1])
	}
}
