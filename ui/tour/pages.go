package tour

import (
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// Page is one page of a stop, laid out.
type Page struct {
	State kiosk.State
	Scene ui.Scene
	Turn  int // from 0
}

// mostPages is after how many pages a screen that never ends is left.
const mostPages = 40

// Pages lays a stop out, and turns its pages to the last.
func Pages(stop Stop, scene func(kiosk.State) ui.Scene) []Page {
	var list []Page
	for turn := range mostPages {
		s := stop.State
		if turn > 0 {
			s, _ = kiosk.Update(s, kiosk.TimePassed{Now: s.Now, Up: s.Up + s.Rules.Guard + time.Millisecond})
			s, _ = kiosk.Update(s, kiosk.PageTurned{To: turn})
		}
		page := Page{s, scene(s), turn}
		list = append(list, page)
		if !goesOn(page.Scene, turn) {
			break
		}
	}
	return list
}

// goesOn reports whether something on a scene leads to the page after this one.
func goesOn(s ui.Scene, turn int) bool {
	for _, item := range s.Items {
		if item.Button == nil || item.Button.Off {
			continue
		}
		if p, ok := s.Press(item.ID); ok && p == (kiosk.PageTurned{To: turn + 1}) {
			return true
		}
	}
	return false
}
