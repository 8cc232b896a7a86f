package ui_test

import (
	"fmt"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
)

func TestDump(t *testing.T) {
	p, c := presenter(t)
	for _, l := range []kiosk.Language{"fi", "en", "se"} {
		for _, stop := range tour.Stops(c, l) {
			switch stop.Name {
			case "language", "way", "life-events-1", "bundle-KE8", "summary", "code-3", "search-found", "comfort", "warning", "take", "shown", "feedback-grade-again", "check-in-on-time", "help-identified", "idle-offer":
				fmt.Println("==", l, stop.Name)
				for _, s := range p.Spoken(stop.State, portrait) {
					fmt.Println("  ", s.Language, s.Text)
				}
			}
		}
	}
	_ = ui.Frame{}
}
