package display_test

import (
	"testing"
	"time"

	"kundterminal/internal/chromium"
	"kundterminal/kiosk"
	"kundterminal/ui/display"
)

func TestThePageKeepsNothingFromAnybody(t *testing.T) {
	program := chromium.Axe(t)
	w := newWall(widest()...)
	b := show(t, w, fullHD)
	eval[bool](b, program+"; true")
	for i, board := range []display.Board{
		{Calls: widest(), Notices: []kiosk.Notice{{Text: kiosk.Text{"fi": "Hissi on rikki.", "sv": "Hissen är sönder."}}}},
		{Waiting: true},
		{},
		{Closed: true, Opens: morning},
	} {
		before := eval[string](b, `document.documentElement.lang`)
		w.change(func(w *wall) { w.board, w.now = board, w.now.Add(8*time.Second) })
		b.Until(`document.documentElement.lang !== "` + before + `"`)
		for _, fault := range eval[[]string](b, chromium.Judged) {
			t.Errorf("board %d: %s", i, fault)
		}
	}
}
